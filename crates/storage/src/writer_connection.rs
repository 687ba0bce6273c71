//! The writer's connection: used as long as it works, discarded when a transaction failed on it, and opened again.

use std::time::Duration;

use super::commit::{CommitResults, JobBatch};
use super::commit_hook::Answers;
use super::database::sqlite::{self, Settings};
use super::database::{Connection, Result, StorageError, Tx, query};
use super::database_fault::DatabaseFault;
use super::disk_space::{self, DiskSpace};
use super::error::WriteError;
use super::health::Condition;
use super::job::Job;
use super::replaced_files::OpenFiles;
use crate::private_files;

/// How long a connection waits for another process that holds the lock while writing fails: the visitor must get an
/// answer at once.
const SHORT_TIMEOUT: Duration = Duration::from_millis(50);
/// Bytes that a probe writes: as many as several long comments, so that room for one page is not
/// enough.
const PROBED: usize = 128 * 1_024;

/// How often a transaction is tried at most, while other writers are in its way.
pub(super) const MOST_TRIES: u32 = 3;

/// Prepares each new connection before it is used.
#[cfg(test)]
pub(super) type Prepare =
    Box<dyn for<'c> Fn(&'c mut Connection) -> futures_util::future::BoxFuture<'c, Result<()>> + Send + Sync>;

/// Jobs that failed, and why.
pub(super) struct RefusedJobs {
    pub(super) trouble: DatabaseFault,
    batch: JobBatch,
    /// Whether writing failed before them, too.
    pub(super) again: bool,
}

impl RefusedJobs {
    /// A job that is refused without an attempt.
    pub(super) fn add(&mut self, job: Job) {
        self.batch.add(job);
    }

    /// Answers all of them with the error.
    pub(super) fn tell(self) {
        self.batch.refuse(&WriteError::Unavailable(self.trouble));
    }
}

/// The connection that writes, and how to open another one.
pub(super) struct WriterConnection {
    settings: Settings,
    connection: Option<Connection>,
    /// Keeps the log and its index open while there is no other connection: on a full disk they could not be created
    /// again, and nothing could be read.
    anchor: Option<Connection>,
    condition: Condition,
    /// The files that the connections have opened.
    files: OpenFiles,
    /// Whether the connection was opened with the short timeout and has written nothing yet.
    hasty: bool,
    #[cfg(test)]
    prepare: Option<Prepare>,
}

impl WriterConnection {
    /// Writes with `connection`, which was opened with `settings`.
    pub(super) fn new(
        settings: Settings,
        connection: Connection,
        anchor: Option<Connection>,
        (files, condition): (OpenFiles, Condition),
    ) -> Self {
        Self {
            // A database that was removed is not replaced by an empty one.
            settings: settings.existing(),
            connection: Some(connection),
            anchor,
            condition,
            files,
            hasty: false,
            #[cfg(test)]
            prepare: None,
        }
    }

    /// Uses a database in memory, which is lost with its connection.
    #[cfg(test)]
    pub(super) async fn in_memory() -> Self {
        let settings = Settings::in_memory();
        let connection = settings.connect().await.unwrap();
        Self::new(settings, connection, None, Default::default())
    }

    /// Sets the function that prepares each connection, and calls it for the open one.
    #[cfg(test)]
    pub(super) async fn prepared(mut self, prepare: Prepare) -> Self {
        if let Some(connection) = &mut self.connection {
            prepare(connection).await.unwrap();
        }
        Self { prepare: Some(prepare), ..self }
    }

    /// Whether writing fails at the moment and may work again.
    pub(super) fn may_recover(&self) -> bool {
        self.condition.trouble().is_some() && !self.condition.is_damaged()
    }

    /// Runs the jobs in one transaction. Returns the answers to give; an error when nothing was written.
    pub(super) async fn commit(&mut self, jobs: Vec<Job>) -> std::result::Result<Answers, RefusedJobs> {
        if jobs.is_empty() {
            return Ok(Answers::default());
        }
        let again = self.condition.trouble().is_some();
        let mut batch = JobBatch::from(jobs);
        match self.run(&mut batch, again).await {
            Ok(results) => Ok(batch.answers(results)),
            Err(trouble) => Err(RefusedJobs { trouble, batch, again }),
        }
    }

    /// Runs the jobs, and runs them again where another writer was in the way.
    async fn run(&mut self, batch: &mut JobBatch, again: bool) -> std::result::Result<CommitResults, DatabaseFault> {
        // While writing fails, nobody waits for further tries.
        let mut tries_left = if again { 1 } else { MOST_TRIES };
        loop {
            if self.condition.is_damaged() {
                return Err(DatabaseFault::Damaged);
            }
            // What is written to a file that was removed is lost with this process, so it must not be acknowledged.
            self.files.check(&self.condition)?;
            tries_left -= 1;
            match self.attempt(batch, again).await {
                Ok(results) => return Ok(results),
                Err(error) if tries_left > 0 && error.is_retryable() => {
                    tracing::debug!(%error, tries_left, "another writer was in the way: the transaction is run again");
                }
                Err(error) => return Err(self.failed(&error)),
            }
        }
    }

