//! What the search index is made of: which comments have changed by the log, and comments as everyone sees them.

use std::collections::BTreeSet;

use porch_protocol::{CommentId, Status};

use super::comments::{COLUMNS, StoredComment, read};
use super::database;
use super::{Result, Storage};
use porch_domain::event::EventKind;

/// A published comment with what else it is found by.
#[derive(Clone, Debug)]
pub struct PublishedComment {
    /// The comment.
    pub comment: StoredComment,
    /// Its page's address.
    pub url: String,
    /// Its page's title.
    pub title: Option<String>,
    /// Whether somebody of the team has replied to it in public.
    pub answered: bool,
}

/// What a part of the log says of comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedComments {
    /// The comments that it is about, and those that these reply to: whether a comment is answered depends on its replies.
    pub ids: Vec<CommentId>,
    /// The place that is reached.
    pub reached: i64,
    /// Whether words were erased for good.
    pub erased: bool,
}

impl Storage {
    /// What at most `limit` events of a site's log after `after` up to `last` say of comments.
    pub async fn changed_comments(&self, site: &str, (after, last): (i64, i64), limit: u32) -> Result<ChangedComments> {
        let events = database::query(
            "select seq, kind, comment_id from events
             where site_id = $1 and seq > $2 and seq <= $3 and (comment_id is not null or kind = $5)
             order by seq limit $4",
        );
        let events = events.bind(site).bind(after).bind(last).bind(limit).bind(EventKind::PageMoved.as_str());
        let events = events.fetch_all(&self.readers).await?;
        let is_full = events.len() == usize::try_from(limit).unwrap_or(usize::MAX);
        let reached = match events.last() {
            Some(event) if is_full => event.try_get("seq")?,
            _ => last,
        };
        let (mut changed, mut erased) = (BTreeSet::new(), false);
        for event in &events {
            erased |= event.try_get::<&str>("kind")? == EventKind::CommentErased.as_str();
            if event.try_get::<Option<&str>>("comment_id")?.is_some() {
                changed.insert(event.comment_id("comment_id")?);
            }
        }
        let parents = database::query(
            "select distinct parent_id as id from comments
             where site_id = $1 and parent_id is not null and id in (select atom from json_each($2))
             union
             select c.id from events e join comments c on c.site_id = e.site_id and c.thread_id = e.thread_id
             where e.site_id = $1 and e.seq > $3 and e.seq <= $4 and e.kind = $5",
        );
        let parents = parents.bind(site).bind(serde_json::json!(changed).to_string()).bind(after).bind(reached);
        for row in parents.bind(EventKind::PageMoved.as_str()).fetch_all(&self.readers).await? {
            changed.insert(row.comment_id("id")?);
        }
        Ok(ChangedComments { ids: changed.into_iter().collect(), reached, erased })
    }

    /// Those of these comments that are published.
    pub async fn published_among(&self, site: &str, ids: &[CommentId]) -> Result<Vec<PublishedComment>> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "select {columns}, t.url, t.title,
               exists (select 1 from comments r where r.site_id = c.site_id and r.parent_id = c.id
                 and r.status = $3 and r.role is not null) as answered
             from comments c join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.site_id = $1 and c.status = $3 and c.id in (select atom from json_each($2))"
        );
        let rows = database::query(database::Composed(sql)).bind(site).bind(serde_json::json!(ids).to_string());
        let rows = rows.bind(Status::Published.word()).fetch_all(&self.readers).await?;
        let published = |row| {
            Ok(PublishedComment {
                comment: read(row)?,
                url: row.try_get("url")?,
                title: row.try_get("title")?,
                answered: row.boolean("answered")?,
            })
        };
        rows.iter().map(published).collect()
    }
}
