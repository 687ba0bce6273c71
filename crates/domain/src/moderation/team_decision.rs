//! The one machine that every decision about a comment goes through: what must be said with it, and how long it can be
//! taken back. From which status to which each decision leads is in [`DecisionKind`], which the dashboard uses, too.

pub use porch_protocol::DecisionKind;
use porch_protocol::{Status, Timestamp, limits};

use crate::event::data::DecisionData;
use crate::event::{EventData, EventKind, about_no_comment};
use crate::text;

/// How long a decision can be taken back, in microseconds.
pub const UNDO: i64 = 10 * Timestamp::SECOND;

/// The event that tells of a decision about a comment that stood so.
pub fn event(kind: DecisionKind, before: DecisionData) -> EventData {
    match kind {
        DecisionKind::Approve => EventData::CommentApproved(before),
        DecisionKind::SendBack => EventData::CommentSentBack(before),
        DecisionKind::Decline => EventData::CommentDeclined(before),
        DecisionKind::Remove => EventData::CommentRemoved(before),
        DecisionKind::Restore => EventData::CommentRestored(before),
        DecisionKind::Spam => EventData::CommentMarkedSpam(before),
        DecisionKind::NotSpam => EventData::CommentCleared(before),
        DecisionKind::Keep => EventData::CommentKept(before),
    }
}

/// The decision of an event of this kind.
#[expect(clippy::unnested_or_patterns, reason = "the macro is a pattern of its own")]
pub fn decision_of(kind: EventKind) -> Option<DecisionKind> {
    match kind {
        EventKind::CommentApproved => Some(DecisionKind::Approve),
        EventKind::CommentSentBack => Some(DecisionKind::SendBack),
        EventKind::CommentDeclined => Some(DecisionKind::Decline),
        EventKind::CommentRemoved => Some(DecisionKind::Remove),
        EventKind::CommentRestored => Some(DecisionKind::Restore),
        EventKind::CommentMarkedSpam => Some(DecisionKind::Spam),
        EventKind::CommentCleared => Some(DecisionKind::NotSpam),
        EventKind::CommentKept => Some(DecisionKind::Keep),
        EventKind::CommentPublished
        | EventKind::CommentHeld
        | EventKind::CommentEdited
        | EventKind::CommentWithdrawn
        | EventKind::CommentReported
        | EventKind::SecondLookAsked
        | EventKind::DecisionUndone
        | EventKind::RemovalUndone
        | EventKind::CommentImported
        | EventKind::NoAnswerNeeded
        | EventKind::AnswerNeededAgain
        | EventKind::CommentErased
        | EventKind::WordsErased
        | about_no_comment!() => None,
    }
}

/// Why a decision is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReasonError {
    /// Its author would not hear why.
    #[error("say why, in a sentence for its author")]
    Missing,
    /// More than [`limits::REASON_CHARS`].
    #[error("a reason has at most {} characters", limits::REASON_CHARS)]
    TooLong,
}

/// A reason that somebody gives, cleaned: 1 to [`limits::REASON_CHARS`] characters.
pub fn reason(words: &str) -> Result<String, ReasonError> {
    let clean = text::clean_body(words);
    let clean = clean.trim();
    if clean.chars().all(text::is_blank) {
        return Err(ReasonError::Missing);
    }
    if clean.chars().count() > limits::REASON_CHARS {
        return Err(ReasonError::TooLong);
    }
    Ok(clean.to_owned())
}

/// The reason of a decision, cleaned; one that needs none may have none.
pub fn reason_of(kind: DecisionKind, words: Option<&str>) -> Result<Option<String>, ReasonError> {
    match words.map(reason) {
        Some(Err(ReasonError::Missing)) | None if !kind.needs_reason() => Ok(None),
        Some(clean) => clean.map(Some),
        None => Err(ReasonError::Missing),
    }
}

/// Whether a decision made at `at` can still be taken back.
pub fn can_undo(at: Timestamp, now: Timestamp) -> bool {
    at.plus(UNDO) >= now
}

/// The statuses of a comment whose author may appeal.
pub const APPEALABLE: [Status; 3] = [Status::Declined, Status::Removed, Status::Spam];

#[cfg(test)]
mod tests {
    use super::{DecisionData, DecisionKind, EventKind, ReasonError, can_undo, decision_of, event, reason, reason_of};
    use porch_protocol::{Status, Timestamp};

    #[test]
    fn every_decision_is_known_by_its_event() {
        let before = DecisionData { earlier: Some(7), from: Status::Held, hold: None };
        for decision in DecisionKind::ALL {
            let event = event(decision, before.clone());
            assert_eq!((decision_of(event.kind()), event.decision()), (Some(decision), Some(&before)));
        }
        assert_eq!(EventKind::ALL.iter().filter(|kind| decision_of(**kind).is_some()).count(), DecisionKind::ALL.len());
    }

    #[test]
    fn whatever_is_kept_from_the_page_is_kept_with_a_reason() {
        assert_eq!(reason_of(DecisionKind::Decline, None), Err(ReasonError::Missing));
        assert_eq!(reason_of(DecisionKind::Remove, Some(" \u{200B} ")), Err(ReasonError::Missing));
        assert_eq!(reason_of(DecisionKind::SendBack, Some(" Which oven? ")), Ok(Some("Which oven?".into())));
        assert_eq!(reason_of(DecisionKind::Approve, None), Ok(None));
        assert_eq!(reason_of(DecisionKind::Approve, Some("")), Ok(None));
        assert_eq!(reason(&"x".repeat(1_001)), Err(ReasonError::TooLong));
        assert_eq!(reason("a\u{202E}b\u{B}c"), Ok("ab\nc".into()), "nothing is refused for what nobody sees");
    }

    #[test]
    fn a_decision_can_be_taken_back_for_ten_seconds() {
        assert!(can_undo(Timestamp(0), Timestamp(10_000_000)));
        assert!(!can_undo(Timestamp(0), Timestamp(10_000_001)));
    }
}
