//! Openings that nobody of the team has answered.

use porch_protocol::{ThreadId, Timestamp};
use sqlx::Row;

use super::comments::{COLUMNS, StoredComment, read};
use super::words::Columns;
use super::{Result, Storage};

/// An opening that waits for an answer.
#[derive(Clone, Debug)]
pub struct UnansweredOpening {
    /// The comment.
    pub comment: StoredComment,
    /// Its page's address.
    pub url: String,
    /// Its page's title.
    pub title: Option<String>,
    /// Whether its author had said nothing here before.
    pub first_words: bool,
    /// How many have answered it directly.
    pub answers: u32,
}

impl Storage {
    /// The openings since then in whose conversation nobody of the team has spoken: newcomers first, then the longest
    /// wait; at most `limit`, and how many there are in all, of the site or of one thread. Imported ones wait for nobody.
    pub async fn unanswered(
        &self,
        site: &str,
        only: Option<ThreadId>,
        since: Timestamp,
        limit: u32,
    ) -> Result<(Vec<UnansweredOpening>, u32)> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "with recursive heard (id, parent_id) as (
               select id, parent_id from comments where site_id = $1 and role is not null and status = 'published'
               union
               select c.id, c.parent_id from heard h join comments c on c.site_id = $1 and c.id = h.parent_id)
             select {columns}, t.url, t.title, count(*) over () as total,
               not exists (select 1 from comments e where e.site_id = $1 and e.person_id = c.person_id
                 and e.status = 'published' and e.posted_at < c.posted_at) as first_words,
               (select count(*) from comments r where r.site_id = $1 and r.thread_id = c.thread_id
                 and r.parent_id = c.id and r.status = 'published') as answers
             from comments c
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             join people p on p.site_id = c.site_id and p.id = c.person_id
             where c.site_id = $1 and ($4 is null or c.thread_id = $4) and c.parent_id is null and c.status = 'published' and c.posted_at >= $2
               and c.role is null and p.kind = 'guest' and c.id not in (select id from heard where parent_id is null)
             order by first_words desc, c.posted_at, c.id limit $3"
        );
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(site).bind(since.0).bind(limit);
        let query = query.bind(only.map(|thread| thread.to_string()));
        let rows = query.fetch_all(&self.readers).await?;
        let total = rows.first().map_or(Ok(0), |row| row.count("total"))?;
        let openings = rows.iter().map(|row| {
            Ok(UnansweredOpening {
                comment: read(row)?,
                url: row.try_get("url")?,
                title: row.try_get("title")?,
                first_words: row.try_get("first_words")?,
                answers: row.count("answers")?,
            })
        });
        Ok((openings.collect::<Result<_>>()?, total))
    }
}
