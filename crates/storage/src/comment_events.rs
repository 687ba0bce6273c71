//! The events of comments, for the followers of a site's log.

use porch_protocol::{CommentId, ThreadId, Timestamp};

use super::database;
use super::events::{before_decision, kinds_json};
use super::{Result, Storage};
use porch_domain::event::data::DecisionData;
use porch_domain::event::{EventKind, about_no_comment};

/// An event of a comment, without texts.
#[derive(Clone, Debug)]
pub struct CommentEvent {
    /// The position in the log.
    pub seq: i64,
    /// The kind.
    pub kind: EventKind,
    /// The thread.
    pub thread: ThreadId,
    /// The page's address.
    pub page: String,
    /// The comment.
    pub comment: CommentId,
    /// The comment's version after it.
    pub version: Option<u32>,
    /// When.
    pub at: Timestamp,
    /// The comment's state before a decision.
    pub before: Option<DecisionData>,
}

impl Storage {
    /// The events of comments after `seq` up to `last`, oldest first, at most `limit`. Imports are left out.
    pub async fn comment_events(&self, site: &str, seq: i64, last: i64, limit: u32) -> Result<Vec<CommentEvent>> {
        let rows = database::query(
            "select e.seq, e.kind, e.thread_id, e.comment_id, e.version, e.at, e.data, t.url
             from events e join threads t on t.site_id = e.site_id and t.id = e.thread_id
             where e.site_id = $1 and e.seq > $2 and e.seq <= $3 and e.comment_id is not null
               and e.kind in (select atom from json_each($5))
             order by e.seq limit $4",
        )
        .bind(site)
        .bind(seq)
        .bind(last)
        .bind(limit)
        .bind(kinds_json(EventKind::ALL.iter().copied().filter(|kind| is_followed(*kind))))
        .fetch_all(&self.readers)
        .await?;
        let mut happened = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(kind) = row.known_kind("kind")? else { continue };
            happened.push(CommentEvent {
                seq: row.try_get("seq")?,
                kind,
                thread: row.thread_id("thread_id")?,
                page: row.try_get("url")?,
                comment: row.comment_id("comment_id")?,
                version: row.try_get("version")?,
                at: row.time("at")?,
                before: before_decision(kind, row.try_get("data")?),
            });
        }
        Ok(happened)
    }
}

/// Whether followers get the event: it is about a comment, and not an import.
#[expect(clippy::unnested_or_patterns, reason = "the macro is a pattern of its own")]
fn is_followed(kind: EventKind) -> bool {
    match kind {
        EventKind::CommentPublished
        | EventKind::CommentHeld
        | EventKind::CommentApproved
        | EventKind::CommentEdited
        | EventKind::CommentRemoved
        | EventKind::CommentRestored
        | EventKind::CommentWithdrawn
        | EventKind::CommentSentBack
        | EventKind::CommentDeclined
        | EventKind::CommentMarkedSpam
        | EventKind::CommentCleared
        | EventKind::CommentReported
        | EventKind::SecondLookAsked
        | EventKind::DecisionUndone
        | EventKind::RemovalUndone
        | EventKind::CommentKept
        | EventKind::NoAnswerNeeded
        | EventKind::AnswerNeededAgain
        | EventKind::CommentErased => true,
        // Followers were told when its author took it back.
        EventKind::WordsErased | EventKind::CommentImported | about_no_comment!() => false,
    }
}
