//! Words and their pieces as hashed numbers: what the linear models see of a text.

use crate::links::take_apart;
use crate::normalise::{MAX_CHARS, normalise};

/// Weights of a text model: features share them by hash.
pub(crate) const BUCKETS: usize = 1 << 16;

/// One feature: where its weight lies, and its sign, by which features that share a place cancel out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Feature {
    pub(crate) bucket: u16,
    pub(crate) negative: bool,
}

impl Feature {
    pub(crate) fn sign(self) -> f32 {
        if self.negative { -1.0 } else { 1.0 }
    }
}

/// The words of a normalised text. Digits all count as 0, so that a new telephone number is no new word.
pub(crate) fn words(normalised: &str) -> Vec<String> {
    normalised
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{900}'..='\u{dff}'))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(40).map(|c| if c.is_numeric() { '0' } else { c }).collect())
        .collect()
}

/// The hashed features of a normalised text, each once: words, pairs of words, and pieces of three to five characters.
pub(crate) fn features(normalised: &str) -> Vec<Feature> {
    let words = words(normalised);
    let mut found = Vec::with_capacity(words.len() * 12);
    let mut previous = "^";
    for word in &words {
        found.push(hashed(1, &[word.as_bytes()]));
        found.push(hashed(2, &[previous.as_bytes(), b" ", word.as_bytes()]));
        pieces(word, &mut found);
        previous = word;
    }
    found.push(hashed(2, &[previous.as_bytes(), b" $"]));
    found.sort_unstable();
    found.dedup();
    found
}

/// The features of a comment as written: its words and what covers its links, not the links.
pub(crate) fn features_of(text: &str) -> Vec<Feature> {
    let text: String = text.chars().take(MAX_CHARS).collect();
    let parts = take_apart(&text);
    features(&normalise(&format!("{} {}", parts.prose, parts.anchors)))
}

fn pieces(word: &str, found: &mut Vec<Feature>) {
    let framed: String = ['<'].into_iter().chain(word.chars()).chain(['>']).collect();
    let starts: Vec<usize> = framed.char_indices().map(|(at, _)| at).chain([framed.len()]).collect();
    for length in [3, 4, 5] {
        for window in starts.windows(length + 1) {
            if let (Some(start), Some(end)) = (window.first(), window.last()) {
                found.push(hashed(3, &[framed.as_bytes().get(*start..*end).unwrap_or_default()]));
            }
        }
    }
}

pub(crate) fn hashed(kind: u8, parts: &[&[u8]]) -> Feature {
    let hash = hash(kind, parts);
    let [low, high, sign, ..] = hash.to_le_bytes();
    Feature { bucket: u16::from_le_bytes([low, high]), negative: sign & 1 == 1 }
}

/// FNV-1a with a final mix. It is part of the model's format: the file's weights lie where it says.
pub(crate) fn hash(kind: u8, parts: &[&[u8]]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(kind);
    for byte in parts.iter().copied().flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_counts_once() {
        assert_eq!(features("slot"), features("slot"));
        let once = features("slot slot slot slot");
        let mut unique = once.clone();
        unique.dedup();
        assert_eq!(once, unique);
    }

    #[test]
    fn numbers_are_all_alike() {
        assert_eq!(features("call 0812 345"), features("call 9999 111"));
    }
}
