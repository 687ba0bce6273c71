//! The attempts that run, the messages that wait for one, and the results, which are stored together.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::Instant;

use crate::log_follower::{RETRY_DELAY, pause};
use crate::{App, external_checks, mail, webhooks};
use porch_storage::WriteError;
use porch_storage::outbox::{Channel, DeliveryResult, EndedAttempt, OutboxMessage};

/// Attempts at most that run at once, to different receivers, or whose results are not stored yet. So many messages at most are
/// sent a second time after the program was killed.
const MOST_AT_ONCE: usize = 32;
/// Of these, how many are left for others than mails about replies: somebody waits for a code, and for a link to sign in.
const LEFT_FOR_OTHERS: usize = 8;
/// How long a result waits for others, so that they are stored together, while attempts run.
const GATHER_RESULTS: Duration = Duration::from_millis(50);

/// A receiver: its channel and its name there.
type Target = (Channel, String);

/// A message that waits for an attempt.
struct Waiting {
    message: OutboxMessage,
    about_replies: bool,
}

impl From<OutboxMessage> for Waiting {
    fn from(message: OutboxMessage) -> Self {
        let about_replies = message.channel == Channel::Mail && mail::replies::is_about_replies(&message.payload);
        Self { message, about_replies }
    }
}

/// The attempts: one for each target at most, until its result is stored.
#[derive(Default)]
pub(super) struct ActiveDeliveries {
    running: JoinSet<Option<EndedAttempt>>,
    targets: HashMap<Id, Target>,
    waiting: VecDeque<Waiting>,
    results: Vec<(EndedAttempt, Target)>,
    store: StoreTime,
    /// Whether a target became free since this was last asked.
    freed: bool,
}

/// When the results are stored.
#[derive(Default, Clone, Copy)]
enum StoreTime {
    /// There are none.
    #[default]
    Never,
    /// At this time, or when no attempt runs any more.
    Gathering(Instant),
    /// Not before this time: they could not be stored.
    Retry(Instant),
}

impl ActiveDeliveries {
    /// Takes the due messages, in their order, instead of those that still wait. At most one for each target is expected.
    ///
    /// They may have been read while an attempt ended: a message to a target whose result was not stored by then is left out,
    /// since it may be the one that was sent.
    pub(super) fn set_waiting(&mut self, due: Vec<OutboxMessage>) {
        self.waiting = due.into_iter().filter(|message| !self.is_busy(message)).map(Waiting::from).collect();
    }

    /// Whether messages wait for an attempt.
    pub(super) fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Begins as many attempts as there is room for.
    pub(super) fn begin_waiting(&mut self, app: &App) {
        while let Some(message) = self.next() {
            self.begin(app, message);
        }
    }

    /// Waits until an attempt has ended, or until results are to be stored.
    pub(super) async fn change(&mut self) {
        let store_at = self.store;
        tokio::select! {
            Some(ended) = self.running.join_next_with_id() => self.remove(ended),
            () = at(store_at) => {}
        }
    }

    /// Takes the attempts that have ended, and stores the results once it is time. True when a target became free.
    pub(super) async fn settle(&mut self, app: &App) -> bool {
        while let Some(ended) = self.running.try_join_next_with_id() {
            self.remove(ended);
        }
        let now = Instant::now();
        let store = match self.store {
            StoreTime::Never => false,
            StoreTime::Gathering(until) => now >= until || self.running.is_empty(),
            StoreTime::Retry(from) => now >= from,
        };
        if store {
            self.store_results(app).await;
        }
        std::mem::take(&mut self.freed)
    }

    /// Waits for the running attempts and stores their results.
    pub(super) async fn end(&mut self, app: &App) {
        while let Some(ended) = self.running.join_next_with_id().await {
            self.remove(ended);
            // Each at once: the next one may take longer than the server waits.
            self.store_results(app).await;
        }
        self.store_results(app).await;
    }

    fn taken(&self) -> usize {
        self.targets.len() + self.results.len()
    }

    fn is_busy(&self, message: &OutboxMessage) -> bool {
        let mut busy = self.targets.values().chain(self.results.iter().map(|(_, target)| target));
        busy.any(|(channel, target)| *channel == message.channel && *target == message.target)
    }

    /// The first waiting message that there is room for.
    fn next(&mut self) -> Option<OutboxMessage> {
        let taken = self.taken();
        if taken >= MOST_AT_ONCE {
            return None;
        }
        let only_others = taken >= MOST_AT_ONCE - LEFT_FOR_OTHERS;
        let place = self.waiting.iter().position(|waiting| !(only_others && waiting.about_replies))?;
        self.waiting.remove(place).map(|waiting| waiting.message)
    }

    fn begin(&mut self, app: &App, message: OutboxMessage) {
        let target = (message.channel, message.target.clone());
        let app = app.clone();
        let task = self.running.spawn(async move {
            match attempt(&app, &message).await {
                Ok(result) => result.map(|result| EndedAttempt { message: message.id, result, at: app.clock.now() }),
                Err(error) => {
                    tracing::warn!(%error, "a delivery failed at the database");
                    // The message is still due: without a pause it would be sent again at once.
                    pause(&app, RETRY_DELAY).await;
                    None
                }
            }
        });
        self.targets.insert(task.id(), target);
    }

    fn remove(&mut self, ended: Result<(Id, Option<EndedAttempt>), JoinError>) {
        let (id, result) = ended.unwrap_or_else(|error| (error.id(), None));
        let Some(target) = self.targets.remove(&id) else { return };
        let Some(result) = result else {
            self.freed = true;
            return;
        };
        self.results.push((result, target));
        if matches!(self.store, StoreTime::Never) {
            self.store = StoreTime::Gathering(Instant::now() + GATHER_RESULTS);
        }
    }

