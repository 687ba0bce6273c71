//! Branches whose replies are paused.

use porch_protocol::{CommentId, ThreadId, Timestamp};

use super::changes::{find, is_public_change};
use super::database;
use super::events::{self, NewEvent};
use super::threads::next_rev;
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::ReplyPauseData;
use porch_domain::moderation::site_rules::MAX_REPLY_PAUSES;

/// The event data of a pause.
struct BranchEvent<'a> {
    what: EventData,
    by: Option<&'a str>,
    reason: Option<&'a str>,
}

impl Storage {
    /// Pauses the replies of a branch until `until`. A time in the past ends the pause. False when replies are paused in
    /// the most other places of the site that are allowed.
    pub async fn pause_replies(
        &self,
        site: String,
        (thread, comment): (ThreadId, CommentId),
        until: Timestamp,
        (by, reason): (String, Option<String>),
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, by, reason), move |tx, (site, by, reason)| {
                Box::pin(async move {
                    let cools = until > now;
                    if cools && count_other_pauses(tx, (site, comment), now).await? >= MAX_REPLY_PAUSES {
                        return Ok(false);
                    }
                    let before = database::query("delete from cooling where site_id = $1 and comment_id = $2");
                    let before = before.bind(site).bind(comment.to_string()).execute(&mut *tx).await?;
                    if !cools && before == 0 {
                        return Ok(true);
                    }
                    if cools {
                        database::query("insert into cooling (site_id, comment_id, until) values ($1, $2, $3)")
                            .bind(site)
                            .bind(comment.to_string())
                            .bind(until.0)
                            .execute(&mut *tx)
                            .await?;
                    }
                    let cooled = || EventData::BranchCooled(ReplyPauseData { until });
                    let what = if cools { cooled() } else { EventData::CoolingEnded };
                    let event = BranchEvent { what, by: Some(by), reason: reason.as_deref() };
                    move_cursors(tx, site, (thread, comment), event, now).await.map(|()| true)
                })
            })
            .await
    }

    /// Deletes the pauses of a site that have ended, and writes events, so that open pages allow replies again.
    pub async fn end_expired_pauses(&self, site: String, now: Timestamp) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), site, move |tx, site| {
                Box::pin(async move {
                    let over = database::query(
                        "delete from cooling where site_id = $1 and until <= $2
                         returning comment_id, (select thread_id from comments c
                           where c.site_id = cooling.site_id and c.id = cooling.comment_id) as thread_id",
                    );
                    for row in over.bind(site).bind(now.0).fetch_all(&mut *tx).await? {
                        let place = (row.thread_id("thread_id")?, row.comment_id("comment_id")?);
                        let event = BranchEvent { what: EventData::CoolingOver, by: None, reason: None };
                        move_cursors(tx, site, place, event, now).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}

/// How many other branches of the site are paused.
async fn count_other_pauses(tx: &mut Tx, (site, comment): (&str, CommentId), now: Timestamp) -> Result<usize> {
    let others = database::query(
        "select count(*) as others from cooling where site_id = $1 and comment_id <> $2 and until > $3",
    );
    let others = others.bind(site).bind(comment.to_string()).bind(now.0).fetch_one(tx).await?;
    Ok(others.count("others")? as usize)
}

/// All readers of the branch must learn whether replies are accepted, so the change moves their cursor; unless the
/// branch begins with a comment that was never public.
async fn move_cursors(
    tx: &mut Tx,
    site: &str,
    (thread, comment): (ThreadId, CommentId),
    event: BranchEvent<'_>,
    now: Timestamp,
) -> Result<()> {
    let seen = match find(tx, site, comment).await? {
        Some(found) => is_public_change(tx, site, &found, found.status).await?,
        None => false,
    };
    let rev = if seen { Some(next_rev(tx, site, thread).await?) } else { None };
    let event = NewEvent {
        site,
        what: event.what,
        thread: Some(thread),
        comment: Some(comment),
        version: None,
        rev,
        actor: event.by,
        at: now,
        reason: event.reason,
    };
    events::append(tx, event).await.map(|_| ())
}
