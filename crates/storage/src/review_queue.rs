//! The comments that wait for review, which is the first list of the team.

use porch_protocol::Timestamp;
use porch_protocol::queue_query::ListOrder;

use super::comments::{COLUMNS, StoredComment, read};
use super::database;
use super::posts::Arrival;
use super::queue_choice::{Choice, REASON};
use super::{Result, Storage};

/// A comment that waits for review, and its page.
#[derive(Clone, Debug)]
pub struct QueuedComment {
    /// The comment.
    pub comment: StoredComment,
    /// The cleaned address of its page.
    pub page: String,
    /// How it arrived.
    pub arrival: Arrival,
    /// Since when it waits.
    pub since: Timestamp,
}

/// The waiting comments of a site, and since when they wait: three queries, so that each uses an index. `$1` is the
/// site.
pub(super) const REVIEW_QUEUE: &str = "with waiting (id, since) as (
     select c.id, case c.hold
         when 'reported' then coalesce((select min(r.created_at) from reports r
           where r.site_id = c.site_id and r.comment_id = c.id and r.settled = 0), c.posted_at)
         when 'resent' then coalesce(c.edited_at, c.posted_at) else c.posted_at end
     from comments c where c.site_id = $1 and c.status = 'held'
     union all
     select c.id, c.second_look_at from comments c
     where c.site_id = $1 and c.second_look_at is not null and c.status in ('declined', 'removed', 'spam')
       and not exists (select 1 from events e
         where e.site_id = c.site_id and e.seq = c.decided_seq and e.at > c.second_look_at)
     union all
     select c.id, r.since from
       (select comment_id, min(created_at) as since from reports
        where site_id = $1 and settled = 0 group by comment_id) r
     join comments c on c.site_id = $1 and c.id = r.comment_id and c.status = 'published')";

impl Storage {
    /// Held comments, those whose authors ask for a second look, and those that readers reported; the longest wait
    /// first, at most `limit` after the first `skip`; and how many there are in all. Only the returned ones are read
    /// completely.
    pub async fn review_queue(&self, site: &str, skip: u32, limit: u32) -> Result<(Vec<QueuedComment>, u32)> {
        self.filtered_review_queue(site, &Choice::default(), skip, limit).await
    }

    /// The same for the comments that `choice` selects, in its order; and how many those are.
    pub async fn filtered_review_queue(
        &self,
        site: &str,
        choice: &Choice,
        skip: u32,
        limit: u32,
    ) -> Result<(Vec<QueuedComment>, u32)> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let (inner, outer) = match choice.order {
            ListOrder::Newest => ("since desc, id desc", "w.since desc, w.id desc"),
            ListOrder::Usual | ListOrder::Oldest => ("since, id", "w.since, w.id"),
        };
        // The usual list needs only the time since when each comment waits.
        let chosen = if *choice == Choice::default() {
            "select id, since from waiting where $4 is null and $5 is null and $6 is null".to_owned()
        } else {
            format!(
                "select w.id, w.since, c.posted_at from waiting w join comments c on c.site_id = $1 and c.id = w.id
                 join threads t on t.site_id = c.site_id and t.id = c.thread_id
                 where ($4 is null or t.url = $4) and ($5 is null or {} = $5) and ($6 is null or w.since <= $6)",
                *REASON
            )
        };
        let sql = format!(
            "{REVIEW_QUEUE}
             select {columns}, c.arrived, t.page_key, w.total, w.since from
               (select *, count(*) over () as total from ({chosen}) chosen order by {inner} limit $2 offset $3) w
             join comments c on c.site_id = $1 and c.id = w.id
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             order by {outer}"
        );
        let rows = database::query(database::Composed(sql)).bind(site).bind(limit).bind(skip);
        let rows = rows
            .bind(choice.page.as_deref())
            .bind(choice.reason.as_deref())
            .bind(choice.posted_before.map(|until| until.0));
        let rows = rows.fetch_all(&self.readers).await?;
        let waiting = rows.iter().map(|row| {
            let arrival = Arrival::read(row.try_get("arrived")?);
            let since = row.time("since")?;
            Ok(QueuedComment { comment: read(row)?, page: row.try_get("page_key")?, arrival, since })
        });
        let waiting = waiting.collect::<Result<_>>()?;
        Ok((waiting, rows.first().map_or(Ok(0), |row| row.count("total"))?))
    }

    /// The number of all waiting comments.
    pub async fn count_review_queue(&self, site: &str) -> Result<u32> {
        let sql = format!("{REVIEW_QUEUE} select count(*) as total from waiting");
        database::query(database::Composed(sql)).bind(site).fetch_one(&self.readers).await?.count("total")
    }
}
