//! Signs of how a comment was sent.

use crate::facts::{Campaign, CommentFacts};
use crate::fractions::{float, saturating};

/// Seconds in which no person reads a page and writes a comment.
const TOO_FAST: f32 = 2.0;
/// Seconds from which on the speed says nothing.
const NORMAL: f32 = 8.0;
/// Words per second that no typist reaches; pasting does.
const FASTEST_WORDS: f32 = 6.0;

/// Whether a comment was sent faster than people read and write.
pub(super) fn too_fast(seconds_open: Option<f32>, words: usize) -> f32 {
    let Some(seconds) = seconds_open.filter(|seconds| seconds.is_finite() && *seconds >= 0.0) else { return 0.0 };
    let haste = ((NORMAL - seconds) / (NORMAL - TOO_FAST)).clamp(0.0, 1.0);
    let pasted = if float(words) > FASTEST_WORDS * seconds.max(1.0) { 0.4 } else { 0.0 };
    haste.max(pasted)
}

/// Words from which on two people do not write the same text by chance.
const OWN_WORDS: f32 = 14.0;

/// How often the same text was sent before, or another one that leads to the same place.
pub(super) fn repeated(facts: &CommentFacts<'_>, words: usize, links: usize) -> f32 {
    seen(facts.seen_before, words, links).max(campaign(facts.campaign))
}

/// How far the author is trusted.
pub(super) fn trust(facts: &CommentFacts<'_>) -> f32 {
    if facts.trust.is_finite() { facts.trust.clamp(0.0, 1.0) } else { 0.0 }
}

/// How often the same text was sent before; people repeat short ones honestly, so these count half.
fn seen(before: usize, words: usize, links: usize) -> f32 {
    let own = if links > 0 { 1.0 } else { (float(words) / OWN_WORDS).clamp(0.4, 1.0) };
    own * saturating(before, 5)
}

/// How many newcomers lead to the same place. One other may cite the same page; an author who leads there repeatedly
/// may be its owner.
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
