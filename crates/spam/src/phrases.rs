//! Whether a short phrase sells something, as names of trades and search phrases do, unlike personal names and sayings.

use std::sync::LazyLock;

use crate::fractions::float;
use crate::model::Model;
use crate::ngrams::{hashed, pieces_of, words};
use crate::normalise::normalise;

/// Weights of the model of phrases.
pub(crate) const BUCKETS: usize = 1 << 15;
/// Characters of a phrase that are read.
const LONGEST: usize = 80;
/// How much all parts of words count beside the words and the form: trades are many, and compounds are in no list.
const PIECES: f32 = 1.0;

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../phrases.bin")).unwrap_or_else(|_| Model::blank(BUCKETS)));

/// The log-odds from which on a phrase rather sells something: most names have no meaning.
const FLOOR: f32 = 0.8;
/// The log-odds above [`FLOOR`] at which it certainly does.
const SURE: f32 = 2.5;

/// How commercial a name or a phrase is, 0 to 1.
pub(crate) fn sells(phrase: &str) -> f32 {
    let values = values(phrase);
    if values.is_empty() { 0.0 } else { ((SHIPPED.log_odds(values) - FLOOR) / SURE).clamp(0.0, 1.0) }
}

/// The features of a phrase: its words, pairs of them, their parts, and its capitalisation.
pub(crate) fn values(phrase: &str) -> Vec<(u32, f32)> {
    let phrase: String = phrase.chars().take(LONGEST).collect();
    let words_of_phrase = words(&normalise(&phrase));
    if words_of_phrase.is_empty() {
        return Vec::new();
    }
    let mut whole = Vec::new();
    let mut pieces = Vec::new();
    let mut previous = "^";
    for word in &words_of_phrase {
        whole.push(hashed(7, &[word.as_bytes()]));
        whole.push(hashed(8, &[previous.as_bytes(), b" ", word.as_bytes()]));
        pieces_of(word, &mut pieces);
        previous = word;
    }
    whole.push(hashed(8, &[previous.as_bytes(), b" $"]));
    whole.push(hashed(10, &[form(&phrase).as_bytes()]));
    whole.push(hashed(11, &[&[u8::try_from(words_of_phrase.len().min(6)).unwrap_or(6)]]));
    for mark in phrase.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).take(4) {
        whole.push(hashed(12, &[mark.to_string().as_bytes()]));
    }
    let mut values = Vec::with_capacity(whole.len() + pieces.len());
    for (features, share) in [(&mut whole, 1.0), (&mut pieces, PIECES)] {
        features.sort_unstable();
        features.dedup();
        let each = share / float(features.len().max(1)).sqrt();
        values.extend(features.iter().map(|one| (one.bucket, if one.negative { -each } else { each })));
    }
    values
}

/// The capitalisation of the first words: one letter for each, such as `X` for a capital and small letters, `x` for
/// small ones only, `U` for capitals only, `0` for no letters.
fn form(phrase: &str) -> String {
    let of = |word: &str| -> char {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        match (letters, capitals) {
            (0, _) => '0',
            (_, 0) => 'x',
            (1, 1) => 'A',
            (all, some) if all == some => 'U',
            (_, 1) if word.starts_with(char::is_uppercase) => 'X',
            _ => 'm',
        }
    };
    phrase.split_whitespace().take(4).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trades_are_distinguished_from_people() {
        for sold in [
            "Carpet Cleaning Perth",
            "Ferienwohnung Ostsee",
            "free mp3 download",
            "garden sheds leeds",
            "iPhone Reparatur",
        ] {
            assert!(sells(sold) > 0.1, "{sold} {}", sells(sold));
        }
        for person in [
            "Ada Lovelace",
            "mike72",
            "Nguyễn Văn An",
            "Jürgen Müller",
            "grumpy gardener",
            "Hiren Parekh",
            "S. Ramesh",
            "anonymous",
            "李明",
            "Mom of two",
            "",
        ] {
            assert!(sells(person) < 0.1, "{person} {}", sells(person));
        }
    }

    #[test]
    fn the_shipped_model_is_complete_and_small() {
        assert_ne!(*SHIPPED, Model::blank(BUCKETS));
        assert!(include_bytes!("../phrases.bin").len() <= 33_000);
    }
}
