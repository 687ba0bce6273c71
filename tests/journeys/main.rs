//! People's ways through Porch: a real server, a real browser and two sites. One file for each kind of person.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a journey that cannot go on has failed")]

mod fixture;
mod people;
