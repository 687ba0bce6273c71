//! The cache of rendered responses: a thread that has not changed is served without the database, and one that just
//! changed is loaded, rendered and compressed once for all readers.

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

/// Bytes of snapshots, estimated without looking at every text: some fifty thousand comments.
const MOST_SNAPSHOTS: u64 = 32 << 20;
/// The average cost of a comment in a snapshot, and the cost of a snapshot itself with its cache entry, in bytes.
const COMMENT: usize = 512;
const SNAPSHOT: usize = 2_048;
/// Bytes of rendered responses, and as many of the server's own rendered pages.
const MOST_BYTES: u64 = 32 << 20;
/// Bytes of responses about pages without comments: any client can request any number of them.
const MOST_WITHOUT_COMMENTS: u64 = 2 << 20;
/// Bytes of responses about whole sites: one of the longest sitemaps that there can be.
const MOST_OF_SITES: u64 = 24 << 20;
/// Bytes of files of earlier builds.
const MOST_FILES: u64 = 16 << 20;
/// An entry that is not read for so long is removed.
const IDLE: Duration = Duration::from_mins(5);

/// What is requested of a page. A closed set, so that the number of cached responses is bounded by the number of pages.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Representation {
    /// The first page, rendered.
    Fragment {
        /// How it is ordered.
        order: Order,
        /// The level of the first heading, 1 to 5.
        headings: u8,
        /// The language of the texts, one of those that there are.
        lang: &'static str,
    },
    /// A page of the thread as JSON.
    Thread {
        /// How it is ordered.
        order: Order,
        /// The last comment of the page before.
        after: Option<CommentId>,
        /// Whether the request named the state, so that the response never changes.
        named: bool,
    },
    /// The newest comments as an Atom feed.
    Feed,
    /// The first page as plain HTML, for the owner's own page.
    Include {
        /// How it is ordered.
        order: Order,
        /// The level of the first heading, 1 to 5.
        headings: u8,
        /// The language of the texts, one of those that there are.
        lang: &'static str,
    },
    /// A comment as another site quotes it.
    OEmbed {
        /// The comment; none for the first.
        comment: Option<CommentId>,
        /// The most pixels that it may be wide and high, each one of few.
        room: (u16, u16),
    },
    /// The changes since a rev.
    Changes {
        /// The reader's rev.
        since: i64,
    },
}

/// What is requested of a whole site. A closed set, too.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SiteRepresentation {
    /// The newest comments as an Atom feed.
    Feed,
    /// The sitemap, or a part of it.
    Sitemap {
        /// Its number, from 1; none for the whole, or the list of its parts.
        part: Option<u32>,
    },
}

type SharedCache<K, V> = Cache<K, Arc<V>>;

/// How a page that the server renders itself is shown: the order, where it begins and the comment that its address names,
/// the note about a held comment, the year, the language.
type ShownPage = (Order, (Option<CommentId>, Option<CommentId>), Option<&'static str>, u16, &'static str);

/// All caches.
pub struct Cached {
    snapshots: SharedCache<(PageId, PageStamp), Snapshot>,
    /// The latest snapshot of a page, from which the next one is built.
    latest: SharedCache<PageId, Snapshot>,
    answers: SharedCache<(PageId, PageStamp, Representation), CachedResponse>,
    /// The same for pages without comments. Of those no snapshot is cached.
    without_comments: SharedCache<(PageId, PageStamp, Representation), CachedResponse>,
    /// Answers about a whole site, by the end of its log.
    site_answers: SharedCache<(String, i64, SiteRepresentation), CachedResponse>,
    /// The server's own pages, without the idempotency keys of their forms.
    conversation_pages: SharedCache<(PageId, PageStamp, ShownPage), Parts>,
    files: Cache<String, Bytes>,
    compression_queue: Arc<CompressionQueue>,
    loaded: AtomicU64,
    /// The same responses by the raw target of the request.
    pub raw: RawCache,
}

fn sized_cache<K, V>(bytes: u64, weight: impl Fn(&Arc<V>) -> usize + Send + Sync + 'static) -> SharedCache<K, V>
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
        let compression_queue = Arc::new(CompressionQueue::default());
        Self {
            snapshots: sized_cache(MOST_SNAPSHOTS, snapshot),
            latest: sized_cache(MOST_SNAPSHOTS, snapshot),
            answers: sized_cache(MOST_BYTES, answer),
            without_comments: sized_cache(MOST_WITHOUT_COMMENTS, answer),
            site_answers: sized_cache(MOST_OF_SITES, answer),
            conversation_pages: sized_cache(MOST_BYTES, |parts: &Arc<Parts>| parts.weight()),
            files: Cache::builder()
                .max_capacity(MOST_FILES)
                .weigher(|_: &String, bytes: &Bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX))
                .time_to_idle(IDLE)
                .build(),
            raw: RawCache::new(compression_queue.clone()),
            compression_queue,
            loaded: AtomicU64::new(0),
        }
    }
}

