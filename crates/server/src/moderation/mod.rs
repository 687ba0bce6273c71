//! What strangers may see at once, what waits for the host, and what the host may do about it: rules, pure.
//!
//! [`checks`] is the one list that every new comment and every edit walks. [`decide`] is the one machine that a decision
//! goes through. Nothing here reads the database, the network or the clock: rows and times come in as arguments.

pub mod checks;
pub mod decide;
pub mod lookalike;
pub mod names;
pub mod origins;
pub mod patterns;
pub mod pressure;
pub mod prints;
pub mod reading;
pub mod reasons;
pub mod recent;
pub mod roles;
pub mod rules;
pub mod standing;
pub mod strangers;
