//! What is kept rendered: a thread that has not changed is answered without the database, and one that just changed is
//! loaded, rendered and compressed once, however many ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use moka::future::Cache;
use porch_protocol::{CommentId, Order};

use super::cached_response::CachedResponse;
use super::compression::CompressionQueue;
use super::page_template::Parts;
use super::raw_cache::RawCache;
use super::snapshot::Snapshot;
use crate::live::{PageId, PageStamp, WatchedPage};

/// Bytes of snapshots, as far as they can be told without looking at every word: some fifty thousand comments.
const MOST_SNAPSHOTS: u64 = 32 << 20;
/// What a comment of a snapshot costs on average, and a snapshot itself with what the list around it costs, in bytes.
const COMMENT: usize = 512;
const SNAPSHOT: usize = 2_048;
/// Bytes kept as rendered answers, and as many as rendered pages of our own.
const MOST_BYTES: u64 = 32 << 20;
/// Bytes kept as answers about pages on which nobody has spoken: anybody can ask for as many of them as they like.
const MOST_SILENT: u64 = 2 << 20;
/// Bytes of files of builds before this one.
const MOST_FILES: u64 = 16 << 20;
/// What nobody asks for is forgotten.
const IDLE: Duration = Duration::from_mins(5);

/// What is asked of a page. A closed set, so that the number of kept answers is bounded by the pages.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Representation {
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
    /// The newest comments as an Atom feed.
    Feed,
    /// What happened since.
    Changes {
        /// The reader's rev.
        since: i64,
    },
}

type SharedCache<K, V> = Cache<K, Arc<V>>;

/// A page of our own: of what, how it is ordered, where it begins, and what it says of words that wait.
type TalkKey = (PageId, PageStamp, Order, Option<CommentId>, Option<&'static str>, u16);

/// All that is kept.
pub struct Cached {
    snapshots: SharedCache<(PageId, PageStamp), Snapshot>,
    /// The latest snapshot of a page, from which the next one is made.
    latest: SharedCache<PageId, Snapshot>,
    answers: SharedCache<(PageId, PageStamp, Representation), CachedResponse>,
    /// The same of pages on which nobody has spoken. Of those no snapshot is kept.
    silent: SharedCache<(PageId, PageStamp, Representation), CachedResponse>,
    /// The server's own pages, without the keys of their forms.
    talks: SharedCache<TalkKey, Parts>,
    files: Cache<String, Bytes>,
    squeezing: Arc<CompressionQueue>,
    loaded: AtomicU64,
    /// The same answers by the raw address they were asked with.
    pub swift: RawCache,
}

fn kept<K, V>(bytes: u64, weight: impl Fn(&Arc<V>) -> usize + Send + Sync + 'static) -> SharedCache<K, V>
where
    K: std::hash::Hash + Eq + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    let weight = move |_: &K, value: &Arc<V>| u32::try_from(weight(value)).unwrap_or(u32::MAX);
    Cache::builder().max_capacity(bytes).weigher(weight).time_to_idle(IDLE).build()
}

impl Default for Cached {
    fn default() -> Self {
        let snapshot = |snapshot: &Arc<Snapshot>| snapshot.all().len() * COMMENT + SNAPSHOT + snapshot.page_key.len();
        let answer = |answer: &Arc<CachedResponse>| usize::try_from(answer.weight()).unwrap_or(usize::MAX);
        let squeezing = Arc::new(CompressionQueue::default());
        Self {
            snapshots: kept(MOST_SNAPSHOTS, snapshot),
            latest: kept(MOST_SNAPSHOTS, snapshot),
            answers: kept(MOST_BYTES, answer),
            silent: kept(MOST_SILENT, answer),
            talks: kept(MOST_BYTES, |parts: &Arc<Parts>| parts.weight()),
            files: Cache::builder()
                .max_capacity(MOST_FILES)
                .weigher(|_: &String, bytes: &Bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX))
                .time_to_idle(IDLE)
                .build(),
            swift: RawCache::new(squeezing.clone()),
            squeezing,
            loaded: AtomicU64::new(0),
        }
    }
}

