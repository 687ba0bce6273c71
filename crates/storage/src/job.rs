//! The jobs of the writer. Each keeps what it stores until its caller is answered, so that it can be run again.

use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use super::database::{self, Tx, WriteScope};
use super::error::WriteError;
use super::posts::{PostJob, PostOutcome};

/// Gives the caller the result.
pub(super) type Reply = Box<dyn FnOnce() + Send>;

/// A write, and the caller that waits for it.
pub(super) enum Job {
    Post(Box<PostJob>, oneshot::Sender<Result<PostOutcome, WriteError>>),
    Other(Box<dyn WriteJob>),
}

/// A write that is no post.
pub(super) trait WriteJob: Send {
    /// Does the work inside the transaction. Run again in another transaction, it does the same.
    fn run<'c>(&'c mut self, tx: &'c mut Tx) -> BoxFuture<'c, database::Result<()>>;

    /// Gives the caller the value of the last run, or says why there is none.
    fn answer(self: Box<Self>, outcome: Result<(), WriteError>);
}

/// A function that writes, and what it stores.
pub(super) struct ClosureJob<I, T, F> {
    pub(super) scope: WriteScope,
    pub(super) input: I,
    pub(super) work: F,
    /// What the last run returned.
    pub(super) value: Option<T>,
    pub(super) caller: oneshot::Sender<Result<T, WriteError>>,
}

impl<I, T, F> WriteJob for ClosureJob<I, T, F>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    F: for<'c> Fn(&'c mut Tx, &'c I) -> BoxFuture<'c, database::Result<T>> + Send + Sync + 'static,
{
    fn run<'c>(&'c mut self, tx: &'c mut Tx) -> BoxFuture<'c, database::Result<()>> {
        Box::pin(async move {
            tx.lock(&self.scope).await?;
            self.value = Some((self.work)(tx, &self.input).await?);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), WriteError>) {
        let Self { value, caller, .. } = *self;
        // A job that was not run has no value; its caller learns from the closed channel that the writer has stopped.
        if let Some(answer) = outcome.map(|()| value).transpose() {
            // The caller may have gone; the write is valid all the same.
            let _ = caller.send(answer);
        }
    }
}
