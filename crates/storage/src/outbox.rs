//! Pending messages to other services, and the position of each follower of the log.

use std::collections::HashMap;

use porch_protocol::Timestamp;
use serde_json::{Value, json};

use super::database::{self, Row};
use super::{Result, Storage, Tx, WriteError, WriteScope};

/// A follower of a site's log, which creates messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Follower {
    /// Creates messages to webhooks.
    Webhooks,
    /// Creates mails to the owner about comments to review.
    Mail,
    /// Creates messages to external spam services about decisions.
    ExternalChecks,
    /// Creates mails to visitors about replies.
    Replies,
}

impl Follower {
    /// The follower's name in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Webhooks => "webhooks",
            Self::Mail => "mail",
            Self::ExternalChecks => "judges",
            Self::Replies => "replies",
        }
    }
}

/// The channel of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Channel {
    /// A request to a receiver.
    Webhook,
    /// A mail.
    Mail,
    /// A message to an external spam service.
    ExternalCheck,
}

impl Channel {
    /// All channels.
    pub const ALL: [Self; 3] = [Self::Webhook, Self::Mail, Self::ExternalCheck];

    /// The channel's name in the database and for the operator.
    pub fn word(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::Mail => "mail",
            Self::ExternalCheck => "judge",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}

/// A follower with events to read.
#[derive(Clone, Debug)]
pub struct FollowerLag {
    /// The site.
    pub site: String,
    /// The position that it has read.
    pub seq: i64,
    /// The end of the log.
    pub last_seq: i64,
}

/// A message to be stored.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Its id, the same in every attempt.
    pub id: uuid::Uuid,
    /// Its channel.
    pub channel: Channel,
    /// Its receiver.
    pub target: String,
    /// Its content, as JSON.
    pub payload: String,
}

/// A stored message.
#[derive(Clone, Debug)]
pub struct OutboxMessage {
    /// Its id, the same in every attempt.
    pub id: String,
    /// The site.
    pub site: String,
    /// Its channel.
    pub channel: Channel,
    /// Its receiver.
    pub target: String,
    /// Its content, as JSON.
    pub payload: String,
    /// When it was stored.
    pub created_at: Timestamp,
    /// When the next attempt is due.
    pub due_at: Timestamp,
    /// The number of attempts so far.
    pub attempts: u32,
    /// When the last attempt had failed for good.
    pub gave_up_at: Option<Timestamp>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
}

/// The result of an attempt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeliveryResult {
    /// It was accepted, or there is nothing to send any more.
    Done,
    /// It is sent again at this time; why it failed.
    Again(Timestamp, String),
    /// It is not sent any more; why.
    GaveUp(String),
}

/// An attempt that ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EndedAttempt {
    /// The id of the message.
    pub message: String,
    /// The result.
    pub result: DeliveryResult,
    /// When it ended.
    pub at: Timestamp,
}

const COLUMNS: &str = "id, site_id, kind, target, payload, created_at, due_at, attempts, gave_up_at, last_error";

fn message_of_row(row: &Row) -> Result<OutboxMessage> {
    let kind: &str = row.try_get("kind")?;
    Ok(OutboxMessage {
        id: row.try_get("id")?,
        site: row.try_get("site_id")?,
        channel: Channel::from_word(kind).unwrap_or(Channel::Webhook),
        target: row.try_get("target")?,
        payload: row.try_get("payload")?,
        created_at: row.time("created_at")?,
        due_at: row.time("due_at")?,
        attempts: row.count("attempts")?,
        gave_up_at: row.maybe_time("gave_up_at")?,
        last_error: row.try_get("last_error")?,
    })
}

impl Storage {
    /// The sites whose log has events that a follower has not read.
    pub async fn behind(&self, follower: Follower) -> Result<Vec<FollowerLag>> {
        let rows = database::query(
            "select q.site_id, q.seq, s.last_seq from outbox_seq q join sites s on s.id = q.site_id
             where q.follower = $1 and s.last_seq > q.seq",
        )
        .bind(follower.word())
        .fetch_all(&self.readers)
        .await?;
        let behind = rows.iter().map(|row| {
            Ok(FollowerLag {
                site: row.try_get("site_id")?,
                seq: row.try_get("seq")?,
                last_seq: row.try_get("last_seq")?,
            })
        });
        behind.collect()
    }

