//! The people, each with the ways they go.

mod assisted;
mod attacker;
mod embedder;
mod keyboard;
mod listener;
mod reader;
mod scriptless;
mod sender;
mod third_party;
mod wanderer;
mod writer;
