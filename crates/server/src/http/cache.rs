//! What is kept rendered: a thread that has not changed is answered without the database, and one that just changed is
//! loaded, rendered and compressed once, however many ask.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use moka::future::Cache;
use porch_protocol::{CommentId, Order};
use tokio::sync::Semaphore;

use super::answer::Answer;
use super::error::{AppError, Result};
use super::snapshot::Snapshot;
use super::swift::Swift;
use crate::App;
use crate::live::{Page, PageId, Stamp};

/// Comments kept in memory as snapshots, about half a kilobyte each.
const MOST_COMMENTS: u64 = 50_000;
/// Bytes kept as rendered answers.
const MOST_BYTES: u64 = 32 << 20;
/// What nobody asks for is forgotten.
const IDLE: Duration = Duration::from_mins(5);
/// How long a thread must have been quiet before its answers are squeezed harder.
const QUIET: Duration = Duration::from_secs(2);
/// Answers squeezed at once. Each takes a core for a tenth of a second and some megabytes, and none is urgent: who reads a
/// thousand pages in a row must not leave everybody else without a processor.
const SQUEEZED_AT_ONCE: usize = 1;

/// What is asked of a page. A closed set, so that the number of kept answers is bounded by the pages.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum What {
    /// The first page, rendered.
    Fragment {
        /// How it is ordered.
        order: Order,
        /// The level of the first heading, 1 to 5.
        headings: u8,
    },
    /// A page of the thread as JSON.
    Thread {
        /// How it is ordered.
        order: Order,
        /// The last comment of the page before.
        after: Option<CommentId>,
        /// Whether the asker named the state, so that the answer never changes.
        named: bool,
    },
    /// What happened since.
    Changes {
        /// The reader's rev.
        since: i64,
    },
}

type Kept<K, V> = Cache<K, Arc<V>>;

/// All that is kept.
pub struct Cached {
    snapshots: Kept<(PageId, Stamp), Snapshot>,
    /// The latest snapshot of a page, from which the next one is made.
    latest: Kept<PageId, Snapshot>,
    answers: Kept<(PageId, Stamp, What), Answer>,
    squeezing: Arc<Semaphore>,
    /// The same answers by the raw address they were asked with.
    pub swift: Swift,
}

impl Default for Cached {
    fn default() -> Self {
        let comments = |snapshot: &Arc<Snapshot>| u32::try_from(snapshot.all().len() + 8).unwrap_or(u32::MAX);
        Self {
            snapshots: Cache::builder()
                .max_capacity(MOST_COMMENTS)
                .weigher(move |_, snapshot| comments(snapshot))
                .time_to_idle(IDLE)
                .build(),
            latest: Cache::builder()
                .max_capacity(MOST_COMMENTS)
                .weigher(move |_, snapshot| comments(snapshot))
                .time_to_idle(IDLE)
                .build(),
            answers: Cache::builder()
                .max_capacity(MOST_BYTES)
                .weigher(|_, answer: &Arc<Answer>| answer.weight())
                .time_to_idle(IDLE)
                .build(),
            squeezing: Arc::new(Semaphore::new(SQUEEZED_AT_ONCE)),
            swift: Swift::default(),
        }
    }
}

impl Cached {
    /// The page as it is now, or newer.
    pub async fn snapshot(&self, app: &App, page: &Page) -> Result<Arc<Snapshot>> {
        let key = (page.id.clone(), page.stamp());
        let load = async {
            let earlier = self.latest.get(&page.id).await;
            let snapshot = Arc::new(Snapshot::load(app, page, earlier).await?);
            self.latest.insert(page.id.clone(), snapshot.clone()).await;
            Ok(snapshot)
        };
        Box::pin(self.snapshots.try_get_with(key, load)).await.map_err(shared)
    }

    /// The page as it was when somebody last looked, if that is in memory.
    pub async fn glance(&self, page: &PageId) -> Option<Arc<Snapshot>> {
        self.latest.get(page).await
    }

    /// The answer to a question about the page as it is now. `make` runs once per change, off the async threads.
    pub async fn answer(
        &self,
        app: &App,
        page: &Arc<Page>,
        what: What,
        make: impl Future<Output = Result<Answer>>,
    ) -> Result<Arc<Answer>> {
        let key = (page.id.clone(), page.stamp(), what);
        let fresh = async {
            let answer = Arc::new(make.await?);
            squeeze_when_quiet(app, page.clone(), &answer);
            Ok(answer)
        };
        Box::pin(self.answers.try_get_with(key, fresh)).await.map_err(shared)
    }
}

/// Compresses an answer as hard as can be once its thread has come to rest: many will read it as it is.
fn squeeze_when_quiet(app: &App, page: Arc<Page>, answer: &Arc<Answer>) {
    let (ending, turn) = (app.ending.clone(), app.cached.squeezing.clone());
    // What is forgotten before its turn comes is not kept for it.
    let answer = Arc::downgrade(answer);
    let mut stamps = page.hear();
    let stamp = page.stamp();
    tokio::spawn(async move {
        let my_turn = async {
            tokio::time::sleep(QUIET).await;
            turn.acquire_owned().await
        };
        let _turn = tokio::select! {
            turn = my_turn => turn,
            // It has changed: nobody reads this answer any more.
            _ = stamps.changed() => return,
            () = ending.cancelled() => return,
        };
        let Some(answer) = answer.upgrade().filter(|_| page.stamp() == stamp) else { return };
        // Losing this costs a few bytes a request, nothing else.
        let _ = tokio::task::spawn_blocking(move || answer.squeeze()).await;
    });
}

/// An error that several askers share: each gets one of its own.
#[expect(clippy::needless_pass_by_value, reason = "moka hands the shared error over")]
fn shared(error: Arc<AppError>) -> AppError {
    match &*error {
        AppError::Refused(code) => AppError::Refused(*code),
        AppError::TooMany(seconds) => AppError::TooMany(*seconds),
        AppError::NotYet(code, seconds) => AppError::NotYet(*code, *seconds),
        AppError::Explained(code, why) => AppError::Explained(*code, why.clone()),
        AppError::Overloaded => AppError::Overloaded,
        AppError::Unavailable(trouble) => AppError::Unavailable(*trouble),
        AppError::Internal(cause) => AppError::Internal(cause.clone()),
    }
}

/// Browsers ask again each time; a proxy may keep it for a moment.
pub const REVALIDATED: HeaderValue = HeaderValue::from_static("public, no-cache, s-maxage=2");
/// It names its own state, so it never changes.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
