//! The comments of a person's history, with their pages: the person's own, and those that the person reported.

use porch_protocol::{Status, Timestamp};

use super::comments::{COLUMNS, StoredComment, read};
use super::database;
use super::threads::TITLE;
use super::{Result, Storage};

/// A comment and its page.
#[derive(Clone, Debug)]
pub struct CommentOnPage {
    /// The comment.
    pub comment: StoredComment,
    /// Its page's address.
    pub url: String,
    /// Its page's title.
    pub title: Option<String>,
}

/// A selection of the comments of a person's history.
#[derive(Clone, Debug, Default)]
pub struct PersonCommentQuery {
    /// Those of others that the person reported, instead of the person's own.
    pub reported: bool,
    /// Only those with these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Only those after this one: when it was posted, and its id.
    pub after: Option<(Timestamp, String)>,
}

impl Storage {
    /// Comments of a person's history, the latest first.
    pub async fn comments_about(
        &self,
        site: &str,
        person: &str,
        query: &PersonCommentQuery,
        limit: u32,
    ) -> Result<Vec<CommentOnPage>> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let whose = if query.reported {
            "c.id in (select r.comment_id from reports r where r.site_id = $1 and r.person_id = $2)"
        } else {
            "c.person_id = $2"
        };
        let sql = format!(
            "select {columns}, t.url, {TITLE} as title from comments c
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.site_id = $1 and {whose}
               and ($3 = '[]' or c.status in (select value from json_each($3)))
               and ($4 is null or (c.posted_at, c.id) < ($4, $5))
             order by c.posted_at desc, c.id desc limit $6"
        );
        let words: Vec<_> = query.statuses.iter().map(|status| status.word()).collect();
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(person)
            .bind(serde_json::json!(words).to_string())
            .bind(query.after.as_ref().map(|(at, _)| at.0))
            .bind(query.after.as_ref().map(|(_, id)| id.as_str()))
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        let placed =
            |row| Ok(CommentOnPage { comment: read(row)?, url: row.try_get("url")?, title: row.try_get("title")? });
        rows.iter().map(placed).collect()
    }
}
