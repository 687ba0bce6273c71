//! The texts about webhooks and external spam services.

use super::names::isolated;
use super::{comma_list, text};

/// The formats: the server's names, and their labels.
pub(crate) fn shapes() -> [(&'static str, &'static str); 4] {
    [("standard", text().shape_standard()), ("slack", "Slack"), ("discord", "Discord"), ("telegram", "Telegram")]
}

/// An example address for each format, in the same order.
pub(crate) const ADDRESSES: [&str; 4] = [
    "https://",
    "https://hooks.slack.com/services/…",
    "https://discord.com/api/webhooks/…",
    "https://api.telegram.org/bot…/sendMessage?chat_id=…",
];

/// The name of a format in a line.
pub(crate) fn shape(shape: &str, asymmetric: bool) -> String {
    match shape {
        "standard" if asymmetric => "Standard Webhooks, v1a".into(),
        "standard" => "Standard Webhooks".into(),
        other => shapes().iter().find(|(word, _)| *word == other).map_or(other, |(_, name)| name).to_owned(),
    }
}

/// The name of an event.
pub(crate) fn event(kind: &str) -> String {
    let text = text();
    let known = match kind {
        "comment.published" => text.hook_published(),
        "comment.held" => text.hook_held(),
        "comment.approved" => text.hook_approved(),
        "comment.edited" => text.hook_edited(),
        "comment.removed" => text.hook_removed(),
        "comment.restored" => text.hook_restored(),
        "comment.withdrawn" => text.hook_withdrawn(),
        "comment.sent_back" => text.hook_sent_back(),
        "comment.declined" => text.hook_declined(),
        "comment.marked_spam" => text.hook_marked_spam(),
        "comment.cleared" => text.hook_cleared(),
        "comment.reported" => text.hook_reported(),
        "comment.second_look_asked" => text.hook_second_look(),
        "comment.decision_undone" => text.hook_decision_undone(),
        "comment.removal_undone" => text.hook_removal_undone(),
        "comment.erased" => text.hook_erased(),
        other => other,
    };
    known.to_owned()
}

/// The events that a receiver gets.
pub(crate) fn events(shape: &str, events: &[String]) -> String {
    match (shape, events) {
        ("standard", []) => text().hooks_all().into(),
        (_, []) => text().hooks_of_chat().into(),
        (_, some) => comma_list(some.iter().map(|one| event(one))),
    }
}

/// Why sending is paused.
pub(crate) fn paused(why: &str) -> &'static str {
    match why {
        "gone" => text().integration_paused_gone(),
        _ => text().integration_paused_failing(),
    }
}

/// The confirmation before a receiver is removed.
pub(crate) fn remove_sure(host: &str) -> String {
    text().integration_remove_sure(&isolated(host))
}

/// The name of a kind of service.
pub(crate) fn spam_service(kind: &str) -> &str {
    match kind {
        "akismet" => "Akismet",
        "openai" => text().integration_openai(),
        other => other,
    }
}

/// The label of the button that opens the form.
pub(crate) fn switch_on(kind: &str) -> String {
    text().integration_turn_on(spam_service(kind))
}

/// What is sent to which host, before a service is switched on.
pub(crate) fn sent(kind: &str, host: &str) -> String {
    let host = isolated(host);
    if kind == "akismet" { text().integration_sent_learning(&host) } else { text().integration_sent(&host) }
}

/// The toast after a service is switched on.
pub(crate) fn is_on(host: &str) -> String {
    text().integration_is_on(&isolated(host))
}

#[cfg(test)]
mod tests {
    use super::super::names::plain_text;
    use super::{events, sent, shape};

    #[test]
    fn a_line_names_the_events_that_a_receiver_gets() {
        assert_eq!(shape("slack", false), "Slack");
        assert_eq!(shape("matrix", false), "matrix");
        assert_eq!(events("standard", &[]), "all events");
        assert_eq!(events("slack", &["comment.held".into(), "comment.new".into()]), "comment held, comment.new");
    }

    #[test]
    fn the_form_says_what_is_sent_to_which_host() {
        let message = plain_text(&sent("openai", "judge.example"));
        assert!(message.starts_with("judge.example will be sent what newcomers write"), "{message}");
    }
}
