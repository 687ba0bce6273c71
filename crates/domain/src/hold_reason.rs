//! The words for why a comment waits, as the database, the log and the export have them.

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
    /// An external spam service warned of it.
    ExternalCheck,
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
    Attack, EveryComment, ExternalCheck, FirstComment, Flood, Links, Network, NoProof, Repeated, Reported, Resent,
    Spam, TooFast, Trap, Words,
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
    ExternalCheck,
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
            ExternalCheck => "outside_judge",
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
}
