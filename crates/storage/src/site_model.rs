//! What the spam model of each site has learned from its team, and the events that it learns from.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Status, Timestamp};

use super::database;
use super::events::{self, NewEvent};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::{EventData, EventKind};

/// The stored model of a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Learnt {
    /// The position of the log up to which it has learned.
    pub seq: i64,
    /// The bytes of `porch_spam::Local`; none after a reset.
    pub bytes: Vec<u8>,
}

/// An event that the model may learn from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LessonEvent {
    /// The position in the log.
    pub seq: i64,
    /// The kind: a decision, or a reset of what was learned before.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// The comment.
    pub comment: Option<CommentId>,
    /// The comment's version after the event.
    pub version: Option<u32>,
    /// The comment's status before the decision.
    pub from: Option<Status>,
    /// Why it had been held.
    pub hold: Option<HoldReason>,
}

impl Storage {
    /// The model of a site; none for one without a model.
    pub async fn learnt(&self, site: &str) -> Result<Option<Learnt>> {
        let row = database::query("select seq, bytes from learnt where site_id = $1").bind(site);
        let row = row.fetch_optional(&self.readers).await?;
        row.map(|row| Ok(Learnt { seq: row.try_get("seq")?, bytes: row.try_get("bytes")? })).transpose()
    }

    /// All sites, and the ends of their logs.
    pub async fn log_ends(&self) -> Result<Vec<(String, i64)>> {
        let rows = database::query("select id, last_seq from sites").fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((row.try_get("id")?, row.try_get("last_seq")?))).collect()
    }

    /// The events of these kinds after `seq` up to `last`, oldest first, at most `limit`.
    pub async fn learning_events(
        &self,
        site: &str,
        (seq, last): (i64, i64),
        kinds: &[EventKind],
        limit: u32,
    ) -> Result<Vec<LessonEvent>> {
        let rows = database::query(
            "select seq, kind, at, comment_id, version, data from events
             where site_id = $1 and seq > $2 and seq <= $3 and kind in (select atom from json_each($4))
             order by seq limit $5",
        )
        .bind(site)
        .bind(seq)
        .bind(last)
        .bind(events::kinds_json(kinds.iter().copied()))
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(kind) = row.known_kind("kind")? else { continue };
            let before = events::before_decision(kind, row.try_get("data")?);
            events.push(LessonEvent {
                seq: row.try_get("seq")?,
                kind,
                at: row.time("at")?,
                comment: row.maybe_comment_id("comment_id")?,
                version: row.try_get("version")?,
                from: before.as_ref().map(|before| before.from),
                hold: before.and_then(|before| before.hold),
            });
        }
        Ok(events)
    }

    /// Stores the model of a site and its position in the log together.
    pub async fn keep_learnt(&self, site: String, learnt: Learnt) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), move |tx| Box::pin(async move { keep(tx, &site, &learnt).await }))
            .await
    }

    /// Replaces the model with `bytes`, at the end of the log, and writes this event.
    pub async fn replace_learnt(
        &self,
        site: String,
        bytes: Vec<u8>,
        (what, by): (EventData, &'static str),
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), move |tx| {
                Box::pin(async move {
                    let seq = events::append(tx, NewEvent::of_site(&site, what, by, now)).await?;
                    keep(tx, &site, &Learnt { seq, bytes }).await
                })
            })
            .await
    }

    /// Deletes the model and its position, so that it learns again from the whole log.
    pub async fn forget_learnt(&self, site: String) -> std::result::Result<(), WriteError> {
        self.writer.write(WriteScope::site(&site), move |tx| Box::pin(async move { forget(tx, &site).await })).await
    }
}

async fn keep(tx: &mut Tx, site: &str, learnt: &Learnt) -> Result<()> {
    database::query(
        "insert into learnt (site_id, seq, bytes) values ($1, $2, $3)
         on conflict (site_id) do update set seq = excluded.seq, bytes = excluded.bytes",
    )
    .bind(site)
    .bind(learnt.seq)
    .bind(&learnt.bytes)
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn forget(tx: &mut Tx, site: &str) -> Result<()> {
    database::query("delete from learnt where site_id = $1").bind(site).execute(tx).await?;
    Ok(())
}
