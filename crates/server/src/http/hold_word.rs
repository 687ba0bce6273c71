//! Why a comment is held, as a word in an address: a plain form leads to a page that says it.

use porch_protocol::DisclosedHoldReason;

/// The word in the address that a plain form leads to, by why its comment is held.
pub(super) fn word_of_hold(reason: Option<DisclosedHoldReason>) -> &'static str {
    match reason {
        Some(DisclosedHoldReason::FirstComment) => "first",
        Some(DisclosedHoldReason::EveryComment) => "every",
        Some(DisclosedHoldReason::Links) => "links",
        None => "other",
    }
}

/// A word that an address may say, as one of those that we say ourselves.
pub(super) fn known_word(word: &str) -> &'static str {
    word_of_hold(hold_of_word(word))
}

/// Why a comment is held, by that word.
pub(super) fn hold_of_word(word: &str) -> Option<DisclosedHoldReason> {
    [DisclosedHoldReason::FirstComment, DisclosedHoldReason::EveryComment, DisclosedHoldReason::Links]
        .into_iter()
        .find(|reason| word_of_hold(Some(*reason)) == word)
}
