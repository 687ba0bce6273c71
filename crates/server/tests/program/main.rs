//! The program itself, as an operator starts it: its folder, its lock, its log, its limits, and a disk
//! that is full.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod backups;
mod canary;
mod descriptors;
mod disk;
mod docs;
mod erased;
mod first_start;
mod folder;
mod imports;
mod large;
mod limits;
mod log;
mod read_only;
mod removed;
mod restart;
mod rounds;
mod running;
mod search_killed;
#[path = "../outbound/sink.rs"]
#[expect(dead_code, reason = "other tests need more of it")]
mod sink;
mod soak;
#[path = "../wait/mod.rs"]
mod wait;
