//! Whether a few words sell something, as trades and search phrases do, or are what people call themselves and say.

use std::sync::LazyLock;

use crate::fractions::float;
use crate::model::Model;
use crate::ngrams::{hashed, pieces_of, words};
use crate::normalise::normalise;

/// Weights of the model of phrases.
pub(crate) const BUCKETS: usize = 1 << 15;
/// Characters of a phrase that are read.
const LONGEST: usize = 80;
/// How much all pieces of words count beside the words and the form: trades are many, and joined words are in no list.
const PIECES: f32 = 1.0;

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../phrases.bin")).unwrap_or_else(|_| Model::blank(BUCKETS)));

/// Log-odds from which on a phrase rather sells something: most names mean nothing.
const FLOOR: f32 = 0.8;
/// Log-odds beyond [`FLOOR`] at which it surely does.
const SURE: f32 = 2.5;

/// How far a name or a phrase sells something, 0 to 1.
pub(crate) fn sells(phrase: &str) -> f32 {
    let values = values(phrase);
    if values.is_empty() { 0.0 } else { ((SHIPPED.log_odds(values) - FLOOR) / SURE).clamp(0.0, 1.0) }
}

/// What is seen of a phrase: its words, pairs of them, their pieces, and how it is written.
pub(crate) fn values(phrase: &str) -> Vec<(u32, f32)> {
    let phrase: String = phrase.chars().take(LONGEST).collect();
    let said = words(&normalise(&phrase));
    if said.is_empty() {
        return Vec::new();
    }
    let mut whole = Vec::new();
    let mut pieces = Vec::new();
    let mut previous = "^";
    for word in &said {
        whole.push(hashed(7, &[word.as_bytes()]));
        whole.push(hashed(8, &[previous.as_bytes(), b" ", word.as_bytes()]));
        pieces_of(word, &mut pieces);
        previous = word;
    }
    whole.push(hashed(8, &[previous.as_bytes(), b" $"]));
    whole.push(hashed(10, &[form(&phrase).as_bytes()]));
    whole.push(hashed(11, &[&[u8::try_from(said.len().min(6)).unwrap_or(6)]]));
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

/// How the first words are written: one letter for each, such as `X` for a capital and small letters, `x` for small ones
/// alone, `U` for capitals, `0` for none.
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
    fn trades_are_told_from_people() {
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
    fn the_shipped_model_is_whole_and_small() {
        assert_ne!(*SHIPPED, Model::blank(BUCKETS));
        assert!(include_bytes!("../phrases.bin").len() <= 33_000);
    }
}
