//! The search index of this node: in a folder of its own beside the database, opened when it is first needed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, PoisonError, RwLock};

use porch_search::{SearchError, SearchIndex};
use porch_storage::private_files;
use tokio::sync::{Mutex, OnceCell, Semaphore};

/// The folder's name in the data folder.
const FOLDER: &str = "search";

/// The index, once it is opened.
pub struct NodeIndex {
    folder: PathBuf,
    /// The database that it belongs to: a restored one has an index of its own, since its log has other events.
    epoch: String,
    opened: OnceCell<Arc<SearchIndex>>,
    /// How far the log of each site is in the index, for searches to see.
    committed: RwLock<BTreeMap<String, i64>>,
    /// Searches that run at once: each keeps a processor busy.
    pub(crate) searches: Semaphore,
    /// Whoever brings the index up to date holds it: two at once would lead each other's places back.
    pub(crate) catching_up: Mutex<()>,
    /// Whether its files may have words that were erased.
    pub(crate) has_erased: AtomicBool,
}

impl NodeIndex {
    pub(crate) fn new(data: &Path, epoch: &str) -> Self {
        Self {
            folder: data.join(FOLDER),
            epoch: epoch.to_owned(),
            opened: OnceCell::new(),
            committed: RwLock::default(),
            searches: Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)),
            catching_up: Mutex::default(),
            // A server may have ended before it got to it.
            has_erased: AtomicBool::new(true),
        }
    }

    /// How far the log of a site is in the index; none before the first time that it was brought up to date.
    pub(crate) fn place(&self, site: &str) -> Option<i64> {
        self.committed.read().unwrap_or_else(PoisonError::into_inner).get(site).copied()
    }

    /// Notes how far the log of each site is in the index.
    pub(crate) fn set_places(&self, places: BTreeMap<String, i64>) {
        *self.committed.write().unwrap_or_else(PoisonError::into_inner) = places;
    }

    /// The index.
    ///
    /// # Errors
    /// If its folder cannot be read or written. The next call tries it again.
    pub async fn get(&self) -> Result<Arc<SearchIndex>, SearchError> {
        let open = || async {
            let (folder, epoch) = (self.folder.clone(), self.epoch.clone());
            let opened = tokio::task::spawn_blocking(move || open(&folder, &epoch)).await;
            opened.map_err(std::io::Error::other)?.map(Arc::new)
        };
        self.opened.get_or_try_init(open).await.cloned()
    }
}

/// Opens the index of a database, and deletes those of databases that were here before.
fn open(folder: &Path, epoch: &str) -> Result<SearchIndex, SearchError> {
    private_files::folder(folder)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() != *epoch {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    let own = folder.join(epoch);
    private_files::folder(&own)?;
    SearchIndex::open(&own)
}

#[cfg(test)]
mod tests {
    use super::NodeIndex;

    #[tokio::test]
    async fn another_database_has_an_index_of_its_own() {
        let data = tempfile::tempdir().unwrap();
        for epoch in ["a", "b"] {
            let index = NodeIndex::new(data.path(), epoch);
            assert_eq!(index.get().await.unwrap().cursor("bakery").unwrap(), 0);
            let folders: Vec<_> = std::fs::read_dir(data.path().join("search")).unwrap().collect();
            assert_eq!(folders.len(), 1);
            assert!(data.path().join("search").join(epoch).exists());
        }
    }
}
