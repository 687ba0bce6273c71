//! The decisions of the team about a comment: one table for the dashboard that offers them and the server that makes
//! them.

use serde::{Deserialize, Serialize};

use crate::Status;

/// A decision of the team about a comment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// Publishes it.
    Approve,
    /// Asks its author for changes.
    SendBack,
    /// Does not publish it.
    Decline,
    /// Removes it; its branch stays.
    Remove,
    /// Publishes a removed comment again.
    Restore,
    /// Marks it as spam.
    Spam,
    /// Undoes that: it was not spam.
    NotSpam,
    /// Leaves it as it is, although readers reported it or its author appealed.
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

    /// The statuses that a decision is possible for, and the status afterwards; none where it stays as it is.
    pub fn transition(self) -> (&'static [Status], Option<Status>) {
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

    /// Whether its author has to be given a reason.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::SendBack | Self::Decline | Self::Remove)
    }

    /// The decisions that are offered for a status: the most lenient first, and no two that lead to the same status.
    /// None is possible about a comment that its author deleted.
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
    fn no_decision_is_possible_about_a_deleted_comment() {
        for decision in DecisionKind::ALL {
            let (from, to) = decision.transition();
            assert!(!from.contains(&Status::Withdrawn) && to != Some(Status::Withdrawn), "{decision:?}");
            // `Keep` changes no status: it only settles reports and appeals.
            assert_eq!(to.is_none(), decision == DecisionKind::Keep, "{decision:?}");
            assert!(to.is_none_or(|to| !from.contains(&to)), "{decision:?} changes nothing");
        }
    }

    #[test]
    fn every_status_after_a_decision_can_be_changed_again() {
        for to in DecisionKind::ALL.into_iter().filter_map(|decision| decision.transition().1) {
            let leaves = |next: DecisionKind| next.transition().1.is_some() && next.transition().0.contains(&to);
            assert!(DecisionKind::ALL.into_iter().any(leaves), "{to:?} is a dead end");
            assert!(!DecisionKind::offered(to).is_empty(), "nothing is offered at {to:?}");
        }
    }

    #[test]
    fn offered_decisions_are_possible_and_reach_every_status_that_can_be_reached() {
        for status in Status::ALL {
            let offered = DecisionKind::offered(status);
            assert!(offered.iter().all(|decision| decision.transition().0.contains(&status)), "{status:?}");
            let mut statuses: Vec<_> = offered.iter().filter_map(|decision| decision.transition().1).collect();
            statuses.dedup();
            assert_eq!(statuses.len(), offered.len(), "{status:?}");
            let reached = DecisionKind::ALL
                .iter()
                .map(|decision| decision.transition())
                .filter(|(from, _)| from.contains(&status));
            // Removing a comment that was never published is the same as declining it.
            let same = |to| if to == Status::Removed && status == Status::Held { Status::Declined } else { to };
            assert!(reached.filter_map(|(_, to)| to).all(|to| statuses.contains(&same(to))), "{status:?}");
        }
    }
}
