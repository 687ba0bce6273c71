//! Compressing kept answers as hard as can be: those that are asked for again, once their page has come to rest, one at a
//! time and for a fifth of a core at most. Losing any of it costs a few bytes a request, nothing else.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::cached_response::CachedResponse;
use crate::live::{PageStamp, WatchedPage};

/// How long a page must have been quiet.
const QUIET: Duration = Duration::from_secs(2);
/// Answers that wait for their turn. What is asked for when there are so many is asked for again.
const MOST_WAITING: usize = 64;
/// The rest after each, in times of what it took.
const REST: u32 = 4;

/// Who may compress hard.
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
    /// Has an answer compressed hard where that is worth it. `stamp` is where its page stood.
    pub fn look(&self, page: &Arc<WatchedPage>, stamp: PageStamp, answer: &Arc<CachedResponse>) {
        if !answer.claim() {
            return;
        }
        let Ok(waits) = self.waiting.clone().try_acquire_owned() else { return answer.unclaim() };
        let (page, turn) = (page.clone(), self.turn.clone());
        // What is forgotten before its turn comes is not kept for it.
        let answer = Arc::downgrade(answer);
        let mut stamps = page.subscribe();
        tokio::spawn(async move {
            let _waits = waits;
            let my_turn = async {
                tokio::time::sleep(QUIET).await;
                turn.acquire().await
            };
            let _turn = tokio::select! {
                turn = my_turn => turn,
                // It has changed: nobody reads this answer any more.
                _ = stamps.changed() => return,
            };
            let Some(answer) = answer.upgrade().filter(|_| page.stamp() == stamp) else { return };
            let begun = std::time::Instant::now();
            let _ = tokio::task::spawn_blocking(move || answer.squeeze()).await;
            tokio::time::sleep(begun.elapsed() * REST).await;
        });
    }
}
