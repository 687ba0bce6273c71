//! Why a comment waits, as the team is told: the dashboard makes a sentence of it.

use serde::{Deserialize, Serialize};

/// Why a comment waits. Its author is told less: see [`crate::HoldReason`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HeldFor {
    /// A field that no person sees was filled.
    Trap,
    /// It was sent faster than a person writes.
    TooFast,
    /// It came from a network that the team has banned.
    Network,
    /// It has a word that the site holds.
    Words,
    /// The same words were sent before.
    Repeated,
    /// Its author has sent very many in a short time.
    Flood,
    /// It has links, and its author is new; or an edit brought links.
    Links,
    /// It reads like spam.
    Spam,
    /// A spam service that the site asks warned of it.
    OutsideJudge,
    /// It came without the bot check.
    NoProof,
    /// Very many newcomers wrote at once, and its author is one.
    Attack,
    /// The site holds every comment.
    EveryComment,
    /// Nothing of its author is published yet, and the site holds first comments.
    FirstComment,
    /// People whose reports count have reported it.
    Reported,
    /// Its author has edited it after a decision.
    Edited,
    /// The same, after they were asked for changes.
    EditedAsAsked,
    /// The same, after it was declined.
    EditedAfterDecline,
    /// Nobody has looked at it yet, and nothing else is known: it was imported so.
    NotReviewed,
    /// A reason of a later version.
    #[serde(other)]
    Unknown,
}

impl HeldFor {
    /// What tells most first: a row has room for one reason, and a comment is filtered by the one that its row says.
    pub const TELLING: [Self; 18] = [
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

    /// How much it tells: the least number tells most.
    pub fn rank(self) -> usize {
        Self::TELLING.iter().position(|one| *one == self).unwrap_or(Self::TELLING.len())
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
}
