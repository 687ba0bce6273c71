//! The program itself, as an operator starts it: its folder, its lock, its log, its limits, and a disk that is full.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod disk;
mod docs;
mod folder;
mod imports;
mod limits;
mod log;
mod removed;
mod restart;
mod running;
#[path = "../wait/mod.rs"]
mod wait;
