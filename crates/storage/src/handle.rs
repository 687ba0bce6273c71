//! The handle to the database: the reading connections, the writer, and the state of the files.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use super::commit_hook::{AfterCommit, CommitHook};
use super::database::Readers;
use super::database_fault::DatabaseFault;
use super::disk_space::DiskSpace;
use super::health::Condition;
use super::replaced_files::OpenFiles;
use super::used_keys::UsedKeys;
use super::writer::Writer;

/// A handle to the database of one data folder. Cheap to clone.
#[derive(Clone)]
pub struct Storage {
    /// Connections that cannot write.
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
    pub(crate) file: PathBuf,
    pub(super) condition: Condition,
    pub(super) files: OpenFiles,
    /// Held by the task that changes the file of counts.
    pub(super) counting: Arc<Mutex<()>>,
    pub(super) used_keys: Arc<UsedKeys>,
    /// Whether the write-ahead log may still have what was erased.
    pub(super) log_has_erased: Arc<AtomicBool>,
    /// What follows the commits.
    pub(super) hook: CommitHook,
}

impl Storage {
    /// The database's file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// From now on `hook` follows each commit, as long as it is in use elsewhere. There is one at most: the first.
    pub fn after_commits(&self, hook: &Arc<dyn AfterCommit>) {
        self.hook.set(hook);
    }

    /// How many queries the reading connections were sent since the start.
    pub fn queries(&self) -> u64 {
        self.readers.queries()
    }

    /// Whether the database can be written.
    pub fn condition(&self) -> &Condition {
        &self.condition
    }

    /// Checks whether the files of the database are still where they were opened. When they are not, writing stops
    /// until they are back.
    pub fn check_files(&self) -> Result<(), DatabaseFault> {
        self.files.check(&self.condition)
    }

    /// The space on the disk of the database; none when the system does not report it.
    pub fn disk_space(&self) -> Option<DiskSpace> {
        DiskSpace::of(self.file().parent()?)
    }
}
