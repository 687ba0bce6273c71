//! Live updates: which pages are watched, the state of each, and who waits for it to change.
//!
//! It holds no comments and knows no rules. A missed notification costs nothing: a late reader loads the same state.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use moka::sync::Cache;
use tokio::sync::{Notify, OnceCell, watch};

use porch_storage::Storage;
use porch_storage::threads::Thread;

/// Bytes of pages that stay in memory although nothing refers to them: some twenty thousand, what a busy site reads in
/// a minute.
const REMEMBERED: u64 = 16 << 20;
/// Bytes of pages without comments: any client can request any number of them.
const SILENT: u64 = 1 << 20;
/// The cost of a page without its name, in bytes, with its cache entry.
const PAGE: usize = 768;

/// Names a page: the site and the cleaned address.
pub type PageId = (Arc<str>, Arc<str>);

/// The state of a page's thread. Two equal stamps mean that everything public is the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct PageStamp {
    /// The thread's rev; 0 as long as there is no thread.
    pub rev: i64,
    /// Rises when something else than a comment changes: a title, an address, whether the thread is closed.
    pub generation: u64,
}

/// A page that was requested.
pub struct WatchedPage {
    /// Its name.
    pub id: PageId,
    stamp: watch::Sender<PageStamp>,
    loaded: OnceCell<()>,
    thread: Mutex<Option<Arc<Thread>>>,
}

impl WatchedPage {
    /// Its present state.
    pub fn stamp(&self) -> PageStamp {
        *self.stamp.borrow()
    }

    /// Notifies of every change from now on.
    pub fn subscribe(&self) -> watch::Receiver<PageStamp> {
        self.stamp.subscribe()
    }

    /// Its thread, if it has one. The rev in it may be older than the stamp's.
    pub fn thread(&self) -> Option<Arc<Thread>> {
        self.thread.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_thread(&self, thread: Option<Arc<Thread>>) {
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = thread;
    }

    async fn load(&self, storage: &Storage) -> porch_storage::Result<()> {
        let found = storage.thread_of_page(&self.id.0, &self.id.1).await?;
        let rev = found.as_ref().map_or(0, |thread| thread.rev);
        self.set_thread(found.map(Arc::new));
        // A notification may have come in between: the rev never goes back.
        self.stamp.send_modify(|stamp| stamp.rev = stamp.rev.max(rev));
        Ok(())
    }
}

/// Pages by their names. Entries that nothing refers to any more are removed from time to time.
#[derive(Default)]
struct PageRegistry {
    pages: HashMap<PageId, Weak<WatchedPage>>,
    /// With so many entries, they are removed.
    prune_at: usize,
}

impl PageRegistry {
    fn insert(&mut self, id: PageId, page: &Arc<WatchedPage>) {
        if self.pages.len() >= self.prune_at {
            self.pages.retain(|_, page| page.strong_count() > 0);
            // Twice what is left, so that the cost of a pass stays constant per insertion.
            self.prune_at = (2 * self.pages.len()).max(1_024);
        }
        self.pages.insert(id, Arc::downgrade(page));
    }
}

/// All watched pages.
pub struct Pages {
    storage: Storage,
    known: Mutex<PageRegistry>,
    remembered: Cache<PageId, Arc<WatchedPage>>,
    /// The same for pages without comments.
    silent: Cache<PageId, Arc<WatchedPage>>,
    /// Notified of every change of any page, for those who follow the whole log.
    pub any: Notify,
}

impl Pages {
    /// No page yet.
    pub fn new(storage: Storage) -> Self {
        let cache = |bytes| {
            let weight = |id: &PageId, _: &Arc<WatchedPage>| u32::try_from(id.1.len() + PAGE).unwrap_or(u32::MAX);
            Cache::builder().max_capacity(bytes).weigher(weight).build()
        };
        Self {
            storage,
            known: Mutex::default(),
            remembered: cache(REMEMBERED),
            silent: cache(SILENT),
            any: Notify::new(),
        }
    }

    /// The page of that name: loaded from the database at first, and updated by notifications later.
    pub async fn page(&self, id: PageId) -> porch_storage::Result<Arc<WatchedPage>> {
        if let Some(page) = self.remembered.get(&id) {
            page.loaded.get_or_try_init(|| page.load(&self.storage)).await?;
            return Ok(page);
        }
        let silent = self.silent.get(&id);
        let was_silent = silent.is_some();
        let page = silent.unwrap_or_else(|| self.find_or_insert(id.clone()));
        page.loaded.get_or_try_init(|| page.load(&self.storage)).await?;
        if page.thread().is_some() {
            self.silent.invalidate(&id);
            self.remembered.insert(id, page.clone());
        } else if !was_silent {
            self.silent.insert(id, page.clone());
        }
        Ok(page)
    }

    /// The page of that name, or, where the name is an alias, the page that its thread lies on today.
    pub async fn current_page(&self, id: PageId) -> porch_storage::Result<Arc<WatchedPage>> {
        let page = self.page(id.clone()).await?;
        match page.thread() {
            Some(thread) if *thread.page_key != *id.1 => self.page((id.0, Arc::from(thread.page_key.as_str()))).await,
            _ => Ok(page),
        }
    }

    /// The approximate size of the caches, in bytes.
    pub fn weight(&self) -> u64 {
        let caches = [&self.remembered, &self.silent];
        let weights = caches.map(|cache| {
            cache.run_pending_tasks();
            cache.weighted_size()
        });
        weights.iter().sum()
    }

    fn find_or_insert(&self, id: PageId) -> Arc<WatchedPage> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.pages.get(&id).and_then(Weak::upgrade).unwrap_or_else(|| {
            let page = Arc::new(WatchedPage {
                id: id.clone(),
                stamp: watch::Sender::new(PageStamp::default()),
                loaded: OnceCell::new(),
                thread: Mutex::default(),
            });
            // Inserted before it is loaded, so that no notification between the two is missed.
            known.insert(id, &page);
            page
        })
    }

    fn find(&self, id: &PageId) -> Option<Arc<WatchedPage>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).pages.get(id).and_then(Weak::upgrade)
    }

    /// A change was committed: the page's thread has the rev `rev`. None: the change must not be visible to visitors.
    pub async fn notify(&self, id: &PageId, rev: Option<i64>) -> porch_storage::Result<()> {
        self.any.notify_one();
        let Some(page) = self.find(id) else { return Ok(()) };
        if page.thread().is_none() {
            // The first comment on a page creates its thread.
            page.load(&self.storage).await?;
        }
        let Some(rev) = rev else { return Ok(()) };
        page.stamp.send_if_modified(|stamp| {
            let newer = rev > stamp.rev;
            stamp.rev = stamp.rev.max(rev);
            newer
        });
        Ok(())
    }

    /// The present thread of a page, which may have another title than before.
    pub fn retitle(&self, id: &PageId, thread: Thread) {
        let Some(page) = self.find(id) else { return };
        if page.thread().is_some_and(|known| known.title != thread.title) {
            page.set_thread(Some(Arc::new(thread)));
            page.stamp.send_modify(|stamp| stamp.generation += 1);
        }
    }

    /// Something of a site changed that is no comment, or many comments at once: all its pages are loaded again.
    pub async fn refresh(&self, site: &str) -> porch_storage::Result<()> {
        let pages: Vec<Arc<WatchedPage>> = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.pages.iter().filter(|(id, _)| &*id.0 == site).filter_map(|(_, page)| page.upgrade()).collect()
        };
        for page in pages {
            page.load(&self.storage).await?;
            page.stamp.send_modify(|stamp| stamp.generation += 1);
        }
        Ok(())
    }
}
