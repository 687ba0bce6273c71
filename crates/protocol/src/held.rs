//! Why a comment is held. The database, the log and exports have it as a word; the dashboard makes a sentence of it.

use serde::{Deserialize, Serialize};

/// Why a comment is held. Its author is told less: see [`crate::DisclosedHoldReason`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HeldFor))]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// A hidden field was filled in.
    Trap,
    /// It was sent faster than a person writes.
    TooFast,
    /// It came from a network that the team has banned.
    Network,
    /// It contains a word that the site holds.
    Words,
    /// The same text was sent before.
    Repeated,
    /// Its author has sent very many in a short time.
    Flood,
    /// It has links, and its author is new; or an edit added links.
    Links,
    /// The spam filter rated it as spam.
    Spam,
    /// An external spam service that the site uses rated it as spam.
    OutsideJudge,
    /// It came without a proof of work.
    NoProof,
    /// Very many newcomers wrote at once, and its author is one.
    Attack,
    /// The site holds every comment.
    EveryComment,
    /// No comment of its author is published yet, and the site holds first comments.
    FirstComment,
    /// Visitors whose reports count have reported it.
    Reported,
    /// Its author has edited it after a decision.
    Edited,
    /// The same, after they were asked for changes.
    EditedAsAsked,
    /// The same, after it was declined.
    EditedAfterDecline,
    /// It has not been reviewed, and nothing else is known: it was imported so, without a reason.
    NotReviewed,
    /// A reason of a later version.
    #[serde(other)]
    Unknown,
}

impl HoldReason {
    /// The most informative first: a row has room for one reason, and filters use the one that the row shows.
    pub const MOST_INFORMATIVE_FIRST: [Self; 18] = [
        Self::Reported,
        Self::EditedAsAsked,
        Self::EditedAfterDecline,
        Self::Edited,
        Self::Network,
        Self::Spam,
        Self::OutsideJudge,
        Self::Trap,
        Self::Words,
        Self::Repeated,
        Self::Flood,
        Self::Links,
        Self::Attack,
        Self::TooFast,
        Self::NoProof,
        Self::FirstComment,
        Self::EveryComment,
        Self::NotReviewed,
    ];

    /// Its position in that list: the least number is the most informative.
    pub fn rank(self) -> usize {
        Self::MOST_INFORMATIVE_FIRST
            .iter()
            .position(|other| *other == self)
            .unwrap_or(Self::MOST_INFORMATIVE_FIRST.len())
    }

    /// All but the unknown one.
    pub const ALL: [Self; 18] = [
        Self::Trap,
        Self::TooFast,
        Self::Network,
        Self::Words,
        Self::Repeated,
        Self::Flood,
        Self::Links,
        Self::Spam,
        Self::OutsideJudge,
        Self::NoProof,
        Self::Attack,
        Self::EveryComment,
        Self::FirstComment,
        Self::Reported,
        Self::Edited,
        Self::EditedAsAsked,
        Self::EditedAfterDecline,
        Self::NotReviewed,
    ];

    /// Whether comments are stored with it. The others follow from a decision, or say that there is none.
    pub fn is_stored(self) -> bool {
        !matches!(self, Self::EditedAsAsked | Self::EditedAfterDecline | Self::NotReviewed | Self::Unknown)
    }

    /// The word in the database, in the log and in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Trap => "trap",
            Self::TooFast => "too_fast",
            Self::Network => "network",
            Self::Words => "words",
            Self::Repeated => "repeated",
            Self::Flood => "flood",
            Self::Links => "links",
            Self::Spam => "spam",
            Self::OutsideJudge => "outside_judge",
            Self::NoProof => "no_proof",
            Self::Attack => "attack",
            Self::EveryComment => "every_comment",
            Self::FirstComment => "first_comment",
            Self::Reported => "reported",
            // On the wire it is `edited`, as its two kinds are that are never stored.
            Self::Edited => "resent",
            Self::EditedAsAsked => "edited_as_asked",
            Self::EditedAfterDecline => "edited_after_decline",
            Self::NotReviewed => "not_reviewed",
            Self::Unknown => "unknown",
        }
    }

    /// The reason that a stored word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.is_stored() && reason.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::HoldReason;

    #[test]
    fn every_reason_has_a_word_of_its_own_and_stored_ones_are_read_again() {
        for reason in HoldReason::ALL {
            assert_eq!(HoldReason::from_word(reason.word()), Some(reason).filter(|one| one.is_stored()));
            assert_eq!(HoldReason::ALL.iter().filter(|other| other.word() == reason.word()).count(), 1, "{reason:?}");
        }
        assert_eq!(HoldReason::ALL.iter().filter(|reason| reason.is_stored()).count(), 15);
        assert_eq!(HoldReason::from_word("nonsense"), None);
    }

    #[test]
    fn the_words_on_the_wire_are_those_of_the_database_but_for_an_edit() {
        for reason in HoldReason::ALL {
            let wire = serde_json::to_value(reason).unwrap();
            let expected = if reason == HoldReason::Edited { "edited" } else { reason.word() };
            assert_eq!(wire, expected);
            assert_eq!(serde_json::from_value::<HoldReason>(wire).unwrap(), reason);
        }
        assert_eq!(serde_json::from_str::<HoldReason>("\"of_a_later_version\"").unwrap(), HoldReason::Unknown);
    }
}
