//! The slow compression of cached responses: those that are requested repeatedly, once their page has not changed for a
//! while, one at a time and with a fifth of a core at most. When one is dropped, each request costs a few bytes more,
//! nothing else.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::cached_response::CachedResponse;
use crate::live::{PageStamp, WatchedPage};

/// How long a page must have been unchanged.
const UNCHANGED_FOR: Duration = Duration::from_secs(2);
/// Responses that wait for compression. When there are so many, a further one is claimed by a later request.
const MOST_WAITING: usize = 64;
/// The pause after each, as a multiple of the time that it took.
const PAUSE_FACTOR: u32 = 4;

/// Bounds how many responses are compressed and how many wait for it.
pub struct CompressionQueue {
    waiting: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

impl Default for CompressionQueue {
    fn default() -> Self {
        Self { waiting: Arc::new(Semaphore::new(MOST_WAITING)), turn: Arc::new(Semaphore::new(1)) }
    }
}

impl CompressionQueue {
    /// Compresses a response in the background where that is worthwhile. `stamp` is the state of its page that it was
    /// made from.
    pub fn compress_if_repeated(&self, page: &Arc<WatchedPage>, stamp: PageStamp, answer: &Arc<CachedResponse>) {
        if !answer.claim() {
            return;
        }
        let Ok(waiting) = self.waiting.clone().try_acquire_owned() else { return answer.unclaim() };
        let (page, turn) = (page.clone(), self.turn.clone());
        // A response that is evicted from the cache meanwhile is not compressed.
        let answer = Arc::downgrade(answer);
        let mut stamps = page.subscribe();
        tokio::spawn(async move {
            let _waiting = waiting;
            let my_turn = async {
                tokio::time::sleep(UNCHANGED_FOR).await;
                turn.acquire().await
            };
            let _turn = tokio::select! {
                turn = my_turn => turn,
                // The page has changed: this response is out of date.
                _ = stamps.changed() => return,
            };
            let Some(answer) = answer.upgrade().filter(|_| page.stamp() == stamp) else { return };
            let begun = std::time::Instant::now();
            let _ = tokio::task::spawn_blocking(move || answer.compress_slowly()).await;
            tokio::time::sleep(begun.elapsed() * PAUSE_FACTOR).await;
        });
    }
}
