//! What the writer is given to do, and who waits for it.

use std::pin::Pin;

use tokio::sync::oneshot;

use super::error::WriteError;
use super::posts::{PostJob, PostOutcome};
use super::transaction::Tx;

/// Tells whoever waits what came of it.
pub(super) type Reply = Box<dyn FnOnce() + Send>;
type JobFuture<'c> = Pin<Box<dyn Future<Output = sqlx::Result<Reply>> + Send + 'c>>;
/// What is done inside the transaction; its value says so to whoever waits, once it is committed.
pub(super) type Run = Box<dyn for<'c> FnOnce(&'c mut Tx) -> JobFuture<'c> + Send>;
/// Tells whoever waits that it was not done.
pub(super) type Failed = Box<dyn FnOnce(WriteError) + Send>;

/// Something to be written, and who waits for it.
pub(super) enum Job {
    Post(Box<PostJob>, oneshot::Sender<Result<PostOutcome, WriteError>>),
    Other { run: Run, failed: Failed },
}

impl Job {
    /// Who is told when it is not done.
    pub(super) fn failed(self) -> Failed {
        match self {
            // Whoever waited may have gone.
            Self::Post(_, answer) => Box::new(move |error| drop(answer.send(Err(error)))),
            Self::Other { failed, .. } => failed,
        }
    }
}
