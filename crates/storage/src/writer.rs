//! The sending side of the one writer: jobs go into its queues, and their answers come back after the commit.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::database::{self, StorageError, Tx, WriteScope};
use super::error::WriteError;
use super::job::{ClosureJob, Job};
use super::posts::{PostJob, PostOutcome};

/// How many jobs may wait. When the queue is full, callers wait.
pub(super) const QUEUE: usize = 1_024;

/// What is done with the files over the writer's connection.
pub(super) enum FileWork {
    /// A copy is made at this path.
    Copy(String),
    /// The write-ahead log is written back and emptied.
    EmptyLog,
}

/// Such work, and where its answer goes: whether it was done.
pub(super) type FileJob = (FileWork, oneshot::Sender<database::Result<bool>>);

/// The sources of the writer's work: jobs, jobs with a lower priority, and work with the files.
pub(super) type Queues = (mpsc::Receiver<Job>, mpsc::Receiver<Job>, mpsc::Receiver<FileJob>);

/// Closes the writer's connection, after all others were closed.
pub(super) type Closing = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The sending side. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer {
    pub(super) jobs: mpsc::Sender<Job>,
    /// Jobs with a lower priority.
    low_priority: mpsc::Sender<Job>,
    file_work: mpsc::Sender<FileJob>,
    task: Arc<Mutex<Option<tokio::task::JoinHandle<Closing>>>>,
    stop: CancellationToken,
}

impl Writer {
    /// Starts the task that runs the jobs.
    pub(super) fn start<W>(work: impl FnOnce(Queues, CancellationToken) -> W) -> Self
    where
        W: Future<Output = Closing> + Send + 'static,
    {
        let (jobs, urgent) = mpsc::channel(QUEUE);
        let (low_priority, slow) = mpsc::channel(4);
        let (file_work, files) = mpsc::channel(1);
        let stop = CancellationToken::new();
        let task = tokio::spawn(work((urgent, slow, files), stop.clone()));
        Self { jobs, low_priority, file_work, task: Arc::new(Mutex::new(Some(task))), stop }
    }

    /// Posts a comment together with the other waiting posts.
    pub(super) async fn post(&self, job: PostJob) -> Result<PostOutcome, WriteError> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job::Post(Box::new(job), answer)).await.map_err(|_| WriteError::Stopped)?;
        answered.await.map_err(|_| WriteError::Stopped)?
    }

    /// Runs `work` inside the writing transaction, after the rows that its scope names were locked; its value comes back after the commit.
    ///
    /// `work` borrows its `input`, and is run again in a new transaction when another writer was in its way. It must do
    /// nothing but write: what else it does is not undone.
    pub(super) async fn write<I, T, F>(&self, scope: WriteScope, input: I, work: F) -> Result<T, WriteError>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Tx, &'c I) -> BoxFuture<'c, database::Result<T>> + Send + Sync + 'static,
    {
        Self::send(&self.jobs, scope, input, work).await
    }

    /// The same, with a lower priority: for imports.
    pub(super) async fn write_low_priority<I, T, F>(
        &self,
        scope: WriteScope,
        input: I,
        work: F,
    ) -> Result<T, WriteError>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Tx, &'c I) -> BoxFuture<'c, database::Result<T>> + Send + Sync + 'static,
    {
        Self::send(&self.low_priority, scope, input, work).await
    }

    /// Copies the database to `target` over the writer's connection. Nothing is written meanwhile.
    pub(super) async fn copy_to(&self, target: String) -> database::Result<()> {
        self.with_files(FileWork::Copy(target)).await.map(drop)
    }

    /// Writes the write-ahead log back into the file and empties it, unless somebody reads from it just now. Returns whether
    /// it did.
    pub(super) async fn empty_log(&self) -> database::Result<bool> {
        self.with_files(FileWork::EmptyLog).await
    }

    async fn with_files(&self, work: FileWork) -> database::Result<bool> {
        let (answer, answered) = oneshot::channel();
        self.file_work.send((work, answer)).await.map_err(|_| StorageError::Closed)?;
        answered.await.map_err(|_| StorageError::Closed)?
    }

    async fn send<I, T, F>(jobs: &mpsc::Sender<Job>, scope: WriteScope, input: I, work: F) -> Result<T, WriteError>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Tx, &'c I) -> BoxFuture<'c, database::Result<T>> + Send + Sync + 'static,
    {
        let (caller, answered) = oneshot::channel();
        let job = Job::Other(Box::new(ClosureJob { scope, input, work, value: None, caller }));
        jobs.send(job).await.map_err(|_| WriteError::Stopped)?;
        answered.await.map_err(|_| WriteError::Stopped)?
    }

    /// Runs the remaining jobs and ends. The caller closes the returned connection; none when this was done before.
    pub(super) async fn end(&self) -> Option<Closing> {
        self.stop.cancel();
        let task = self.task.lock().await.take()?;
        // A writer that panicked did not write the log back, so the next start replays it.
        task.await.ok()
    }
}
