//! Why a comment is held, as the team is told: the dashboard makes a sentence of it.

use serde::{Deserialize, Serialize};

/// Why a comment is held. Its author is told less: see [`crate::HoldReason`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HeldFor {
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
    #[serde(rename = "outside_judge")]
    ExternalCheck,
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
    /// It has not been reviewed, and nothing else is known: it was imported so.
    NotReviewed,
    /// A reason of a later version.
    #[serde(other)]
    Unknown,
}

impl HeldFor {
    /// The most informative first: a row has room for one reason, and filters use the one that the row shows.
    pub const MOST_INFORMATIVE_FIRST: [Self; 18] = [
        Self::Reported,
        Self::EditedAsAsked,
        Self::EditedAfterDecline,
        Self::Edited,
        Self::Network,
        Self::Spam,
        Self::ExternalCheck,
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
        Self::ExternalCheck,
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
}
