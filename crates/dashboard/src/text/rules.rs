//! The texts about house rules and word rules.

use porch_protocol::SecondLook;
use porch_protocol::site_settings::{RuleKind, WordRuleTestResult};

use super::text;

/// What the authors of comments with a second look did.
pub(crate) fn paused(pause: SecondLook, count: u32) -> String {
    let count = count as usize;
    match pause {
        SecondLook::Edited => text().rules_second_look_edited(count),
        SecondLook::Kept => text().rules_second_look_kept(count),
        SecondLook::Slept => text().rules_second_look_saved(count),
    }
}

/// The name of a kind of word rule.
pub(crate) fn kind(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Word => text().rules_kind_word(),
        RuleKind::Pattern => text().rules_kind_pattern(),
    }
}

/// What a word rule would have held.
pub(crate) fn word_rule_test_result(tried: &WordRuleTestResult, sentence: bool) -> String {
    let (held, of) = (tried.held as usize, tried.of as usize);
    let latest = match (held, of) {
        (0, of) if of > 0 => text().rules_would_hold_none(of),
        (held, of) => text().rules_would_hold(of, held),
    };
    match (sentence, tried.sentence) {
        (true, true) => text().rules_holds_sentence(&latest),
        (true, false) => text().rules_holds_sentence_not(&latest),
        (false, _) => latest,
    }
}

#[cfg(test)]
mod tests {
    use super::word_rule_test_result;
    use porch_protocol::site_settings::WordRuleTestResult;

    #[test]
    fn a_test_says_what_the_rule_would_have_held() {
        let summary = |sentence, held, of| {
            word_rule_test_result(&WordRuleTestResult { sentence, held, of, examples: Vec::new() }, true)
        };
        assert_eq!(summary(true, 3, 200), "It holds your sentence. It would have held 3 of the last 200 comments.");
        assert_eq!(summary(false, 0, 0), "It does not hold your sentence. There is no comment yet to try it on.");
    }
}
