//! Why a comment is held, as a word in an address: a plain form leads to a page that says it.

use porch_protocol::HoldReason;

/// The word in the address that a plain form leads to, by why its comment is held.
pub(super) fn word_of_hold(reason: Option<HoldReason>) -> &'static str {
    match reason {
        Some(HoldReason::FirstComment) => "first",
        Some(HoldReason::EveryComment) => "every",
        Some(HoldReason::Links) => "links",
        None => "other",
    }
}

/// A word that an address may say, as one of those that we say ourselves.
pub(super) fn canonical_word(word: &str) -> &'static str {
    word_of_hold(hold_of_word(word))
}

/// Why a comment is held, by that word.
pub(super) fn hold_of_word(word: &str) -> Option<HoldReason> {
    [HoldReason::FirstComment, HoldReason::EveryComment, HoldReason::Links]
        .into_iter()
        .find(|reason| word_of_hold(Some(*reason)) == word)
}
