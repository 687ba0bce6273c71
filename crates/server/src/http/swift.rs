//! The short way: an answer that is kept goes out by its raw address, round the general stack and its layers.

use std::sync::Arc;

use axum::response::Response;
use http::{Method, Request};
use moka::sync::Cache;

use super::answer::Answer;
use crate::live::{Page, Stamp};

/// Bytes of answers and raw addresses that are remembered. An answer under several addresses counts for each.
const MOST_BYTES: u64 = 32 << 20;
/// Longer addresses take the long way.
const LONGEST: usize = 1_024;

/// An answer, as long as its page stands where it stood.
#[derive(Clone)]
struct Known {
    page: Arc<Page>,
    stamp: Stamp,
    answer: Arc<Answer>,
}

/// Answers by the raw address that they were asked with.
pub struct Swift(Cache<Arc<str>, Known>);

impl Default for Swift {
    fn default() -> Self {
        Self(
            Cache::builder()
                .max_capacity(MOST_BYTES)
                .weigher(|target: &Arc<str>, known: &Known| {
                    known.answer.weight().saturating_add(u32::try_from(target.len()).unwrap_or(u32::MAX))
                })
                .time_to_idle(std::time::Duration::from_mins(5))
                .build(),
        )
    }
}

impl Swift {
    /// Remembers that this address asks for this answer.
    pub fn remember(&self, target: &str, page: &Arc<Page>, stamp: Stamp, answer: &Arc<Answer>) {
        if target.len() <= LONGEST {
            self.0.insert(target.into(), Known { page: page.clone(), stamp, answer: answer.clone() });
        }
    }

    /// Roughly what all that is remembered costs, in bytes.
    pub fn weight(&self) -> u64 {
        self.0.run_pending_tasks();
        self.0.weighted_size()
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
        let known = self.0.get(target)?;
        let navigates = request.headers().get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
        (known.page.stamp() == known.stamp && !navigates).then(|| known.answer.respond(request.headers()))
    }
}
