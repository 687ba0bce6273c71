//! The selection of comments in a list, and the value that they are filtered by.

use std::sync::LazyLock;

use porch_protocol::held::HoldReason;
use porch_protocol::queue_query::ListOrder;
use porch_protocol::{Status, Timestamp};

use porch_domain::event::EventKind;

/// A selection of the waiting comments, and their order.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Choice {
    /// The order.
    pub order: ListOrder,
    /// Only those on the page with this address.
    pub page: Option<String>,
    /// Only those that are held for this reason.
    pub reason: Option<String>,
    /// Only those that were posted by then.
    pub posted_before: Option<Timestamp>,
}

impl Choice {
    /// Whether it leaves out any comment.
    pub fn narrows(&self) -> bool {
        self.page.is_some() || self.reason.is_some() || self.posted_before.is_some()
    }
}

/// Filter values for waiting comments that are not held.
pub const MORE_REASONS: [&str; 5] = ["reports", "second_look", "edited", "not_reviewed", "none_published"];

/// The filter value of a comment `c` that waits for review: the most important of its reasons, as in its row. An edit
/// after a decision comes before the reason for which the edit was held.
pub(super) static REASON: LazyLock<String> = LazyLock::new(|| {
    let ranks = HoldReason::ALL.iter().filter(|one| one.is_stored());
    let ranks = ranks.map(|one| format!("when '{}' then {}", one.word(), one.rank()));
    let ranks = ranks.collect::<Vec<_>>().join(" ");
    let (reported, resent) = (HoldReason::Reported.word(), HoldReason::Edited.word());
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
             when c.hold is distinct from '{reported}' and exists (select 1 from events e where e.site_id = c.site_id
               and e.seq = c.decided_seq and e.kind in ('{sent_back}', '{declined}')) then 'edited'
             when c.hold is null then 'not_reviewed'
             else (select a.word from (
                 select c.hold as word
                 union all select j.atom from json_each(c.arrived ->> 'also') j) a
               order by case a.word {ranks} else 99 end limit 1) end as word) r)"
    )
});
