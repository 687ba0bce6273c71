//! All HTTP requests of this server go through here, and reach only allowed addresses.

pub mod addresses;
pub mod client;

pub use client::{BlockedAddress, Client, Failure, NoTls, OutboundResponse};
