//! The fast path: a cached response is sent by the raw target of the request, without the router and its layers.

use std::sync::Arc;

use axum::response::Response;
use http::{Method, Request};
use moka::sync::Cache;

use super::cached_response::CachedResponse;
use super::compression::CompressionQueue;
use crate::live::{PageStamp, WatchedPage};

/// Bytes of responses and raw targets. A response with several targets counts for each.
const MOST_BYTES: u64 = 32 << 20;
/// The same for pages without comments: any client can request any number of them.
const MOST_WITHOUT_COMMENTS: u64 = 2 << 20;
/// Longer targets go through the router.
const LONGEST: usize = 1_024;

/// A response that is valid while its page has this stamp.
#[derive(Clone)]
struct RawEntry {
    page: Arc<WatchedPage>,
    stamp: PageStamp,
    answer: Arc<CachedResponse>,
}

/// Responses by the raw target of the request.
pub struct RawCache {
    known: Cache<Arc<str>, RawEntry>,
    without_comments: Cache<Arc<str>, RawEntry>,
    compression_queue: Arc<CompressionQueue>,
}

impl RawCache {
    /// `compression_queue` compresses what is requested repeatedly.
    pub fn new(compression_queue: Arc<CompressionQueue>) -> Self {
        let cache = |bytes| {
            let weight = |target: &Arc<str>, known: &RawEntry| {
                known.answer.weight().saturating_add(u32::try_from(target.len()).unwrap_or(u32::MAX))
            };
            let idle = std::time::Duration::from_mins(5);
            Cache::builder().max_capacity(bytes).weigher(weight).time_to_idle(idle).build()
        };
        Self { known: cache(MOST_BYTES), without_comments: cache(MOST_WITHOUT_COMMENTS), compression_queue }
    }
}

impl RawCache {
    /// Stores the response for this target.
    pub fn remember(&self, target: &str, page: &Arc<WatchedPage>, stamp: PageStamp, answer: &Arc<CachedResponse>) {
        if target.len() <= LONGEST {
            let cache = if page.thread().is_some() { &self.known } else { &self.without_comments };
            cache.insert(target.into(), RawEntry { page: page.clone(), stamp, answer: answer.clone() });
        }
    }

    /// The approximate size of the cache, in bytes.
    pub fn weight(&self) -> u64 {
        let weights = [&self.known, &self.without_comments].map(|cache| {
            cache.run_pending_tasks();
            cache.weighted_size()
        });
        weights.iter().sum()
    }

    /// The cached response, if there is one and its page has not changed since.
    pub fn answer<B>(&self, request: &Request<B>) -> Option<Response> {
        if request.method() != Method::GET {
            return None;
        }
        let target = request.uri().path_and_query()?.as_str();
        if !target.starts_with("/v1/sites/") {
            return None;
        }
        let known = self.known.get(target).or_else(|| self.without_comments.get(target))?;
        let navigates = request.headers().get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
        if known.page.stamp() != known.stamp || navigates {
            return None;
        }
        self.compression_queue.compress_if_repeated(&known.page, known.stamp, &known.answer);
        Some(known.answer.respond(request.headers()))
    }
}
