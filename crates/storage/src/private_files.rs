//! Files for the user of the server only: the database holds its secret, and held comments.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// The permissions that others must not have on our files and folders.
const OTHERS: u32 = 0o077;

/// From now on, new files of this process are for its user only, whatever the umask was.
pub fn make_all_private() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(OTHERS));
}

/// Creates a folder for our user only, and its parents, where it does not exist.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Creates a new file for our user only, open for reading and writing.
pub fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)
}

/// Creates a file for our user only where it does not exist, and leaves an existing one as it is: for SQLite, which
/// would make its own readable by all, and gives the files beside it the mode of the first.
pub fn ensure_file(path: &Path) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).mode(0o600).open(path).map(drop)
}

/// Removes the permissions of others in the data folder, and logs that once. A file whose permissions we may not change
/// is named.
pub fn restrict(data: &Path) {
    let within = std::fs::read_dir(data).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let (mut restricted, mut failed) = (0, None);
    for path in std::iter::once(data.to_owned()).chain(within) {
        match restrict_file(&path) {
            Ok(changed) => restricted += u32::from(changed),
            Err(error) => failed = Some((path, error)),
        }
    }
    if restricted > 0 {
        tracing::warn!(
            folder = %data.display(),
            files = restricted,
            "other users of this machine could read the data folder; now only the user of the server can"
        );
    }
    if let Some((path, error)) = failed {
        tracing::warn!(%error, file = %path.display(), "other users of this machine can read this file");
    }
}

/// Whether there was something to change. Symbolic links, and what is neither file, folder nor socket, are left as they
/// are.
fn restrict_file(path: &Path) -> io::Result<bool> {
    let metadata = std::fs::symlink_metadata(path)?;
    let (kind, mode) = (metadata.file_type(), metadata.mode() & 0o7777);
    let is_ours = kind.is_file() || kind.is_dir() || kind.is_socket();
    if !is_ours || mode & OTHERS == 0 {
        return Ok(false);
    }
    std::fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS)).map(|()| true)
}

/// Removes the partial copies that a killed command left in the data folder. The caller holds the folder's lock, so no
/// process is writing one.
pub fn remove_leftovers(data: &Path) {
    let (mut files, mut bytes) = (0_u32, 0);
    for entry in std::fs::read_dir(data).into_iter().flatten().filter_map(Result::ok) {
        let ours = entry.file_name().to_str().is_some_and(is_leftover);
        let Some(metadata) = entry.metadata().ok().filter(|metadata| ours && metadata.is_file()) else { continue };
        if std::fs::remove_file(entry.path()).is_ok() {
            files += 1;
            bytes += metadata.len();
        }
    }
    if files > 0 {
        tracing::info!(files, bytes, "removed half copies that were left when a command was killed");
    }
}

/// Whether a name is one that only our commands give, to a file that is useless once they have ended.
fn is_leftover(name: &str) -> bool {
    // The suffixes of files that SQLite puts beside a copy while it is made.
    let name =
        name.strip_suffix("-journal").or(name.strip_suffix("-wal")).or(name.strip_suffix("-shm")).unwrap_or(name);
    let random = ["backup-", "import-"].iter().find_map(|begins| name.strip_prefix(begins)?.strip_suffix(".tmp"));
    let random = random.is_some_and(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    random || ["restore.tmp", "porch.count.tmp", "porch.room.tmp"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn new_files_are_for_their_user_only() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("a/b");
        folder(&data).unwrap();
        assert_eq!((mode(&home.path().join("a")), mode(&data)), (0o700, 0o700));
        new_file(&data.join("new")).unwrap();
        assert!(new_file(&data.join("new")).is_err());
        ensure_file(&data.join("old")).unwrap();
        assert_eq!((mode(&data.join("new")), mode(&data.join("old"))), (0o600, 0o600));
    }

    #[test]
    fn permissions_of_others_are_removed_and_no_link_is_followed() {
        let home = tempfile::tempdir().unwrap();
        let (data, outside) = (home.path().join("data"), home.path().join("outside"));
        std::fs::create_dir(&data).unwrap();
        for path in [&outside, &data.join("porch.db")] {
            std::fs::write(path, "").unwrap();
            std::fs::set_permissions(path, Permissions::from_mode(0o644)).unwrap();
        }
        std::fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
        std::os::unix::fs::symlink(&outside, data.join("link")).unwrap();
        restrict(&data);
        assert_eq!((mode(&data), mode(&data.join("porch.db")), mode(&outside)), (0o700, 0o600, 0o644));
    }

    #[test]
    fn only_leftovers_of_our_commands_are_removed() {
        let data = tempfile::tempdir().unwrap();
        let id = "0123456789abcdef0123456789abcdef";
        let removed = [format!("backup-{id}.tmp"), format!("backup-{id}.tmp-journal"), format!("import-{id}.tmp")];
        let removed = removed.into_iter().chain(["restore.tmp".to_owned()]);
        let others = ["porch.db", "backup-mine.tmp", "porch-before-20250615T150640Z.db", "restore.tmp.old", "notes"];
        let removed: Vec<String> = removed.collect();
        for name in removed.iter().map(String::as_str).chain(others) {
            std::fs::write(data.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(data.path().join(format!("backup-{}.tmp", "a".repeat(32)))).unwrap();
        remove_leftovers(data.path());
        assert!(removed.iter().all(|name| !data.path().join(name).exists()));
        assert!(others.iter().all(|name| data.path().join(name).exists()));
        assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), others.len() + 1);
    }
}
