//! Ends the rest of branches when its time is over, so that every open page hears of it.

use std::time::Duration;

use crate::App;
use crate::storage::WriteError;

/// How often it looks whether a branch has rested long enough: in memory, so it costs nothing.
const LOOK_AROUND: Duration = Duration::from_secs(1);
/// Rest after the database failed.
const REST: Duration = Duration::from_secs(5);

/// Looks until the server ends.
pub async fn run(app: App) {
    while !app.ending.is_cancelled() {
        let rest = match round(&app).await {
            Ok(()) => LOOK_AROUND,
            Err(error) => {
                tracing::warn!(%error, "a branch could not be opened again; it is later");
                REST
            }
        };
        tokio::select! {
            () = app.ending.cancelled() => {}
            () = tokio::time::sleep(rest) => {}
        }
    }
}

/// Opens what has rested long enough by now.
pub async fn round(app: &App) -> Result<(), WriteError> {
    let now = app.clock.now();
    for site in app.sites_with_rules(|rules| rules.cooling.values().any(|until| *until <= now)) {
        app.storage.end_cooled(site.clone(), now).await?;
        app.reload_site(&site).await?;
        app.pages.refresh(&site).await?;
    }
    Ok(())
}
