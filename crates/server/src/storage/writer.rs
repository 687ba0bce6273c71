//! The one writer: takes whatever is queued the moment the last commit ends, and answers after the commit.
//!
//! It never waits for more to come. Each job runs in a savepoint of its own, so that one that fails takes nothing along.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sqlx::SqliteConnection;
use tokio::sync::{Mutex, mpsc, oneshot};

use super::commit::{Job, Reply, Run};
use super::database_fault::DatabaseFault;
use super::posts::{PostJob, PostOutcome};
use super::session::Session;

/// The most jobs that share one commit: what waits behind them still waits less than two slow disk flushes.
const MOST_PER_COMMIT: usize = 64;
/// How many jobs may wait. A full queue pushes back on the callers.
const QUEUE: usize = 1_024;
/// How often writing is tried while it fails and nobody asks for it.
const PROBE: Duration = Duration::from_secs(1);

/// A connection inside the writing transaction.
pub type Tx = SqliteConnection;

/// Why a write did not happen. Nothing was changed, unless the commit itself is in doubt, which the same key settles.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The database refused the statement.
    #[error("the database failed: {0}")]
    Database(Arc<sqlx::Error>),
    /// The database takes no writes at the moment. The log has the cause, once.
    #[error("{}", .0.sentence())]
    Unavailable(DatabaseFault),
    /// The server is ending.
    #[error("the writer has stopped")]
    Stopped,
}

impl From<sqlx::Error> for WriteError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

/// A copy to be made at a path, over the writer's connection.
type Copy = (String, oneshot::Sender<sqlx::Result<()>>);

/// The sending side. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
    /// Jobs that let everybody else go first.
    patient: mpsc::Sender<Job>,
    copies: mpsc::Sender<Copy>,
    task: Arc<Mutex<Option<tokio::task::JoinHandle<Session>>>>,
    stop: tokio_util::sync::CancellationToken,
}

impl Writer {
    pub(super) fn start(session: Session) -> Self {
        let (jobs, urgent) = mpsc::channel(QUEUE);
        let (patient, slow) = mpsc::channel(4);
        let (copies, copied) = mpsc::channel(1);
        let stop = tokio_util::sync::CancellationToken::new();
        let task = tokio::spawn(run(session, (urgent, slow, copied), stop.clone()));
        Self { jobs, patient, copies, task: Arc::new(Mutex::new(Some(task))), stop }
    }

    /// Posts a comment together with the posts that wait beside it.
    pub(super) async fn post(&self, job: PostJob) -> Result<PostOutcome, WriteError> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job::Post(Box::new(job), answer)).await.map_err(|_| WriteError::Stopped)?;
        answered.await.map_err(|_| WriteError::Stopped)?
    }

    /// Runs `work` inside the writing transaction; its value comes back after the commit.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, WriteError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Tx) -> Pin<Box<dyn Future<Output = sqlx::Result<T>> + Send + 'c>> + Send + 'static,
    {
        Self::send(&self.jobs, work).await
    }

    /// The same, after everybody else: for imports.
    pub(super) async fn write_patiently<T, F>(&self, work: F) -> Result<T, WriteError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Tx) -> Pin<Box<dyn Future<Output = sqlx::Result<T>> + Send + 'c>> + Send + 'static,
    {
        Self::send(&self.patient, work).await
    }

    /// Copies the database to `target` over the writer's connection. Nothing is written meanwhile.
    pub(super) async fn copy_to(&self, target: String) -> sqlx::Result<()> {
        let (answer, answered) = oneshot::channel();
        self.copies.send((target, answer)).await.map_err(|_| sqlx::Error::PoolClosed)?;
        answered.await.map_err(|_| sqlx::Error::PoolClosed)?
    }

    async fn send<T, F>(jobs: &mpsc::Sender<Job>, work: F) -> Result<T, WriteError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Tx) -> Pin<Box<dyn Future<Output = sqlx::Result<T>> + Send + 'c>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        // Shared by the two ends of the job, of which only one is ever used.
        let answer = Arc::new(std::sync::Mutex::new(Some(answer)));
        let reply = move |answer: &std::sync::Mutex<Option<oneshot::Sender<_>>>, value| {
            let sender = answer.lock().ok().and_then(|mut sender| sender.take());
            // The caller may have gone; the write stands all the same.
            let _ = sender.map(|sender| sender.send(value));
        };
        let (good, bad) = (answer.clone(), answer);
        let run: Run = Box::new(move |tx| {
            Box::pin(async move {
                let value = work(tx).await?;
                Ok(Box::new(move || reply(&good, Ok(value))) as Reply)
            })
        });
        let failed = Box::new(move |error| reply(&bad, Err(error)));
        jobs.send(Job::Other { run, failed }).await.map_err(|_| WriteError::Stopped)?;
        answered.await.map_err(|_| WriteError::Stopped)?
    }

    /// Lets the queue run dry and ends. The session is for the caller to close; none where that was done before.
    pub(super) async fn end(&self) -> Option<Session> {
        self.stop.cancel();
        let task = self.task.lock().await.take()?;
        // A writer that panicked has left the database to its log, which the next start replays.
        task.await.ok()
    }
}

