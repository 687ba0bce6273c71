//! What strangers send, made up at random and from a corpus: one target a file. `PORCH_FUZZ_CASES` says how many cases each
//! property sees; without it, 256.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod addresses;
mod bodies;
#[path = "../cases/mod.rs"]
mod cases;
mod cookies;
mod corpus;
mod forwarded;
mod languages;
mod mail_addresses;
mod markup;
mod rendered;
mod server;
mod words;
mod work;