    /// Runs the jobs once, with a connection that is discarded if that fails.
    async fn attempt(&mut self, batch: &mut JobBatch, again: bool) -> Result<CommitResults> {
        let mut tx = Tx::new(self.take().await?);
        let outcome = batch.commit(&mut tx).await;
        let connection = tx.into_connection();
        match &outcome {
            // A job may have found nothing to change, which says nothing about the disk.
            Ok(_) if again => self.probe_with(connection).await,
            Ok(_) => self.keep(connection).await,
            Err(_) => discard(connection).await,
        }
        outcome
    }

    /// Tests by a write whether writing works.
    pub(super) async fn probe(&mut self) {
        if self.files.check(&self.condition).is_err() {
            return;
        }
        match self.take().await {
            Ok(connection) => self.probe_with(connection).await,
            Err(error) => {
                self.failed(&error);
            }
        }
    }

    async fn probe_with(&mut self, mut connection: Connection) {
        match probe(&mut connection).await {
            Ok(()) => self.keep(connection).await,
            Err(error) => {
                discard(connection).await;
                self.failed(&error);
            }
        }
    }

    /// Writes a copy to `target` with the writer's own connection, which has the opened files even when other files
    /// have replaced them.
    pub(super) async fn copy_to(&mut self, target: &str) -> Result<()> {
        let connection = self.connection.as_mut().or(self.anchor.as_mut()).ok_or(StorageError::Broken)?;
        // A connection that must not write must not write a copy either.
        sqlite::allow_writes(connection).await?;
        sqlite::copy_into(connection, target).await
    }

    /// Writes the write-ahead log back into the file and empties it. False while somebody reads from it: nothing waits for
    /// that.
    pub(super) async fn empty_log(&mut self) -> Result<bool> {
        let Some(connection) = self.connection.as_mut() else { return Ok(false) };
        let emptied = sqlite::empty_log(connection).await;
        sqlite::wait_for_lock(connection).await?;
        emptied
    }

    /// Closes the connection: the last one to close writes the log back into the file, and removes the files beside it.
    /// On a full disk the next start could not create them again, so they are left, as after a crash.
    pub(super) async fn close(mut self) {
        if self.files.check(&self.condition).is_err() {
            self.save().await;
        }
        let leaves = self.condition.trouble() == Some(DatabaseFault::Full)
            || self.files.folder().and_then(DiskSpace::of).is_some_and(DiskSpace::is_scarce);
        let anchor = match self.anchor {
            Some(anchor) if leaves => {
                // The connection ends with the process, without being closed.
                std::mem::forget(anchor);
                None
            }
            anchor => anchor,
        };
        for connection in [anchor, self.connection].into_iter().flatten() {
            close(connection).await;
        }
    }

    /// Writes a copy into the data folder: the content of removed files is lost with this process.
    async fn save(&mut self) {
        let Some(folder) = self.files.folder() else { return };
        let target = folder.join(format!("porch-saved-{}.db", jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ")));
        let file = target.display().to_string();
        let made = private_files::ensure_file(&target).map_err(StorageError::Io);
        let saved = match made {
            Ok(()) => self.copy_to(&target.to_string_lossy()).await,
            Err(error) => Err(error),
        };
        match saved {
            Ok(()) => {
                tracing::warn!(file, "saved all that the removed database had: `porch restore` with it puts it back");
            }
            Err(error) => tracing::error!(%error, file, "what the removed database had could not be saved"),
        }
    }

    async fn take(&mut self) -> Result<Connection> {
        if let Some(connection) = self.connection.take() {
            return Ok(connection);
        }
        #[cfg_attr(not(test), expect(unused_mut, reason = "tests change it"))]
        let mut connection = self.settings.with_busy_timeout(SHORT_TIMEOUT).connect().await?;
        #[cfg(test)]
        if let Some(prepare) = &self.prepare {
            prepare(&mut connection).await?;
        }
        self.hasty = true;
        Ok(connection)
    }

    /// Called after a write: the connection works.
    async fn keep(&mut self, mut connection: Connection) {
        if self.hasty {
            if sqlite::wait_for_lock(&mut connection).await.is_err() {
                // The connection has just written; the next write shows any problem.
                return discard(connection).await;
            }
            self.hasty = false;
        }
        self.connection = Some(connection);
        self.condition.record_success();
    }

    fn failed(&self, error: &StorageError) -> DatabaseFault {
        let trouble = match error.fault().unwrap_or(DatabaseFault::Transaction) {
            DatabaseFault::Io | DatabaseFault::Unopenable if self.files.folder().is_some_and(disk_space::is_full) => {
                DatabaseFault::Full
            }
            trouble => trouble,
        };
        self.condition.record_failure(trouble, error);
        self.condition.trouble().unwrap_or(trouble)
    }
}

pub(super) async fn probe(connection: &mut Connection) -> Result<()> {
    query(
        "insert into meta (key, value) values ('probe', $1)
         on conflict (key) do update set value = excluded.value",
    )
    .bind("0".repeat(PROBED))
    .execute(&mut *connection)
    .await?;
    query("delete from meta where key = 'probe'").execute(connection).await?;
    Ok(())
}

/// Discards a connection. What it had not committed is lost.
async fn discard(connection: Connection) {
    if let Err(error) = connection.close().await {
        tracing::debug!(%error, "a broken connection was not closed in good order");
    }
}

/// Closes a connection; a failure here loses nothing, since the log is replayed at the next start.
async fn close(connection: Connection) {
    if let Err(error) = connection.close().await {
        tracing::warn!(%error, "the database was not closed in good order");
    }
}
