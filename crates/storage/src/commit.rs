//! One transaction for many jobs, and what happens when a part of it fails.
//!
//! A job whose statement is refused is rolled back alone. A failure that leaves the state of the transaction unknown (a
//! failed begin, commit, savepoint or rollback, an error of the file) ends it for all jobs: SQLite may have rolled back
//! everything already, so that a later savepoint would begin, and commit, a transaction of its own. `writer_connection`
//! then runs the jobs again in another transaction if the failure passes.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use tokio::sync::oneshot;

use super::commit_hook::Answers;
use super::database::{Result, StorageError, Tx};
use super::error::WriteError;
use super::job::{Job, WriteJob};
use super::posting;
use super::posts::{PostJob, PostOutcome};
use super::touched::Touched;

/// The jobs of one transaction, and the callers that wait for them.
#[derive(Default)]
pub(super) struct JobBatch {
    posts: Vec<PostJob>,
    /// Those who wait for the posts, in the same order.
    post_callers: Vec<oneshot::Sender<std::result::Result<PostOutcome, WriteError>>>,
    others: Vec<Box<dyn WriteJob>>,
}

impl From<Vec<Job>> for JobBatch {
    fn from(jobs: Vec<Job>) -> Self {
        let mut batch = Self::default();
        for job in jobs {
            batch.add(job);
        }
        batch
    }
}

impl JobBatch {
    /// Adds a job.
    pub(super) fn add(&mut self, job: Job) {
        match job {
            Job::Post(post, caller) => {
                self.posts.push(*post);
                self.post_callers.push(caller);
            }
            Job::Other(job) => self.others.push(job),
        }
    }

    /// Runs all jobs in one transaction and commits it. After an error the connection cannot be used any more.
    pub(super) async fn commit(&mut self, tx: &mut Tx) -> Result<CommitResults> {
        let ended = AssertUnwindSafe(self.in_transaction(tx)).catch_unwind().await;
        // The panic was logged already. It must not end all writing.
        ended.unwrap_or(Err(StorageError::Broken))
    }

    async fn in_transaction(&mut self, tx: &mut Tx) -> Result<CommitResults> {
        tx.begin().await?;
        let posts = posting::post_all(tx, &self.posts).await?;
        let mut results = CommitResults { posts, touched: tx.take_touched(), others: Vec::new() };
        for job in &mut self.others {
            tx.savepoint().await?;
            let outcome = job.run(tx).await;
            let outcome = tx.settle(outcome).await?;
            results.others.push((outcome, tx.take_touched()));
        }
        tx.commit().await?;
        Ok(results)
    }

    /// The answers to give after the commit.
    pub(super) fn answers(self, results: CommitResults) -> Answers {
        let (mut all, mut touched) = (Answers::default(), results.touched);
        for (caller, outcome) in self.post_callers.into_iter().zip(results.posts) {
            // The caller may have gone; the write is valid all the same.
            all.add(std::mem::take(&mut touched), Box::new(move || drop(caller.send(outcome))));
        }
        for (job, (outcome, touched)) in self.others.into_iter().zip(results.others) {
            all.add(touched, Box::new(move || job.answer(outcome.map_err(WriteError::from))));
        }
        all
    }

    /// Answers all jobs with the error.
    pub(super) fn refuse(self, error: &WriteError) {
        for caller in self.post_callers {
            // The caller may have gone.
            let _ = caller.send(Err(error.clone()));
        }
        for job in self.others {
            job.answer(Err(error.clone()));
        }
    }
}

/// The results of a transaction.
pub(super) struct CommitResults {
    posts: Vec<std::result::Result<PostOutcome, WriteError>>,
    /// What the posts touched.
    touched: Touched,
    /// The result of each other job, and what it touched.
    others: Vec<(Result<()>, Touched)>,
}
