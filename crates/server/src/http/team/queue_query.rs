//! Which part of a list of waiting comments is asked for, as the query of an address says it.

use porch_protocol::held::HoldReason;
use porch_protocol::queue_query::{DEFAULT_ROWS, ListOrder, MAX_ROWS};
use porch_protocol::{ErrorCode, Timestamp};

use crate::http::error::{AppError, Result};
use porch_storage::queue_choice::{Choice, MORE_REASONS};
use porch_storage::unanswered;

/// Which of the comments that wait, in which order, and how many.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ReviewQueueQuery {
    /// In which order.
    #[param(inline)]
    order: ListOrder,
    /// Only those on the page with this address.
    page: String,
    /// Only those whose row says this: one of the `choices`.
    reason: String,
    /// Only those that are at least so many seconds old.
    age: u32,
    /// So many rows at most: 1 to 500, and 50 where nothing is said.
    rows: Option<u32>,
    /// Whether the answer is to say which pages and reasons there are.
    pub choices: bool,
}

impl ReviewQueueQuery {
    /// How many rows.
    pub fn rows(&self) -> Result<u32> {
        let rows = self.rows.unwrap_or(DEFAULT_ROWS);
        (1..=MAX_ROWS).contains(&rows).then_some(rows).ok_or(AppError::Refused(ErrorCode::Malformed))
    }

    /// Which of those that wait for review, at a moment.
    pub fn to_read(&self, now: Timestamp) -> Result<Choice> {
        let choice =
            self.choice(now, |reason| MORE_REASONS.contains(&reason) || HoldReason::from_word(reason).is_some())?;
        // What readers reported is one thing in the list, whether it is still up or held since.
        let reported = choice.reason.as_deref() == Some(HoldReason::Reported.word());
        Ok(if reported { Choice { reason: Some("reports".into()), ..choice } } else { choice })
    }

    /// Which of those that wait for an answer, at a moment.
    pub fn unanswered(&self, now: Timestamp) -> Result<Choice> {
        self.choice(now, |reason| [unanswered::FIRST_COMMENT, unanswered::REPLY].contains(&reason))
    }

    fn choice(&self, now: Timestamp, is_reason: impl Fn(&str) -> bool) -> Result<Choice> {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        if !self.reason.is_empty() && !is_reason(&self.reason) {
            return Err(AppError::Refused(ErrorCode::Malformed));
        }
        let posted_before = Timestamp(now.0.saturating_sub(i64::from(self.age) * Timestamp::SECOND));
        Ok(Choice {
            order: self.order,
            page: some(&self.page),
            reason: some(&self.reason),
            posted_before: (self.age > 0).then_some(posted_before),
        })
    }
}
