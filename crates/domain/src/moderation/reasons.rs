//! Why a comment is held, and why one is refused.

use porch_protocol::held::HeldFor;
use porch_protocol::{DecisionKind, HoldReason as Told, Timestamp};

pub use crate::hold_reason::{ALL, HoldReason};

use HoldReason::{
    Attack, EveryComment, ExternalCheck, FirstComment, Flood, Links, Network, NoProof, Repeated, Reported, Resent,
    Spam, TooFast, Trap, Words,
};

impl HoldReason {
    /// The reason that its author sees; none where that would teach a spammer.
    pub fn author_reason(self) -> Option<Told> {
        match self {
            FirstComment => Some(Told::FirstComment),
            EveryComment => Some(Told::EveryComment),
            Links => Some(Told::Links),
            Trap | TooFast | Network | Words | Repeated | Flood | Spam | ExternalCheck | NoProof | Attack
            | Reported | Resent => None,
        }
    }

    /// The reason for the dashboard, which has its own text for it.
    pub fn shown(self) -> HeldFor {
        match self {
            Trap => HeldFor::Trap,
            TooFast => HeldFor::TooFast,
            Network => HeldFor::Network,
            Words => HeldFor::Words,
            Repeated => HeldFor::Repeated,
            Flood => HeldFor::Flood,
            Links => HeldFor::Links,
            Spam => HeldFor::Spam,
            ExternalCheck => HeldFor::ExternalCheck,
            NoProof => HeldFor::NoProof,
            Attack => HeldFor::Attack,
            EveryComment => HeldFor::EveryComment,
            FirstComment => HeldFor::FirstComment,
            Reported => HeldFor::Reported,
            Resent => HeldFor::Edited,
        }
    }

    /// What the team reads beside it.
    pub fn explained(self) -> &'static str {
        match self {
            Trap => "filled a field that no person sees",
            TooFast => "sent faster than a person writes",
            Network => "from a network that you banned",
            Words => "has one of your words to hold",
            Repeated => "the same words were sent before",
            Flood => "very many comments in a short time",
            Links => "has links",
            Spam => "reads like spam",
            ExternalCheck => "a spam service took it for spam or abuse",
            NoProof => "sent without the bot check, which needs JavaScript",
            Attack => "one of very many newcomers at once",
            EveryComment => "every comment is held",
            FirstComment => "first comment",
            Reported => "readers reported it",
            Resent => "edited after your decision",
        }
    }
}

/// What the team reads beside a comment that its author has changed after this was decided about it.
pub fn revised_text(decision: DecisionKind) -> &'static str {
    match decision {
        DecisionKind::SendBack => "edited after you asked for changes",
        DecisionKind::Decline => "edited after you declined it",
        _ => Resent.explained(),
    }
}

/// The same for the dashboard.
pub fn revised_held_for(decision: DecisionKind) -> HeldFor {
    match decision {
        DecisionKind::SendBack => HeldFor::EditedAsAsked,
        DecisionKind::Decline => HeldFor::EditedAfterDecline,
        _ => HeldFor::Edited,
    }
}

/// Why a comment is refused. Suspicion is no reason for that: only a rule that its author may know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeclineReason {
    /// The thread or the site takes no comments.
    Closed,
    /// The host has banned this person until then, or for good.
    Banned(Option<Timestamp>),
    /// The name belongs to the team, or looks like one that does.
    NameTaken,
    /// The branch takes no replies until then.
    Cooling(Timestamp),
    /// The thread goes slowly: so many seconds are left for this person.
    Slow(u32),
}

#[cfg(test)]
mod tests {
    use super::{ALL, HoldReason};

    #[test]
    fn every_reason_has_a_word_of_its_own() {
        for reason in ALL {
            assert_eq!(HoldReason::from_word(reason.word()), Some(reason));
            // The dashboard has a sentence for each, so it must be able to tell them apart.
            assert_eq!(ALL.iter().filter(|other| other.shown() == reason.shown()).count(), 1, "{reason:?}");
        }
        assert_eq!(HoldReason::from_word("nonsense"), None);
    }

    #[test]
    fn nothing_that_teaches_a_spammer_is_told() {
        let silent = ["trap", "too_fast", "network", "words", "repeated", "flood", "spam", "no_proof", "reported"];
        for reason in silent.into_iter().chain(["outside_judge", "attack"]) {
            assert_eq!(HoldReason::from_word(reason).unwrap().author_reason(), None, "{reason}");
        }
    }
}
