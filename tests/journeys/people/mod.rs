//! The people, each with the ways they go.

mod assisted;
mod attacker;
mod auditor;
mod beginner;
mod behind_a_proxy;
mod colleague;
mod connector;
mod embedder;
mod host;
mod housekeeper;
mod keeper;
mod keyboard;
mod late;
mod listener;
mod newcomer;
mod one_of_many;
mod reader;
mod scriptless;
mod sender;
mod tampered;
mod third_party;
mod wanderer;
mod writer;
