//! The short way: an answer that is kept goes out by its raw address, round the general stack and its layers.

use std::sync::Arc;

use axum::response::Response;
use http::{Method, Request};
use moka::sync::Cache;

use super::cached_response::CachedResponse;
use super::compression::CompressionQueue;
use crate::live::{PageStamp, WatchedPage};

/// Bytes of answers and raw addresses that are remembered. An answer under several addresses counts for each.
const MOST_BYTES: u64 = 32 << 20;
/// The same of pages on which nobody has spoken: anybody can ask for as many of them as they like.
const MOST_SILENT: u64 = 2 << 20;
/// Longer addresses take the long way.
const LONGEST: usize = 1_024;

/// An answer, as long as its page stands where it stood.
#[derive(Clone)]
struct RawEntry {
    page: Arc<WatchedPage>,
    stamp: PageStamp,
    answer: Arc<CachedResponse>,
}

/// Answers by the raw address that they were asked with.
pub struct RawCache {
    known: Cache<Arc<str>, RawEntry>,
    silent: Cache<Arc<str>, RawEntry>,
    squeezing: Arc<CompressionQueue>,
}

impl RawCache {
    /// Has what is asked for again compressed by `squeezing`.
    pub fn new(squeezing: Arc<CompressionQueue>) -> Self {
        let cache = |bytes| {
            let weight = |target: &Arc<str>, known: &RawEntry| {
                known.answer.weight().saturating_add(u32::try_from(target.len()).unwrap_or(u32::MAX))
            };
            let idle = std::time::Duration::from_mins(5);
            Cache::builder().max_capacity(bytes).weigher(weight).time_to_idle(idle).build()
        };
        Self { known: cache(MOST_BYTES), silent: cache(MOST_SILENT), squeezing }
    }
}

impl RawCache {
    /// Remembers that this address asks for this answer.
    pub fn remember(&self, target: &str, page: &Arc<WatchedPage>, stamp: PageStamp, answer: &Arc<CachedResponse>) {
        if target.len() <= LONGEST {
            let cache = if page.thread().is_some() { &self.known } else { &self.silent };
            cache.insert(target.into(), RawEntry { page: page.clone(), stamp, answer: answer.clone() });
        }
    }

    /// Roughly what all that is remembered costs, in bytes.
    pub fn weight(&self) -> u64 {
        let weights = [&self.known, &self.silent].map(|cache| {
            cache.run_pending_tasks();
            cache.weighted_size()
        });
        weights.iter().sum()
    }

    /// The answer, if it is known and still true.
    pub fn answer<B>(&self, request: &Request<B>) -> Option<Response> {
        if request.method() != Method::GET {
            return None;
        }
        let target = request.uri().path_and_query()?.as_str();
        if !target.starts_with("/v1/sites/") {
            return None;
        }
        let known = self.known.get(target).or_else(|| self.silent.get(target))?;
        let navigates = request.headers().get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
        if known.page.stamp() != known.stamp || navigates {
            return None;
        }
        self.squeezing.look(&known.page, known.stamp, &known.answer);
        Some(known.answer.respond(request.headers()))
    }
}
