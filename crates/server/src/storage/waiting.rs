//! What waits for the host, and what was decided: the two lists that the team reads.

use porch_protocol::{CommentId, Timestamp};
use sqlx::Row;

use super::comments::{COLUMNS, StoredComment, read};
use super::words::Columns;
use super::{Result, Storage};

/// A comment that waits for the host, and the page it stands on.
#[derive(Clone, Debug)]
pub struct WaitingComment {
    /// The comment.
    pub comment: StoredComment,
    /// The cleaned address of its page.
    pub page: String,
}

/// A line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// When.
    pub at: Timestamp,
    /// Who: `operator`, a member of the team, or a person's id.
    pub by: String,
    /// What: the event's kind.
    pub what: String,
    /// About which comment.
    pub comment: Option<CommentId>,
    /// On which page.
    pub page: Option<String>,
    /// Why, in words.
    pub reason: Option<String>,
    /// The person of the team that it is about.
    pub about: Option<String>,
    /// The word of their role since.
    pub role: Option<String>,
    /// What else there is to know, as JSON.
    pub data: Option<String>,
}

impl Storage {
    /// What is held, what its author asks to be looked at again, and what readers reported; the longest wait first.
    pub async fn waiting(&self, site: &str, limit: u32) -> Result<Vec<WaitingComment>> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        // Three questions, so that each has an index of its own.
        let sql = format!(
            "select * from (
               select {columns}, t.page_key, c.posted_at as since from comments c
               join threads t on t.site_id = c.site_id and t.id = c.thread_id
               where c.site_id = $1 and c.status = 'held'
               union all
               select {columns}, t.page_key, c.second_look_at as since from comments c
               join threads t on t.site_id = c.site_id and t.id = c.thread_id
               where c.site_id = $1 and c.second_look_at is not null and c.status in ('declined', 'removed', 'spam')
                 and not exists (select 1 from events e
                   where e.site_id = c.site_id and e.seq = c.decided_seq and e.at > c.second_look_at)
               union all
               select {columns}, t.page_key, r.since from
                 (select comment_id, min(created_at) as since from reports
                  where site_id = $1 and settled = 0 group by comment_id) r
               join comments c on c.site_id = $1 and c.id = r.comment_id and c.status = 'published'
               join threads t on t.site_id = c.site_id and t.id = c.thread_id)
             order by since, id limit $2"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(site).bind(limit).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok(WaitingComment { comment: read(row)?, page: row.try_get("page_key")? })).collect()
    }

    /// What was decided on a site, and what its authors asked, the latest first. What visitors do of themselves is not
    /// part of it.
    pub async fn audit_log(&self, site: &str, limit: u32) -> Result<Vec<AuditLine>> {
        let rows = sqlx::query(
            "select e.at, e.actor, e.kind, e.comment_id, e.reason, e.data, t.page_key,
               e.data ->> '$.person' as about, e.data ->> '$.role' as role from events e
             left join threads t on t.site_id = e.site_id and t.id = e.thread_id
             where e.site_id = $1 and e.kind not in ('comment_published', 'comment_edited', 'comment_withdrawn',
               'comment_imported', 'comment_reported') and not (e.kind = 'comment_held' and e.actor <> 'reports')
             order by e.seq desc limit $2",
        )
        .bind(site)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(AuditLine {
                    at: row.time("at")?,
                    by: row.try_get::<Option<String>, _>("actor")?.unwrap_or_default(),
                    what: row.try_get("kind")?,
                    comment: row.maybe_comment_id("comment_id")?,
                    page: row.try_get("page_key")?,
                    reason: row.try_get("reason")?,
                    about: row.try_get("about")?,
                    role: row.try_get("role")?,
                    data: row.try_get("data")?,
                })
            })
            .collect()
    }
}