    /// Stores the results. Those that cannot be stored are kept, so that nothing is sent twice because of that.
    async fn store_results(&mut self, app: &App) {
        if self.results.is_empty() {
            return;
        }
        let results = self.results.iter().map(|(result, _)| result.clone()).collect();
        match app.storage.store_results(results).await {
            Ok(()) => {
                self.results.clear();
                self.store = StoreTime::Never;
                self.freed = true;
            }
            Err(error) => {
                tracing::warn!(%error, "the results of deliveries could not be stored");
                self.store = StoreTime::Retry(Instant::now() + RETRY_DELAY);
            }
        }
    }
}

/// Makes one attempt. Returns its result, if one is to be stored.
async fn attempt(app: &App, message: &OutboxMessage) -> Result<Option<DeliveryResult>, WriteError> {
    match message.channel {
        Channel::Webhook => webhooks::deliver::deliver(app, message).await,
        Channel::Mail => mail::deliver(app, message).await,
        Channel::ExternalCheck => external_checks::feedback::deliver(app, message).await.map(Some),
    }
}

/// Waits until it is time to store results.
async fn at(time: StoreTime) {
    match time {
        StoreTime::Never => std::future::pending().await,
        StoreTime::Gathering(at) | StoreTime::Retry(at) => tokio::time::sleep_until(at).await,
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;

    use super::*;
    use crate::clock::Clock;
    use crate::config::Settings;

    async fn open() -> (App, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let config = Settings::default().check().unwrap();
        (App::open(folder.path(), config, Clock::fixed(Timestamp(0))).await.unwrap(), folder)
    }

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

    fn mail(target: usize, payload: &str) -> OutboxMessage {
        OutboxMessage { channel: Channel::Mail, payload: payload.into(), ..queued(target) }
    }

    fn reply(target: usize) -> OutboxMessage {
        mail(target, r#"{"about":"replies","person":"ada"}"#)
    }

    fn waiting(deliveries: &ActiveDeliveries) -> Vec<&str> {
        deliveries.waiting.iter().map(|waiting| waiting.message.target.as_str()).collect()
    }

    async fn all_end(deliveries: &mut ActiveDeliveries) {
        while !deliveries.running.is_empty() {
            deliveries.change().await;
        }
    }

    #[tokio::test]
    async fn mails_about_replies_leave_room_for_others() {
        let (app, _folder) = open().await;
        let mut deliveries = ActiveDeliveries::default();
        let code = mail(MOST_AT_ONCE, r#"{"about":"visitor_code","guest":"ada"}"#);
        deliveries.set_waiting((0..MOST_AT_ONCE).map(reply).chain([code]).collect());
        deliveries.begin_waiting(&app);
        assert_eq!(deliveries.running.len(), MOST_AT_ONCE - LEFT_FOR_OTHERS + 1);
        let left: Vec<_> = (MOST_AT_ONCE - LEFT_FOR_OTHERS..MOST_AT_ONCE).map(|target| target.to_string()).collect();
        assert_eq!(waiting(&deliveries), left, "the code did not wait for the replies that are due for longer");
    }

    #[tokio::test]
    async fn attempts_are_limited_in_all_and_to_one_for_each_target_and_begin_in_order() {
        let (app, _folder) = open().await;
        let mut deliveries = ActiveDeliveries::default();
        deliveries.set_waiting(vec![queued(0)]);
        deliveries.begin_waiting(&app);
        deliveries.set_waiting((0..=MOST_AT_ONCE + 1).map(queued).collect());
        deliveries.begin_waiting(&app);
        assert_eq!(deliveries.running.len(), MOST_AT_ONCE);
        let last = [MOST_AT_ONCE.to_string(), (MOST_AT_ONCE + 1).to_string()];
        assert_eq!(waiting(&deliveries), last, "the first ones were begun, and the one to the busy target is left out");
    }

    #[tokio::test]
    async fn a_target_is_busy_until_its_result_is_stored_and_results_are_stored_together() {
        let (app, _folder) = open().await;
        let mut deliveries = ActiveDeliveries::default();
        deliveries.set_waiting((0..MOST_AT_ONCE).map(queued).collect());
        deliveries.begin_waiting(&app);
        all_end(&mut deliveries).await;
        assert_eq!((deliveries.results.len(), deliveries.targets.len()), (MOST_AT_ONCE, 0));
        deliveries.set_waiting(vec![queued(0), queued(MOST_AT_ONCE)]);
        deliveries.begin_waiting(&app);
        assert!(deliveries.running.is_empty(), "there is no room for more before they are stored");
        assert_eq!(waiting(&deliveries), [MOST_AT_ONCE.to_string()]);
        assert!(deliveries.settle(&app).await, "nothing runs any more that they could wait for");
        assert!(deliveries.results.is_empty());
        deliveries.begin_waiting(&app);
        assert_eq!(deliveries.running.len(), 1);
    }

    #[tokio::test]
    async fn results_that_cannot_be_stored_are_kept_and_their_messages_are_not_sent_again() {
        let (app, _folder) = open().await;
        let mut deliveries = ActiveDeliveries::default();
        deliveries.set_waiting(vec![queued(0)]);
        deliveries.begin_waiting(&app);
        all_end(&mut deliveries).await;
        app.storage.close().await;
        assert!(!deliveries.settle(&app).await);
        assert!(matches!(deliveries.store, StoreTime::Retry(_)));
        deliveries.set_waiting(vec![queued(0)]);
        assert!(!deliveries.has_waiting());
        assert_eq!(deliveries.results.len(), 1);
    }
}
