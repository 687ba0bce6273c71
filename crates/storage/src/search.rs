//! Search for a text in the newest comments of a site; and the numbers of people and pages with it in their names.

use super::comments::{COLUMNS, read};
use super::database;
use super::pages::CommentOnPage;
use super::people::part_of_name;
use super::{Result, Storage};

/// Comments that are searched at most, the newest first, so that a search on a large site costs no more.
const MAX_SEARCHED: u32 = 5_000;

impl Storage {
    /// The newest comments whose typed text contains the search text; of every status, at most `limit`; and how many
    /// there are. Withdrawn comments have no text.
    pub async fn comments_containing(&self, site: &str, find: &str, limit: u32) -> Result<(Vec<CommentOnPage>, u32)> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "select {columns}, t.page_key, t.url, t.title, count(*) over () as total
             from (select * from comments where site_id = $1 order by id desc limit $2) c
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.status <> 'withdrawn'
               and (lower(c.source) like lower($3) escape '\\' or lower(c.source) like lower($4) escape '\\' or lower(c.source) like lower($5) escape '\\')
             order by c.posted_at desc, c.id desc limit $6"
        );
        let [typed, small, capital] = part_of_name(find);
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(MAX_SEARCHED)
            .bind(typed)
            .bind(small)
            .bind(capital)
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        let found = rows.iter().map(|row| {
            Ok(CommentOnPage {
                comment: read(row)?,
                page: row.try_get("page_key")?,
                url: row.try_get("url")?,
                title: row.try_get("title")?,
            })
        });
        let found = found.collect::<Result<_>>()?;
        Ok((found, rows.first().map_or(Ok(0), |row| row.count("total"))?))
    }

    /// The number of people with the search text in their names.
    pub async fn count_people_named(&self, site: &str, find: &str) -> Result<u32> {
        let [typed, small, capital] = part_of_name(find);
        let count = database::query(
            "select count(*) as total from people p
             where p.site_id = $1 and exists (select 1 from comments c where c.site_id = $1 and c.person_id = p.id)
               and (lower(p.name) like lower($2) escape '\\' or lower(p.name) like lower($3) escape '\\' or lower(p.name) like lower($4) escape '\\')",
        );
        let count = count.bind(site).bind(typed).bind(small).bind(capital);
        count.fetch_one(&self.readers).await?.count("total")
    }

    /// The number of pages with the search text in their title or address.
    pub async fn count_pages_named(&self, site: &str, find: &str) -> Result<u32> {
        let count = database::query(
            "select count(*) as total from threads t where t.site_id = $1 and exists (select 1 from json_each($2) w
               where lower(t.page_key) like lower(w.atom) escape '\\' or lower(t.title) like lower(w.atom) escape '\\')",
        );
        let count = count.bind(site).bind(self.patterns(site, find).await?);
        count.fetch_one(&self.readers).await?.count("total")
    }
}