async fn run(
    mut session: Session,
    (mut urgent, mut patient, mut copies): (mpsc::Receiver<Job>, mpsc::Receiver<Job>, mpsc::Receiver<Copy>),
    stop: tokio_util::sync::CancellationToken,
) -> Session {
    let mut jobs = Vec::with_capacity(MOST_PER_COMMIT);
    loop {
        tokio::select! {
            biased;
            count = urgent.recv_many(&mut jobs, MOST_PER_COMMIT) => if count == 0 { break },
            Some(job) = patient.recv() => jobs.push(job),
            Some((target, answer)) = copies.recv() => {
                // Whoever asked may have gone.
                let _ = answer.send(session.copy_to(&target).await);
                continue;
            }
            () = stop.cancelled() => {
                urgent.close();
                patient.close();
                while let Ok(job) = urgent.try_recv() {
                    jobs.push(job);
                }
                while let Ok(job) = patient.try_recv() {
                    jobs.push(job);
                }
                match session.commit(jobs).await {
                    Ok(replies) => replies.into_iter().for_each(|reply| reply()),
                    Err(refused) => refused.tell(),
                }
                break;
            }
            () = tokio::time::sleep(PROBE), if session.may_recover() => {
                session.probe().await;
                continue;
            }
        }
        match session.commit(std::mem::take(&mut jobs)).await {
            Ok(replies) => replies.into_iter().for_each(|reply| reply()),
            Err(mut refused) => {
                // What lasts is told to all who wait: each trying for itself would only make the last ones wait longer.
                while refused.again
                    && let Ok(job) = urgent.try_recv()
                {
                    refused.add(job);
                }
                refused.tell();
            }
        }
    }
    session
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_queue_pushes_back_and_loses_nothing() {
        let writer = Writer::start(Session::in_memory().await);
        let (begun, has_begun) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        let slow = tokio::spawn({
            let writer = writer.clone();
            async move {
                let work = writer.write(move |_| {
                    Box::pin(async move {
                        let _ = begun.send(());
                        let _ = ended.await;
                        Ok(0)
                    })
                });
                work.await
            }
        });
        has_begun.await.unwrap();
        let number = |number: usize| {
            let writer = writer.clone();
            tokio::spawn(async move { writer.write(move |_| Box::pin(async move { Ok(number) })).await })
        };
        let queued: Vec<_> = (0..QUEUE).map(number).collect();
        while writer.jobs.capacity() > 0 {
            tokio::task::yield_now().await;
        }
        let more: Vec<_> = (QUEUE..QUEUE + 10).map(number).collect();
        tokio::task::yield_now().await;
        assert!(more.iter().chain(&queued).all(|one| !one.is_finished()));
        assert_eq!(writer.jobs.max_capacity(), QUEUE);
        end.send(()).unwrap();
        assert_eq!(slow.await.unwrap().unwrap(), 0);
        for (expected, one) in queued.into_iter().chain(more).enumerate() {
            assert_eq!(one.await.unwrap().unwrap(), expected);
        }
        writer.end().await.unwrap().close().await;
        assert!(matches!(number(0).await.unwrap(), Err(WriteError::Stopped)));
    }
}
