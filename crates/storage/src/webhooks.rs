//! The receivers of a site's events.

use porch_protocol::{DeliveryFailure, Timestamp};

use super::database::{self, Row};
use super::events::{self, NewEvent};
use super::outbox::{self, DeliveryResult, Follower, FollowerLag, NewMessage};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::{NewWebhookData, WebhookData};

/// The format of a receiver's messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Standard Webhooks: ids, with a signature.
    Standard,
    /// A message for an incoming webhook of Slack.
    Slack,
    /// A message for a webhook of Discord.
    Discord,
    /// A message by a bot of Telegram.
    Telegram,
}

impl Shape {
    const ALL: [Self; 4] = [Self::Standard, Self::Slack, Self::Discord, Self::Telegram];

    /// The format's name in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Slack => "slack",
            Self::Discord => "discord",
            Self::Telegram => "telegram",
        }
    }

    /// The format of a name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.word() == word)
    }
}

/// Why a receiver is paused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pause {
    /// The receiver answered that it is gone.
    Gone,
    /// No message was accepted for days.
    Failing,
}

impl Pause {
    /// The reason's name in the database and for the operator.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

/// A receiver.
#[derive(Clone)]
pub struct Webhook {
    /// Its site.
    pub site: String,
    /// Its id.
    pub id: String,
    /// Its address, which is a secret.
    pub url: String,
    /// The format of its messages.
    pub shape: Shape,
    /// The types of events that it gets; an empty list means all.
    pub events: Vec<String>,
    /// The signing secret: `whsec_…`; empty for a format without signatures.
    pub secret: String,
    /// The previous secret, and until when it still signs.
    pub old_secret: Option<(String, Timestamp)>,
    /// Events up to this position of the log are not sent.
    pub since_seq: i64,
    /// Since when attempts have failed.
    pub failing_since: Option<Timestamp>,
    /// Why it is paused.
    pub paused: Option<Pause>,
    /// The last attempt: when, and why it was not accepted, if it was not.
    pub tried: Option<(Timestamp, Option<DeliveryFailure>)>,
}

/// What an attempt shows about its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Health {
    /// It works.
    Works,
    /// It fails.
    Fails,
    /// It is paused; its pending messages are given up.
    Paused(Pause),
}

fn webhook(row: &Row) -> Result<Webhook> {
    let old: Option<String> = row.try_get("old_secret")?;
    let until = row.maybe_time("old_until")?;
    let events: &str = row.try_get("events")?;
    let paused: Option<&str> = row.try_get("paused_why")?;
    let (tried, why) = (row.maybe_time("tried_at")?, row.try_get::<Option<&str>>("tried_why")?);
    // Earlier versions stored sentences.
    let why = why.map(|why| serde_json::from_str(why).unwrap_or(DeliveryFailure::Unknown));
    Ok(Webhook {
        site: row.try_get("site_id")?,
        id: row.try_get("id")?,
        url: row.try_get("url")?,
        shape: Shape::from_word(row.try_get("shape")?).unwrap_or(Shape::Standard),
        events: serde_json::from_str(events).unwrap_or_default(),
        secret: row.try_get("secret")?,
        old_secret: old.zip(until),
        since_seq: row.try_get("since_seq")?,
        failing_since: row.maybe_time("failing_since")?,
        paused: paused.map(|word| if word == "gone" { Pause::Gone } else { Pause::Failing }),
        tried: tried.map(|at| (at, why)),
    })
}

const COLUMNS: &str = "site_id, id, url, shape, events, secret, old_secret, old_until, since_seq, failing_since, \
                       paused_why, tried_at, tried_why";

/// A change of a receiver.
#[derive(Clone, Debug)]
pub struct WebhookChange {
    /// The site.
    pub site: String,
    /// The receiver.
    pub id: String,
    /// Who changes it.
    pub by: String,
    /// When.
    pub now: Timestamp,
}

/// Receivers that a site has at most: each costs a request for every event.
pub const MOST_WEBHOOKS: u32 = 20;

