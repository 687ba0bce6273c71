//! The append-only log: written in the transaction of what it tells, read by everything else.

use porch_protocol::{ChangeKind, CommentId, ThreadId, Timestamp};
use sqlx::Row;

use super::columns::Columns;
use super::{Result, Storage, Tx};

/// An event about to be written.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// The site.
    pub site: &'a str,
    /// What happened: `comment_edited` and its kin.
    pub kind: &'a str,
    /// The thread it happened in.
    pub thread: Option<ThreadId>,
    /// The comment it happened to.
    pub comment: Option<CommentId>,
    /// The comment's version after it.
    pub version: Option<u32>,
    /// The thread's rev after it, when strangers may notice.
    pub rev: Option<i64>,
    /// Who did it: a person's id, or `operator`.
    pub actor: Option<&'a str>,
    /// When.
    pub at: Timestamp,
    /// Why, in words.
    pub reason: Option<&'a str>,
    /// More, as JSON; never a text that somebody wrote.
    pub data: Option<String>,
}

impl<'a> NewEvent<'a> {
    /// One that concerns a site and no thread of it.
    pub fn of_site(site: &'a str, kind: &'a str, actor: &'a str, at: Timestamp) -> Self {
        Self {
            site,
            kind,
            thread: None,
            comment: None,
            version: None,
            rev: None,
            actor: Some(actor),
            at,
            reason: None,
            data: None,
        }
    }
}

/// Takes `count` numbers for events of a site and returns the last of them. The row's lock keeps readers from skipping one.
pub(super) async fn take_seqs(tx: &mut Tx, site: &str, count: i64) -> Result<i64> {
    let row = sqlx::query("update sites set last_seq = last_seq + $2 where id = $1 returning last_seq")
        .bind(site)
        .bind(count)
        .fetch_one(tx)
        .await?;
    row.try_get("last_seq")
}

/// Writes one event.
pub async fn append(tx: &mut Tx, event: NewEvent<'_>) -> Result<i64> {
    let seq = take_seqs(tx, event.site, 1).await?;
    sqlx::query(
        "insert into events (site_id, seq, kind, thread_id, comment_id, version, rev, actor, at, reason, data)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(event.site)
    .bind(seq)
    .bind(event.kind)
    .bind(event.thread.map(|id| id.to_string()))
    .bind(event.comment.map(|id| id.to_string()))
    .bind(event.version)
    .bind(event.rev)
    .bind(event.actor)
    .bind(event.at.0)
    .bind(event.reason)
    .bind(event.data)
    .execute(tx)
    .await?;
    Ok(seq)
}

/// What strangers may know of an event's kind; none for one that is not theirs.
pub fn public_kind(kind: &str) -> Option<ChangeKind> {
    Some(match kind {
        "comment_published" | "comment_imported" | "comment_approved" | "comment_cleared" => ChangeKind::Published,
        "comment_edited" => ChangeKind::Edited,
        "comment_withdrawn" => ChangeKind::Withdrawn,
        // What everyone saw and nobody sees any more: why is between its author and the host.
        "comment_removed" | "comment_held" | "comment_sent_back" | "comment_marked_spam" | "decision_undone" => {
            ChangeKind::Removed
        }
        "comment_restored" | "removal_undone" => ChangeKind::Restored,
        _ => return None,
    })
}

/// What everybody may notice of a thread, and what is no change of a comment's words.
const THREAD_EVENTS: [&str; 6] =
    ["thread_closed", "thread_opened", "closed_note_set", "branch_cooled", "cooling_ended", "cooling_over"];

/// A public change of a thread, without its words.
#[derive(Clone, Copy, Debug)]
pub struct PublicEvent {
    /// The thread's rev after it.
    pub rev: i64,
    /// What happened to which comment; none where the thread was closed or opened, or a branch
    /// of it cools down or goes on.
    pub change: Option<(ChangeKind, CommentId)>,
}

impl Storage {
    /// The place in a site's log of the last thing that happened to a comment or a page of it; 0 where nothing has.
    pub async fn latest_change(&self, site: &str) -> Result<i64> {
        let row = sqlx::query(
            "select seq from events where site_id = $1 and thread_id is not null order by seq desc limit 1",
        );
        row.bind(site).fetch_optional(&self.readers).await?.map_or(Ok(0), |row| row.try_get("seq"))
    }

    /// The public changes of a thread after `rev`, oldest first, at most `limit`.
    pub async fn public_events(&self, site: &str, thread: ThreadId, rev: i64, limit: u32) -> Result<Vec<PublicEvent>> {
        let rows = sqlx::query(
            "select rev, kind, comment_id from events
             where site_id = $1 and thread_id = $2 and rev > $3 and rev is not null order by rev limit $4",
        )
        .bind(site)
        .bind(thread.to_string())
        .bind(rev)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            let kind: &str = row.try_get("kind")?;
            let change = public_kind(kind).zip(row.maybe_comment_id("comment_id")?);
            if change.is_some() || THREAD_EVENTS.contains(&kind) {
                events.push(PublicEvent { rev: row.try_get("rev")?, change });
            }
        }
        Ok(events)
    }
}
