//! The databases that the contract holds for. A second one is one more line here.

use std::path::Path;
use std::time::Duration;

use porch_protocol::Timestamp;
use porch_storage::sites::{Hold, Site};
use porch_storage::{self, Storage};

/// Longer than any read takes, however busy the machine is.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// A kind of database.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Database {
    Sqlite,
}

/// All of them: each test of the contract runs on each.
pub(crate) fn databases() -> [Database; 1] {
    [Database::Sqlite]
}

impl Database {
    /// The storage that lies in a folder.
    pub(crate) async fn open(self, folder: &Path) -> Storage {
        match self {
            Self::Sqlite => porch_storage::open(folder, PATIENCE).await.unwrap(),
        }
    }

    /// A new storage with the sites `bakery` and `cafe`, which lies in the folder.
    pub(crate) async fn with_sites(self) -> (Storage, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let storage = self.open(folder.path()).await;
        for id in ["bakery", "cafe"] {
            let origins = vec![format!("https://{id}.example")];
            let site =
                Site { id: id.into(), name: None, origins, hold: Hold::Off, closed: false, created_at: Timestamp(1) };
            assert!(storage.add_site(site).await.unwrap());
        }
        (storage, folder)
    }
}
