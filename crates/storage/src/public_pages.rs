//! The pages of a site with something to read, for the lists that search engines read.

use porch_protocol::{Status, ThreadId, Timestamp};

use super::database;
use super::{Result, Storage};

/// A page with at least one published comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicPage {
    /// Its thread.
    pub thread: ThreadId,
    /// When readers last noticed a change of it. What nobody but the team saw does not count.
    pub changed_at: Timestamp,
}

impl Storage {
    /// Pages with published comments, at most `limit` of them behind the first `skipped`, in an order that stays.
    pub async fn public_pages(&self, site: &str, (limit, skipped): (u32, u32)) -> Result<Vec<PublicPage>> {
        let published = Status::Published.word();
        let sql = format!(
            "select t.id, coalesce((select e.at from events e
                 where e.site_id = t.site_id and e.thread_id = t.id and e.rev is not null
                 order by e.rev desc limit 1), t.last_at) as changed_at
             from threads t where t.site_id = $1 and exists (
               select 1 from comments c where c.site_id = t.site_id and c.thread_id = t.id and c.status = '{published}')
             order by t.id limit $2 offset $3"
        );
        let rows = database::query(database::Composed(sql)).bind(site).bind(limit).bind(skipped);
        let rows = rows.fetch_all(&self.readers).await?;
        let page = |row: &database::Row| {
            Ok(PublicPage { thread: row.thread_id("id")?, changed_at: Timestamp(row.try_get("changed_at")?) })
        };
        rows.iter().map(page).collect()
    }

    /// The number of pages with published comments.
    pub async fn count_public_pages(&self, site: &str) -> Result<u32> {
        let published = Status::Published.word();
        let sql = format!(
            "select count(*) as pages from threads t where t.site_id = $1 and exists (
               select 1 from comments c where c.site_id = t.site_id and c.thread_id = t.id and c.status = '{published}')"
        );
        let row = database::query(database::Composed(sql)).bind(site).fetch_one(&self.readers).await?;
        row.count("pages")
    }

    /// The position of the last event in a site's log, whatever it is about; none where there is no such site.
    pub async fn end_of_log(&self, site: &str) -> Result<Option<i64>> {
        let row = database::query("select last_seq from sites where id = $1").bind(site);
        row.fetch_optional(&self.readers).await?.map(|row| row.try_get("last_seq")).transpose()
    }
}
