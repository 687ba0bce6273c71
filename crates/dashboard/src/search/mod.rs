//! Search over comments, people and pages.

pub(crate) mod field;
pub(crate) mod search_hits;
pub(crate) mod search_results;
