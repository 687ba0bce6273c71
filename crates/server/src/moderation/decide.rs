//! The one machine that every decision about a comment goes through: from where, to where, and what must be said with it.

use porch_protocol::{Status, Timestamp, limits};

use crate::domain::text;

/// How long a decision can be taken back, in microseconds.
pub const UNDO: i64 = 10 * Timestamp::SECOND;

/// What the host may decide about a comment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Lets it in.
    Approve,
    /// Asks its author to change something.
    SendBack,
    /// Does not let it in.
    Decline,
    /// Takes it down; its branch stays.
    Remove,
    /// Puts it back.
    Restore,
    /// Calls it spam.
    Spam,
    /// Takes that back: it was honest.
    NotSpam,
}

/// All of them.
pub const VERBS: [Verb; 7] =
    [Verb::Approve, Verb::SendBack, Verb::Decline, Verb::Remove, Verb::Restore, Verb::Spam, Verb::NotSpam];

impl Verb {
    /// Where a comment may stand for this, and where it stands afterwards.
    pub fn step(self) -> (&'static [Status], Status) {
        use Status::{Declined, Held, Published, Removed, SentBack, Spam};
        match self {
            Self::Approve => (&[Held, SentBack, Declined], Published),
            Self::SendBack => (&[Held, Published, Declined], SentBack),
            Self::Decline => (&[Held, SentBack], Declined),
            Self::Remove => (&[Published, Held], Removed),
            Self::Restore => (&[Removed, Spam], Published),
            Self::Spam => (&[Held, Published, SentBack, Declined, Removed], Spam),
            Self::NotSpam => (&[Spam], Published),
        }
    }

    /// The event that tells of it.
    pub fn event(self) -> &'static str {
        match self {
            Self::Approve => "comment_approved",
            Self::SendBack => "comment_sent_back",
            Self::Decline => "comment_declined",
            Self::Remove => "comment_removed",
            Self::Restore => "comment_restored",
            Self::Spam => "comment_marked_spam",
            Self::NotSpam => "comment_cleared",
        }
    }

    /// Whether its author must hear why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::SendBack | Self::Decline | Self::Remove)
    }
}

/// Why a decision is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReasonError {
    /// Its author would not hear why.
    #[error("say why, in a sentence for its author")]
    Missing,
    /// More than [`limits::REASON_CHARS`], or letters that nobody types.
    #[error("a reason has at most {} characters and no control characters", limits::REASON_CHARS)]
    NotAllowed,
}

/// A reason that somebody gives, cleaned: 1 to [`limits::REASON_CHARS`] characters.
pub fn reason(words: &str) -> Result<String, ReasonError> {
    let clean = text::clean_body(words).map_err(|_| ReasonError::NotAllowed)?;
    let clean = clean.trim();
    if clean.chars().all(text::is_blank) {
        return Err(ReasonError::Missing);
    }
    if clean.chars().count() > limits::REASON_CHARS {
        return Err(ReasonError::NotAllowed);
    }
    Ok(clean.to_owned())
}

/// The reason of a decision, cleaned; one that needs none may have none.
pub fn reason_of(verb: Verb, words: Option<&str>) -> Result<Option<String>, ReasonError> {
    match words.map(reason) {
        Some(Err(ReasonError::Missing)) | None if !verb.needs_reason() => Ok(None),
        Some(clean) => clean.map(Some),
        None => Err(ReasonError::Missing),
    }
}

/// Whether a decision made at `at` can still be taken back.
pub fn can_undo(at: Timestamp, now: Timestamp) -> bool {
    at.plus(UNDO) >= now
}

/// Where a comment may stand for its author to ask for a second look.
pub const LOOKED_AT_TWICE: [Status; 3] = [Status::Declined, Status::Removed, Status::Spam];

#[cfg(test)]
mod tests {
    use super::{ReasonError, VERBS, Verb, can_undo, reason, reason_of};
    use porch_protocol::{Status, Timestamp};

    #[test]
    fn nobody_decides_about_words_that_were_taken_back() {
        for verb in VERBS {
            let (from, to) = verb.step();
            assert!(!from.contains(&Status::Withdrawn) && to != Status::Withdrawn, "{verb:?}");
            assert!(!from.contains(&to), "{verb:?} changes nothing");
        }
    }

    #[test]
    fn every_place_that_a_decision_leads_to_can_be_left_again() {
        for verb in VERBS {
            let (_, to) = verb.step();
            assert!(VERBS.iter().any(|next| next.step().0.contains(&to)), "{to:?} is a dead end");
        }
    }

    #[test]
    fn whatever_is_kept_from_the_page_is_kept_with_a_reason() {
        assert_eq!(reason_of(Verb::Decline, None), Err(ReasonError::Missing));
        assert_eq!(reason_of(Verb::Remove, Some(" \u{200B} ")), Err(ReasonError::Missing));
        assert_eq!(reason_of(Verb::SendBack, Some(" Which oven? ")), Ok(Some("Which oven?".into())));
        assert_eq!(reason_of(Verb::Approve, None), Ok(None));
        assert_eq!(reason_of(Verb::Approve, Some("")), Ok(None));
        assert_eq!(reason(&"x".repeat(1_001)), Err(ReasonError::NotAllowed));
        assert_eq!(reason("a\u{202E}b"), Err(ReasonError::NotAllowed));
    }

    #[test]
    fn a_decision_can_be_taken_back_for_ten_seconds() {
        assert!(can_undo(Timestamp(0), Timestamp(10_000_000)));
        assert!(!can_undo(Timestamp(0), Timestamp(10_000_001)));
    }
}
