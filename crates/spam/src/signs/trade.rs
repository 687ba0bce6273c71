//! Signs of words that sell, promote or praise.

use crate::fractions::{float, saturates, saturating};
use crate::lexicon::Hits;

/// The number of words up to which phrases of trade are not there by chance.
const FEW_WORDS: f32 = 20.0;

/// How many phrases are more than chance in so many words, when honest text has one in `each`.
fn beyond(found: usize, word_count: usize, each: f32) -> f32 {
    (float(found) - (float(word_count) - FEW_WORDS).max(0.0) / each).max(0.0)
}

/// Names of goods that spam sells.
pub(super) fn goods(hits: Hits, word_count: usize) -> f32 {
    saturates(beyond(hits.goods, word_count, 250.0), 4)
}

/// Words with which things are sold.
pub(super) fn selling(hits: Hits, word_count: usize) -> f32 {
    saturates(beyond(hits.selling, word_count, 60.0), 6)
}

/// Words for a channel, a site or a service.
pub(super) fn promotion(hits: Hits, word_count: usize) -> f32 {
    let promoted = saturates(beyond(hits.promotion, word_count, 150.0), 3);
    // "Subscribe to me" may be the whole comment.
    if promoted > 0.0 { (promoted + 0.25 * shortness(word_count)).min(1.0) } else { 0.0 }
}

/// Praise that would fit any page.
fn praise(hits: Hits) -> f32 {
    float(hits.flattery.min(4)) / 4.0
}

/// Praise without relation to the page; `tie` says how much the text has in common with it.
pub(super) fn generic_praise(hits: Hits, word_count: usize, tie: f32) -> f32 {
    // Short praise is the whole comment; in a long text it is a courtesy.
    praise(hits) * (1.0 - tie) * brevity(word_count)
}

/// Praise or promotion beside a link or a commercial name.
pub(super) fn praise_with_goal(hits: Hits, word_count: usize, links: usize, name: f32) -> f32 {
    if links == 0 && name <= 0.3 {
        return 0.0;
    }
    praise(hits).max((beyond(hits.promotion + hits.selling, word_count, 50.0) / 3.0).min(1.0))
}

/// How short a comment is: 1 up to 10 words, 0 from 25.
fn shortness(word_count: usize) -> f32 {
    ((25.0 - float(word_count)) / 15.0).clamp(0.0, 1.0)
}

/// How brief a comment is: 1 up to 25 words, 0 from 120.
fn brevity(word_count: usize) -> f32 {
    ((120.0 - float(word_count)) / 95.0).clamp(0.0, 1.0)
}
/// A word followed by lucky digits, as in names of gambling sites: four letters or more and 77, 88, 99, 777, 138, 4d.
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
