//! The one writer: takes all queued jobs when the last commit has ended, and answers after the commit.
//!
//! It never waits for more jobs. Each job runs in a savepoint of its own, so that one that fails affects no other.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::commit_hook::CommitHook;
use super::writer::{Closing, FileWork, Queues, Writer};
use super::writer_connection::WriterConnection;

/// Jobs that share one commit at most: the jobs behind them still wait less than two slow disk flushes.
const MOST_PER_COMMIT: usize = 64;
/// How often writing is tested while it fails and there are no jobs.
const PROBE: Duration = Duration::from_secs(1);

/// Starts the writer over this connection.
pub(super) fn start(writer_connection: WriterConnection, hook: CommitHook) -> Writer {
    Writer::start(|queues, stop| run(writer_connection, hook, queues, stop))
}

async fn run(
    mut writer_connection: WriterConnection,
    hook: CommitHook,
    (mut urgent, mut low_priority, mut file_work): Queues,
    stop: CancellationToken,
) -> Closing {
    let mut answering = JoinSet::new();
    let mut jobs = Vec::with_capacity(MOST_PER_COMMIT);
    loop {
        tokio::select! {
            biased;
            count = urgent.recv_many(&mut jobs, MOST_PER_COMMIT) => if count == 0 { break },
            Some(job) = low_priority.recv() => jobs.push(job),
            Some((work, answer)) = file_work.recv() => {
                let done = match work {
                    FileWork::Copy(target) => writer_connection.copy_to(&target).await.map(|()| true),
                    FileWork::EmptyLog => writer_connection.empty_log().await,
                };
                // The caller may have gone.
                let _ = answer.send(done);
                continue;
            }
            () = stop.cancelled() => {
                urgent.close();
                low_priority.close();
                while let Ok(job) = urgent.try_recv() {
                    jobs.push(job);
                }
                while let Ok(job) = low_priority.try_recv() {
                    jobs.push(job);
                }
                match writer_connection.commit(jobs).await {
                    Ok(answers) => hook.answer(answers, &mut answering),
                    Err(refused) => refused.tell(),
                }
                break;
            }
            () = tokio::time::sleep(PROBE), if writer_connection.may_recover() => {
                writer_connection.probe().await;
                continue;
            }
        }
        match writer_connection.commit(std::mem::take(&mut jobs)).await {
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
    Box::pin(writer_connection.close())
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
        let writer = start(WriterConnection::in_memory().await, CommitHook::default());
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
