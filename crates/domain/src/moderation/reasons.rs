//! What the author of a held comment and the team are told of the reason, and why a comment is refused.

use porch_protocol::held::HoldReason;
use porch_protocol::{DecisionKind, DisclosedHoldReason, Timestamp};

/// What the author of a held comment is told of the reason; none where that would teach a spammer.
pub fn author_reason(reason: HoldReason) -> Option<DisclosedHoldReason> {
    match reason {
        HoldReason::FirstComment => Some(DisclosedHoldReason::FirstComment),
        HoldReason::EveryComment => Some(DisclosedHoldReason::EveryComment),
        HoldReason::Links => Some(DisclosedHoldReason::Links),
        HoldReason::Trap
        | HoldReason::TooFast
        | HoldReason::Network
        | HoldReason::Words
        | HoldReason::Repeated
        | HoldReason::Flood
        | HoldReason::Spam
        | HoldReason::ExternalCheck
        | HoldReason::NoProof
        | HoldReason::Attack
        | HoldReason::Reported
        | HoldReason::Edited
        | HoldReason::EditedAsAsked
        | HoldReason::EditedAfterDecline
        | HoldReason::NotReviewed
        | HoldReason::Unknown => None,
    }
}

/// What the team reads beside a held comment on the command line.
pub fn explained(reason: HoldReason) -> &'static str {
    match reason {
        HoldReason::Trap => "filled a field that no person sees",
        HoldReason::TooFast => "sent faster than a person writes",
        HoldReason::Network => "from a network that you banned",
        HoldReason::Words => "has one of your words to hold",
        HoldReason::Repeated => "the same words were sent before",
        HoldReason::Flood => "very many comments in a short time",
        HoldReason::Links => "has links",
        HoldReason::Spam => "reads like spam",
        HoldReason::ExternalCheck => "a spam service took it for spam or abuse",
        HoldReason::NoProof => "sent without the bot check, which needs JavaScript",
        HoldReason::Attack => "one of very many newcomers at once",
        HoldReason::EveryComment => "every comment is held",
        HoldReason::FirstComment => "first comment",
        HoldReason::Reported => "readers reported it",
        HoldReason::Edited => "edited after your decision",
        HoldReason::EditedAsAsked => "edited after you asked for changes",
        HoldReason::EditedAfterDecline => "edited after you declined it",
        HoldReason::NotReviewed | HoldReason::Unknown => "not reviewed yet",
    }
}

/// Why a comment is held that its author has edited after this decision about it.
pub fn edited_after(decision: DecisionKind) -> HoldReason {
    match decision {
        DecisionKind::SendBack => HoldReason::EditedAsAsked,
        DecisionKind::Decline => HoldReason::EditedAfterDecline,
        _ => HoldReason::Edited,
    }
}

/// Why a comment is refused at the door. Nobody is refused for being suspicious: only for a rule that they can be told.
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
    use porch_protocol::held::HoldReason;

    use super::author_reason;

    #[test]
    fn nothing_that_teaches_a_spammer_is_disclosed() {
        let silent = ["trap", "too_fast", "network", "words", "repeated", "flood", "spam", "no_proof", "reported"];
        for reason in silent.into_iter().chain(["outside_judge", "attack"]) {
            assert_eq!(author_reason(HoldReason::from_word(reason).unwrap()), None, "{reason}");
        }
    }
}
