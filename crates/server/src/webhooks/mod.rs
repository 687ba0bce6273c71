//! Webhooks: which events are sent to which receivers, in which format and with which signature, and what the answers
//! mean.

pub mod deliver;
pub mod events;
mod shapes;
pub mod signing;
