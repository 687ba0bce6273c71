//! The lock of the data folder: the process that holds `porch.lock` owns the folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use porch_storage::private_files;

/// The file's name in the data folder. It contains the owner's process id and its command.
pub const FILE: &str = "porch.lock";
/// How often a waiting process tries again.
const RETRY_EVERY: Duration = Duration::from_millis(50);
/// The command in the file of a server.
pub const SERVE: &str = "porch serve";

/// Held as long as this value lives; the system releases it with the process, however that ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "holding it open is what it is for")] File);

/// Why the folder could not be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// The folder cannot be made.
    #[error("the data folder {} cannot be made: {}", .0.display(), with_hint(.1))]
    Folder(PathBuf, std::io::Error),
    /// The file cannot be opened or locked.
    #[error("{} cannot be written: {}", .0.display(), with_hint(.1))]
    File(PathBuf, std::io::Error),
    /// Another process holds it.
    #[error("{} holds {}", .holder, .folder.display())]
    Held {
        /// The data folder.
        folder: PathBuf,
        /// Which process, as far as it is known.
        holder: Holder,
    },
}

/// The system's error, with what the operator can do about it.
fn with_hint(error: &std::io::Error) -> String {
    let hint = match error.kind() {
        std::io::ErrorKind::PermissionDenied => {
            "; run porch as the user that the folder belongs to, or name another folder with --data or PORCH_DATA"
        }
        std::io::ErrorKind::NotADirectory | std::io::ErrorKind::AlreadyExists => {
            "; there is a file where a folder should be: name another one with --data or PORCH_DATA"
        }
        std::io::ErrorKind::ReadOnlyFilesystem => "; its file system is mounted read-only",
        std::io::ErrorKind::StorageFull => "; its disk is full",
        _ => "",
    };
    format!("{error}{hint}")
}

/// The process that holds the lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    process: Option<u32>,
    work: String,
}

impl Holder {
    /// Whether it is a server, which does not end by itself.
    pub fn serves(&self) -> bool {
        self.work == SERVE
    }

    fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        let mut words = text.trim().splitn(2, ' ');
        let process = words.next().and_then(|number| number.parse().ok());
        let work: String = words.next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(60).collect();
        Self { process, work }
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.process, self.work.as_str()) {
            (None, _) => f.write_str("another process"),
            (Some(process), "") => write!(f, "another process ({process})"),
            (Some(process), work) => write!(f, "`{work}` (process {process})"),
        }
    }
}

impl Lock {
    /// Takes the folder's lock, creating the folder as needed. `work` is the command to show to others, like `porch
    /// backup`.
    pub fn take(folder: &Path, work: &str) -> Result<Self, LockError> {
        private_files::folder(folder).map_err(|error| LockError::Folder(folder.into(), error))?;
        let name = folder.join(FILE);
        let failed = |error| LockError::File(name.clone(), error);
        let options = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).to_owned();
        let mut file = options.open(&name).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LockError::Held { folder: folder.into(), holder: Holder::read(folder) });
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        // On a full disk the file stays empty, which is no reason to fail.
        let _ = file.set_len(0).and_then(|()| writeln!(file, "{} {work}", std::process::id()));
        Ok(Self(file))
    }

    /// The same, waiting for a command to end: for at most `timeout`, and not for a server, which does not end by
    /// itself. `on_wait` is called with the process that is waited for.
    pub async fn wait(
        folder: &Path,
        work: &str,
        timeout: Duration,
        mut on_wait: impl FnMut(&Holder),
    ) -> Result<Self, LockError> {
        let begun = tokio::time::Instant::now();
        let mut reported = None;
        loop {
            let held = match Self::take(folder, work) {
                Err(LockError::Held { folder, holder }) => (folder, holder),
                taken => return taken,
            };
            let (folder, holder) = held;
            if holder.serves() || begun.elapsed() >= timeout {
                return Err(LockError::Held { folder, holder });
            }
            if reported.as_ref() != Some(&holder) {
                on_wait(&holder);
                reported = Some(holder);
            }
            tokio::time::sleep(RETRY_EVERY).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_owner_at_a_time_and_the_error_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path(), "porch backup").unwrap();
        let second = Lock::take(folder.path(), "porch check").unwrap_err().to_string();
        let own = std::process::id();
        assert!(second.contains(&format!("`porch backup` (process {own})")), "{second}");
        assert!(second.contains(folder.path().to_str().unwrap()), "{second}");
        drop(first);
        assert!(Lock::take(folder.path(), "porch check").is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_waiting_process_gets_the_lock_when_a_command_ends_and_does_not_wait_for_a_server() {
        let folder = tempfile::tempdir().unwrap();
        let timeout = Duration::from_secs(30);
        let first = Lock::take(folder.path(), "porch import").unwrap();
        let mut reported = Vec::new();
        let waiting = Lock::wait(folder.path(), SERVE, timeout, |holder| reported.push(holder.to_string()));
        let late = waiting.await.unwrap_err();
        assert!(matches!(late, LockError::Held { .. }));
        assert!(reported.len() == 1 && reported[0].contains("porch import"), "{reported:?}");

        let path = folder.path().to_owned();
        let waiting = tokio::spawn(async move { Lock::wait(&path, SERVE, timeout, |_| ()).await });
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert!(!waiting.is_finished());
        drop(first);
        let serving = waiting.await.unwrap().unwrap();
        let begun = tokio::time::Instant::now();
        assert!(Lock::wait(folder.path(), "porch check", timeout, |_| ()).await.is_err());
        assert_eq!(begun.elapsed(), Duration::ZERO);
        drop(serving);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let error = Lock::take(&file.join("data"), "porch serve").unwrap_err().to_string();
        assert!(error.contains("file/data") && error.contains("--data"), "{error}");
    }
}