/// The result of adding a receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookAdded {
    /// It was added.
    Done,
    /// There is no such site.
    NoSite,
    /// The site has [`MOST_WEBHOOKS`].
    Full,
}

impl Storage {
    /// A site's receivers, the oldest first.
    pub async fn webhooks(&self, site: &str) -> Result<Vec<Webhook>> {
        let sql = format!("select {COLUMNS} from webhooks where site_id = $1 order by created_at, id");
        let rows = database::query(database::Composed(sql)).bind(site).fetch_all(&self.readers).await?;
        rows.iter().map(webhook).collect()
    }

    /// One receiver of a site.
    pub async fn webhook(&self, site: &str, id: &str) -> Result<Option<Webhook>> {
        let sql = format!("select {COLUMNS} from webhooks where site_id = $1 and id = $2");
        let row = database::query(database::Composed(sql)).bind(site).bind(id).fetch_optional(&self.readers).await?;
        row.as_ref().map(webhook).transpose()
    }

    /// Adds a receiver, which gets the events from now on.
    pub async fn add_webhook(
        &self,
        new: Webhook,
        by: String,
        now: Timestamp,
    ) -> std::result::Result<WebhookAdded, WriteError> {
        self.writer
            .write(WriteScope::site(&new.site), (new, by), move |tx, (new, by)| {
                Box::pin(async move {
                    let own = database::query("select count(*) as own from webhooks where site_id = $1");
                    if own.bind(&new.site).fetch_one(&mut *tx).await?.count("own")? >= MOST_WEBHOOKS {
                        return Ok(WebhookAdded::Full);
                    }
                    let Some(end) = outbox::begin(tx, &new.site, Follower::Webhooks).await? else {
                        return Ok(WebhookAdded::NoSite);
                    };
                    database::query(
                        "insert into webhooks (site_id, id, url, shape, events, secret, since_seq, created_at)
                         values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    )
                    .bind(&new.site)
                    .bind(&new.id)
                    .bind(&new.url)
                    .bind(new.shape.word())
                    .bind(serde_json::json!(new.events).to_string())
                    .bind(&new.secret)
                    .bind(end)
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
                    let events = (!new.events.is_empty()).then(|| new.events.clone());
                    let shape = new.shape.word().to_owned();
                    let what = EventData::WebhookAdded(NewWebhookData { events, shape, webhook: new.id.clone() });
                    events::append(tx, NewEvent::of_site(&new.site, what, by, now)).await?;
                    Ok(WebhookAdded::Done)
                })
            })
            .await
    }

