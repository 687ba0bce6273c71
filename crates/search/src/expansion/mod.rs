//! From the words of a query to the words of the index.

pub(crate) mod automaton;
pub(crate) mod candidates;
pub(crate) mod distance;
pub(crate) mod groups;
pub(crate) mod lexicon;
