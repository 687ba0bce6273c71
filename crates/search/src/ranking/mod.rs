//! From the postings of a query to ranked hits.

pub(crate) mod boost;
pub(crate) mod collector;
pub(crate) mod feedback;
pub(crate) mod nearness;
pub(crate) mod postings;
pub(crate) mod scoring;
pub(crate) mod statistics;
pub(crate) mod window;
