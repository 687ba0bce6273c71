//! The index in a folder of its own: what is found, what is not, and what is left after erasing and after a kill.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod erasing;
mod expansion;
mod isolation;
mod operators;
mod ranking;
mod reopening;
mod site;
mod snippets;
mod strange_queries;
mod suggestions;
