//! What the search index is made of: which comments have changed by the log, and comments as everyone sees them.

use std::collections::BTreeSet;

use porch_protocol::{CommentId, Status};
use serde_json::json;

use super::comments::{COLUMNS, StoredComment, read};
use super::database;
use super::{Result, Storage};
use porch_domain::event::EventKind;

/// The events of which most are, and after which nothing is hidden that was public. An edited or reported comment may be held, too.
const HIDES_NOTHING: [EventKind; 4] =
    [EventKind::CommentPublished, EventKind::CommentApproved, EventKind::CommentImported, EventKind::CommentReported];

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
    /// The comments that it is about, and those that these reply to: whether a comment is answered depends on its replies. Where
    /// the title of their page may have come or gone with one of them, all comments of the page.
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
        let (mut changed, mut erased) = (BTreeSet::new(), BTreeSet::new());
        for event in &events {
            let Some(id) = event.maybe_comment_id("comment_id")? else { continue };
            changed.insert(id);
            let kind: &str = event.try_get("kind")?;
            if [EventKind::CommentErased, EventKind::WordsErased].iter().any(|erases| erases.as_str() == kind) {
                erased.insert(id);
            }
        }
        // A title from a visitor's browser is published with the comment that it came with, and goes with it. Of an erased one
        // nobody knows any more whether it had a title.
        let others = database::query(
            "select distinct parent_id as id from comments
             where site_id = $1 and parent_id is not null and id in (select atom from json_each($2))
             union
             select c.id from comments o join comments c on c.site_id = o.site_id and c.thread_id = o.thread_id
             where o.site_id = $1 and o.id in (select atom from json_each($2))
               and (o.arrived ->> 'title' is not null or o.id in (select atom from json_each($6)))
             union
             select c.id from events e join comments c on c.site_id = e.site_id and c.thread_id = e.thread_id
             where e.site_id = $1 and e.seq > $3 and e.seq <= $4 and e.kind = $5",
        );
        let others = others.bind(site).bind(json!(changed).to_string()).bind(after).bind(reached);
        let others = others.bind(EventKind::PageMoved.as_str()).bind(json!(erased).to_string());
        for row in others.fetch_all(&self.readers).await? {
            changed.insert(row.comment_id("id")?);
        }
        Ok(ChangedComments { ids: changed.into_iter().collect(), reached, erased: !erased.is_empty() })
    }

    /// Whether the log of a site says after this place that something was hidden, or may have been.
    pub async fn hides_after(&self, site: &str, place: i64) -> Result<bool> {
        let hides = database::query(
            "select 1 from events where site_id = $1 and seq > $2 and kind not in (select atom from json_each($3)) limit 1",
        );
        let hides = hides.bind(site).bind(place).bind(json!(HIDES_NOTHING.map(EventKind::as_str)).to_string());
        Ok(hides.fetch_optional(&self.readers).await?.is_some())
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
        let rows = database::query(database::Composed(sql)).bind(site).bind(json!(ids).to_string());
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
