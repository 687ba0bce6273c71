//! The words about who is told of events, and whom the site asks about what newcomers write.

pub(crate) const WEBHOOKS: &str = "Who is told of events";
pub(crate) const WEBHOOKS_WHAT: &str =
    "A program of yours hears at once what happens here, or a chat of yours shows what was written.";
pub(crate) const NOBODY: &str = "Nobody is told.";
pub(crate) const NOT_YET: &str = "Nothing was sent yet.";
pub(crate) const TOOK: &str = "Took the last one";
pub(crate) const DID_NOT: &str = "Did not take the last one";
pub(crate) const FAILING: &str = "Nothing arrives any more; that began";
pub(crate) const TEST: &str = "Send a test";
pub(crate) const NEW_SECRET: &str = "New secret";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const REMOVED: &str = "Removed. It is told nothing any more.";
pub(crate) const ADD: &str = "Tell somebody else";
pub(crate) const ADD_IT: &str = "Add it";
pub(crate) const SHAPE: &str = "Who listens";
pub(crate) const ADDRESS: &str = "Its address";
pub(crate) const ADDRESS_WHAT: &str = "Whoever knows this address may write there, so it is never shown again.";
pub(crate) const WHICH: &str = "Of which events";
pub(crate) const WHICH_WHAT: &str =
    "None marked: a program hears of all; a chat of what is up, waits, is let in or reported.";
pub(crate) const PUBLIC_KEY: &str =
    "Sign so that it can check and nobody there could sign (v1a, Ed25519), where its library can check that.";
pub(crate) const SECRET: &str = "Secret";
pub(crate) const KEY_OF_PAIR: &str = "Public key";
pub(crate) const GIVE_SECRET: &str =
    "Give this to whoever listens: it says whether a message is really from here. It is shown only now.";
pub(crate) const GIVE_KEY: &str =
    "Give this public key to whoever listens: it says whether a message is really from here. It is shown only now.";
pub(crate) const CHAT_ADDED: &str = "Added. Send a test to see it there.";

/// The shapes: what the server calls them, and what the list says.
pub(crate) const SHAPES: [(&str, &str); 4] = [
    ("standard", "a program (Standard Webhooks, signed)"),
    ("slack", "Slack"),
    ("discord", "Discord"),
    ("telegram", "Telegram"),
];

/// What an address looks like in each shape, in the same order.
pub(crate) const ADDRESSES: [&str; 4] = [
    "https://",
    "https://hooks.slack.com/services/…",
    "https://discord.com/api/webhooks/…",
    "https://api.telegram.org/bot…/sendMessage?chat_id=…",
];

/// The name of a shape in a line.
pub(crate) fn shape(shape: &str, asymmetric: bool) -> String {
    match shape {
        "standard" if asymmetric => "Standard Webhooks, v1a".into(),
        "standard" => "Standard Webhooks".into(),
        other => SHAPES.iter().find(|(word, _)| *word == other).map_or(other, |(_, name)| name).to_owned(),
    }
}

/// What an event is called.
pub(crate) fn event(kind: &str) -> String {
    let known = match kind {
        "comment.published" => "a comment is up",
        "comment.held" => "a comment waits",
        "comment.approved" => "let in",
        "comment.edited" => "changed by its author",
        "comment.removed" => "taken down",
        "comment.restored" => "put back",
        "comment.withdrawn" => "taken back by its author",
        "comment.sent_back" => "sent back",
        "comment.declined" => "declined",
        "comment.marked_spam" => "called spam",
        "comment.cleared" => "said to be no spam",
        "comment.reported" => "reported",
        "comment.second_look_asked" => "a second look asked for",
        "comment.decision_undone" => "a decision taken back",
        "comment.removal_undone" => "a removal taken back",
        other => return other.to_owned(),
    };
    known.into()
}

/// Which events somebody hears of.
pub(crate) fn events(shape: &str, events: &[String]) -> String {
    match (shape, events) {
        ("standard", []) => "all events".into(),
        (_, []) => "what is up, waits, is let in or reported".into(),
        (_, some) => some.iter().map(|one| event(one)).collect::<Vec<_>>().join(", "),
    }
}

/// Why nothing is sent any more.
pub(crate) fn paused(why: &str) -> &'static str {
    match why {
        "gone" => "Paused: it said that it is gone. A test that it takes wakes it up.",
        _ => "Paused: nothing arrived for three days. A test that it takes wakes it up.",
    }
}

/// What came of a test.
pub(crate) fn tested(works: bool, said: &str) -> String {
    if works { format!("The test worked: {said}.") } else { format!("The test did not work: {said}.") }
}

/// What is asked before somebody is told no more.
pub(crate) fn remove_sure(host: &str) -> String {
    format!(
        "{host} is told nothing any more, not even what was still to be sent. To come back it is added anew. Remove?"
    )
}

pub(crate) const JUDGES: &str = "Whom the site asks";
pub(crate) const JUDGES_WHAT: &str = "Nobody outside reads along unless you switch it on here. Whoever is asked can only make \
                                      a newcomer's comment wait for you; it publishes and refuses nothing.";
pub(crate) const NOT_ASKED: &str = "not asked";
pub(crate) const ASKED: &str = "asked";
pub(crate) const TRY: &str = "Try it";
pub(crate) const SWITCH_ON: &str = "Ask it from now on";
pub(crate) const SWITCH_OFF: &str = "Switch it off";
pub(crate) const OTHER: &str = "Another service that speaks as it does, if it is not the one of this name";
pub(crate) const MODEL: &str = "Model, if not its own choice";
pub(crate) const KEY: &str = "Its key: it is kept, and never shown again";
pub(crate) const IS_OFF: &str = "Switched off. Its key is forgotten.";

/// The name of a kind of judge.
pub(crate) fn judge(kind: &str) -> &str {
    match kind {
        "akismet" => "Akismet",
        "openai" => "OpenAI moderation",
        other => other,
    }
}

/// What the button says that opens the form.
pub(crate) fn switch_on(kind: &str) -> String {
    format!("Ask {}…", judge(kind))
}

/// What is sent to whom, before it is switched on.
pub(crate) fn sent(kind: &str, host: &str) -> String {
    let learns = if kind == "akismet" { " It also hears what you call spam, and what you say is none." } else { "" };
    format!(
        "{host} will be sent what newcomers write, the name they write under and the page's address, before the words are \
         up. Nobody's network address or mail is sent.{learns} Tell your visitors so."
    )
}

/// What was done.
pub(crate) fn is_on(host: &str) -> String {
    format!("From now on {host} is asked about newcomers' words.")
}

#[cfg(test)]
mod tests {
    use super::{events, sent, shape};

    #[test]
    fn a_line_says_who_hears_of_what() {
        assert_eq!(shape("slack", false), "Slack");
        assert_eq!(shape("matrix", false), "matrix");
        assert_eq!(events("standard", &[]), "all events");
        assert_eq!(events("slack", &["comment.held".into(), "comment.new".into()]), "a comment waits, comment.new");
    }

    #[test]
    fn before_it_is_switched_on_it_says_what_goes_where() {
        let said = sent("openai", "judge.example");
        assert!(said.starts_with("judge.example will be sent what newcomers write"), "{said}");
    }
}