    /// The first due message of each target, the longest due first.
    ///
    /// The cost depends on the number of targets, not of their messages: the query goes from target to target in the
    /// index.
    pub async fn due(&self, now: Timestamp) -> Result<Vec<OutboxMessage>> {
        let sql = format!(
            "with recursive targets (target) as (
               select min(target) from outbox where kind = $1 and done_at is null and gave_up_at is null
               union all
               select (select min(o.target) from outbox o
                       where o.kind = $1 and o.target > t.target and o.done_at is null and o.gave_up_at is null)
               from targets t where t.target is not null)
             select {COLUMNS} from outbox where id in (
               select (select o.id from outbox o
                       where o.kind = $1 and o.target = t.target and o.due_at <= $2
                         and o.done_at is null and o.gave_up_at is null
                       order by o.due_at, o.id limit 1)
               from targets t where t.target is not null)"
        );
        let mut due = Vec::new();
        for channel in Channel::ALL {
            let rows = database::query(database::Composed(sql.clone())).bind(channel.word()).bind(now.0);
            for row in rows.fetch_all(&self.readers).await? {
                due.push(message_of_row(&row)?);
            }
        }
        // Ids are made in order, so that of messages that are due at once the one that was stored first comes first.
        due.sort_by(|a, b| (a.due_at, &a.id).cmp(&(b.due_at, &b.id)));
        Ok(due)
    }

    /// The number of pending messages of each webhook of a site.
    pub async fn pending_by_webhook(&self, site: &str) -> Result<HashMap<String, u32>> {
        let rows = database::query(
            "select target, count(*) as waiting from outbox
             where kind = 'webhook' and site_id = $1 and done_at is null and gave_up_at is null group by target",
        );
        let rows = rows.bind(site).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((row.try_get("target")?, row.count("waiting")?))).collect()
    }

    /// The pending and the failed messages, by age, at most `limit` of each.
    pub async fn pending_and_failed(&self, limit: u32) -> Result<Vec<OutboxMessage>> {
        let sql = format!(
            "select * from (select {COLUMNS} from outbox where done_at is null and gave_up_at is null
                            order by created_at limit $1) pending
             union all
             select * from (select {COLUMNS} from outbox where gave_up_at is not null
                            order by gave_up_at desc limit $1) failed"
        );
        let rows = database::query(database::Composed(sql)).bind(limit).fetch_all(&self.readers).await?;
        rows.iter().map(message_of_row).collect()
    }

    /// Stores the results of attempts, all or none. One write for several attempts delays other writers less than a write
    /// for each.
    pub async fn store_results(&self, ended: Vec<EndedAttempt>) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::Server, ended, move |tx, ended| {
                Box::pin(async move {
                    for EndedAttempt { message, result, at } in ended {
                        store_result(tx, message, result, *at).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Deletes the messages that were settled before `before`. Returns their number.
    pub async fn delete_settled(&self, before: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let forgotten = database::query(
                        "delete from outbox where (done_at is not null or gave_up_at is not null)
                         and coalesce(done_at, gave_up_at) < $1",
                    );
                    forgotten.bind(before.0).execute(tx).await
                })
            })
            .await
    }
}

pub(super) async fn store_result(tx: &mut Tx, id: &str, settled: &DeliveryResult, now: Timestamp) -> Result<()> {
    let (done, gave_up, due, why) = match settled {
        DeliveryResult::Done => (Some(now.0), None, None, None),
        DeliveryResult::Again(due, why) => (None, None, Some(due.0), Some(why)),
        DeliveryResult::GaveUp(why) => (None, Some(now.0), None, Some(why)),
    };
    database::query(
        "update outbox set attempts = attempts + 1, done_at = $2, gave_up_at = coalesce(gave_up_at, $3),
           due_at = coalesce($4, due_at), last_error = $5 where id = $1",
    )
    .bind(id)
    .bind(done)
    .bind(gave_up)
    .bind(due)
    .bind(why)
    .execute(tx)
    .await?;
    Ok(())
}

/// Starts to follow a site's log at its end, unless it is followed already. Returns the end.
pub(super) async fn begin(tx: &mut Tx, site: &str, follower: Follower) -> Result<Option<i64>> {
    let end = database::query("select last_seq from sites where id = $1").bind(site).fetch_optional(&mut *tx).await?;
    let Some(end) = end else { return Ok(None) };
    let end: i64 = end.try_get("last_seq")?;
    database::query("insert into outbox_seq (site_id, follower, seq) values ($1, $2, $3) on conflict do nothing")
        .bind(site)
        .bind(follower.word())
        .bind(end)
        .execute(tx)
        .await?;
    Ok(Some(end))
}

/// Stops following.
pub(super) async fn end(tx: &mut Tx, site: &str, follower: Follower) -> Result<()> {
    let ended = database::query("delete from outbox_seq where site_id = $1 and follower = $2");
    ended.bind(site).bind(follower.word()).execute(tx).await?;
    Ok(())
}

/// Moves all followers of a site to the end of its log: an imported log must not create messages.
pub(super) async fn skip_to_end(tx: &mut Tx, site: &str) -> Result<()> {
    for skip in [
        "update outbox_seq set seq = (select last_seq from sites where id = $1) where site_id = $1",
        "update webhooks set since_seq = (select last_seq from sites where id = $1) where site_id = $1",
    ] {
        database::query(skip).bind(site).execute(&mut *tx).await?;
    }
    Ok(())
}

/// Advances a follower. False when its position is another one: the messages of the old position must not be stored.
pub(super) async fn advance(tx: &mut Tx, follower: Follower, behind: &FollowerLag, to: i64) -> Result<bool> {
    let moved = database::query("update outbox_seq set seq = $4 where site_id = $1 and follower = $2 and seq = $3")
        .bind(&behind.site)
        .bind(follower.word())
        .bind(behind.seq)
        .bind(to)
        .execute(tx)
        .await?;
    Ok(moved == 1)
}

/// Stores messages, and from when on they are due.
pub(super) async fn queue_messages(
    tx: &mut Tx,
    site: &str,
    new: &[NewMessage],
    (now, due): (Timestamp, Timestamp),
) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<Value> = new.iter().map(|new| json!([new.id, new.channel.word(), new.target, new.payload])).collect();
    database::query(
        "insert into outbox (id, site_id, kind, target, payload, created_at, due_at)
         select value ->> 0, $2, value ->> 1, value ->> 2, value ->> 3, $3, $4 from json_each($1)",
    )
    .bind(Value::Array(rows).to_string())
    .bind(site)
    .bind(now.0)
    .bind(due.0)
    .execute(&mut *tx)
    .await?;
    tx.touched().log = true;
    Ok(())
}
