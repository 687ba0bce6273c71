//! The people, each with the ways they go.

mod assisted;
mod attacker;
mod behind_a_proxy;
mod colleague;
mod connector;
mod decorator;
mod embedder;
mod founder;
mod host;
mod housekeeper;
mod hurried;
mod keeper;
mod keyboard;
mod late;
mod listener;
mod newcomer;
mod one_of_many;
mod passenger;
mod reader;
mod scriptless;
mod sender;
mod smuggler;
mod third_party;
mod wanderer;
mod writer;