impl Cached {
    /// The page as it is now, or newer. `load` runs once per change, and is given the last snapshot to go on from; a page on
    /// which nobody has spoken is loaded anew for each reader.
    ///
    /// # Errors
    /// Those of `load`, shared by all who waited for it.
    pub async fn snapshot<E, F>(
        &self,
        page: &WatchedPage,
        load: impl FnOnce(Option<Arc<Snapshot>>) -> F + Send,
    ) -> Result<Arc<Snapshot>, Arc<E>>
    where
        E: Send + Sync + 'static,
        F: Future<Output = Result<Snapshot, E>> + Send,
    {
        if page.thread().is_none() {
            return Ok(Arc::new(load(None).await?));
        }
        let key = (page.id.clone(), page.stamp());
        let load = async {
            let earlier = self.latest.get(&page.id).await;
            self.loaded.fetch_add(1, Ordering::Relaxed);
            let snapshot = Arc::new(load(earlier).await?);
            self.latest.insert(page.id.clone(), snapshot.clone()).await;
            Ok(snapshot)
        };
        Box::pin(self.snapshots.try_get_with(key, load)).await
    }

    /// The page as it was when somebody last looked, if that is in memory.
    pub async fn glance(&self, page: &PageId) -> Option<Arc<Snapshot>> {
        self.latest.get(page).await
    }

    /// The answer to a question about the page as it is now. `make` runs once per change, off the async threads.
    ///
    /// # Errors
    /// Those of `make`, shared by all who waited for it.
    pub async fn answer<E: Send + Sync + 'static>(
        &self,
        page: &Arc<WatchedPage>,
        what: Representation,
        make: impl Future<Output = Result<CachedResponse, E>>,
    ) -> Result<Arc<CachedResponse>, Arc<E>> {
        let stamp = page.stamp();
        let key = (page.id.clone(), stamp, what);
        let cache = if page.thread().is_some() { &self.answers } else { &self.silent };
        let fresh = async { Ok(Arc::new(make.await?)) };
        let answer = Box::pin(cache.try_get_with(key, fresh)).await?;
        self.squeezing.look(page, stamp, &answer);
        Ok(answer)
    }

    /// A page of our own, as it is now. Where nobody has spoken it is made anew for each who asks.
    ///
    /// # Errors
    /// Those of `make`, shared by all who waited for it.
    pub async fn talk<E: Send + Sync + 'static>(
        &self,
        page: &WatchedPage,
        (order, after, held, year): (Order, Option<CommentId>, Option<&'static str>, u16),
        make: impl Future<Output = Result<Parts, E>>,
    ) -> Result<Arc<Parts>, Arc<E>> {
        if page.thread().is_none() {
            return Ok(Arc::new(make.await?));
        }
        let key = (page.id.clone(), page.stamp(), order, after, held, year);
        let fresh = async { Ok(Arc::new(make.await?)) };
        Box::pin(self.talks.try_get_with(key, fresh)).await
    }

    /// A file of a build before this one, read once however many ask.
    ///
    /// # Errors
    /// The file cannot be read.
    pub async fn file(&self, name: &str, path: &std::path::Path) -> Result<Bytes, Arc<std::io::Error>> {
        let read = async { tokio::fs::read(path).await.map(Bytes::from) };
        self.files.try_get_with_by_ref(name, read).await
    }

    /// How often a thread was read from the database, for whoever measures.
    pub fn loaded(&self) -> u64 {
        self.loaded.load(Ordering::Relaxed)
    }

    /// Roughly what is kept, in bytes.
    pub async fn weight(&self) -> u64 {
        self.snapshots.run_pending_tasks().await;
        self.latest.run_pending_tasks().await;
        self.answers.run_pending_tasks().await;
        self.silent.run_pending_tasks().await;
        self.talks.run_pending_tasks().await;
        let snapshots = self.snapshots.weighted_size() + self.latest.weighted_size();
        let answers = self.answers.weighted_size() + self.silent.weighted_size();
        snapshots + answers + self.talks.weighted_size() + self.swift.weight()
    }
}

/// Browsers ask again each time; a proxy may keep it for a moment.
pub const REVALIDATED: HeaderValue = HeaderValue::from_static("public, no-cache, s-maxage=2");
/// It names its own state, so it never changes.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