    /// Deletes a receiver and its pending messages. False when there is none.
    pub async fn remove_webhook(&self, change: WebhookChange) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&change.site), change, |tx, change| {
                Box::pin(async move {
                    let WebhookChange { site, id, .. } = change;
                    let removed = database::query("delete from webhooks where site_id = $1 and id = $2");
                    if removed.bind(site).bind(id).execute(&mut *tx).await? == 0 {
                        return Ok(false);
                    }
                    let queued =
                        database::query("delete from outbox where site_id = $1 and kind = 'webhook' and target = $2");
                    queued.bind(site).bind(id).execute(&mut *tx).await?;
                    let others = database::query("select 1 from webhooks where site_id = $1").bind(site);
                    if others.fetch_optional(&mut *tx).await?.is_none() {
                        outbox::end(tx, site, Follower::Webhooks).await?;
                    }
                    record_change(tx, EventData::WebhookRemoved, change).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Gives a receiver a new secret; the previous one also signs until `until`. False when there is none.
    pub async fn rotate_webhook(
        &self,
        change: WebhookChange,
        secret: String,
        until: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&change.site), (change, secret), move |tx, (change, secret)| {
                Box::pin(async move {
                    let rotated = database::query(
                        "update webhooks set old_secret = secret, old_until = $4, secret = $3
                         where site_id = $1 and id = $2",
                    );
                    let rotated = rotated.bind(&change.site).bind(&change.id).bind(secret).bind(until.0);
                    if rotated.execute(&mut *tx).await? == 0 {
                        return Ok(false);
                    }
                    record_change(tx, EventData::WebhookRotated, change).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Stores the messages to the receivers of a site, up to `to` in the log.
    pub async fn queue_webhook_messages(
        &self,
        behind: FollowerLag,
        to: i64,
        new: Vec<NewMessage>,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&behind.site), (behind, new), move |tx, (behind, new)| {
                Box::pin(async move {
                    if outbox::advance(tx, Follower::Webhooks, behind, to).await? {
                        outbox::queue_messages(tx, &behind.site, new, (now, now)).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Stores the result of an attempt, the receiver's health and why it did not accept the message, and the mails about
    /// it.
    pub async fn settle_webhook(
        &self,
        id: String,
        settled: DeliveryResult,
        receiver: (Webhook, Health, Option<DeliveryFailure>),
        tell: Vec<NewMessage>,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(
                WriteScope::site(&receiver.0.site),
                (id, settled, receiver, tell),
                move |tx, (id, settled, receiver, tell)| {
                    Box::pin(async move {
                        outbox::store_result(tx, id, settled, now).await?;
                        outbox::queue_messages(tx, &receiver.0.site, tell, (now, now)).await?;
                        store_attempt(tx, &receiver.0.id, receiver.2.as_ref(), now).await?;
                        record_health(tx, &receiver.0.id, receiver.1, now).await
                    })
                },
            )
            .await
    }

    /// Stores the result of a test: why it was not accepted, if it was not. A receiver that accepts it is not paused
    /// any more.
    pub async fn record_test(
        &self,
        id: String,
        why: Option<DeliveryFailure>,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::Server, (id, why), move |tx, (id, why)| {
                Box::pin(async move {
                    store_attempt(tx, id, why.as_ref(), now).await?;
                    // A failed test says nothing about real events: only those count for a pause.
                    if why.is_none() { record_health(tx, id, Health::Works, now).await } else { Ok(()) }
                })
            })
            .await
    }
}

async fn store_attempt(tx: &mut Tx, id: &str, why: Option<&DeliveryFailure>, now: Timestamp) -> Result<()> {
    let why = why.map(|why| serde_json::json!(why).to_string());
    let tried = database::query("update webhooks set tried_at = $2, tried_why = $3 where id = $1");
    tried.bind(id).bind(now.0).bind(why).execute(tx).await?;
    Ok(())
}

/// Writes a change of a receiver to the log, without its address.
async fn record_change(tx: &mut Tx, what: fn(WebhookData) -> EventData, change: &WebhookChange) -> Result<()> {
    let what = what(WebhookData { webhook: change.id.clone() });
    events::append(tx, NewEvent::of_site(&change.site, what, &change.by, change.now)).await.map(|_| ())
}

async fn record_health(tx: &mut Tx, id: &str, health: Health, now: Timestamp) -> Result<()> {
    match health {
        Health::Works => {
            let works = "update webhooks set failing_since = null, paused_at = null, paused_why = null where id = $1";
            database::query(works).bind(id).execute(tx).await?;
        }
        Health::Fails => {
            let fails = "update webhooks set failing_since = coalesce(failing_since, $2) where id = $1";
            database::query(fails).bind(id).bind(now.0).execute(tx).await?;
        }
        Health::Paused(why) => {
            let paused = "update webhooks set paused_at = $2, paused_why = $3 where id = $1 and paused_at is null";
            database::query(paused).bind(id).bind(now.0).bind(why.word()).execute(&mut *tx).await?;
            database::query(
                "update outbox set gave_up_at = $2, last_error = 'its receiver is paused'
                 where kind = 'webhook' and target = $1 and done_at is null and gave_up_at is null",
            )
            .bind(id)
            .bind(now.0)
            .execute(tx)
            .await?;
        }
    }
    Ok(())
}
