//! People's ways through a conversation: a real server, a business site on another origin, and real browsers.
//!
//! One file for each kind of person. `cargo xtask test --only journeys` runs them.

mod house;
mod reader;
mod writer;
