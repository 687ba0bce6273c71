//! Live updates: which pages are watched, the state of each, and who waits for it to change.
//!
//! It holds no comments and knows no rules.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use moka::sync::Cache;
use tokio::sync::{Mutex as AsyncMutex, OnceCell, watch};

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
    /// Whoever reads the thread holds this: what was read first must not be stored last.
    loading: AsyncMutex<()>,
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

    async fn load(&self, storage: &Storage) -> porch_storage::Result<()> {
        let _one_at_a_time = self.loading.lock().await;
        let found = storage.thread_of_page(&self.id.0, &self.id.1).await?;
        let rev = found.as_ref().map_or(0, |thread| thread.rev);
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = found.map(Arc::new);
        // A notification may have come in between: the rev never goes back.
        self.stamp.send_if_modified(|stamp| {
            let newer = rev > stamp.rev;
            stamp.rev = stamp.rev.max(rev);
            newer
        });
        Ok(())
    }

    /// Loads it again, and notifies of a change of something else than a comment.
    async fn renew(&self, storage: &Storage) -> porch_storage::Result<()> {
        self.load(storage).await?;
        self.stamp.send_modify(|stamp| stamp.generation += 1);
        Ok(())
    }

    fn rise_to(&self, rev: Option<i64>) {
        let Some(rev) = rev else { return };
        self.stamp.send_if_modified(|stamp| {
            let newer = rev > stamp.rev;
            stamp.rev = stamp.rev.max(rev);
            newer
        });
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
}

impl Pages {
    /// No page yet.
    pub(super) fn new(storage: Storage) -> Self {
        let cache = |bytes| {
            let weight = |id: &PageId, _: &Arc<WatchedPage>| u32::try_from(id.1.len() + PAGE).unwrap_or(u32::MAX);
            Cache::builder().max_capacity(bytes).weigher(weight).build()
        };
        Self { storage, known: Mutex::default(), remembered: cache(REMEMBERED), silent: cache(SILENT) }
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

    /// Loads a page again when a reader knows a newer state of it: another process may have written it, and its
    /// notification may not be here yet.
    pub async fn catch_up(&self, page: &WatchedPage, known: i64) -> porch_storage::Result<()> {
        if known > page.stamp().rev { page.load(&self.storage).await } else { Ok(()) }
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
                loading: AsyncMutex::default(),
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

    /// Those of the site's pages that are watched and are like this.
    fn pages_of(&self, site: &str, are: impl Fn(&WatchedPage) -> bool) -> Vec<Arc<WatchedPage>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let own = known.pages.iter().filter(|(id, _)| &*id.0 == site).filter_map(|(_, page)| page.upgrade());
        own.filter(|page| are(page)).collect()
    }

    /// The thread of a page has grown, and has the rev `rev` by now. None: visitors must not notice it. `titled` says whether it
    /// may have its title since.
    pub(super) async fn notify(&self, id: PageId, (rev, titled): (Option<i64>, bool)) -> porch_storage::Result<()> {
        let Some(page) = self.find(&id) else { return Ok(()) };
        match page.thread() {
            // The first comment on a page creates its thread.
            None => page.load(&self.storage).await?,
            Some(known) if titled && known.title.is_none() => page.renew(&self.storage).await?,
            Some(_) => {}
        }
        page.rise_to(rev);
        // The page was moved while the comment was being written.
        if let Some(thread) = page.thread().filter(|thread| *thread.page_key != *id.1)
            && let Some(moved) = self.find(&(id.0, Arc::from(thread.page_key.as_str())))
        {
            moved.rise_to(rev);
        }
        Ok(())
    }

    /// A thread was changed: `thread` was read after that, its last rev is `rev`, and `state` says whether more than its comments
    /// and its title may have changed.
    pub(super) async fn refresh_thread(
        &self,
        site: &Arc<str>,
        thread: &Thread,
        (rev, state): (Option<i64>, bool),
    ) -> porch_storage::Result<()> {
        if state {
            // With the page that it lay on before, and those whose addresses are aliases.
            let is_of = |page: &WatchedPage| {
                *page.id.1 == *thread.page_key || page.thread().is_some_and(|known| known.id == thread.id)
            };
            for page in self.pages_of(site, is_of) {
                page.renew(&self.storage).await?;
            }
            return Ok(());
        }
        let Some(page) = self.find(&(site.clone(), Arc::from(thread.page_key.as_str()))) else { return Ok(()) };
        match page.thread() {
            None => page.load(&self.storage).await?,
            Some(known) if known.title != thread.title => page.renew(&self.storage).await?,
            Some(_) => {}
        }
        page.rise_to(rev);
        Ok(())
    }

    /// Something that all pages of a site show was changed, or many comments at once: each is loaded again.
    pub(super) async fn refresh(&self, site: &str) -> porch_storage::Result<()> {
        for page in self.pages_of(site, |_| true) {
            page.renew(&self.storage).await?;
        }
        Ok(())
    }
}
