//! Comments that say something: a look through the newest ones of a site.

use sqlx::Row;

use super::comments::{COLUMNS, read};
use super::pages::UpComment;
use super::people::part_of_name;
use super::{Result, Storage};

/// Comments that are looked through at most, in the order in which they came here: a search costs as much on a large site.
const LOOKED_THROUGH: u32 = 5_000;

impl Storage {
    /// The newest comments whose words, as they were typed, have this in them; of every status, at most `limit`. What was
    /// withdrawn has no words.
    pub async fn comments_saying(&self, site: &str, find: &str, limit: u32) -> Result<Vec<UpComment>> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "select {columns}, t.page_key, t.url, t.title
             from (select * from comments where site_id = $1 order by id desc limit $2) c
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.status <> 'withdrawn'
               and (c.source like $3 escape '\\' or c.source like $4 escape '\\' or c.source like $5 escape '\\')
             order by c.posted_at desc, c.id desc limit $6"
        );
        let [typed, small, capital] = part_of_name(find);
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(site)
            .bind(LOOKED_THROUGH)
            .bind(typed)
            .bind(small)
            .bind(capital)
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        let found = rows.iter().map(|row| {
            Ok(UpComment {
                comment: read(row)?,
                page: row.try_get("page_key")?,
                url: row.try_get("url")?,
                title: row.try_get("title")?,
            })
        });
        found.collect()
    }
}
