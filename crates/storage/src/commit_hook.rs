//! Between a commit and its answers: the state in memory follows what was written, then whoever wrote is answered.
//!
//! So an effect is visible before the answer to it, also where the caller has gone. The writer does not wait for it.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, OnceLock, Weak};

use futures_util::FutureExt;
use tokio::task::JoinSet;

use super::job::Reply;
use super::touched::Touched;

/// Whatever follows the commits.
pub trait AfterCommit: Send + Sync {
    /// Follows a commit, or a part of it, that touched this. Those who wrote it wait for that. Several may run at the same time.
    fn after_commit(self: Arc<Self>, touched: Touched) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

/// What follows the commits, once it is there.
#[derive(Clone, Default)]
pub(super) struct CommitHook(Arc<OnceLock<Weak<dyn AfterCommit>>>);

/// The answers of a batch.
#[derive(Default)]
pub(super) struct Answers {
    /// Those that wait for threads at most: whoever posts is among them.
    quick: Group,
    /// Those that wait until sites were read anew, which may take long.
    slow: Group,
}

#[derive(Default)]
struct Group {
    touched: Touched,
    replies: Vec<Reply>,
}

impl Answers {
    /// An answer to give once what the job touched was followed.
    pub(super) fn add(&mut self, touched: Touched, reply: Reply) {
        let group = if touched.sites.is_empty() { &mut self.quick } else { &mut self.slow };
        group.touched.merge(touched);
        group.replies.push(reply);
    }
}

impl CommitHook {
    /// From now on `hook` follows each commit, as long as it is in use elsewhere. There is one at most: the first.
    pub(super) fn set(&self, hook: &Arc<dyn AfterCommit>) {
        if self.0.set(Arc::downgrade(hook)).is_err() {
            tracing::error!("something follows the commits already");
        }
    }

    /// Gives the answers, in tasks of their own where something has to be followed before.
    pub(super) fn answer(&self, answers: Answers, running: &mut JoinSet<()>) {
        for group in [answers.quick, answers.slow] {
            match self.0.get().and_then(Weak::upgrade) {
                Some(hook) if !group.touched.is_empty() => {
                    running.spawn(follow(hook, group));
                }
                _ => group.replies.into_iter().for_each(|reply| reply()),
            }
        }
        // Those that have ended are forgotten.
        while running.try_join_next().is_some() {}
    }
}

async fn follow(hook: Arc<dyn AfterCommit>, Group { touched, replies }: Group) {
    let followed = AssertUnwindSafe(async move { hook.after_commit(touched).await }).catch_unwind().await;
    if followed.is_err() {
        // It is stored all the same.
        tracing::error!("a commit could not be followed: readers may see what was there before");
    }
    for reply in replies {
        reply();
    }
}
