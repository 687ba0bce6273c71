//! Everything that this server asks of others over HTTP goes through here, and reaches only whom it may.

pub mod addresses;
pub mod client;

pub use client::{BlockedAddress, Client, Failure, NoTls, OutboundResponse};
