//! Which events the log of a site shows to its team, and in which part of it.

use super::EventKind;

/// A part of the log, by its word on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum LogPart {
    /// Decisions about comments, and what led to them.
    Decisions,
    /// What the team wrote, and whether a comment needs an answer.
    Answers,
    /// Bans.
    Bans,
    /// Words to hold, and what is read before writing.
    Rules,
    /// Settings, files and connections of the site.
    Site,
    /// The people of the business.
    Team,
    /// Pages and branches.
    Talks,
}

/// Whether the log shows an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listing {
    /// Always, in this part.
    Shown(LogPart),
    /// Where somebody of the team or the operator did it: what visitors do of themselves is no part of the log.
    ByTeam(LogPart),
    /// Where reports did it.
    ByReports(LogPart),
    /// Never, and why.
    Hidden(&'static str),
}

/// Whether the log shows events of a kind.
pub fn listing(kind: EventKind) -> Listing {
    use EventKind as Kind;
    use Listing::{ByReports, ByTeam, Hidden, Shown};
    match kind {
        Kind::CommentApproved
        | Kind::CommentSentBack
        | Kind::CommentDeclined
        | Kind::CommentRemoved
        | Kind::CommentRestored
        | Kind::CommentMarkedSpam
        | Kind::CommentCleared
        | Kind::CommentKept
        | Kind::DecisionUndone
        | Kind::RemovalUndone
        | Kind::SecondLookAsked
        | Kind::PersonErased
        | Kind::MergeUndone
        | Kind::AboutRemoved => Shown(LogPart::Decisions),
        Kind::CommentHeld => ByReports(LogPart::Decisions),
        Kind::CommentPublished | Kind::CommentEdited | Kind::CommentWithdrawn => ByTeam(LogPart::Answers),
        Kind::CommentErased => ByTeam(LogPart::Decisions),
        Kind::NoAnswerNeeded | Kind::AnswerNeededAgain => Shown(LogPart::Answers),
        Kind::Banned | Kind::BanEnded => Shown(LogPart::Bans),
        Kind::RuleAdded | Kind::RuleRemoved | Kind::WelcomeSet => Shown(LogPart::Rules),
        Kind::SiteAdded
        | Kind::SiteSet
        | Kind::Imported
        | Kind::OwnerMailSet
        | Kind::WebhookAdded
        | Kind::WebhookRemoved
        | Kind::WebhookRotated
        | Kind::JudgeAdded
        | Kind::JudgeRemoved
        | Kind::SsoKeyAdded
        | Kind::SsoKeySet
        | Kind::SsoKeyRemoved
        | Kind::LearningReset
        | Kind::LearningImported => Shown(LogPart::Site),
        Kind::MemberAdded
        | Kind::MemberInvited
        | Kind::InvitationTakenBack
        | Kind::MemberEntered
        | Kind::MemberEnded
        | Kind::MemberLeft
        | Kind::RoleChanged
        | Kind::MemberRenamed
        | Kind::PasskeyAdded
        | Kind::PasskeyRemoved => Shown(LogPart::Team),
        Kind::ThreadClosed
        | Kind::ThreadOpened
        | Kind::ClosedNoteSet
        | Kind::ThreadSlowed
        | Kind::BranchCooled
        | Kind::CoolingEnded
        | Kind::PageMoved => Shown(LogPart::Talks),
        Kind::CommentImported => Hidden("a file may bring thousands, and is one line of its own"),
        Kind::CommentReported => Hidden("a reader did it of themselves, and the list for review shows it"),
        Kind::CommentsMerged | Kind::PersonConfirmed => {
            Hidden("visitors did it of themselves, and their page shows all of theirs")
        }
        Kind::WordsErased => Hidden("nobody did it: some time had passed since its author took the comment back"),
        Kind::CoolingOver => Hidden("nobody did it: the time was over"),
    }
}

/// The kinds of a part.
pub fn kinds(part: LogPart) -> impl Iterator<Item = EventKind> {
    EventKind::ALL.iter().copied().filter(move |kind| match listing(*kind) {
        Listing::Shown(of) | Listing::ByTeam(of) | Listing::ByReports(of) => of == part,
        Listing::Hidden(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::{EventKind, Listing, LogPart, kinds, listing};

    #[test]
    fn whatever_happens_is_in_one_part_of_the_log_or_is_hidden_for_a_reason() {
        let shown: Vec<_> = LogPart::VARIANTS.iter().flat_map(|part| kinds(*part)).collect();
        for kind in EventKind::ALL {
            let parts = shown.iter().filter(|shown| *shown == kind).count();
            match listing(*kind) {
                Listing::Hidden(why) => assert!(parts == 0 && !why.is_empty(), "{kind:?}"),
                _ => assert_eq!(parts, 1, "{kind:?}"),
            }
        }
        for learning in [EventKind::LearningReset, EventKind::LearningImported] {
            assert_eq!(listing(learning), Listing::Shown(LogPart::Site));
        }
    }
}
