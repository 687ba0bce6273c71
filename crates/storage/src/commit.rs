//! One transaction for many jobs, and what happens when a part of it fails.
//!
//! A job whose statement is refused is rolled back alone. A failure that leaves the state of the transaction unknown (a
//! failed begin, commit, savepoint or rollback, an error of the file) ends it for all jobs: SQLite may have rolled back
//! everything already, so that a later savepoint would begin, and commit, a transaction of its own.

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;

use super::database::{Result, StorageError, Tx};
use super::error::WriteError;
use super::job::{Failed, Job, Reply, Run};
use super::posting;
use super::posts::{PostJob, PostOutcome};

/// A transaction that failed. Its connection cannot be used any more.
pub(super) struct Broken {
    pub(super) error: StorageError,
    /// The jobs that wait for an answer.
    pub(super) waiting: Vec<Failed>,
}

/// Runs all jobs in one transaction. Returns, after its commit, the answers to give.
pub(super) async fn commit(tx: &mut Tx, jobs: Vec<Job>) -> std::result::Result<Vec<Reply>, Broken> {
    let (mut posts, mut answers, mut others) = (Vec::new(), Vec::new(), VecDeque::new());
    for job in jobs {
        match job {
            Job::Post(post, answer) => {
                posts.push(*post);
                answers.push(answer);
            }
            Job::Other { run, failed } => others.push_back((run, failed)),
        }
    }
    let mut done = CommitResults::default();
    let ended = AssertUnwindSafe(in_transaction(tx, &posts, &mut others, &mut done)).catch_unwind().await;
    // The panic was logged already. It must not end all writing.
    if let Err(error) = ended.unwrap_or(Err(StorageError::Broken)) {
        let mut waiting: Vec<Failed> = Vec::new();
        for answer in answers {
            waiting.push(Box::new(move |error| drop(answer.send(Err(error)))));
        }
        waiting.extend(done.others.into_iter().map(|(_, failed)| failed));
        waiting.extend(done.refused.into_iter().map(|(failed, _)| failed));
        waiting.extend(done.under_way);
        waiting.extend(others.into_iter().map(|(_, failed)| failed));
        return Err(Broken { error, waiting });
    }
    let mut replies: Vec<Reply> = Vec::with_capacity(answers.len() + done.others.len() + done.refused.len());
    for (answer, outcome) in answers.into_iter().zip(done.posts) {
        // The caller may have gone; the write is valid all the same.
        replies.push(Box::new(move || drop(answer.send(outcome))));
    }
    replies.extend(done.others.into_iter().map(|(reply, _)| reply));
    for (failed, error) in done.refused {
        replies.push(Box::new(move || failed(error.into())));
    }
    Ok(replies)
}

/// The results of the jobs so far.
#[derive(Default)]
struct CommitResults {
    posts: Vec<std::result::Result<PostOutcome, WriteError>>,
    others: Vec<(Reply, Failed)>,
    refused: Vec<(Failed, StorageError)>,
    under_way: Option<Failed>,
}

async fn in_transaction(
    tx: &mut Tx,
    posts: &[PostJob],
    others: &mut VecDeque<(Run, Failed)>,
    done: &mut CommitResults,
) -> Result<()> {
    tx.begin().await?;
    done.posts = posting::post_all(tx, posts).await?;
    while let Some((run, failed)) = others.pop_front() {
        done.under_way = Some(failed);
        tx.savepoint().await?;
        let outcome = run(tx).await;
        let outcome = tx.settle(outcome).await?;
        let Some(failed) = done.under_way.take() else { continue };
        match outcome {
            Ok(reply) => done.others.push((reply, failed)),
            Err(error) => done.refused.push((failed, error)),
        }
    }
    tx.commit().await
}
