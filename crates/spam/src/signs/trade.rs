//! Signs of words that sell, promote or praise.

use crate::fractions::{float, saturates, saturating};
use crate::lexicon::Hits;

/// Words up to which phrases of trade are no chance.
const FEW_WORDS: f32 = 20.0;

/// How many phrases are more than chance in so many words, when honest talk has one in `each`.
fn beyond(found: usize, said: usize, each: f32) -> f32 {
    (float(found) - (float(said) - FEW_WORDS).max(0.0) / each).max(0.0)
}

/// Names of what spam sells.
pub(super) fn goods(hits: Hits, said: usize) -> f32 {
    saturates(beyond(hits.goods, said, 250.0), 4)
}

/// Words by which things are sold.
pub(super) fn selling(hits: Hits, said: usize) -> f32 {
    saturates(beyond(hits.selling, said, 60.0), 6)
}

/// Words for a channel, a site or a service.
pub(super) fn promotion(hits: Hits, said: usize) -> f32 {
    let promoted = saturates(beyond(hits.promotion, said, 150.0), 3);
    // "Subscribe to me" is all there is.
    if promoted > 0.0 { (promoted + 0.25 * shortness(said)).min(1.0) } else { 0.0 }
}

/// Praise that would fit any page.
fn praise(hits: Hits) -> f32 {
    float(hits.flattery.min(4)) / 4.0
}

/// Praise by somebody who says nothing of the page, whose words have so much in common with it.
pub(super) fn generic_praise(hits: Hits, said: usize, tie: f32) -> f32 {
    // Short praise is all there is; in a long text it is a courtesy.
    praise(hits) * (1.0 - tie) * brevity(said)
}

/// Praise or promotion beside a link or a name that sells.
pub(super) fn praise_with_goal(hits: Hits, said: usize, links: usize, name: f32) -> f32 {
    if links == 0 && name <= 0.3 {
        return 0.0;
    }
    praise(hits).max((beyond(hits.promotion + hits.selling, said, 50.0) / 3.0).min(1.0))
}

/// How short it is: 1 up to 10 words, 0 from 25.
fn shortness(said: usize) -> f32 {
    ((25.0 - float(said)) / 15.0).clamp(0.0, 1.0)
}

/// How little is said: 1 up to 25 words, 0 from 120.
fn brevity(said: usize) -> f32 {
    ((120.0 - float(said)) / 95.0).clamp(0.0, 1.0)
}
/// A word with lucky digits behind it, as gambling sites are called: four letters or more and 77, 88, 99, 777, 138, 4d.
pub(super) fn brand_with_digits(prose: &str) -> f32 {
    let is_brand = |word: &str| {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &word[letters.len()..];
        let alike =
            digits.len() >= 2 && digits.len() <= 4 && digits.bytes().all(|b| Some(&b) == digits.as_bytes().first());
        let lucky = alike || matches!(digits, "138" | "168" | "188" | "303" | "123" | "500" | "888" | "365");
        letters.len() >= 4 && letters.bytes().all(|b| b.is_ascii_lowercase()) && lucky && !matches!(digits, "11" | "22")
            || (word.len() >= 6 && (word.ends_with("4d") || word.ends_with("slot") || word.ends_with("toto")))
    };
    let found = prose.split(|c: char| !c.is_alphanumeric()).filter(|word| is_brand(word)).count();
    saturating(found, 1)
}
