//! Which of the waiting comments a list shows, and what it can be narrowed to.

use std::sync::LazyLock;

use porch_protocol::page_ref::PageRef;
use porch_protocol::queue_query::{Choices, ListOrder};
use porch_protocol::{Status, Timestamp};
use sqlx::Row;

use super::review_queue::ALL_WAITING;
use super::unanswered::{FIRST_COMMENT, REPLY};
use super::{Result, Storage};
use crate::domain::event::EventKind;
use crate::moderation::reasons::{ALL, HoldReason};

/// Pages that a list can be narrowed to, at most.
const PAGES: u32 = 200;

/// Which of the comments that wait, and in which order.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Choice {
    /// In which order.
    pub order: ListOrder,
    /// Only those on the page with this address.
    pub page: Option<String>,
    /// Only those that wait for this reason.
    pub reason: Option<String>,
    /// Only those that were posted by then.
    pub by: Option<Timestamp>,
}

impl Choice {
    /// Whether it leaves anything out.
    pub fn narrows(&self) -> bool {
        self.page.is_some() || self.reason.is_some() || self.by.is_some()
    }
}

/// Words for why a comment waits for review that are no reasons to hold one.
pub const MORE_REASONS: [&str; 5] = ["reports", "second_look", "edited", "not_reviewed", "none_published"];

/// The word by which a comment `c` that waits for review is filtered: for what its row says and what stands beside it, the
/// most telling of all that speaks against it. An edit after a decision counts before what the edit was held for.
pub(super) static REASON: LazyLock<String> = LazyLock::new(|| {
    let ranks = ALL.iter().map(|one| format!("when '{}' then {}", one.word(), one.shown().rank()));
    let ranks = ranks.collect::<Vec<_>>().join(" ");
    let (reported, resent) = (HoldReason::Reported.word(), HoldReason::Resent.word());
    let (first, withdrawn) = (HoldReason::FirstComment.word(), Status::Withdrawn.word());
    let (sent_back, declined) = (EventKind::CommentSentBack.as_str(), EventKind::CommentDeclined.as_str());
    format!(
        "(select case
             when r.word = '{reported}' then 'reports'
             when r.word = '{resent}' then 'edited'
             when r.word = '{first}' and exists (select 1 from comments e
               where e.site_id = c.site_id and e.person_id = c.person_id and e.status <> '{withdrawn}'
                 and (e.posted_at, e.id) < (c.posted_at, c.id)) then 'none_published'
             else r.word end
         from (select case
             when c.status = 'published' then '{reported}'
             when c.status <> 'held' then 'second_look'
             when c.hold is not '{reported}' and exists (select 1 from events e where e.site_id = c.site_id
               and e.seq = c.decided_seq and e.kind in ('{sent_back}', '{declined}')) then 'edited'
             when c.hold is null then 'not_reviewed'
             else (select a.word from (
                 select c.hold as word
                 union all select j.value from json_each(c.arrived, '$.also') j) a
               order by case a.word {ranks} else 99 end limit 1) end as word) r)"
    )
});

impl Storage {
    /// The pages and reasons of all that waits for review.
    pub async fn choices_of_waiting(&self, site: &str) -> Result<Choices> {
        let of_comments = "from waiting w join comments c on c.site_id = $1 and c.id = w.id";
        let pages = format!(
            "{ALL_WAITING} select t.url, t.title {of_comments}
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             group by t.id order by count(*) desc, t.url limit {PAGES}"
        );
        let pages = sqlx::query(sqlx::AssertSqlSafe(pages)).bind(site).fetch_all(&self.readers).await?;
        let reasons =
            format!("{ALL_WAITING} select {} as reason {of_comments} group by 1 order by count(*) desc, 1", *REASON);
        let reasons = sqlx::query(sqlx::AssertSqlSafe(reasons)).bind(site).fetch_all(&self.readers).await?;
        Ok(Choices {
            pages: pages.iter().map(place).collect::<Result<_>>()?,
            reasons: reasons.iter().map(|row| row.try_get("reason")).collect::<Result<_>>()?,
        })
    }

    /// The pages with published comments, where somebody spoke last first.
    pub async fn choices_of_published(&self, site: &str) -> Result<Choices> {
        let up = Status::Published.word();
        let pages = format!(
            "select t.url, t.title from threads t where t.site_id = $1 and exists (select 1 from comments c
               where c.site_id = t.site_id and c.thread_id = t.id and c.status = '{up}')
             order by t.last_at desc, t.id desc limit {PAGES}"
        );
        let pages = sqlx::query(sqlx::AssertSqlSafe(pages)).bind(site).fetch_all(&self.readers).await?;
        Ok(Choices { pages: pages.iter().map(place).collect::<Result<_>>()?, reasons: Vec::new() })
    }

    /// The pages of all that waits for an answer since then.
    pub async fn choices_of_unanswered(&self, site: &str, since: Timestamp) -> Result<Choices> {
        let pages = format!(
            "select t.url, t.title from comments c join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.site_id = $1 and c.waits = 1 and c.posted_at >= $2
             group by t.id order by count(*) desc, t.url limit {PAGES}"
        );
        let pages = sqlx::query(sqlx::AssertSqlSafe(pages)).bind(site).bind(since.0).fetch_all(&self.readers).await?;
        let reasons = [FIRST_COMMENT, REPLY].map(String::from).to_vec();
        Ok(Choices { pages: pages.iter().map(place).collect::<Result<_>>()?, reasons })
    }
}

fn place(row: &sqlx::sqlite::SqliteRow) -> Result<PageRef> {
    Ok(PageRef { url: row.try_get("url")?, title: row.try_get("title")? })
}
