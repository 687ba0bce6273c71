//! The people, each with the ways they go.

mod embedder;
mod keyboard;
mod listener;
mod reader;
mod scriptless;
mod sender;
mod third_party;
mod writer;
