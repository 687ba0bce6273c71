//! The doorbell: which pages are being looked at, where each stands, and who waits for it to change.
//!
//! It holds no words and knows no rule. A missed ring costs nothing: whoever comes late reads the same state.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use moka::sync::Cache;
use tokio::sync::{Notify, OnceCell, watch};

use crate::storage::threads::Thread;
use crate::storage::{self, Storage};

/// Bytes of pages that stay known although nobody holds them: some twenty thousand, what a busy site reads in a minute.
const REMEMBERED: u64 = 16 << 20;
/// Bytes of those on which nobody has spoken: anybody can ask for as many of them as they like.
const SILENT: u64 = 1 << 20;
/// What a page costs beside its name, in bytes, with what the lists around it cost.
const PAGE: usize = 768;

/// Names a page: the site and the cleaned address.
pub type PageId = (Arc<str>, Arc<str>);

/// Where a page's thread stands. Two equal stamps mean that everything public is the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct PageStamp {
    /// The thread's rev; 0 as long as there is no thread.
    pub rev: i64,
    /// Rises when something changes that is no comment: a title, an address, whether it is closed.
    pub generation: u64,
}

/// A page that somebody asked for.
pub struct WatchedPage {
    /// Its name.
    pub id: PageId,
    stamp: watch::Sender<PageStamp>,
    loaded: OnceCell<()>,
    thread: Mutex<Option<Arc<Thread>>>,
}

impl WatchedPage {
    /// Where it stands now.
    pub fn stamp(&self) -> PageStamp {
        *self.stamp.borrow()
    }

    /// Hears of every change from now on.
    pub fn subscribe(&self) -> watch::Receiver<PageStamp> {
        self.stamp.subscribe()
    }

    /// Its thread, if anyone has spoken there. The rev in it may be older than the stamp's.
    pub fn thread(&self) -> Option<Arc<Thread>> {
        self.thread.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_thread(&self, thread: Option<Arc<Thread>>) {
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = thread;
    }

    async fn load(&self, storage: &Storage) -> storage::Result<()> {
        let found = storage.thread_of_page(&self.id.0, &self.id.1).await?;
        let rev = found.as_ref().map_or(0, |thread| thread.rev);
        self.set_thread(found.map(Arc::new));
        // A ring may have come in between; it never goes back.
        self.stamp.send_modify(|stamp| stamp.rev = stamp.rev.max(rev));
        Ok(())
    }
}

/// Pages by their names, of which those that nobody holds any more are left out now and then.
#[derive(Default)]
struct PageRegistry {
    pages: HashMap<PageId, Weak<WatchedPage>>,
    /// When there are so many, it is time for that.
    full: usize,
}

impl PageRegistry {
    fn insert(&mut self, id: PageId, page: &Arc<WatchedPage>) {
        if self.pages.len() >= self.full {
            self.pages.retain(|_, page| page.strong_count() > 0);
            // As many more as are left, so that looking at all of them costs each one little.
            self.full = (2 * self.pages.len()).max(1_024);
        }
        self.pages.insert(id, Arc::downgrade(page));
    }
}

/// All pages that are being looked at.
pub struct Pages {
    storage: Storage,
    known: Mutex<PageRegistry>,
    remembered: Cache<PageId, Arc<WatchedPage>>,
    /// The same, of pages on which nobody has spoken.
    silent: Cache<PageId, Arc<WatchedPage>>,
    /// Rung at every change of any page, for whoever follows the log as a whole.
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

    /// The page of that name, as the database knows it at the first time and as the bell says later.
    pub async fn page(&self, id: PageId) -> storage::Result<Arc<WatchedPage>> {
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
    pub async fn current_page(&self, id: PageId) -> storage::Result<Arc<WatchedPage>> {
        let page = self.page(id.clone()).await?;
        match page.thread() {
            Some(thread) if *thread.page_key != *id.1 => self.page((id.0, Arc::from(thread.page_key.as_str()))).await,
            _ => Ok(page),
        }
    }

    /// Roughly what all that is remembered costs, in bytes.
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
            // In the map before it is loaded, so that no ring between the two is missed.
            known.insert(id, &page);
            page
        })
    }

    fn find(&self, id: &PageId) -> Option<Arc<WatchedPage>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).pages.get(id).and_then(Weak::upgrade)
    }

    /// A change was committed: the page's thread stands at `rev`, or where it stood, when strangers must not notice.
    pub async fn notify(&self, id: &PageId, rev: Option<i64>) -> storage::Result<()> {
        self.any.notify_one();
        let Some(page) = self.find(id) else { return Ok(()) };
        if page.thread().is_none() {
            // The first words on a page make its thread.
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

    /// The thread of a page, as it is now, may have another title than it had.
    pub fn retitle(&self, id: &PageId, thread: Thread) {
        let Some(page) = self.find(id) else { return };
        if page.thread().is_some_and(|known| known.title != thread.title) {
            page.set_thread(Some(Arc::new(thread)));
            page.stamp.send_modify(|stamp| stamp.generation += 1);
        }
    }

    /// Something of a site changed that is no comment, or many comments at once: everything of it is looked at afresh.
    pub async fn refresh(&self, site: &str) -> storage::Result<()> {
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
