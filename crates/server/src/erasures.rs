//! Erasing what was stored: a person step by step, and the words of comments that their authors withdrew. Whatever is under
//! way is in the database, so it goes on after a restart.

use std::time::Duration;

use tokio::time::MissedTickBehavior;

use crate::App;
use porch_domain::comment::WITHDRAWN_WORDS_LIFE;
use porch_domain::erased_person;
use porch_storage::WriteError;
use porch_storage::erase_person::{ErasePerson, Erasure, ErasureBegun};

/// How often it is looked for what may be erased: an index has just that.
const INTERVAL: Duration = Duration::from_secs(10);
/// Withdrawn comments whose words are erased in one transaction.
const BATCH: u32 = 50;

/// Runs until the server ends.
pub async fn run(app: App) {
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = app.ending.cancelled() => return,
            _ = interval.tick() => {}
        }
        if let Err(error) = round(&app).await {
            tracing::warn!(%error, "what was to be erased could not be; it is tried again");
        }
    }
}

/// Erases what may be erased by now.
///
/// # Errors
/// When the database fails.
pub async fn round(app: &App) -> Result<(), WriteError> {
    for erasure in app.storage.pending_erasures(app.clock.now()).await? {
        finish(app, &erasure).await?;
    }
    let until = app.clock.now().plus(-WITHDRAWN_WORDS_LIFE);
    let full = usize::try_from(BATCH).unwrap_or(usize::MAX);
    while !app.ending.is_cancelled() && app.storage.erase_withdrawn_words(until, BATCH, app.clock.now()).await? == full
    {
    }
    // Where somebody reads from it just now, the next time will do.
    app.storage.empty_log_of_erased().await?;
    Ok(())
}

/// Erases all that is stored about a person. It goes on when the caller goes away. What requests that are under way still write is
/// erased by [`round`] later.
///
/// # Errors
/// When the database fails; what was begun is finished later.
pub async fn erase_person(app: &App, person: ErasePerson) -> Result<ErasureBegun, WriteError> {
    let begun = app.storage.begin_erasure(person).await?;
    if let ErasureBegun::Begun(erasure) = &begun {
        let (app, erasure) = (app.clone(), erasure.clone());
        let finished = tokio::spawn(async move { finish(&app, &erasure).await });
        finished.await.unwrap_or(Err(WriteError::Stopped))?;
    }
    Ok(begun)
}

/// A word that stands for a person who was erased. It leads nowhere.
pub fn pseudonym() -> String {
    erased_person::pseudonym(&uuid::Uuid::new_v4().simple().to_string())
}

async fn finish(app: &App, erasure: &Erasure) -> Result<(), WriteError> {
    while !app.ending.is_cancelled() {
        if app.storage.continue_erasure(erasure, app.clock.now()).await? {
            if !erasure.is_second_pass() {
                metrics::counter!("porch_people_erased_total").increment(1);
            }
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use porch_domain::erased_person::SECOND_PASS_AFTER;
    use porch_protocol::Timestamp;

    use crate::server_limits::ServerLimits;

    #[test]
    fn the_second_pass_comes_when_every_request_of_before_has_ended() {
        let (request, second) = (ServerLimits::default().request, SECOND_PASS_AFTER / Timestamp::SECOND);
        assert!(4 * request.as_secs() < u64::try_from(second).unwrap(), "{request:?}");
    }
}
