//! Ends pauses of replies when their time is over, so that every open page is updated.

use std::time::Duration;

use crate::App;
use porch_storage::WriteError;

/// How often pauses are checked: in memory, so it costs little.
const CHECK_EVERY: Duration = Duration::from_secs(1);
/// The wait after the database failed.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Runs until the server ends.
pub async fn run(app: App) {
    while !app.ending.is_cancelled() {
        let wait = match end_due_pauses(&app).await {
            Ok(()) => CHECK_EVERY,
            Err(error) => {
                tracing::warn!(%error, "a branch could not be opened again; it is later");
                RETRY_AFTER
            }
        };
        tokio::select! {
            () = app.ending.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Ends the pauses that are over by now.
pub async fn end_due_pauses(app: &App) -> Result<(), WriteError> {
    let now = app.clock.now();
    for site in app.live.sites.sites_with_rules(|rules| rules.reply_pauses.values().any(|until| *until <= now)) {
        app.storage.end_expired_pauses(site, now).await?;
    }
    Ok(())
}
