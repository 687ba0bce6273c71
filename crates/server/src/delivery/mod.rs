//! The worker behind the log: writes down what is owed, tries what is due, and stops cleanly.
//!
//! It wakes up when a page rings and looks around every few seconds all the same, so a lost ring costs only time.
//! What it tried and could not note before the end is tried again at the next start, under the same id.

mod followers;

use std::collections::HashMap;
use std::time::Duration;

use porch_protocol::Timestamp;
use tokio::task::{Id, JoinSet};

use crate::App;
use crate::follow::{LOOK_AROUND, REST, catch_up, pause};
use crate::storage::WriteError;
use crate::storage::outbox::{Channel, OutboxMessage};
use crate::{external_checks, mail, webhooks};
use followers::{ExternalChecks, OwnerMail, Webhooks};

/// How long it waits after a ring for more of them: a busy site's news is written down together.
const GATHER: Duration = Duration::from_millis(100);
/// How long tries under way may take at the end.
const END: Duration = Duration::from_secs(10);
/// Tries under way at once, to different receivers.
const AT_ONCE: usize = 32;
/// How long what was settled is remembered, in microseconds.
const REMEMBERED: i64 = 7 * 24 * 3_600 * Timestamp::SECOND;

/// Works until the server ends.
pub async fn run(app: App) {
    let mut tries = ActiveDeliveries::default();
    while !app.ending.is_cancelled() {
        if let Err(error) = round(&app, &mut tries).await {
            tracing::warn!(%error, "what is owed to others could not be looked through");
            pause(&app, REST).await;
        }
        tokio::select! {
            () = app.ending.cancelled() => {}
            () = app.pages.any.notified() => pause(&app, GATHER).await,
            () = tries.one_ends(), if !tries.running.is_empty() => {}
            () = tokio::time::sleep(LOOK_AROUND) => {}
        }
    }
    let rest = async { while tries.running.join_next().await.is_some() {} };
    if tokio::time::timeout(END, rest).await.is_err() {
        tracing::warn!("some messages were under way; they are sent again at the next start");
    }
}

/// Forgets what was settled a week ago.
pub async fn tidy(app: &App) -> Result<u64, WriteError> {
    app.storage.forget_settled(app.clock.now().plus(-REMEMBERED)).await
}

async fn round(app: &App, tries: &mut ActiveDeliveries) -> Result<(), WriteError> {
    catch_up(app, &Webhooks).await?;
    catch_up(app, &ExternalChecks).await?;
    if app.mailer.is_some() {
        catch_up(app, &OwnerMail).await?;
        mail::owner::gather(app).await?;
    }
    for owed in app.storage.due(app.clock.now()).await? {
        // Without a mail server, mail waits for one.
        if owed.way != Channel::Mail || app.mailer.is_some() {
            tries.begin(app, owed);
        }
    }
    Ok(())
}

/// The tries under way: one to each target.
#[derive(Default)]
struct ActiveDeliveries {
    running: JoinSet<()>,
    targets: HashMap<Id, (Channel, String)>,
}

impl ActiveDeliveries {
    fn begin(&mut self, app: &App, owed: OutboxMessage) {
        let target = (owed.way, owed.target.clone());
        if self.running.len() >= AT_ONCE || self.targets.values().any(|busy| *busy == target) {
            return;
        }
        let app = app.clone();
        let task = self.running.spawn(async move {
            let tried = match owed.way {
                Channel::Webhook => webhooks::deliver::deliver(&app, &owed).await,
                Channel::Mail => mail::deliver(&app, &owed).await,
                Channel::Judge => external_checks::feedback::deliver(&app, &owed).await,
            };
            if let Err(error) = tried {
                tracing::warn!(%error, "what came of a message could not be noted");
                // It is still due: without a rest it would be sent again at once.
                pause(&app, REST).await;
            }
        });
        self.targets.insert(task.id(), target);
    }

    async fn one_ends(&mut self) {
        let ended = match self.running.join_next_with_id().await {
            Some(Ok((id, ()))) => id,
            Some(Err(error)) => error.id(),
            None => return,
        };
        self.targets.remove(&ended);
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, ActiveDeliveries, Channel, OutboxMessage, Timestamp};
    use crate::App;
    use crate::clock::Clock;
    use crate::config::Settings;

    /// To a receiver that is not there any more.
    fn owed(target: usize) -> OutboxMessage {
        OutboxMessage {
            id: uuid::Uuid::new_v4().to_string(),
            site: "bakery".into(),
            way: Channel::Webhook,
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
    async fn so_many_tries_are_under_way_at_once_and_one_to_each_target() {
        let folder = tempfile::tempdir().unwrap();
        let config = Settings::default().check().unwrap();
        let app = App::open(folder.path(), config, Clock::fixed(Timestamp(0))).await.unwrap();
        let mut tries = ActiveDeliveries::default();
        tries.begin(&app, owed(0));
        tries.begin(&app, owed(0));
        assert_eq!(tries.running.len(), 1);
        (1..=AT_ONCE).for_each(|target| tries.begin(&app, owed(target)));
        assert_eq!(tries.running.len(), AT_ONCE);
        tries.one_ends().await;
        (0..=AT_ONCE).for_each(|target| tries.begin(&app, owed(target)));
        assert_eq!((tries.running.len(), tries.targets.len()), (AT_ONCE, AT_ONCE));
        while !tries.running.is_empty() {
            tries.one_ends().await;
        }
        assert!(tries.targets.is_empty());
    }
}
