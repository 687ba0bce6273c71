//! How SQLite's files are opened: pragmas, locks and the pool of readers.

use std::io;
use std::path::Path;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::super::super::database_fault::DatabaseFault;
use super::super::connection::Connection;
use super::super::error::Result;
use super::super::readers::Pool;
use super::files::BUSY;

/// How a connection to a file is opened.
#[derive(Clone, Debug)]
pub(crate) struct Settings(SqliteConnectOptions);

impl Settings {
    fn of(file: &Path) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(file)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .disable_statement_logging()
    }

    /// For the one writer, which creates a missing file.
    pub(crate) fn writing(file: &Path) -> Self {
        let options = Self::of(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON")
            // The data for rolling back a savepoint: a file for it would be created and deleted at each commit.
            .pragma("temp_store", "MEMORY")
            .pragma("journal_size_limit", "67108864")
            .pragma("wal_autocheckpoint", "1000");
        Self(options)
    }

    /// For readers: only the writer checkpoints, and only the writer writes.
    pub(crate) fn reading(file: &Path) -> Self {
        Self(Self::of(file).pragma("query_only", "ON").pragma("wal_autocheckpoint", "0"))
    }

    /// For long work beside the readers.
    pub(crate) fn separate_reading(file: &Path) -> Self {
        Self(SqliteConnectOptions::new().filename(file).read_only(true))
    }

    /// For a backup that is to become the database.
    pub(crate) fn adopting(file: &Path) -> Self {
        Self(SqliteConnectOptions::new().filename(file).journal_mode(SqliteJournalMode::Delete))
    }

    /// For a database that is lost with its connection.
    #[cfg(test)]
    pub(crate) fn in_memory() -> Self {
        Self("sqlite::memory:".parse().unwrap())
    }

    /// The same for a file that must exist.
    pub(crate) fn existing(self) -> Self {
        Self(self.0.create_if_missing(false))
    }

    /// The same, which waits no longer than this for another process that holds the lock.
    pub(crate) fn with_busy_timeout(&self, wait: Duration) -> Self {
        Self(self.0.clone().busy_timeout(wait))
    }

    /// Opens a connection.
    pub(crate) async fn connect(&self) -> Result<Connection> {
        Ok(Connection::Sqlite(self.0.connect().await?))
    }
}

/// The readers of a file. A query waits for a connection no longer than `acquire_timeout`; `check_file` says, for each connection
/// that is opened, whether the file is still the right one.
pub(crate) fn pool(
    file: &Path,
    acquire_timeout: Duration,
    check_file: impl Fn() -> std::result::Result<(), DatabaseFault> + Send + Sync + 'static,
) -> Pool {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let pool = SqlitePoolOptions::new()
        .max_connections(u32::try_from(cores.clamp(2, 8)).unwrap_or(2))
        .min_connections(0)
        // A connection to a file does not close by itself; testing it each time costs two thread switches.
        .test_before_acquire(false)
        .idle_timeout(Duration::from_mins(1))
        .acquire_timeout(acquire_timeout)
        .after_connect(move |_, _| {
            let checked = check_file();
            Box::pin(async move { checked.map_err(|fault| sqlx::Error::Io(io::Error::other(fault.sentence()))) })
        })
        .connect_lazy_with(Settings::reading(file).0);
    Pool::Sqlite(pool)
}
