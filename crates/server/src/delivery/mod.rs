//! The worker that follows the log: it stores pending messages, sends those that are due, and stops cleanly.
//!
//! It wakes up when the log or the outbox has grown, and also every few seconds, so that a lost notification costs only time. A message
//! whose result could not be stored before the end is sent again at the next start, under the same id.

mod followers;

use std::collections::HashMap;
use std::time::Duration;

use porch_protocol::Timestamp;
use tokio::task::{Id, JoinError, JoinSet};

use crate::App;
use crate::log_follower::{POLL_INTERVAL, RETRY_DELAY, catch_up, pause};
use crate::{external_checks, mail, webhooks};
use followers::{ExternalChecks, OwnerMail, ReplyMail, Webhooks};
use porch_storage::WriteError;
use porch_storage::outbox::{Channel, OutboxMessage};

/// How long it waits after a change for more of them: the events of a busy site are handled together.
const DEBOUNCE: Duration = Duration::from_millis(100);
/// How long running attempts may take when the server ends.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);
/// Attempts that run at once at most, to different receivers.
const MAX_RUNNING: usize = 32;
/// How long settled messages are stored, in microseconds.
const RETENTION: i64 = 7 * 24 * 3_600 * Timestamp::SECOND;

/// Runs until the server ends.
pub async fn run(app: App) {
    let mut deliveries = ActiveDeliveries::default();
    while !app.ending.is_cancelled() {
        if let Err(error) = round(&app, &mut deliveries).await {
            tracing::warn!(%error, "pending messages could not be read");
            pause(&app, RETRY_DELAY).await;
        }
        tokio::select! {
            () = app.ending.cancelled() => {}
            () = app.live.log_grew.notified() => pause(&app, DEBOUNCE).await,
            () = deliveries.one_ends(), if !deliveries.running.is_empty() => {}
            () = tokio::time::sleep(POLL_INTERVAL) => {}
        }
    }
    let rest = async { while deliveries.running.join_next().await.is_some() {} };
    if tokio::time::timeout(SHUTDOWN_TIMEOUT, rest).await.is_err() {
        tracing::warn!("some messages were under way; they are sent again at the next start");
    }
}

/// Deletes the messages that were settled a week ago.
pub async fn tidy(app: &App) -> Result<u64, WriteError> {
    app.storage.delete_settled(app.clock.now().plus(-RETENTION)).await
}

async fn round(app: &App, deliveries: &mut ActiveDeliveries) -> Result<(), WriteError> {
    catch_up(app, &Webhooks).await?;
    catch_up(app, &ExternalChecks).await?;
    catch_up(app, &ReplyMail).await?;
    if app.mailer.is_some() {
        catch_up(app, &OwnerMail).await?;
        mail::owner::gather(app).await?;
        mail::replies::gather(app).await?;
    }
    deliveries.remove_ended();
    for queued in app.storage.due(app.clock.now()).await? {
        // Mail stays pending until a mail server is configured.
        if queued.channel != Channel::Mail || app.mailer.is_some() {
            deliveries.begin(app, queued);
        }
    }
    Ok(())
}

/// The running attempts: one for each target at most.
#[derive(Default)]
struct ActiveDeliveries {
    running: JoinSet<()>,
    targets: HashMap<Id, (Channel, String)>,
}

impl ActiveDeliveries {
    fn begin(&mut self, app: &App, queued: OutboxMessage) {
        let target = (queued.channel, queued.target.clone());
        if self.running.len() >= MAX_RUNNING || self.targets.values().any(|busy| *busy == target) {
            return;
        }
        let app = app.clone();
        let task = self.running.spawn(async move {
            let result = match queued.channel {
                Channel::Webhook => webhooks::deliver::deliver(&app, &queued).await,
                Channel::Mail => mail::deliver(&app, &queued).await,
                Channel::ExternalCheck => external_checks::feedback::deliver(&app, &queued).await,
            };
            if let Err(error) = result {
                tracing::warn!(%error, "the result of a delivery could not be stored");
                // The message is still due: without a pause it would be sent again at once.
                pause(&app, RETRY_DELAY).await;
            }
        });
        self.targets.insert(task.id(), target);
    }

    async fn one_ends(&mut self) {
        if let Some(ended) = self.running.join_next_with_id().await {
            self.remove(ended);
        }
    }

    /// Makes room for as many as have ended.
    fn remove_ended(&mut self) {
        while let Some(ended) = self.running.try_join_next_with_id() {
            self.remove(ended);
        }
    }

    fn remove(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
        self.targets.remove(&id);
    }
}

#[cfg(test)]
mod tests {
    use super::{ActiveDeliveries, Channel, MAX_RUNNING, OutboxMessage, Timestamp};
    use crate::App;
    use crate::clock::Clock;
    use crate::config::Settings;

    /// A message to a receiver that was removed.
    fn queued(target: usize) -> OutboxMessage {
        OutboxMessage {
            id: uuid::Uuid::new_v4().to_string(),
            site: "bakery".into(),
            channel: Channel::Webhook,
            target: target.to_string(),
            payload: String::new(),
            created_at: Timestamp(0),
            due_at: Timestamp(0),
            attempts: 0,
            gave_up_at: None,
            last_error: None,
        }
    }

    #[tokio::test]
    async fn deliveries_that_run_at_once_are_limited_in_all_and_to_one_for_each_target() {
        let folder = tempfile::tempdir().unwrap();
        let config = Settings::default().check().unwrap();
        let app = App::open(folder.path(), config, Clock::fixed(Timestamp(0))).await.unwrap();
        let mut deliveries = ActiveDeliveries::default();
        deliveries.begin(&app, queued(0));
        deliveries.begin(&app, queued(0));
        assert_eq!(deliveries.running.len(), 1);
        (1..=MAX_RUNNING).for_each(|target| deliveries.begin(&app, queued(target)));
        assert_eq!(deliveries.running.len(), MAX_RUNNING);
        deliveries.one_ends().await;
        (0..=MAX_RUNNING).for_each(|target| deliveries.begin(&app, queued(target)));
        assert_eq!((deliveries.running.len(), deliveries.targets.len()), (MAX_RUNNING, MAX_RUNNING));
        while !deliveries.running.is_empty() {
            deliveries.one_ends().await;
        }
        assert!(deliveries.targets.is_empty());
    }
}
