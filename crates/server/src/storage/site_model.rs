//! What each site's team taught the judge of words, and the part of the log that teaches.

use porch_protocol::{CommentId, Status, Timestamp};
use serde::Deserialize;
use sqlx::Row;

use super::columns::Columns;
use super::events::{self, NewEvent};
use super::{Result, Storage, Tx, WriteError};
use crate::moderation::reasons::HoldReason;

/// What a site learnt, as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Learnt {
    /// How far its log has been learnt from.
    pub seq: i64,
    /// What `porch_spam::Local` wrote; none after a reset.
    pub bytes: Vec<u8>,
}

/// An event that may teach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LessonEvent {
    /// Its place in the log.
    pub seq: i64,
    /// What: `comment_approved` and its kin, or [`RESET`].
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// About which comment.
    pub comment: Option<CommentId>,
    /// The comment's version after it.
    pub version: Option<u32>,
    /// Where the comment stood before.
    pub from: Option<Status>,
    /// Why it had waited.
    pub hold: Option<HoldReason>,
}

/// The event after which nothing that was learnt before counts.
pub const RESET: &str = "learning_reset";
/// The event that tells of learning that was brought along.
pub const IMPORTED: &str = "learning_imported";

#[derive(Deserialize)]
struct LessonData {
    from: Option<String>,
    hold: Option<String>,
}

impl Storage {
    /// What a site learnt; none for one that never did.
    pub async fn learnt(&self, site: &str) -> Result<Option<Learnt>> {
        let row = sqlx::query("select seq, bytes from learnt where site_id = $1").bind(site);
        let row = row.fetch_optional(&self.readers).await?;
        row.map(|row| Ok(Learnt { seq: row.try_get("seq")?, bytes: row.try_get("bytes")? })).transpose()
    }

    /// Every site, and where its log ends.
    pub async fn log_ends(&self) -> Result<Vec<(String, i64)>> {
        let rows = sqlx::query("select id, last_seq from sites").fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    /// The events of these kinds after `seq` up to `last`, oldest first, at most `limit`.
    pub async fn told(
        &self,
        site: &str,
        (seq, last): (i64, i64),
        kinds: &[&str],
        limit: u32,
    ) -> Result<Vec<LessonEvent>> {
        let rows = sqlx::query(
            "select seq, kind, at, comment_id, version, data from events
             where site_id = $1 and seq > $2 and seq <= $3 and kind in (select value from json_each($4))
             order by seq limit $5",
        )
        .bind(site)
        .bind(seq)
        .bind(last)
        .bind(serde_json::json!(kinds).to_string())
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        let told = rows.iter().map(|row| {
            let data: Option<&str> = row.try_get("data")?;
            let memory: Option<LessonData> = data.and_then(|data| serde_json::from_str(data).ok());
            let (from, hold) = memory.map_or((None, None), |memory| (memory.from, memory.hold));
            Ok(LessonEvent {
                seq: row.try_get("seq")?,
                kind: row.try_get("kind")?,
                at: row.time("at")?,
                comment: row.maybe_comment_id("comment_id")?,
                version: row.try_get("version")?,
                from: from.as_deref().and_then(Status::from_word),
                hold: hold.as_deref().and_then(HoldReason::from_word),
            })
        });
        told.collect()
    }

    /// Stores what a site learnt, and how far its log has been learnt from, together.
    pub async fn keep_learnt(&self, site: String, learnt: Learnt) -> std::result::Result<(), WriteError> {
        self.writer.write(move |tx| Box::pin(async move { keep(tx, &site, &learnt).await })).await
    }

    /// Puts `bytes` in the place of all that was learnt from the log so far, and tells the log with an event of `kind`.
    pub async fn replace_learnt(
        &self,
        site: String,
        bytes: Vec<u8>,
        (kind, by): (&'static str, &'static str),
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let event = NewEvent {
                        site: &site,
                        kind,
                        thread: None,
                        comment: None,
                        version: None,
                        rev: None,
                        actor: Some(by),
                        at: now,
                        reason: None,
                        data: None,
                    };
                    let seq = events::append(tx, event).await?;
                    keep(tx, &site, &Learnt { seq, bytes }).await
                })
            })
            .await
    }

    /// Forgets what was learnt and how far, so that the log is learnt from anew.
    pub async fn forget_learnt(&self, site: String) -> std::result::Result<(), WriteError> {
        self.writer.write(move |tx| Box::pin(async move { forget(tx, &site).await })).await
    }
}

async fn keep(tx: &mut Tx, site: &str, learnt: &Learnt) -> Result<()> {
    sqlx::query(
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
    sqlx::query("delete from learnt where site_id = $1").bind(site).execute(tx).await?;
    Ok(())
}
