//! Every visible text of the dashboard, as `text/<language>/dashboard*.ftl` have it, and the sentences made of them.
//!
//! A view shows a text by [`text`]: `text().cancel()`. The modules choose the text for a fact of the protocol.

pub(crate) mod bulk;
pub(crate) mod causes;
pub(crate) mod conversation;
pub(crate) mod errors;
pub(crate) mod failures;
pub(crate) mod filters;
pub(crate) mod frame;
pub(crate) mod history;
pub(crate) mod hold_reason;
pub(crate) mod import_export;
pub(crate) mod integrations;
pub(crate) mod language;
pub(crate) mod names;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod rules;
pub(crate) mod shortcuts;
pub(crate) mod sign_in_keys;
pub(crate) mod site;
pub(crate) mod team;

use porch_protocol::{DecisionKind, Role, Status};

pub(crate) use language::text;
use names::isolated;

include!(concat!(env!("OUT_DIR"), "/dashboard.rs"));

/// Several parts as a list with commas.
pub(crate) fn comma_list(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().reduce(|first, second| text().list_comma(&first, &second)).unwrap_or_default()
}

/// The label of the button that upholds a decision, although the author asks for a second look.
pub(crate) fn uphold(status: Status) -> &'static str {
    match status {
        Status::Removed => text().keep_removed(),
        Status::Spam => text().keep_as_spam(),
        _ => text().keep_declined(),
    }
}

/// What a sign-in link does, for the dashboard of this site.
pub(crate) fn sign_in_link(first_owner: bool, site: Option<&str>) -> String {
    let site = site.map(isolated);
    if first_owner { text().link_for_owner(site.as_deref()) } else { text().link_for_member(site.as_deref()) }
}

/// The heading of the card of a sign-in link.
pub(crate) fn welcome(name: Option<&str>) -> String {
    text().welcome(name.map(isolated).as_deref())
}

/// The message when nobody is signed in; `mail` says whether this server sends mail.
pub(crate) fn signed_out(mail: bool) -> String {
    with_mail(text().signed_out(), mail)
}

/// The same after a session expired.
pub(crate) fn session_expired(mail: bool) -> String {
    format!("{} {}", with_mail(text().session_expired(), mail), text().drafts_kept())
}

/// The same for a link that was used, or is too old.
pub(crate) fn used_link(mail: bool) -> String {
    with_mail(text().link_used(), mail)
}

fn with_mail(words: &str, mail: bool) -> String {
    if mail { format!("{words} {}", text().by_mail()) } else { words.into() }
}

/// How long the author took from opening the page to sending.
pub(crate) fn sent_after(seconds: u32) -> String {
    let text = text();
    match seconds {
        0..120 => text.sent_after_seconds(seconds as usize),
        120..7_200 => text.sent_after_minutes((seconds / 60) as usize),
        7_200..86_400 => text.sent_after_hours((seconds / 3_600) as usize),
        _ => text.sent_after_days().into(),
    }
}

/// The name of a role.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Owner => text().role_owner(),
        Role::Host => text().role_host(),
        Role::Moderator => text().role_moderator(),
        Role::Guest => text().role_guest(),
    }
}

/// The label of a decision.
pub(crate) fn decision_label(decision: DecisionKind) -> &'static str {
    match decision {
        DecisionKind::Approve => text().decision_approve(),
        DecisionKind::SendBack => text().decision_send_back(),
        DecisionKind::Decline => text().decision_decline(),
        DecisionKind::Remove => text().decision_remove(),
        DecisionKind::Restore => text().decision_restore(),
        DecisionKind::Spam => text().decision_spam(),
        DecisionKind::NotSpam => text().decision_not_spam(),
        DecisionKind::Keep => text().decision_keep(),
    }
}

/// One comment, with its author's name where that is known.
pub(crate) fn one_comment(name: &str) -> String {
    if name.is_empty() { text().comment_count(1) } else { text().comment_by(&isolated(name)) }
}

/// What was done, for the toast.
pub(crate) fn done(decision: DecisionKind, name: &str, count: usize) -> String {
    let whose = if count == 1 { one_comment(name) } else { text().comment_count(count) };
    match decision {
        DecisionKind::Approve | DecisionKind::NotSpam => text().done_approved(&whose),
        DecisionKind::Restore => text().done_restored(&whose),
        DecisionKind::Keep => text().done_kept(&whose),
        DecisionKind::SendBack => text().done_sent_back(&whose),
        DecisionKind::Decline => text().done_declined(&whose),
        DecisionKind::Remove => text().done_removed(&whose),
        DecisionKind::Spam => text().done_spam(&whose),
    }
}

/// The label of the field for a reason.
pub(crate) fn reason_label(decision: DecisionKind, name: &str) -> String {
    let name = isolated(name);
    match decision {
        DecisionKind::SendBack => text().ask_reason_changes(&name),
        DecisionKind::Remove => text().ask_reason_remove(&name),
        _ => text().ask_reason_decline(&name),
    }
}

/// How many comments have the same text.
pub(crate) fn alike(count: usize, people: u32) -> String {
    text().alike_from(people as usize, count)
}

/// How many replies there are already.
pub(crate) fn answers(count: u32) -> String {
    text().visitor_replies(count as usize)
}

/// The name of an event in the history that has no subject; `history::description` has the others.
pub(crate) fn event(what: &str) -> String {
    let text = text();
    let known = match what {
        "welcome_set" => text.event_welcome_set(),
        "imported" => text.event_imported(),
        "learning_reset" => text.event_learning_reset(),
        "learning_imported" => text.event_learning_imported(),
        "person_erased" => text.event_person_erased(),
        "page_moved" => text.event_page_moved(),
        "rule_added" => text.event_rule_added(),
        "rule_removed" => text.event_rule_removed(),
        "owner_mail_set" => text.event_owner_mail_set(),
        "member_added" => text.event_member_added(),
        "member_entered" => text.event_member_entered(),
        "member_ended" => text.event_member_ended(),
        "webhook_added" => text.event_webhook_added(),
        "webhook_removed" => text.event_webhook_removed(),
        "webhook_rotated" => text.event_webhook_rotated(),
        "judge_added" => text.event_external_check_added(),
        "judge_removed" => text.event_external_check_removed(),
        "sso_key_added" => text.event_sso_key_added(),
        "sso_key_set" => text.event_sso_key_set(),
        "sso_key_removed" => text.event_sso_key_removed(),
        "site_added" => text.event_site_added(),
        "site_set" => text.event_site_set(),
        "thread_closed" => text.event_thread_closed(),
        "closed_note_set" => text.event_closed_note_set(),
        "thread_opened" => text.event_thread_opened(),
        "thread_slowed" => text.event_thread_slowed(),
        other => return other.replace('_', " "),
    };
    known.into()
}

#[cfg(test)]
mod tests {
    use super::names::plain_text;
    use super::{alike, done, event, reason_label, sent_after, session_expired, signed_out, used_link};
    use porch_protocol::DecisionKind;

    #[test]
    fn the_history_names_events_in_words() {
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
        assert!(reason_label(DecisionKind::Decline, "Sam").contains("edit and send again"));
        // A removed comment can't be sent again, and its reason is shown on the page while its replies are.
        let label = reason_label(DecisionKind::Remove, "Sam");
        assert!(label.contains("everybody") && !label.contains("send again"), "{label}");
    }
}
