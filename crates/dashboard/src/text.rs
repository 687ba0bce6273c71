//! Every visible string of the dashboard, and the sentences made of them.

pub(crate) mod bulk;
pub(crate) mod conversation;
pub(crate) mod errors;
pub(crate) mod filters;
pub(crate) mod frame;
pub(crate) mod history;
pub(crate) mod hold_reason;
pub(crate) mod import_export;
pub(crate) mod integrations;
pub(crate) mod names;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod rules;
pub(crate) mod shortcuts;
pub(crate) mod sign_in_mail;
pub(crate) mod site;
pub(crate) mod team;

use porch_protocol::{DecisionKind, Role, Status};

use names::isolated;

pub(crate) const LOST: &str =
    "The server did not answer. What you did may have arrived or not: look again in a moment.";
/// The same for a read, which changes nothing.
pub(crate) const UNREACHED: &str = "The server can’t be reached just now. This page tries again by itself.";
/// The same where the browser itself has no connection.
pub(crate) const OFFLINE: &str = "You’re offline. What you see may be old. It is loaded again once you are back.";
pub(crate) const OFFLINE_SENT: &str =
    "You’re offline. What you did may have arrived or not: look again once you are back.";
/// The heading of the card that replaces the dashboard while the server is unreachable.
pub(crate) const NO_CONNECTION: &str = "No connection";
/// Shown in place of a list that could not be loaded.
pub(crate) const NOT_LOADED: &str = "Not loaded";
pub(crate) const TRY_AGAIN: &str = "Try again";
/// Shown in place of an unknown date.
pub(crate) const UNDATED: &str = "date unknown";
pub(crate) const COPY: &str = "Copy";
pub(crate) const COPIED: &str = "Copied.";
/// The same on the button itself.
pub(crate) const COPIED_LABEL: &str = "Copied";
pub(crate) const NOT_COPIED: &str = "Your browser doesn’t allow copying. Select the text and copy it yourself.";
pub(crate) const NOT_LISTED: &str =
    "This comment is not on the list any more: somebody replied, said that no reply is needed, or removed it.";
pub(crate) const UNREADABLE: &str = "The server’s answer can’t be read. Reload the page.";
pub(crate) const SIGN_IN: &str = "Sign in";
/// After it, where this server and this browser support passkeys.
pub(crate) const NEXT_PASSKEY: &str = "Next, add a passkey under Team, so that you can sign in again.";
/// The heading of the card without a link.
pub(crate) const SIGN_IN_TO: &str = "Sign in to Porch";
/// Between the two ways to sign in.
pub(crate) const OR: &str = "or";
/// Below the button of a sign-in link.
pub(crate) const PASSKEY_LATER: &str = "Next time a passkey does this with your fingerprint or face.";
pub(crate) const YOUR_NAME: &str = "Your name, as visitors see it";
pub(crate) const NAME_MISSING: &str = "Write the name that visitors shall see.";
pub(crate) const TEXT_MISSING: &str = "Write something first.";
pub(crate) const REASON_MISSING: &str = "Write why: whoever wrote the comment reads it.";
pub(crate) const SIGN_OUT: &str = "Sign out";
pub(crate) const NOTHING_UNANSWERED: &str = "Nobody is waiting.";
pub(crate) const ENJOY: &str = "Enjoy the quiet.";
pub(crate) const REPLY: &str = "Reply";
pub(crate) const CANCEL: &str = "Cancel";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const CHANGED_SINCE: &str = "Something has changed here.";
pub(crate) const SHOW_NOW: &str = "Show";
pub(crate) const REPLIED: &str = "Your reply is published.";
pub(crate) const UNDONE: &str = "Undone.";
/// The message for an undo after its ten seconds, or after another action.
pub(crate) const NOT_UNDONE: &str = "This can’t be undone any more. Nothing was changed.";
pub(crate) const TOO_LATE: &str = "Somebody else was faster. Nothing was changed.";
pub(crate) const HELD: &str = "Held because:";
pub(crate) const OPEN_PAGE: &str = "Open the page";

/// The label of the button that upholds a decision, although the author asks for a second look.
pub(crate) fn uphold(status: Status) -> &'static str {
    match status {
        Status::Removed => "Keep it removed",
        Status::Spam => "Keep it as spam",
        _ => "Keep it declined",
    }
}

/// What a sign-in link does, for the dashboard of this site.
pub(crate) fn sign_in_link(first_owner: bool, site: Option<&str>) -> String {
    match (first_owner, site.map(isolated)) {
        (true, Some(site)) => format!("This link makes you the owner of the comments of {site}. It works once."),
        (true, None) => "This link makes you the owner of your site’s comments. It works once.".into(),
        (false, Some(site)) => format!("This link signs you in to the comments of {site}. It works once."),
        (false, None) => "This link signs you in to your site’s dashboard. It works once.".into(),
    }
}

