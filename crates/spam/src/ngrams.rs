//! Words and their parts as hashed numbers: the features of the linear models.

use crate::fractions::float;
use crate::letters::is_spaceless;
use crate::links::take_apart;
use crate::normalise::{MAX_CHARS, normalise};

/// Weights of a text model: features share them by hash.
pub(crate) const BUCKETS: usize = 1 << 18;
/// How much all parts of words count beside all whole words: they occur in other words by chance.
const PIECES: f32 = 0.2;

/// One feature: the index of its weight, and its sign, by which features with the same index cancel out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Feature {
    pub(crate) bucket: u32,
    pub(crate) negative: bool,
    /// Whether it is a part of a word.
    is_piece: bool,
}

/// The value of each feature of a text, with its sign: all words together count as the square root of their number, and
/// parts likewise.
pub(crate) fn values(features: &[Feature]) -> impl Iterator<Item = (u32, f32)> {
    let pieces = features.iter().filter(|feature| feature.is_piece).count();
    let each = |count: usize, share: f32| share / float(count.max(1)).sqrt();
    let (word, piece) = (each(features.len() - pieces, 1.0), each(pieces, PIECES));
    features.iter().map(move |feature| {
        let value = if feature.is_piece { piece } else { word };
        (feature.bucket, if feature.negative { -value } else { value })
    })
}

/// The words of a normalised text. Every digit becomes 0, so that a new telephone number is no new word.
pub(crate) fn words(normalised: &str) -> Vec<String> {
    normalised
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{900}'..='\u{dff}'))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(40).map(|c| if c.is_numeric() { '0' } else { c }).collect())
        .collect()
}

/// The hashed features of a normalised text, each once: words, pairs of words, and parts of three to five characters.
pub(crate) fn features(normalised: &str) -> Vec<Feature> {
    let words = without_numbers(words(normalised));
    let mut found = Vec::with_capacity(words.len() * 12);
    let mut previous = "^";
    for word in &words {
        found.push(hashed(1, &[word.as_bytes()]));
        found.push(hashed(2, &[previous.as_bytes(), b" ", word.as_bytes()]));
        pieces_of(word, &mut found);
        previous = word;
    }
    found.push(hashed(2, &[previous.as_bytes(), b" $"]));
    found.sort_unstable();
    found.dedup();
    found
}

/// Adjacent numbers become one, of any length: versions, dates and addresses are no telephone numbers.
fn without_numbers(mut words: Vec<String>) -> Vec<String> {
    for word in &mut words {
        if word.bytes().all(|byte| byte == b'0') {
            word.truncate(1);
        }
    }
    words.dedup_by(|next, word| next == "0" && word == "0");
    words
}

/// The features of a comment's source: its text and the anchors of its links, not their targets.
pub(crate) fn features_of(text: &str) -> Vec<Feature> {
    let text: String = text.chars().take(MAX_CHARS).collect();
    let parts = take_apart(&text);
    features(&normalise(&format!("{} {}", parts.prose, parts.anchors)))
}

/// The parts of three to five characters of a word, with marks for its beginning and end.
pub(crate) fn pieces_of(word: &str, found: &mut Vec<Feature>) {
    // In scripts without spaces, parts count as words.
    let is_piece = !word.chars().any(is_spaceless);
    let framed: String = ['<'].into_iter().chain(word.chars()).chain(['>']).collect();
    let starts: Vec<usize> = framed.char_indices().map(|(at, _)| at).chain([framed.len()]).collect();
    for length in [3, 4, 5] {
        for window in starts.windows(length + 1) {
            if let (Some(start), Some(end)) = (window.first(), window.last()) {
                let piece = hashed(3, &[framed.as_bytes().get(*start..*end).unwrap_or_default()]);
                found.push(Feature { is_piece, ..piece });
            }
        }
    }
}

pub(crate) fn hashed(kind: u8, parts: &[&[u8]]) -> Feature {
    let hash = hash(kind, parts);
    let [low, high, more, ..] = hash.to_le_bytes();
    let bucket = u32::from_le_bytes([low, high, (more >> 1) & 3, 0]);
    Feature { bucket, negative: more & 1 == 1, is_piece: false }
}

/// FNV-1a with a final mix. It is part of the model's format: it determines the index of each weight.
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
        assert_eq!(features("since 2.4.1"), features("since 198.51.100.1"));
    }
}
