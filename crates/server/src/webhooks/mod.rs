//! Telling receivers what happens on a site: which events, in which shape, signed how, and what their answers mean.

pub mod deliver;
pub mod events;
mod shapes;
pub mod signing;