/// The heading of the card of a sign-in link.
pub(crate) fn welcome(name: Option<&str>) -> String {
    name.map_or_else(|| "Welcome".into(), |name| format!("Welcome, {}", isolated(name)))
}

/// What is known of a visitor: only a name, for no address was confirmed here.
pub(crate) const NAME_ONLY: &str = "name only, no e-mail";

/// The sentence about mailed links, where this server sends mail.
const BY_MAIL: &str = " If you have confirmed an e-mail address here, a link can be mailed to you.";

/// The message when nobody is signed in; `mail` says whether this server sends mail.
pub(crate) fn signed_out(mail: bool) -> String {
    with_mail(
        "You are not signed in. Without a passkey, ask an owner of the team for a link. If you run the server yourself, `porch token --name \"Your name\"` prints one.",
        mail,
    )
}

/// The same after a session expired.
pub(crate) fn session_expired(mail: bool) -> String {
    let ended = "Your session has ended: you were away for a while, or your role has changed. Sign in again, here or in \
                 another tab. If you run the server yourself, `porch token --name \"Your name\"` prints a link.";
    format!("{} What you were typing is kept in this browser for 30 days.", with_mail(ended, mail))
}

/// The same for a link that was used, or is too old.
pub(crate) fn used_link(mail: bool) -> String {
    let expired = "This link was used, or is too old. Sign in another way, or ask an owner of the team for a new one. If you run \
                the server yourself, `porch token --name \"Your name\"` prints one.";
    with_mail(expired, mail)
}

fn with_mail(words: &str, mail: bool) -> String {
    format!("{words}{}", if mail { BY_MAIL } else { "" })
}

/// A time on another day than today.
pub(crate) fn on_day(day: &str, clock: &str) -> String {
    format!("{day}, {clock}")
}

/// How long the author took from opening the page to sending.
pub(crate) fn sent_after(seconds: u32) -> String {
    let took = match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", seconds / 60),
        7_200..86_400 => format!("{} h", seconds / 3_600),
        _ => "more than a day".into(),
    };
    format!("sent {took} after opening the page")
}

/// The name of a role.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Host => "host",
        Role::Moderator => "moderator",
        Role::Guest => "guest expert",
    }
}

/// The label of a decision.
pub(crate) fn verb(verb: DecisionKind) -> &'static str {
    match verb {
        DecisionKind::Approve => "Approve",
        DecisionKind::SendBack => "Ask for changes",
        DecisionKind::Decline => "Decline",
        DecisionKind::Remove => "Remove",
        DecisionKind::Restore => "Restore",
        DecisionKind::Spam => "Spam",
        DecisionKind::NotSpam => "Not spam",
        DecisionKind::Keep => "Keep",
    }
}

/// What was done, for the toast.
pub(crate) fn done(verb: DecisionKind, name: &str, count: usize) -> String {
    let whose = match count {
        1 if name.is_empty() => "1 comment".into(),
        1 => format!("{}’s comment", isolated(name)),
        _ => format!("{count} comments"),
    };
    match verb {
        DecisionKind::Approve | DecisionKind::NotSpam => format!("Approved: {whose}."),
        DecisionKind::Restore => format!("Restored: {whose}."),
        DecisionKind::Keep => format!("Kept: {whose}."),
        DecisionKind::SendBack => format!("Asked for changes: {whose}."),
        DecisionKind::Decline => format!("Declined: {whose}."),
        DecisionKind::Remove => format!("Removed: {whose}."),
        DecisionKind::Spam => format!("Marked as spam: {whose}."),
    }
}

/// The label of the field for a reason.
pub(crate) fn ask_reason(verb: DecisionKind, name: &str) -> String {
    let name = isolated(name);
    match verb {
        DecisionKind::SendBack => format!("What should {name} change? They read this."),
        DecisionKind::Remove => {
            format!("Why? {name} reads this, and so does everybody else where the comment has replies.")
        }
        _ => format!("Why? {name} reads this, and can edit and send again."),
    }
}

/// How many comments have the same text.
pub(crate) fn alike(count: usize, people: u32) -> String {
    format!("{count} comments say this, from {people} {}.", if people == 1 { "person" } else { "people" })
}

/// How many comments follow the shown ones; the next are shown when these are done.
pub(crate) fn more_below(count: usize) -> String {
    if count == 1 { "1 more comes after these.".into() } else { format!("{count} more come after these.") }
}

