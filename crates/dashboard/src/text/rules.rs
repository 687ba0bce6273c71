//! The texts about house rules and word rules.

use porch_protocol::SecondLook;
use porch_protocol::site_settings::{RuleKind, TriedRule};

pub(crate) const RULES: &str = "Rules";
pub(crate) const WELCOME_AND_RULES: &str = "Welcome and rules";
pub(crate) const QUESTION: &str = "Opening question";
/// Both, and their signature: they are saved together.
pub(crate) const QUESTION_AND_RULES: &str = "opening question and rules";
pub(crate) const QUESTION_WHAT: &str =
    "Stands above the comments, in the name below. People answer a question sooner than an empty field.";
/// The house rules. The section's name covers the word rules as well.
pub(crate) const HOUSE_RULES: &str = "Rules for comments";
pub(crate) const HOUSE_RULES_WHAT: &str = "Up to three, one sentence each. Newcomers read them while they write, and you can name one when you decline a comment.";
pub(crate) const SIGNATURE: &str = "In whose name";
pub(crate) const SIGNATURE_WHAT: &str = "Shown with the question and the rules.";
/// Above the preview.
pub(crate) const NEWCOMER_PREVIEW: &str = "What a newcomer sees";
pub(crate) const COMPOSER: &str = "Add a comment…";
pub(crate) const NOTHING_SAID: &str = "No question and no rules yet. What you type above appears here.";
pub(crate) const PAGES: &str = "On single pages";
pub(crate) const PAGES_WHAT: &str =
    "A page can have its own question and rules. What you leave empty there is taken from above.";
pub(crate) const PAGE: &str = "Another page";
pub(crate) const PAGE_WHAT: &str = "Choose one that has comments, or enter its address.";
pub(crate) const PAGE_MISSING: &str = "Enter the whole address of the page, with https:// in front.";
pub(crate) const CONTINUE: &str = "Continue";
pub(crate) const CHANGE: &str = "Edit";
pub(crate) const DONE: &str = "Done";
pub(crate) const AS_SITE: &str = "Use the site’s";
pub(crate) const AS_SITE_DONE: &str = "This page uses the site’s question and rules again.";
pub(crate) const NO_QUESTION: &str = "no question";
pub(crate) const WORDS: &str = "Words to hold";
pub(crate) const WORDS_WHAT: &str = "A comment with one of these words is held for review. Its author is not told which word it was. A * at the end stands for more letters: bak* holds baker and bakery.";
pub(crate) const NO_WORDS: &str = "No words yet.";
pub(crate) const KIND: &str = "Type";
pub(crate) const WORD: &str = "Word or phrase";
pub(crate) const PATTERN: &str = "Pattern (regular expression)";
pub(crate) const TEXT: &str = "The word or the pattern";
pub(crate) const SENTENCE: &str = "A sentence to try it on (optional)";
pub(crate) const TEXT_MISSING: &str = "Write the word, or the pattern.";
pub(crate) const TRY: &str = "Try it";
pub(crate) const ADD: &str = "Add";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const ADDED: &str = "Added. Comments with it are held for review.";
pub(crate) const REMOVED: &str = "Removed. Comments with it are not held for it any more.";
pub(crate) const NOT_YOURS: &str = "Only an owner or a host can change this.";

pub(crate) const PAUSES: &str = "Second look";
pub(crate) const PAUSES_WHAT: &str = "Before a comment that is about a person is sent, its author is asked once to read it again, and then decides. \
                                      Comments that were not sent then are not counted here: the server never gets them.";

/// How many comments had a second look.
pub(crate) fn paused_in_all(count: u32) -> String {
    match count {
        0 => "No comment was sent after a second look yet.".into(),
        1 => "1 comment was sent after a second look. Its author:".into(),
        count => format!("{count} comments were sent after a second look. Their authors:"),
    }
}

/// What their authors did.
pub(crate) fn paused(pause: SecondLook, count: u32) -> String {
    let did = match pause {
        SecondLook::Edited => "changed it",
        SecondLook::Kept => "sent it as it was",
        SecondLook::Slept => "saved it and sent it later",
    };
    format!("{count} {did}")
}

/// How long a visitor sees the rules.
pub(crate) fn seen_until(comments: u32) -> String {
    format!("The rules go once somebody has {comments} published comments; the question stays.")
}

/// The label of a rule's field.
pub(crate) fn rule(number: usize) -> String {
    format!("Rule {number}")
}

/// The label of the button that begins a reason with a rule, and the text that it inserts.
pub(crate) fn by_rule(number: usize, rule: &str) -> String {
    format!("Rule {number}: {rule}")
}

/// The name of a kind of word rule.
pub(crate) fn kind(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Word => "word",
        RuleKind::Pattern => "pattern",
    }
}

/// What a word rule would have held.
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
    use porch_protocol::site_settings::TriedRule;

    #[test]
    fn a_test_says_what_the_rule_would_have_held() {
        let summary = |sentence, held, of| tried(&TriedRule { sentence, held, of, examples: Vec::new() }, true);
        assert_eq!(summary(true, 3, 200), "It holds your sentence. It would have held 3 of the last 200 comments.");
        assert_eq!(summary(false, 0, 0), "It does not hold your sentence. There is no comment yet to try it on.");
    }
}
