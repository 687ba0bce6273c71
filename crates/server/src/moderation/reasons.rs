//! Why a comment waits, and why one is refused at the door.

use porch_protocol::held::HeldFor;
use porch_protocol::{DecisionKind, HoldReason as Told, Timestamp};

/// Why a comment waits for the host. Kept with the comment and its event as a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HoldReason {
    /// A field that no person sees was filled.
    Trap,
    /// It was sent faster than a person writes.
    TooFast,
    /// It came from a network that the host has banned.
    Network,
    /// A rule of the site names a word of it.
    Words,
    /// The same words were sent before.
    Repeated,
    /// Its author has sent very many.
    Flood,
    /// It has links, and its author is new; or an edit brought links.
    Links,
    /// It reads like spam.
    Spam,
    /// A judge outside of this server warned of it.
    OutsideJudge,
    /// The work that the site asks for was not done.
    NoProof,
    /// Newcomers came faster than people do, and its author is one.
    Attack,
    /// The site holds every comment.
    EveryComment,
    /// The first comment of a person here.
    FirstComment,
    /// People of standing have reported it.
    Reported,
    /// Its author has changed what the host sent back or declined.
    Resent,
}

use HoldReason::{
    Attack, EveryComment, FirstComment, Flood, Links, Network, NoProof, OutsideJudge, Repeated, Reported, Resent, Spam,
    TooFast, Trap, Words,
};

/// All of them, for reading words.
pub const ALL: [HoldReason; 15] = [
    Trap,
    TooFast,
    Network,
    Words,
    Repeated,
    Flood,
    Links,
    Spam,
    OutsideJudge,
    NoProof,
    Attack,
    EveryComment,
    FirstComment,
    Reported,
    Resent,
];

impl HoldReason {
    /// The word in the database and in the export.
    pub fn word(self) -> &'static str {
        match self {
            Trap => "trap",
            TooFast => "too_fast",
            Network => "network",
            Words => "words",
            Repeated => "repeated",
            Flood => "flood",
            Links => "links",
            Spam => "spam",
            OutsideJudge => "outside_judge",
            NoProof => "no_proof",
            Attack => "attack",
            EveryComment => "every_comment",
            FirstComment => "first_comment",
            Reported => "reported",
            Resent => "resent",
        }
    }

    /// The reason that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// What its author is told; none where that would teach a spammer.
    pub fn told(self) -> Option<Told> {
        match self {
            FirstComment => Some(Told::FirstComment),
            EveryComment => Some(Told::EveryComment),
            Links => Some(Told::Links),
            Trap | TooFast | Network | Words | Repeated | Flood | Spam | OutsideJudge | NoProof | Attack | Reported
            | Resent => None,
        }
    }

    /// What the dashboard is told, which says it in its own words.
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
            OutsideJudge => HeldFor::OutsideJudge,
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
            OutsideJudge => "a spam service took it for spam or abuse",
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
pub fn mended(verb: DecisionKind) -> &'static str {
    match verb {
        DecisionKind::SendBack => "edited after you asked for changes",
        DecisionKind::Decline => "edited after you declined it",
        _ => Resent.explained(),
    }
}

/// The same for the dashboard.
pub fn mended_for(verb: DecisionKind) -> HeldFor {
    match verb {
        DecisionKind::SendBack => HeldFor::EditedAsAsked,
        DecisionKind::Decline => HeldFor::EditedAfterDecline,
        _ => HeldFor::Edited,
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
            assert_eq!(HoldReason::from_word(reason).unwrap().told(), None, "{reason}");
        }
    }
}