/// How many replies there are already.
pub(crate) fn answers(count: u32) -> String {
    match count {
        0 => "no reply yet".into(),
        1 => "1 reply by a visitor".into(),
        count => format!("{count} replies by visitors"),
    }
}

/// The name of an event in the history.
pub(crate) fn event(what: &str) -> String {
    let known = match what {
        "comment_approved" => "approved",
        "comment_sent_back" => "asked for changes",
        "comment_declined" => "declined",
        "comment_removed" => "removed",
        "comment_restored" => "restored",
        "comment_marked_spam" => "marked as spam",
        "comment_kept" => "kept",
        "welcome_set" => "changed the opening question or the rules",
        "comment_cleared" => "marked as not spam",
        "decision_undone" | "removal_undone" => "took back a decision",
        "second_look_asked" => "asked for a second look",
        "comment_held" => "reported it, so that it is held",
        "comment_published" => "replied",
        "comment_edited" => "edited their own comment",
        "comment_withdrawn" => "deleted their own comment",
        "no_answer_needed" => "marked as needing no reply",
        "answer_needed_again" => "marked as unanswered again",
        "banned" => "banned",
        "ban_ended" => "lifted the ban",
        "imported" => "imported comments",
        "learning_reset" => "reset the spam filter",
        "learning_imported" => "imported what another spam filter has learned",
        "page_moved" => "moved the comments of a page",
        "rule_added" => "added a word to hold",
        "rule_removed" => "removed a word to hold",
        "owner_mail_set" => "changed who gets mail",
        "branch_cooled" => "paused replies",
        "cooling_ended" => "allowed replies again",
        "member_added" => "added to the team",
        "member_entered" => "signed in",
        "member_ended" => "left the team",
        "webhook_added" => "added a webhook or chat",
        "webhook_removed" => "removed a webhook or chat",
        "webhook_rotated" => "gave a webhook a new secret",
        "judge_added" => "turned on a spam service",
        "judge_removed" => "turned off a spam service",
        "site_added" => "added the site",
        "site_set" => "changed settings",
        "thread_closed" => "closed comments on a page",
        "closed_note_set" => "changed the words for visitors of a closed page",
        "thread_opened" => "opened comments on a page",
        "thread_slowed" => "changed the slow mode of a page",
        other => return other.replace('_', " "),
    };
    known.into()
}

#[cfg(test)]
mod tests {
    use super::names::plain_text;
    use super::{alike, ask_reason, done, event, sent_after, session_expired, signed_out, used_link};
    use porch_protocol::DecisionKind;

    #[test]
    fn the_history_names_events_in_words() {
        assert_eq!(event("comment_sent_back"), "asked for changes");
        assert_eq!(event("learning_reset"), "reset the spam filter");
        assert_eq!(event("something_new"), "something new");
    }

    #[test]
    fn the_page_for_signing_in_mentions_mailed_links_where_mail_is_sent() {
        for message in [signed_out, session_expired, used_link] {
            assert!(
                message(true).contains("a link can be mailed to you") && !message(false).contains("mail"),
                "{}",
                message(true)
            );
            assert!(message(true).contains("`porch token "));
        }
        assert!(session_expired(true).ends_with("kept in this browser for 30 days."));
    }

    #[test]
    fn a_card_says_how_long_its_author_took() {
        let message = [0, 119, 120, 7_199, 7_200, 86_400, u32::MAX].map(sent_after);
        let took = message.each_ref().map(|message| message.trim_end_matches(" after opening the page"));
        let expected = ["0 s", "119 s", "2 min", "119 min", "2 h", "more than a day", "more than a day"];
        assert_eq!(took, expected.map(|took| format!("sent {took}")));
    }

    #[test]
    fn the_toast_names_the_author_of_the_comment() {
        assert_eq!(plain_text(&done(DecisionKind::Approve, "Sam", 1)), "Approved: Sam’s comment.");
        assert_eq!(done(DecisionKind::Spam, "Sam", 40), "Marked as spam: 40 comments.");
        assert_eq!(plain_text(&done(DecisionKind::Restore, "Sam", 1)), "Restored: Sam’s comment.");
        assert_eq!(done(DecisionKind::Keep, "", 1), "Kept: 1 comment.", "of some only the id is known");
        assert_eq!(alike(40, 1), "40 comments say this, from 1 person.");
    }

    #[test]
    fn the_label_of_a_reason_says_who_reads_it() {
        assert!(ask_reason(DecisionKind::Decline, "Sam").contains("edit and send again"));
        // A removed comment can't be sent again, and its reason is shown on the page while its replies are.
        let label = ask_reason(DecisionKind::Remove, "Sam");
        assert!(label.contains("everybody") && !label.contains("send again"), "{label}");
    }
}
