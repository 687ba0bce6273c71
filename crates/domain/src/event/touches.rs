//! What of the state that a server has in memory an event makes outdated. A node that reads the event from the log needs
//! nothing else to follow it.

use super::EventKind;

/// What of its thread an event changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThreadPart {
    /// Its comments, and with them its title.
    Comments,
    /// More than its comments: its address, whether and how fast it takes comments, where replies are paused.
    State,
}

/// What an event makes outdated. What is stored elsewhere, as the members' sessions, is read from the database each time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Touches {
    /// What of its thread; none where readers of the thread notice nothing.
    pub thread: Option<ThreadPart>,
    /// Whether the settings, the rules, the names of the team or the services of the site.
    pub rules: bool,
    /// Whether something that all pages of the site show.
    pub pages: bool,
}

const NOTHING: Touches = Touches { thread: None, rules: false, pages: false };
const COMMENTS: Touches = Touches { thread: Some(ThreadPart::Comments), ..NOTHING };
const STATE: Touches = Touches { thread: Some(ThreadPart::State), ..NOTHING };
const RULES: Touches = Touches { rules: true, ..NOTHING };
const PAGES: Touches = Touches { pages: true, ..NOTHING };

/// What events of a kind make outdated.
pub fn touches(kind: EventKind) -> Touches {
    use EventKind as Kind;
    match kind {
        // Also where visitors see nothing of it: the first comment of a page creates its thread.
        Kind::CommentPublished
        | Kind::CommentHeld
        | Kind::CommentApproved
        | Kind::CommentEdited
        | Kind::CommentRemoved
        | Kind::CommentRestored
        | Kind::CommentWithdrawn
        | Kind::CommentSentBack
        | Kind::CommentDeclined
        | Kind::CommentMarkedSpam
        | Kind::CommentCleared
        | Kind::DecisionUndone
        | Kind::RemovalUndone
        | Kind::CommentKept
        | Kind::CommentImported
        // Whose they are, and whether that is confirmed, stands beside the comments.
        | Kind::CommentsMerged
        | Kind::MergeUndone
        | Kind::PersonConfirmed
        | Kind::CommentErased
        // Readers see nothing else of it, but the title of the page may have come with the words.
        | Kind::WordsErased => COMMENTS,
        Kind::ThreadClosed | Kind::ThreadOpened | Kind::ClosedNoteSet | Kind::ThreadSlowed | Kind::PageMoved => STATE,
        // The pauses are among the rules of the site.
        Kind::BranchCooled | Kind::CoolingEnded | Kind::CoolingOver => Touches { rules: true, ..STATE },
        Kind::WelcomeSet | Kind::Imported => PAGES,
        Kind::SiteSet => Touches { rules: true, ..PAGES },
        Kind::SiteAdded
        | Kind::Banned
        | Kind::BanEnded
        | Kind::RuleAdded
        | Kind::RuleRemoved
        | Kind::JudgeAdded
        | Kind::JudgeRemoved
        | Kind::MemberAdded
        | Kind::MemberInvited
        | Kind::InvitationTakenBack
        | Kind::MemberEnded
        | Kind::MemberLeft
        | Kind::RoleChanged
        | Kind::MemberRenamed
        // A ban of the person ends with it.
        | Kind::PersonErased => RULES,
        // Only the team, its followers and the log itself have something of these.
        Kind::CommentReported
        | Kind::SecondLookAsked
        | Kind::NoAnswerNeeded
        | Kind::AnswerNeededAgain
        | Kind::OwnerMailSet
        | Kind::WebhookAdded
        | Kind::WebhookRemoved
        | Kind::WebhookRotated
        | Kind::SsoKeyAdded
        | Kind::SsoKeySet
        | Kind::SsoKeyRemoved
        | Kind::LearningReset
        | Kind::LearningImported
        | Kind::MemberEntered
        | Kind::PasskeyAdded
        | Kind::PasskeyRemoved
        | Kind::AboutRemoved => NOTHING,
    }
}

#[cfg(test)]
mod tests {
    use super::{ThreadPart, Touches, touches};
    use crate::event::EventKind;

    /// A line is a kind, and what it touches: `comments` or `state` of its thread, the `rules` or all `pages` of its site.
    const TABLE: &str = "
        comment_published comments
        comment_held comments
        comment_approved comments
        comment_edited comments
        comment_removed comments
        comment_restored comments
        comment_withdrawn comments
        comment_sent_back comments
        comment_declined comments
        comment_marked_spam comments
        comment_cleared comments
        comment_reported
        second_look_asked
        decision_undone comments
        removal_undone comments
        comment_kept comments
        comment_imported comments
        no_answer_needed
        answer_needed_again
        thread_closed state
        thread_opened state
        closed_note_set state
        thread_slowed state
        branch_cooled state rules
        cooling_ended state rules
        cooling_over state rules
        page_moved state
        banned rules
        ban_ended rules
        rule_added rules
        rule_removed rules
        welcome_set pages
        site_added rules
        site_set rules pages
        imported pages
        owner_mail_set
        webhook_added
        webhook_removed
        webhook_rotated
        judge_added rules
        judge_removed rules
        sso_key_added
        sso_key_set
        sso_key_removed
        learning_reset
        learning_imported
        member_added rules
        member_invited rules
        invitation_taken_back rules
        member_entered
        member_ended rules
        member_left rules
        role_changed rules
        member_renamed rules
        passkey_added
        passkey_removed
        comments_merged comments
        merge_undone comments
        comment_erased comments
        words_erased comments
        person_erased rules
        person_confirmed comments
        about_removed";

    #[test]
    fn every_kind_touches_what_the_table_says() {
        let lines: Vec<_> = TABLE.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), EventKind::ALL.len());
        for (kind, line) in EventKind::ALL.iter().zip(lines) {
            let mut words = line.split(' ');
            assert_eq!(words.next(), Some(kind.as_str()));
            let words: Vec<_> = words.collect();
            let thread = match words.first() {
                Some(&"comments") => Some(ThreadPart::Comments),
                Some(&"state") => Some(ThreadPart::State),
                _ => None,
            };
            let (rules, pages) = (words.contains(&"rules"), words.contains(&"pages"));
            assert_eq!(touches(*kind), Touches { thread, rules, pages }, "{kind:?}");
        }
    }
}
