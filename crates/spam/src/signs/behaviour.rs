//! Signs of how a comment came.

use crate::facts::{Campaign, CommentFacts};
use crate::fractions::{float, saturating};

/// Seconds below which nobody has read a page and written an answer.
const NOBODY: f32 = 2.0;
/// Seconds from which on haste says nothing.
const ANYBODY: f32 = 8.0;
/// Words a second that the fastest hands do not reach; pasting does.
const FASTEST_WORDS: f32 = 6.0;

/// Whether a comment came faster than people read and write.
pub(super) fn too_fast(seconds_open: Option<f32>, words: usize) -> f32 {
    let Some(seconds) = seconds_open.filter(|seconds| seconds.is_finite() && *seconds >= 0.0) else { return 0.0 };
    let haste = ((ANYBODY - seconds) / (ANYBODY - NOBODY)).clamp(0.0, 1.0);
    let pasted = if float(words) > FASTEST_WORDS * seconds.max(1.0) { 0.4 } else { 0.0 };
    haste.max(pasted)
}

/// Words from which on nobody sends the same twice by chance.
const OWN_WORDS: f32 = 14.0;

/// How far the same words came before, or others that lead to the same place.
pub(super) fn repeated(facts: &CommentFacts<'_>, words: usize, links: usize) -> f32 {
    seen(facts.seen_before, words, links).max(campaign(facts.campaign))
}

/// How far the author is trusted.
pub(super) fn trust(facts: &CommentFacts<'_>) -> f32 {
    if facts.trust.is_finite() { facts.trust.clamp(0.0, 1.0) } else { 0.0 }
}

/// How far the same words were seen before; people repeat short ones honestly, so these count half.
fn seen(before: usize, words: usize, links: usize) -> f32 {
    let own = if links > 0 { 1.0 } else { (float(words) / OWN_WORDS).clamp(0.4, 1.0) };
    own * saturating(before, 5)
}

/// How far strangers lead to the same place. One other may cite the same page; who leads there again and again may be at
/// home there.
fn campaign(campaign: Campaign) -> f32 {
    saturating(campaign.others, 7).max(0.4 * saturating(campaign.own, 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn haste_counts_and_its_absence_does_not() {
        assert!(too_fast(Some(0.5), 3) > 0.99);
        assert!(too_fast(Some(60.0), 100) < 0.01);
        assert!(too_fast(None, 1_000) < 0.01);
        assert!(too_fast(Some(f32::NAN), 1_000) < 0.01);
    }
}
