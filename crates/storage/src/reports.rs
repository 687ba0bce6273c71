//! Reports by readers about comments, one for each person and comment.

use porch_protocol::{CommentId, Status, ThreadId, Timestamp};

use super::database;
use super::events::{self, NewEvent};
use super::{Result, Storage, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::moderation::site_rules::MOST_REPORTS;

/// Open reports of one comment that the team reads.
const MAX_OPEN: i64 = 50;
/// Reports of one comment by people without comments here, at most. The other places are for people with comments, so
/// that invented identities cannot block their reports.
const MAX_BY_NEW_PEOPLE: u32 = MOST_REPORTS / 2;

/// A report that a person made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnReport {
    /// The comment.
    pub comment: CommentId,
    /// The reason, as the person wrote it.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// A reader's report.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// The site.
    pub site: String,
    /// The comment.
    pub comment: CommentId,
    /// The reader.
    pub person: String,
    /// The reason, as the reader wrote it.
    pub reason: String,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// Stores a report, the first one of each person about a comment. None when there is no such public comment; else
    /// the comment's thread.
    pub async fn report_comment(&self, report: NewReport) -> std::result::Result<Option<ThreadId>, WriteError> {
        self.writer
            .write(WriteScope::site(&report.site), report, |tx, report| {
                Box::pin(async move {
                    let id = report.comment.to_string();
                    let seen = "select thread_id from comments where site_id = $1 and id = $2 and status = $3";
                    let seen = database::query(seen).bind(&report.site).bind(&id).bind(Status::Published.word());
                    let Some(row) = seen.fetch_optional(&mut *tx).await? else { return Ok(None) };
                    let thread = row.thread_id("thread_id")?;
                    let added = database::query(
                        "insert into reports (site_id, comment_id, person_id, reason, created_at)
                         select $1, $2, $3, $4, $5
                         where (select count(*) from reports where site_id = $1 and comment_id = $2) <
                           case when exists (select 1 from comments where site_id = $1 and person_id = $3
                                       and status = 'published') then $6 else $7 end
                         on conflict (site_id, comment_id, person_id) do nothing",
                    )
                    .bind(&report.site)
                    .bind(&id)
                    .bind(&report.person)
                    .bind(&report.reason)
                    .bind(report.now.0)
                    .bind(MOST_REPORTS)
                    .bind(MAX_BY_NEW_PEOPLE)
                    .execute(&mut *tx)
                    .await?;
                    if added > 0 {
                        let event = NewEvent {
                            thread: Some(thread),
                            comment: Some(report.comment),
                            ..NewEvent::of_site(&report.site, EventData::CommentReported, &report.person, report.now)
                        };
                        events::append(tx, event).await?;
                    }
                    Ok(Some(thread))
                })
            })
            .await
    }

    /// The people who have reported a comment since the last decision about it, and had published a comment here by
    /// then.
    pub async fn reporters_since(&self, site: &str, comment: CommentId, then: Timestamp) -> Result<Vec<String>> {
        let rows = database::query(
            "select r.person_id from reports r
             where r.site_id = $1 and r.comment_id = $2 and r.settled = 0 and exists (
               select 1 from comments c
               where c.site_id = $1 and c.person_id = r.person_id and c.status = 'published' and c.posted_at <= $3)",
        )
        .bind(site)
        .bind(comment.to_string())
        .bind(then.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| row.try_get("person_id")).collect()
    }

    /// The reports that a person made, the latest first, at most `limit`.
    pub async fn reports_by(&self, site: &str, person: &str, limit: u32) -> Result<Vec<OwnReport>> {
        let rows = database::query(
            "select comment_id, reason, created_at from reports where site_id = $1 and person_id = $2
             order by created_at desc, comment_id limit $3",
        );
        let rows = rows.bind(site).bind(person).bind(limit).fetch_all(&self.readers).await?;
        let reports = rows.iter().map(|row| {
            let (comment, at) = (row.comment_id("comment_id")?, row.time("created_at")?);
            Ok(OwnReport { comment, reason: row.try_get("reason")?, at })
        });
        reports.collect()
    }

    /// The reasons of the open reports about a comment, the latest first.
    pub async fn open_reports(&self, site: &str, comment: CommentId) -> Result<Vec<String>> {
        let rows = database::query(
            "select reason from reports where site_id = $1 and comment_id = $2 and settled = 0
             order by created_at desc limit $3",
        )
        .bind(site)
        .bind(comment.to_string())
        .bind(MAX_OPEN)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| row.try_get("reason")).collect()
    }
}
