//! The jobs of the writer, and the callers that wait for them.

use std::pin::Pin;

use tokio::sync::oneshot;

use super::database::{self, Tx};
use super::error::WriteError;
use super::posts::{PostJob, PostOutcome};

/// Gives the caller the result.
pub(super) type Reply = Box<dyn FnOnce() + Send>;
type JobFuture<'c> = Pin<Box<dyn Future<Output = database::Result<Reply>> + Send + 'c>>;
/// The work inside the transaction; its value gives the caller the result, once it is committed.
pub(super) type Run = Box<dyn for<'c> FnOnce(&'c mut Tx) -> JobFuture<'c> + Send>;
/// Tells the caller that the job failed.
pub(super) type Failed = Box<dyn FnOnce(WriteError) + Send>;

/// A write, and the caller that waits for it.
pub(super) enum Job {
    Post(Box<PostJob>, oneshot::Sender<Result<PostOutcome, WriteError>>),
    Other { run: Run, failed: Failed },
}

impl Job {
    /// Who gets the error when it is not done.
    pub(super) fn failed(self) -> Failed {
        match self {
            // The caller may have gone.
            Self::Post(_, answer) => Box::new(move |error| drop(answer.send(Err(error)))),
            Self::Other { failed, .. } => failed,
        }
    }
}
