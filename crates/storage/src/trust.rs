//! What the checks need to know about an author: the history on the site, the time of the last comment, and the
//! comments above.

use porch_protocol::{CommentId, ThreadId, Timestamp};

use super::database::{self, QueryTarget};
use super::{Result, Storage};
use porch_domain::moderation::trust::History;

/// Comments of a person that are counted at most: an author with more is well known.
const MAX_COUNTED: i64 = 200;
/// Comments above one that are read at most.
const MAX_DEPTH: i64 = 500;

impl Storage {
    /// A person's history on a site.
    pub async fn history(&self, site: &str, person: &str) -> Result<History> {
        let row = database::query(
            "with own as (select id, thread_id, status, posted_at from comments
                          where site_id = $1 and person_id = $2 limit $3)
             select count(*) filter (where status = 'published') as published,
                    count(*) filter (where status in ('declined', 'removed', 'spam')) as against,
                    min(posted_at) filter (where status = 'published') as since,
                    count(*) filter (where status = 'published' and exists (
                      select 1 from comments r
                      where r.site_id = $1 and r.thread_id = own.thread_id and r.parent_id = own.id
                        and r.status = 'published' and r.person_id <> $2)) as answered
             from own",
        )
        .bind(site)
        .bind(person)
        .bind(MAX_COUNTED)
        .fetch_one(&self.readers)
        .await?;
        Ok(History {
            published: row.count("published")?,
            answered: row.count("answered")?,
            against: row.count("against")?,
            since: row.try_get::<Option<i64>>("since")?.map(Timestamp),
        })
    }

    /// When a person last wrote in a thread or, without one, on the site.
    pub async fn last_post(&self, site: &str, person: &str, thread: Option<ThreadId>) -> Result<Option<Timestamp>> {
        last_post(&self.readers, site, person, thread).await
    }

    /// A comment and all comments above it, up to the opening one.
    pub async fn branch(&self, site: &str, comment: CommentId) -> Result<Vec<CommentId>> {
        let rows = database::query(
            "with recursive branch (id, parent_id, depth) as (
               select id, parent_id, 0 from comments where site_id = $1 and id = $2
               union all
               select c.id, c.parent_id, depth + 1 from branch b
               join comments c on c.site_id = $1 and c.id = b.parent_id where depth < $3)
             select id from branch",
        )
        .bind(site)
        .bind(comment.to_string())
        .bind(MAX_DEPTH)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| row.comment_id("id")).collect()
    }
}

/// The same on a given connection: a reader's, or that of the writing transaction.
pub(super) async fn last_post(
    seen_by: impl Into<QueryTarget<'_>>,
    site: &str,
    person: &str,
    thread: Option<ThreadId>,
) -> Result<Option<Timestamp>> {
    let row = database::query(
        "select max(posted_at) as last from comments
         where site_id = $1 and person_id = $2 and ($3 is null or thread_id = $3)",
    )
    .bind(site)
    .bind(person)
    .bind(thread.map(|id| id.to_string()))
    .fetch_one(seen_by)
    .await?;
    Ok(row.try_get::<Option<i64>>("last")?.map(Timestamp))
}
