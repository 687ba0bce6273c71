//! Following the log: one loop that brings a follower up to the end of each site's log, and rests in between.
//!
//! A follower reads on from its own place. What it does with events and how far it has come are stored in one transaction, so
//! that a server that ends in between does neither twice nor never. Events of imports and of sites are in the log like others.

use std::time::Duration;

use crate::App;
use porch_storage::WriteError;
use porch_storage::outbox::FollowerLag;

/// How often a follower looks for new events when nothing woke it up.
pub(crate) const POLL_INTERVAL: Duration = Duration::from_secs(2);
/// How long it rests after the database failed.
pub(crate) const RETRY_DELAY: Duration = Duration::from_secs(5);

/// A reader of the log of every site that acts on its events.
pub(crate) trait LogFollower: Send + Sync {
    /// What is logged when the database fails.
    const ERROR_MESSAGE: &'static str;

    /// The sites whose logs have events that it has not read.
    fn behind(&self, app: &App) -> impl Future<Output = porch_storage::Result<Vec<FollowerLag>>> + Send;

    /// Acts on the next events of one site. Returns the place that it has reached; none where it has to wait before it can read
    /// on.
    fn advance(&self, app: &App, lag: &FollowerLag) -> impl Future<Output = Result<Option<i64>, WriteError>> + Send;
}

/// Reads every log to its end.
pub(crate) async fn catch_up(app: &App, follower: &impl LogFollower) -> Result<(), WriteError> {
    for mut lag in follower.behind(app).await? {
        while lag.seq < lag.last_seq {
            let Some(reached) = follower.advance(app, &lag).await? else { break };
            lag.seq = reached;
        }
    }
    Ok(())
}

/// Follows until the server ends.
pub(crate) async fn run<F: LogFollower>(app: App, follower: F) {
    while !app.ending.is_cancelled() {
        let rest = match catch_up(&app, &follower).await {
            Ok(()) => POLL_INTERVAL,
            Err(error) => {
                tracing::warn!(%error, "{}", F::ERROR_MESSAGE);
                RETRY_DELAY
            }
        };
        pause(&app, rest).await;
    }
}

/// Waits, but not beyond the end of the server.
pub(crate) async fn pause(app: &App, time: Duration) {
    tokio::select! {
        () = app.ending.cancelled() => {}
        () = tokio::time::sleep(time) => {}
    }
}
