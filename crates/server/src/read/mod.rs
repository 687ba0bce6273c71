//! What readers get: the public state of a thread at one moment, and the responses made of it, cached in memory. Loads
//! nothing.

pub mod cache;
pub mod cached_response;
pub mod compression;
pub mod cross_origin;
pub mod page_template;
pub mod raw_cache;
pub mod snapshot;
