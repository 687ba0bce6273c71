//! Hashes of texts: the same or nearly the same text is found again without storing it.

use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

use crate::domain::text::is_blank;

/// Shorter texts are written by many honest people: "Thank you!"
const LONG: usize = 40;
/// Texts of fewer words have too few features for a comparison by similarity.
const WORDY: usize = 16;
/// In how many of the 64 bits two texts that are nearly the same may differ. Unrelated texts differ in about 32, and in
/// 10 or fewer with a probability of one in a hundred million.
const NEAR: u32 = 10;

/// The hashes of a text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TextSimhash {
    exact: u64,
    near: u64,
    /// Whether it is so long that two people do not write the same by chance.
    pub long: bool,
    wordy: bool,
}

impl TextSimhash {
    /// The hashes of a text as it is shown.
    pub fn of(text: &str) -> Self {
        let plain = normal(text);
        let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
        Self {
            exact: hash(&words),
            near: near(&words),
            long: plain.chars().count() >= LONG,
            wordy: words.len() >= WORDY,
        }
    }

    /// Whether two texts are the same to a reader, or differ in a word or two.
    pub fn is_like(&self, other: &Self) -> bool {
        self.exact == other.exact || (self.wordy && other.wordy && (self.near ^ other.near).count_ones() <= NEAR)
    }
}

/// A text without differences that a reader does not see: case, form of letters, marks, spaces, invisible characters.
pub fn normal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkc().filter(|c| c.is_whitespace() || !is_blank(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            plain.push(c);
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

fn hash(value: &impl Hash) -> u64 {
    // Its keys are fixed, so a text has the same hash in every run.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The simhash of words and pairs of words.
fn near(words: &[&str]) -> u64 {
    let pairs = words.windows(2).map(|pair| hash(&(pair[0], pair[1])));
    porch_spam::simhash(words.iter().map(hash).chain(pairs))
}

#[cfg(test)]
mod tests {
    use super::{TextSimhash, normal};

    const PROMO: &str = "I could not believe it myself but after only two weeks with this system I have earned more \
                         than in my whole last year, and anybody can do it, just write to the number on my page and \
                         ask for Ronald, he will help you as he has helped me and my family";

    #[test]
    fn the_same_text_in_another_form_has_the_same_hash() {
        let plain = TextSimhash::of("Great article! Visit my page for cheap watches today");
        for same in [
            "great  ARTICLE\u{200B} visit my page... for cheap watches today!!!",
            "𝐆𝐫𝐞𝐚𝐭 𝐚𝐫𝐭𝐢𝐜𝐥𝐞, visit my page for cheap watches today",
        ] {
            assert!(plain.is_like(&TextSimhash::of(same)), "{same}");
        }
        assert!(!plain.is_like(&TextSimhash::of("Great article! I baked it today and my page of notes is full")));
        assert_eq!(normal(" Ａ\u{200D}b—C "), "ab c");
    }

    #[test]
    fn a_word_changed_in_a_long_text_leaves_it_nearly_the_same() {
        let hash = TextSimhash::of(PROMO);
        assert!(hash.is_like(&TextSimhash::of(&PROMO.replace("Ronald", "Donald"))));
        assert!(
            !hash.is_like(&TextSimhash::of(&PROMO.replace("two weeks", "a day").chars().rev().collect::<String>()))
        );
    }

    #[test]
    fn short_texts_are_not_compared() {
        assert!(!TextSimhash::of("Thank you, Marta!").long);
        assert!(TextSimhash::of(PROMO).long);
    }
}
