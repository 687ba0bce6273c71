//! Opening the database: the version check, the migrations with a backup before them; and closing it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::commit_hook::CommitHook;
use super::database::sqlite::{self, MigrationError, Settings};
use super::database::{Connection, Readers, StorageError, query};
use super::database_fault::DatabaseFault;
use super::health::Condition;
use super::replaced_files::OpenFiles;
use super::writer_connection::WriterConnection;
use super::{Storage, disk_space, writer_task};
use crate::private_files;

/// Older versions can corrupt a database in WAL mode when two connections write or checkpoint at once.
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];
/// The file inside the data folder.
pub const FILE: &str = "porch.db";

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The linked SQLite is too old.
    #[error("SQLite {0} can lose data in WAL mode; 3.51.3 or newer is needed")]
    OldSqlite(String),
    /// The file system does not support WAL.
    #[error("the database at {0} is not in WAL mode; is the folder on a network file system?")]
    NotWal(PathBuf),
    /// It was used by a later version of Porch, whose schema this one does not know.
    #[error(
        "{} was last used by a newer version of Porch: start that one, or put back the copy from before the upgrade with \
         `porch restore`", .0.display()
    )]
    Newer(PathBuf),
    /// A migration failed. The database is unchanged.
    #[error("the database could not be brought up to date: {0}")]
    Migrate(#[source] StorageError),
    /// The file cannot be created or written.
    #[error("{} cannot be written: {}", .0.display(), .1)]
    File(PathBuf, std::io::Error),
    /// The file is no database, or cannot be opened as one.
    #[error("{} cannot be opened: {}", .0.display(), .1.explained())]
    Unopenable(PathBuf, StorageError),
    /// There was a database, and its file is missing.
    #[error(
        "{} is gone, though a server has worked with it: put it back, or run `porch restore FILE` with a backup. To begin \
         anew with an empty one, remove {} as well", .0.display(), super::log_position::FILE
    )]
    Gone(PathBuf),
    /// The disk has no room for the files that SQLite needs beside the database.
    #[error("the disk of {} is full: make room there", .0.display())]
    Full(PathBuf),
    /// Any other error.
    #[error("the database could not be opened: {}", .0.explained())]
    Sqlite(#[from] StorageError),
}

impl OpenError {
    /// Whether the error is about a full disk. SQLite reports it as an I/O error in some places: there only a check of
    /// the disk shows it.
    fn is_full_disk(&self) -> bool {
        match self {
            Self::File(_, error) => error.kind() == io::ErrorKind::StorageFull,
            Self::Unopenable(_, error) | Self::Sqlite(error) | Self::Migrate(error) => {
                error.fault() == Some(DatabaseFault::Full)
            }
            _ => false,
        }
    }
}

/// Opens `folder/porch.db`, making and migrating it as needed. The caller holds the folder's lock.
/// A read waits for one of the connections no longer than `patience`.
pub async fn open(folder: &Path, patience: Duration) -> Result<Storage, OpenError> {
    match opened(folder, patience).await {
        Err(error) if error.is_full_disk() || disk_space::is_full(folder) => {
            tracing::debug!(%error, "the database could not be opened on a full disk");
            Err(OpenError::Full(folder.into()))
        }
        opened => opened,
    }
}

async fn opened(folder: &Path, patience: Duration) -> Result<Storage, OpenError> {
    let file = folder.join(FILE);
    let connection = up_to_date(folder, &file).await?;
    let mut anchor = Settings::reading(&file).connect().await?;
    // A connection opens the log only when it reads.
    query("select count(*) from meta").fetch_one(&mut anchor).await?;
    let files = OpenFiles::of(&file).map_err(|error| OpenError::File(file.clone(), error))?;
    let watched = (files, Condition::default());
    let writer_connection = WriterConnection::new(Settings::writing(&file), connection, Some(anchor), watched.clone());
    Ok(storage_with_connection(writer_connection, file, watched, patience))
}

/// A storage that writes with `writer_connection`.
pub(super) fn storage_with_connection(
    writer_connection: WriterConnection,
    file: PathBuf,
    (files, condition): (OpenFiles, Condition),
    patience: Duration,
) -> Storage {
    let look = {
        let watched = (files.clone(), condition.clone());
        // A file that replaced the opened one is not read.
        move || watched.0.check(&watched.1)
    };
    let readers = Readers::new(sqlite::pool(&file, patience, look), condition.clone());
    let hook = CommitHook::default();
    let writer = writer_task::start(writer_connection, hook.clone());
    let (counting, used_keys) = Default::default();
    // Something may have been erased just before the last end.
    let log_has_erased = Arc::new(AtomicBool::new(true));
    Storage { readers, writer, file, condition, files, counting, used_keys, log_has_erased, hook }
}

/// Opens the database for writing, creates it if there is none, and migrates it to the current schema.
async fn up_to_date(folder: &Path, file: &Path) -> Result<Connection, OpenError> {
    let fresh = !file.exists();
    if fresh && folder.join(super::log_position::FILE).exists() {
        return Err(OpenError::Gone(file.into()));
    }
    private_files::ensure_file(file).map_err(|error| OpenError::File(file.into(), error))?;
    let connected = Settings::writing(file).connect().await;
    let mut connection = connected.map_err(|error| OpenError::Unopenable(file.into(), error))?;
    check_version(&mut connection).await?;
    if sqlite::journal_mode(&mut connection).await? != "wal" {
        return Err(OpenError::NotWal(file.into()));
    }
    if !fresh && sqlite::needs_migration(&mut connection).await? {
        back_up_before_migrating(folder, &mut connection).await?;
    }
    sqlite::migrate(&mut connection).await.map_err(|error| match error {
        MigrationError::Newer => OpenError::Newer(file.into()),
        MigrationError::Failed(error) => OpenError::Migrate(error),
    })?;
    Ok(connection)
}

async fn check_version(connection: &mut Connection) -> Result<(), OpenError> {
    let version = sqlite::version(connection).await?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let parts: [u32; 3] = std::array::from_fn(|_| parts.next().unwrap_or(0));
    if parts < OLDEST_SQLITE { Err(OpenError::OldSqlite(version)) } else { Ok(()) }
}

/// A copy beside the database, named by the time; the operator deletes it when the new version works.
async fn back_up_before_migrating(folder: &Path, connection: &mut Connection) -> Result<(), OpenError> {
    let name = format!("porch-before-{}.db", jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ"));
    let target = folder.join(name);
    private_files::ensure_file(&target).map_err(|error| OpenError::File(target.clone(), error))?;
    let target = target.to_string_lossy().into_owned();
    if let Err(error) = sqlite::copy_into(connection, &target).await {
        // A partial copy is useless, and each repeated start would leave one.
        let _ = std::fs::remove_file(&target);
        return Err(error.into());
    }
    tracing::info!(file = %target, "kept a copy of the database before bringing it up to date");
    Ok(())
}

impl Storage {
    /// Stops the writer after its queued jobs, writes the log back and closes everything.
    pub async fn close(&self) {
        let closing = self.writer.end().await;
        self.count_at_the_end().await;
        self.readers.close().await;
        // The last connection: closing it removes the files beside the database, without which no reader can open it.
        if let Some(closing) = closing {
            closing.await;
        }
    }
}