impl Cached {
    /// The snapshot of the page's present state, or of a newer one. `load` runs once per change, and gets the last
    /// snapshot to build on; a page without comments is loaded for each reader.
    ///
    /// # Errors
    /// Those of `load`, shared by all callers that waited for it.
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

    /// The latest snapshot of the page, if it is in memory. It may be outdated.
    pub async fn latest(&self, page: &PageId) -> Option<Arc<Snapshot>> {
        self.latest.get(page).await
    }

    /// The response for the page's present state. `make` runs once per change, off the async threads.
    ///
    /// # Errors
    /// Those of `make`, shared by all callers that waited for it.
    pub async fn answer<E: Send + Sync + 'static>(
        &self,
        page: &Arc<WatchedPage>,
        what: Representation,
        make: impl Future<Output = Result<CachedResponse, E>>,
    ) -> Result<Arc<CachedResponse>, Arc<E>> {
        let stamp = page.stamp();
        let key = (page.id.clone(), stamp, what);
        let cache = if page.thread().is_some() { &self.answers } else { &self.without_comments };
        let fresh = async { Ok(Arc::new(make.await?)) };
        let answer = Box::pin(cache.try_get_with(key, fresh)).await?;
        self.compression_queue.compress_if_repeated(page, stamp, &answer);
        Ok(answer)
    }

    /// The response about a site whose log ends there. `make` runs once per change.
    ///
    /// # Errors
    /// Those of `make`, shared by all callers that waited for it.
    pub async fn site_answer<E: Send + Sync + 'static>(
        &self,
        site: &str,
        end: i64,
        what: SiteRepresentation,
        make: impl Future<Output = Result<CachedResponse, E>>,
    ) -> Result<Arc<CachedResponse>, Arc<E>> {
        let fresh = async { Ok(Arc::new(make.await?)) };
        Box::pin(self.site_answers.try_get_with((site.to_owned(), end, what), fresh)).await
    }

    /// A page that the server renders itself, in its present state. One without comments is rendered for each request.
    ///
    /// # Errors
    /// Those of `make`, shared by all callers that waited for it.
    pub async fn conversation_page<E: Send + Sync + 'static>(
        &self,
        page: &WatchedPage,
        shown: ShownPage,
        make: impl Future<Output = Result<Parts, E>>,
    ) -> Result<Arc<Parts>, Arc<E>> {
        if page.thread().is_none() {
            return Ok(Arc::new(make.await?));
        }
        let key = (page.id.clone(), page.stamp(), shown);
        let fresh = async { Ok(Arc::new(make.await?)) };
        Box::pin(self.conversation_pages.try_get_with(key, fresh)).await
    }

    /// A file of an earlier build, read once for all readers.
    ///
    /// # Errors
    /// The file cannot be read.
    pub async fn file(&self, name: &str, path: &std::path::Path) -> Result<Bytes, Arc<std::io::Error>> {
        let read = async { tokio::fs::read(path).await.map(Bytes::from) };
        self.files.try_get_with_by_ref(name, read).await
    }

    /// How often a thread was loaded from the database, for measurements.
    pub fn loaded(&self) -> u64 {
        self.loaded.load(Ordering::Relaxed)
    }

    /// The approximate size of the caches, in bytes.
    pub async fn weight(&self) -> u64 {
        self.snapshots.run_pending_tasks().await;
        self.latest.run_pending_tasks().await;
        self.answers.run_pending_tasks().await;
        self.without_comments.run_pending_tasks().await;
        self.conversation_pages.run_pending_tasks().await;
        self.site_answers.run_pending_tasks().await;
        let snapshots = self.snapshots.weighted_size() + self.latest.weighted_size();
        let answers = self.answers.weighted_size() + self.without_comments.weighted_size();
        snapshots
            + answers
            + self.site_answers.weighted_size()
            + self.conversation_pages.weighted_size()
            + self.raw.weight()
    }
}

/// Browsers revalidate each time; a proxy may serve it for two seconds.
pub const REVALIDATED: HeaderValue = HeaderValue::from_static("public, no-cache, s-maxage=2");
/// Its address names its state, so it never changes.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
