//! What the host may decide about a comment: one table for the dashboard that offers it and the server that does it.

use serde::{Deserialize, Serialize};

use crate::Status;

/// What the host may decide about a comment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
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
    /// Lets stand what readers reported, or what was decided about whoever asks for a second look.
    Keep,
}

impl DecisionKind {
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

    /// Where a comment may stand for the decision, and where it stands afterwards; none where it stays as it is.
    pub fn step(self) -> (&'static [Status], Option<Status>) {
        use Status::{Declined, Held, Published, Removed, SentBack, Spam};
        match self {
            Self::Approve => (&[Held, SentBack, Declined], Some(Published)),
            Self::SendBack => (&[Held, Published, Declined], Some(SentBack)),
            Self::Decline => (&[Held, SentBack], Some(Declined)),
            Self::Remove => (&[Published, Held], Some(Removed)),
            Self::Restore => (&[Removed, Spam], Some(Published)),
            Self::Spam => (&[Held, Published, SentBack, Declined, Removed], Some(Spam)),
            Self::NotSpam => (&[Spam], Some(Published)),
            Self::Keep => (&[Published, Declined, Removed, Spam], None),
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
    use super::DecisionKind;
    use crate::Status;

    #[test]
    fn nobody_decides_about_words_that_were_taken_back() {
        for verb in DecisionKind::ALL {
            let (from, to) = verb.step();
            assert!(!from.contains(&Status::Withdrawn) && to != Some(Status::Withdrawn), "{verb:?}");
            // What is kept stands where it stood: only what was reported or asked about it is settled.
            assert_eq!(to.is_none(), verb == DecisionKind::Keep, "{verb:?}");
            assert!(to.is_none_or(|to| !from.contains(&to)), "{verb:?} changes nothing");
        }
    }

    #[test]
    fn every_place_that_a_decision_leads_to_can_be_left_again() {
        for to in DecisionKind::ALL.into_iter().filter_map(|verb| verb.step().1) {
            let leaves = |next: DecisionKind| next.step().1.is_some() && next.step().0.contains(&to);
            assert!(DecisionKind::ALL.into_iter().any(leaves), "{to:?} is a dead end");
            assert!(!DecisionKind::offered(to).is_empty(), "nothing is offered at {to:?}");
        }
    }

    #[test]
    fn what_is_offered_can_be_done_and_leads_to_every_place_that_can_be_reached() {
        for status in Status::ALL {
            let offered = DecisionKind::offered(status);
            assert!(offered.iter().all(|verb| verb.step().0.contains(&status)), "{status:?}");
            let mut places: Vec<_> = offered.iter().filter_map(|verb| verb.step().1).collect();
            places.dedup();
            assert_eq!(places.len(), offered.len(), "{status:?}");
            let reached = DecisionKind::ALL.iter().map(|verb| verb.step()).filter(|(from, _)| from.contains(&status));
            // Taking down what nobody has seen is declining it with another name.
            let same = |to| if to == Status::Removed && status == Status::Held { Status::Declined } else { to };
            assert!(reached.filter_map(|(_, to)| to).all(|to| places.contains(&same(to))), "{status:?}");
        }
    }
}
