//! One owner of the data folder: the process that holds `porch.lock`.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Held as long as it lives; the system frees it with the process, however that ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "holding it open is what it is for")] File);

impl Lock {
    /// Takes the folder's lock, making the folder as needed. None when another process holds it.
    pub fn take(folder: &Path) -> std::io::Result<Option<Self>> {
        std::fs::create_dir_all(folder)?;
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("porch.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;

    #[test]
    fn a_folder_has_one_owner_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        assert!(first.is_some());
        assert!(Lock::take(folder.path()).unwrap().is_none());
        drop(first);
        assert!(Lock::take(folder.path()).unwrap().is_some());
    }
}
