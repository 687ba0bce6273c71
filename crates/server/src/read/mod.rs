//! What readers get: a thread as visitors see it at one moment, and the answers made of it, kept in memory. Loads nothing.

pub mod cache;
pub mod cached_response;
pub mod compression;
pub mod cross_origin;
pub mod page_template;
pub mod raw_cache;
pub mod snapshot;
