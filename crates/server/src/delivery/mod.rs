//! The worker that follows the log: it stores pending messages, sends those that are due, and stops cleanly.
//!
//! It wakes up when the log or the outbox has grown, and also every few seconds, so that a lost notification costs only time. A message
//! whose result could not be stored before the end is sent again at the next start, under the same id.

mod attempts;
mod followers;

use std::time::Duration;

use porch_protocol::Timestamp;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::App;
use crate::log_follower::{POLL_INTERVAL, RETRY_DELAY, catch_up, pause};
use crate::mail;
use attempts::ActiveDeliveries;
use followers::{ExternalChecks, OwnerMail, ReplyMail, Webhooks};
use porch_storage::WriteError;
use porch_storage::outbox::Channel;

/// How long it waits after a change for more of them: the events of a busy site are handled together.
const DEBOUNCE: Duration = Duration::from_millis(100);
/// While messages that were read before still wait, the due ones are not read again before so many times as long as the last
/// reading took: what it costs depends on the number of targets.
const PAUSE_OF_READING: u32 = 9;
/// How long running attempts may take when the server ends.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);
/// How long settled messages are stored, in microseconds.
const RETENTION: i64 = 7 * 24 * 3_600 * Timestamp::SECOND;

/// Runs until the server ends.
pub async fn run(app: App) {
    let due = Notify::new();
    tokio::join!(follow(&app, &due), send(&app, &due));
}

/// Deletes the messages that were settled a week ago.
pub async fn tidy(app: &App) -> Result<u64, WriteError> {
    app.storage.delete_settled(app.clock.now().plus(-RETENTION)).await
}

/// Stores the messages about what happened, and notifies the sending side.
async fn follow(app: &App, due: &Notify) {
    while !app.ending.is_cancelled() {
        if let Err(error) = store_messages(app).await {
            tracing::warn!(%error, "pending messages could not be stored");
            pause(app, RETRY_DELAY).await;
        }
        due.notify_one();
        tokio::select! {
            () = app.ending.cancelled() => {}
            () = app.live.log_grew.notified() => pause(app, DEBOUNCE).await,
            () = tokio::time::sleep(POLL_INTERVAL) => {}
        }
    }
}

async fn store_messages(app: &App) -> Result<(), WriteError> {
    catch_up(app, &Webhooks).await?;
    catch_up(app, &ExternalChecks).await?;
    catch_up(app, &ReplyMail).await?;
    if app.mailer.is_some() {
        catch_up(app, &OwnerMail).await?;
        mail::owner::gather(app).await?;
        mail::replies::gather(app).await?;
    }
    Ok(())
}

/// Sends what is due, in its order. The end of an attempt causes no reading of the log, and none of the outbox while other
/// messages wait: beside a thousand mails that would slow down all who post.
async fn send(app: &App, due: &Notify) {
    let mut deliveries = ActiveDeliveries::default();
    let (mut outdated, mut read_from) = (false, Instant::now());
    while !app.ending.is_cancelled() {
        tokio::select! {
            () = app.ending.cancelled() => break,
            () = due.notified() => outdated = true,
            () = deliveries.change() => {}
            () = tokio::time::sleep_until(read_from), if outdated => {}
        }
        // A target that became free may have a further message.
        outdated |= deliveries.settle(app).await;
        deliveries.begin_waiting(app);
        if outdated && (!deliveries.has_waiting() || read_from <= Instant::now()) {
            let started = Instant::now();
            read_due(app, &mut deliveries).await;
            outdated = false;
            read_from = Instant::now() + DEBOUNCE.max(started.elapsed() * PAUSE_OF_READING);
            deliveries.begin_waiting(app);
        }
    }
    if tokio::time::timeout(SHUTDOWN_TIMEOUT, deliveries.end(app)).await.is_err() {
        tracing::warn!("some messages were under way; they are sent again at the next start");
    }
}

async fn read_due(app: &App, deliveries: &mut ActiveDeliveries) {
    match app.storage.due(app.clock.now()).await {
        Ok(mut due) => {
            // Mail stays pending until a mail server is configured.
            due.retain(|queued| queued.channel != Channel::Mail || app.mailer.is_some());
            deliveries.set_waiting(due);
        }
        Err(error) => tracing::warn!(%error, "pending messages could not be read"),
    }
}
