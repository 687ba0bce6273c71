//! The texts about webhooks and external spam services.

use super::names::isolated;

pub(crate) const ADDRESS_MISSING: &str = "Write the address that events are sent to.";
pub(crate) const WEBHOOKS: &str = "Webhooks and chat";
pub(crate) const WEBHOOKS_WHAT: &str =
    "Send what happens here to a program of yours, or show new comments in your chat.";
pub(crate) const NOBODY: &str = "No webhook or chat yet.";
pub(crate) const NOT_YET: &str = "Nothing sent yet.";
pub(crate) const DELIVERED: &str = "Last delivery arrived";
pub(crate) const NOT_DELIVERED: &str = "Last delivery failed";
pub(crate) const FAILING: &str = "Deliveries have been failing since";
pub(crate) const TEST: &str = "Send a test";
pub(crate) const NEW_SECRET: &str = "New secret";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const REMOVED: &str = "Removed. Nothing is sent there any more.";
pub(crate) const ADD: &str = "Add a webhook or chat";
pub(crate) const ADD_IT: &str = "Add";
pub(crate) const SHAPE: &str = "Sends to";
pub(crate) const ADDRESS: &str = "Address (URL)";
pub(crate) const ADDRESS_WHAT: &str =
    "Keep it secret: whoever knows this address can write there. It is never shown again.";
pub(crate) const WHICH: &str = "Events";
pub(crate) const WHICH_WHAT: &str = "If you select none, a program gets all events, and a chat gets comments that are published, held, approved or reported.";
pub(crate) const PUBLIC_KEY: &str =
    "Sign with a key pair (v1a, Ed25519) instead of a shared secret. Its library must support that.";
pub(crate) const SECRET: &str = "Secret";
pub(crate) const KEY_OF_PAIR: &str = "Public key";
pub(crate) const GIVE_SECRET: &str =
    "Enter this secret at the receiver. It proves that a message comes from here. It is shown only now.";
pub(crate) const GIVE_KEY: &str =
    "Enter this public key at the receiver. It proves that a message comes from here. It is shown only now.";
pub(crate) const CHAT_ADDED: &str = "Added. Send a test to see that it arrives.";

/// The formats: the server's names, and their labels.
pub(crate) const SHAPES: [(&str, &str); 4] = [
    ("standard", "A program (Standard Webhooks, signed)"),
    ("slack", "Slack"),
    ("discord", "Discord"),
    ("telegram", "Telegram"),
];

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
        other => SHAPES.iter().find(|(word, _)| *word == other).map_or(other, |(_, name)| name).to_owned(),
    }
}

/// The name of an event.
pub(crate) fn event(kind: &str) -> String {
    let known = match kind {
        "comment.published" => "comment published",
        "comment.held" => "comment held",
        "comment.approved" => "approved",
        "comment.edited" => "edited by its author",
        "comment.removed" => "removed",
        "comment.restored" => "restored",
        "comment.withdrawn" => "deleted by its author",
        "comment.sent_back" => "sent back for changes",
        "comment.declined" => "declined",
        "comment.marked_spam" => "marked as spam",
        "comment.cleared" => "marked as not spam",
        "comment.reported" => "reported",
        "comment.second_look_asked" => "second look asked for",
        "comment.decision_undone" => "decision undone",
        "comment.removal_undone" => "removal undone",
        other => return other.to_owned(),
    };
    known.into()
}

/// The events that a receiver gets.
pub(crate) fn events(shape: &str, events: &[String]) -> String {
    match (shape, events) {
        ("standard", []) => "all events".into(),
        (_, []) => "published, held, approved and reported comments".into(),
        (_, some) => some.iter().map(|one| event(one)).collect::<Vec<_>>().join(", "),
    }
}

/// Why sending is paused.
pub(crate) fn paused(why: &str) -> &'static str {
    match why {
        "gone" => "Paused: the receiver said that this address is gone. A successful test starts it again.",
        _ => "Paused: nothing arrived for three days. A successful test starts it again.",
    }
}

/// The result of a test.
pub(crate) fn tested(works: bool, message: &str) -> String {
    if works { format!("The test worked: {message}.") } else { format!("The test did not work: {message}.") }
}

/// The confirmation before a receiver is removed.
pub(crate) fn remove_sure(host: &str) -> String {
    format!(
        "Nothing is sent to {} any more, not even what was still to be sent. To use it again, add it anew. Remove?",
        isolated(host)
    )
}

pub(crate) const SPAM_SERVICES: &str = "Spam services";
pub(crate) const SPAM_SERVICES_WHAT: &str = "Comments are sent to no service unless you turn one on here. A service can only hold a newcomer’s \
                                      comment for review; it publishes and refuses nothing.";
pub(crate) const SWITCHED_OFF: &str = "off";
pub(crate) const SWITCHED_ON: &str = "on";
pub(crate) const TRY: &str = "Try it";
pub(crate) const SWITCH_ON: &str = "Turn on";
pub(crate) const SWITCH_OFF: &str = "Turn off";
pub(crate) const OTHER_ADDRESS: &str = "Address of a compatible service, if you don’t use this one";
pub(crate) const MODEL: &str = "Model, if not the default";
pub(crate) const KEY: &str = "API key. It is stored, and never shown again";
pub(crate) const IS_OFF: &str = "Turned off. Its key is deleted.";

/// The name of a kind of service.
pub(crate) fn spam_service(kind: &str) -> &str {
    match kind {
        "akismet" => "Akismet",
        "openai" => "OpenAI moderation",
        other => other,
    }
}

/// The label of the button that opens the form.
pub(crate) fn switch_on(kind: &str) -> String {
    format!("Turn on {}…", spam_service(kind))
}

/// What is sent to which host, before a service is switched on.
pub(crate) fn sent(kind: &str, host: &str) -> String {
    let learns = if kind == "akismet" { " It also gets what you mark as spam and as not spam." } else { "" };
    format!(
        "{} will be sent what newcomers write, their name and the page’s address, before the comment is published. \
         No network address and no e-mail address is sent.{learns} Tell your visitors about it.",
        isolated(host)
    )
}

/// The toast after a service is switched on.
pub(crate) fn is_on(host: &str) -> String {
    format!("On. From now on {} checks newcomers’ comments.", isolated(host))
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
