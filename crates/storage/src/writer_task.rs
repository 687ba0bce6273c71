//! The one writer: takes all queued jobs when the last commit has ended, and answers after the commit.
//!
//! It never waits for more jobs. Each job runs in a savepoint of its own, so that one that fails affects no other.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::after_commit::Hook;
use super::session::Session;
use super::writer::{Closing, Queues, Writer};

/// Jobs that share one commit at most: the jobs behind them still wait less than two slow disk flushes.
const MOST_PER_COMMIT: usize = 64;
/// How often writing is tested while it fails and there are no jobs.
const PROBE: Duration = Duration::from_secs(1);

/// Starts the writer over this session.
pub(super) fn start(session: Session, hook: Hook) -> Writer {
    Writer::start(|queues, stop| run(session, hook, queues, stop))
}

async fn run(
    mut session: Session,
    hook: Hook,
    (mut urgent, mut patient, mut copies): Queues,
    stop: CancellationToken,
) -> Closing {
    let mut answering = JoinSet::new();
    let mut jobs = Vec::with_capacity(MOST_PER_COMMIT);
    loop {
        tokio::select! {
            biased;
            count = urgent.recv_many(&mut jobs, MOST_PER_COMMIT) => if count == 0 { break },
            Some(job) = patient.recv() => jobs.push(job),
            Some((target, answer)) = copies.recv() => {
                // The caller may have gone.
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
                    Ok(answers) => hook.answer(answers, &mut answering),
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
            Ok(answers) => hook.answer(answers, &mut answering),
            Err(mut refused) => {
                // A lasting failure is the answer to all waiting jobs: trying each of them would only make the last
                // ones wait longer.
                while refused.again
                    && let Ok(job) = urgent.try_recv()
                {
                    refused.add(job);
                }
                refused.tell();
            }
        }
    }
    // They read, which they cannot once the database is closed.
    while answering.join_next().await.is_some() {}
    Box::pin(session.close())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::Notify;

    use super::*;
    use crate::writer::QUEUE;
    use crate::{WriteError, WriteScope};

    #[tokio::test]
    async fn a_full_queue_pushes_back_and_loses_nothing() {
        let writer = start(Session::in_memory().await, Hook::default());
        let (begin, end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let slow = tokio::spawn({
            let (writer, signals) = (writer.clone(), (begin.clone(), end.clone()));
            async move {
                let work = writer.write(WriteScope::Server, signals, |_, (begin, end)| {
                    Box::pin(async move {
                        begin.notify_one();
                        end.notified().await;
                        Ok(0)
                    })
                });
                work.await
            }
        });
        begin.notified().await;
        let number = |number: usize| {
            let writer = writer.clone();
            tokio::spawn(async move {
                writer.write(WriteScope::Server, number, |_, number| Box::pin(async { Ok(*number) })).await
            })
        };
        let queued: Vec<_> = (0..QUEUE).map(number).collect();
        while writer.jobs.capacity() > 0 {
            tokio::task::yield_now().await;
        }
        let more: Vec<_> = (QUEUE..QUEUE + 10).map(number).collect();
        tokio::task::yield_now().await;
        assert!(more.iter().chain(&queued).all(|one| !one.is_finished()));
        assert_eq!(writer.jobs.max_capacity(), QUEUE);
        end.notify_one();
        assert_eq!(slow.await.unwrap().unwrap(), 0);
        for (expected, one) in queued.into_iter().chain(more).enumerate() {
            assert_eq!(one.await.unwrap().unwrap(), expected);
        }
        writer.end().await.unwrap().await;
        assert!(matches!(number(0).await.unwrap(), Err(WriteError::Stopped)));
    }
}
