//! Which comments of a list are shown, and the word by which one is filtered.

use std::sync::LazyLock;

use porch_protocol::queue_query::ListOrder;
use porch_protocol::{Status, Timestamp};

use crate::domain::event::EventKind;
use crate::moderation::reasons::{ALL, HoldReason};

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
