//! The filters of a list of comments: the pages and hold reasons of its comments.

use porch_protocol::page_ref::PageRef;
use porch_protocol::queue_query::Choices;
use porch_protocol::{Status, Timestamp};

use super::database::{self, Row};
use super::queue_choice::REASON;
use super::review_queue::REVIEW_QUEUE;
use super::unanswered::{FIRST_COMMENT, REPLY};
use super::{Result, Storage};

/// Pages in a filter at most.
const MAX_PAGES: u32 = 200;

impl Storage {
    /// The pages and reasons of all comments that wait for review.
    pub async fn choices_of_review_queue(&self, site: &str) -> Result<Choices> {
        let of_comments = "from waiting w join comments c on c.site_id = $1 and c.id = w.id";
        let pages = format!(
            "{REVIEW_QUEUE} select t.url, t.title {of_comments}
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             group by t.id, t.url, t.title order by count(*) desc, t.url limit {MAX_PAGES}"
        );
        let pages = database::query(database::Composed(pages)).bind(site).fetch_all(&self.readers).await?;
        let reasons =
            format!("{REVIEW_QUEUE} select {} as reason {of_comments} group by 1 order by count(*) desc, 1", *REASON);
        let reasons = database::query(database::Composed(reasons)).bind(site).fetch_all(&self.readers).await?;
        Ok(Choices {
            pages: pages.iter().map(page_ref).collect::<Result<_>>()?,
            reasons: reasons.iter().map(|row| row.try_get("reason")).collect::<Result<_>>()?,
        })
    }

    /// The pages with published comments, those with the latest comment first.
    pub async fn choices_of_published(&self, site: &str) -> Result<Choices> {
        let up = Status::Published.word();
        let pages = format!(
            "select t.url, t.title from threads t where t.site_id = $1 and exists (select 1 from comments c
               where c.site_id = t.site_id and c.thread_id = t.id and c.status = '{up}')
             order by t.last_at desc, t.id desc limit {MAX_PAGES}"
        );
        let pages = database::query(database::Composed(pages)).bind(site).fetch_all(&self.readers).await?;
        Ok(Choices { pages: pages.iter().map(page_ref).collect::<Result<_>>()?, reasons: Vec::new() })
    }

    /// The pages of all comments that need an answer since then.
    pub async fn choices_of_unanswered(&self, site: &str, since: Timestamp) -> Result<Choices> {
        let pages = format!(
            "select t.url, t.title from comments c join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.site_id = $1 and c.waits = 1 and c.posted_at >= $2
             group by t.id, t.url, t.title order by count(*) desc, t.url limit {MAX_PAGES}"
        );
        let pages =
            database::query(database::Composed(pages)).bind(site).bind(since.0).fetch_all(&self.readers).await?;
        let reasons = [FIRST_COMMENT, REPLY].map(String::from).to_vec();
        Ok(Choices { pages: pages.iter().map(page_ref).collect::<Result<_>>()?, reasons })
    }
}

fn page_ref(row: &Row) -> Result<PageRef> {
    Ok(PageRef { url: row.try_get("url")?, title: row.try_get("title")? })
}
