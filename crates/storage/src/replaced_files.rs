//! Checks whether the files of the open database are still in the data folder. A process can go on with a removed file,
//! but what it writes there is lost when it ends.

use std::fmt;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::database_fault::DatabaseFault;
use super::health::Condition;

/// The endings of the files' names: the database, its write-ahead log, and the log's index.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];

/// The identity of the files when they were opened. Cheap to clone.
///
/// They are checked by their paths and never opened: closing a file would release all locks that SQLite has on it in
/// this process.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenFiles(Arc<Vec<OpenFile>>);

#[derive(Debug)]
struct OpenFile {
    path: PathBuf,
    device: u64,
    inode: u64,
}

/// There is another file at this path, or none.
#[derive(Debug)]
struct FileReplaced<'f>(&'f Path);

impl fmt::Display for FileReplaced<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not the file that was opened", self.0.display())
    }
}

impl OpenFiles {
    /// The files of `database`, all of which are open and stay open.
    pub(super) fn of(database: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        for part in PARTS {
            let mut path = database.as_os_str().to_owned();
            path.push(part);
            let path = PathBuf::from(path);
            let about = std::fs::metadata(&path)?;
            files.push(OpenFile { path, device: about.dev(), inode: about.ino() });
        }
        Ok(Self(Arc::new(files)))
    }

    /// The data folder; none for a database in memory.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.0.first()?.path.parent()
    }

    /// Sets `condition` when a file was moved or replaced.
    pub(super) fn check(&self, condition: &Condition) -> Result<(), DatabaseFault> {
        match self.displaced() {
            None => Ok(()),
            Some(path) => {
                condition.record_failure(DatabaseFault::Displaced, &FileReplaced(path));
                Err(condition.trouble().unwrap_or(DatabaseFault::Displaced))
            }
        }
    }

    fn displaced(&self) -> Option<&Path> {
        self.0.iter().find(|file| file.is_displaced()).map(|file| file.path.as_path())
    }
}

impl OpenFile {
    fn is_displaced(&self) -> bool {
        match std::fs::metadata(&self.path) {
            Ok(about) => (about.dev(), about.ino()) != (self.device, self.inode),
            // Any other error says nothing about the file: SQLite gets it too, and reports it.
            Err(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_removed_or_replaced_is_noticed_and_one_that_came_back_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("porch.db");
        let names = ["porch.db", "porch.db-wal", "porch.db-shm"];
        for name in names {
            std::fs::write(folder.path().join(name), name).unwrap();
        }
        let (files, condition) = (OpenFiles::of(&database).unwrap(), Condition::default());
        for name in names {
            let (path, aside) = (folder.path().join(name), folder.path().join("aside"));
            assert_eq!(files.check(&condition), Ok(()), "{name}");
            std::fs::rename(&path, &aside).unwrap();
            assert_eq!(files.displaced(), Some(path.as_path()));
            assert_eq!(files.check(&condition), Err(DatabaseFault::Displaced));
            std::fs::copy(&aside, &path).unwrap();
            assert_eq!(files.displaced(), Some(path.as_path()), "a copy is another file");
            std::fs::rename(&aside, &path).unwrap();
            assert_eq!(files.displaced(), None, "{name}");
            condition.record_success();
        }
        assert_eq!(OpenFiles::default().check(&condition), Ok(()));
    }
}
