//! The handle to the database: the connections that read, the writer, and what is known of the files.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::database_fault::DatabaseFault;
use super::disk_space::DiskSpace;
use super::health::Condition;
use super::readers::Readers;
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
    /// Whoever changes the file of counts holds this.
    pub(super) counting: Arc<Mutex<()>>,
    pub(super) used_keys: Arc<UsedKeys>,
}

impl Storage {
    /// The database's file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// How many queries the reading connections were sent since the start.
    pub fn queries(&self) -> u64 {
        self.readers.queries()
    }

    /// Whether the database can be written.
    pub fn condition(&self) -> &Condition {
        &self.condition
    }

    /// Looks whether the files of the database still lie where they were opened. Where they don't, writing ends until
    /// they do.
    pub fn look_at_files(&self) -> Result<(), DatabaseFault> {
        self.files.look(&self.condition)
    }

    /// The room on the disk of the database; none where the system does not say.
    pub fn room(&self) -> Option<DiskSpace> {
        DiskSpace::of(self.file().parent()?)
    }
}
