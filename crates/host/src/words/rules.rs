//! The words about what the house asks of people, and which words are read first.

use porch_protocol::Pause;
use porch_protocol::house::{RuleKind, TriedRule};

pub(crate) const RULES: &str = "Rules";
pub(crate) const ASKS: &str = "What your house says";
pub(crate) const ASKS_WHAT: &str = "The question stands over the place to write. The rules stand beside it for people who are new here; \
                                    a declined comment can name them.";
pub(crate) const QUESTION: &str = "Opening question";
pub(crate) const BY: &str = "Who says so";
pub(crate) const SAVE: &str = "Save";
pub(crate) const SAVED: &str = "Saved. Pages show it from now on.";
pub(crate) const PAGES: &str = "On single pages";
pub(crate) const PAGES_WHAT: &str =
    "A page can ask its own question. Where it says nothing of its own, it says what the site says.";
pub(crate) const PAGE: &str = "The page's address";
pub(crate) const AS_SITE: &str = "Say what the site says";
pub(crate) const AS_SITE_DONE: &str = "This page says what the site says again.";
pub(crate) const NO_QUESTION: &str = "asks nothing";
pub(crate) const WORDS: &str = "Words that are read first";
pub(crate) const WORDS_WHAT: &str = "A comment with one of these waits for you. Nobody is told which word it was.";
pub(crate) const NO_WORDS: &str = "No word is held.";
pub(crate) const KIND: &str = "Written as";
pub(crate) const WORD: &str = "a word or a phrase; * at an end stands for more letters";
pub(crate) const PATTERN: &str = "a pattern (regular expression)";
pub(crate) const TEXT: &str = "The word or the pattern";
pub(crate) const SENTENCE: &str = "A sentence to try it on, if you like";
pub(crate) const TRY: &str = "Try it";
pub(crate) const ADD: &str = "Add it";
pub(crate) const TAKE_AWAY: &str = "Take it away";
pub(crate) const ADDED: &str = "Added. Comments with it wait for you.";
pub(crate) const GONE: &str = "Taken away. Comments with it are not held for it any more.";
pub(crate) const NOT_YOURS: &str = "Only an owner or a host changes this.";

pub(crate) const PAUSES: &str = "The second look";
pub(crate) const PAUSES_WHAT: &str = "Before words go out that are about a person, their author is asked once to look again. \
                                      Words that were given up then are not counted: nothing of them came here.";

/// How many comments came after a second look.
pub(crate) fn paused_in_all(count: u32) -> String {
    match count {
        0 => "No comment came after one yet.".into(),
        1 => "1 comment came after one. Its author:".into(),
        count => format!("{count} comments came after one. Their authors:"),
    }
}

/// What their authors did.
pub(crate) fn paused(pause: Pause, count: u32) -> String {
    let did = match pause {
        Pause::Edited => "changed their words",
        Pause::Kept => "left their words as they were",
        Pause::Slept => "slept on it",
    };
    format!("{count} {did}")
}

/// The label of a rule's field.
pub(crate) fn rule(number: usize) -> String {
    format!("Rule {number}")
}

/// What a button says that begins a reason with a rule, and what it writes.
pub(crate) fn by_rule(number: usize, rule: &str) -> String {
    format!("Rule {number}: {rule}")
}

/// What a rule is written as.
pub(crate) fn kind(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Word => "word",
        RuleKind::Pattern => "pattern",
    }
}

/// What a rule would have done.
pub(crate) fn tried(tried: &TriedRule, sentence: bool) -> String {
    let latest = match (tried.held, tried.of) {
        (_, 0) => "There is no comment yet to try it on.".to_owned(),
        (0, of) => format!("It would have held none of the last {of} comments."),
        (held, of) => format!("It would have held {held} of the last {of} comments."),
    };
    match (sentence, tried.sentence) {
        (true, true) => format!("It holds your sentence. {latest}"),
        (true, false) => format!("It does not hold your sentence. {latest}"),
        (false, _) => latest,
    }
}

#[cfg(test)]
mod tests {
    use super::tried;
    use porch_protocol::house::TriedRule;

    #[test]
    fn a_try_says_what_would_have_been() {
        let told = |sentence, held, of| tried(&TriedRule { sentence, held, of, examples: Vec::new() }, true);
        assert_eq!(told(true, 3, 200), "It holds your sentence. It would have held 3 of the last 200 comments.");
        assert_eq!(told(false, 0, 0), "It does not hold your sentence. There is no comment yet to try it on.");
    }
}
