//! A fingerprint of a text, by which the same text with small changes is found again.

use crate::ngrams::{hash, words};
use crate::normalise::normalise;

/// Words from which on two texts count as the same; "thanks!" twice is no flood.
const FEWEST_WORDS: usize = 5;

/// A simhash of the shown text, 64 bits. Equal texts have equal fingerprints; a changed word flips a
/// few bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// How many bits may differ in texts that count as the same.
    pub const NEAR: u32 = 12;

    /// The fingerprint from a number that [`Fingerprint::bits`] returned.
    pub fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The fingerprint as a number, for storage.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The number of different bits, 0 to 64.
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// Whether both texts are grouped in the review queue.
    pub fn is_near(self, other: Self) -> bool {
        self.distance(other) <= Self::NEAR
    }
}

/// The fingerprint of a comment's text, links included. `None` for texts of fewer than five words, which people repeat
/// honestly. Disguised letters, digits and punctuation make no difference.
pub fn fingerprint(text: &str) -> Option<Fingerprint> {
    let words = words(&normalise(text));
    let length: usize = words.iter().map(|word| word.chars().count()).sum();
    // Scripts without spaces have few, long words.
    if words.len() < FEWEST_WORDS && length < 24 {
        return None;
    }
    let letters: Vec<char> = words.join(" ").chars().collect();
    let grams = letters.windows(4).map(|gram| gram.iter().collect::<String>()).map(|gram| hash(7, &[gram.as_bytes()]));
    Some(Fingerprint(simhash(words.iter().map(|word| hash(8, &[word.as_bytes()])).chain(grams))))
}

/// The simhash (Charikar 2002) of the hashes of a text's features: each bit is the one that most of them have.
pub fn simhash(features: impl IntoIterator<Item = u64>) -> u64 {
    let mut balance = [0_i32; 64];
    for feature in features {
        for (bit, balance) in balance.iter_mut().enumerate() {
            *balance += if feature >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    balance.iter().enumerate().fold(0, |hash, (bit, balance)| hash | u64::from(*balance > 0) << bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOD: &str =
        "Win real money at the best online casino tonight, register at lucky-spin.example with code 4711";

    fn print(text: &str) -> Fingerprint {
        fingerprint(text).unwrap_or(Fingerprint(0))
    }

    #[test]
    fn the_same_words_in_disguise_have_the_same_print() {
        let hidden = FLOOD.replace("casino", "𝐜𝐚𝐬𝐢𝐧𝐨").replace("4711", "1234");
        assert_eq!(print(FLOOD), print(&hidden));
    }

    #[test]
    fn a_changed_word_stays_near_and_another_text_is_far() {
        assert!(print(FLOOD).is_near(print(&FLOOD.replace("tonight", "today"))));
        let other = "I had the same trouble with my oven; turning the tray after ten minutes helped a lot.";
        assert!(print(FLOOD).distance(print(other)) > Fingerprint::NEAR + 4);
    }

    #[test]
    fn short_thanks_have_no_print() {
        assert_eq!(fingerprint("Thank you so much!"), None);
        assert!(fingerprint("这家网站提供最好的在线赌场和彩票服务请立即注册领取奖金哦朋友们").is_some());
    }
}
