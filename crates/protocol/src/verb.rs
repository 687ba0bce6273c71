//! What the host may decide about a comment: one table for the house that offers it and the server that does it.

use serde::{Deserialize, Serialize};

use crate::Status;

/// What the host may decide about a comment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    /// Lets stand what readers reported.
    Keep,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Approve,
        Self::SendBack,
        Self::Decline,
        Self::Remove,
        Self::Restore,
        Self::Spam,
        Self::NotSpam,
        Self::Keep,
    ];

    /// Where a comment may stand for the decision, and where it stands afterwards.
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
            Self::Keep => (&[Published], Published),
        }
    }

    /// Whether its author must hear why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::SendBack | Self::Decline | Self::Remove)
    }

    /// What is offered where a comment is met that stands there: the kindest first, and nothing twice that leads to the
    /// same place. Nobody decides about words that were taken back.
    pub fn offered(status: Status) -> &'static [Self] {
        match status {
            Status::Held => &[Self::Approve, Self::SendBack, Self::Decline, Self::Spam],
            Status::Published => &[Self::SendBack, Self::Remove, Self::Spam],
            Status::SentBack => &[Self::Approve, Self::Decline, Self::Spam],
            Status::Declined => &[Self::Approve, Self::SendBack, Self::Spam],
            Status::Removed => &[Self::Restore, Self::Spam],
            Status::Spam => &[Self::NotSpam],
            Status::Withdrawn => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Verb;
    use crate::Status;

    const STATUSES: [Status; 7] = [
        Status::Held,
        Status::Published,
        Status::SentBack,
        Status::Declined,
        Status::Removed,
        Status::Withdrawn,
        Status::Spam,
    ];

    #[test]
    fn nobody_decides_about_words_that_were_taken_back() {
        for verb in Verb::ALL {
            let (from, to) = verb.step();
            assert!(!from.contains(&Status::Withdrawn) && to != Status::Withdrawn, "{verb:?}");
            // What is kept stands where it stood: only what was reported about it is settled.
            assert_eq!(from.contains(&to), verb == Verb::Keep, "{verb:?} changes nothing");
        }
    }

    #[test]
    fn every_place_that_a_decision_leads_to_can_be_left_again() {
        for verb in Verb::ALL {
            let (_, to) = verb.step();
            assert!(Verb::ALL.iter().any(|next| next.step().0.contains(&to)), "{to:?} is a dead end");
            assert!(!Verb::offered(to).is_empty(), "nothing is offered at {to:?}");
        }
    }

    #[test]
    fn what_is_offered_can_be_done_and_leads_to_every_place_that_can_be_reached() {
        for status in STATUSES {
            let offered = Verb::offered(status);
            assert!(offered.iter().all(|verb| verb.step().0.contains(&status)), "{status:?}");
            let mut places: Vec<_> = offered.iter().map(|verb| verb.step().1).collect();
            places.dedup();
            assert_eq!(places.len(), offered.len(), "{status:?}");
            let reached =
                Verb::ALL.iter().map(|verb| verb.step()).filter(|(from, to)| from.contains(&status) && *to != status);
            // Taking down what nobody has seen is declining it with another name.
            let same = |to| if to == Status::Removed && status == Status::Held { Status::Declined } else { to };
            assert!(reached.into_iter().all(|(_, to)| places.contains(&same(to))), "{status:?}");
        }
    }
}
