//! The words of a text: runs of letters and digits, folded; pairs of characters where a script has no spaces.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fold::{fold, is_invisible, is_spaceless};

/// Bytes of the longest word that is indexed, folded. A longer run is no word that anybody types.
pub(crate) const LONGEST: usize = 60;

/// A word of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Word {
    /// The folded form.
    pub(crate) text: String,
    /// Where it begins in the text, in bytes.
    pub(crate) start: usize,
    /// Where it ends, in bytes.
    pub(crate) end: usize,
    /// Whether it is a pair of characters, or one alone, of a script without spaces.
    pub(crate) spaceless: bool,
}

/// The words of a text in their order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut splitter = Splitter { words: Vec::with_capacity(text.len() / 6 + 1), ..Splitter::default() };
    for (at, c) in text.char_indices() {
        splitter.take(at, c);
    }
    splitter.end(text.len());
    splitter.words
}

/// The words that hyphens join, such as "email" for "e-mail", each with the place of its first part among the words.
pub(crate) fn joined<'a>(text: &'a str, words: &'a [Word]) -> impl Iterator<Item = (usize, String)> + 'a {
    words.windows(2).enumerate().filter_map(|(at, pair)| {
        let [first, second] = pair else { return None };
        let between = text.get(first.end..second.start)?;
        let hyphened = matches!(between, "-" | "\u{2010}" | "\u{2011}") && !first.spaceless && !second.spaceless;
        let length = first.text.len() + second.text.len();
        (hyphened && length <= LONGEST).then(|| (at, format!("{}{}", first.text, second.text)))
    })
}

#[derive(Default)]
struct Splitter {
    words: Vec<Word>,
    word: String,
    start: usize,
    /// A run of characters of a script without spaces.
    run: Vec<(char, usize)>,
}

impl Splitter {
    fn take(&mut self, at: usize, c: char) {
        let inside = !self.word.is_empty() || !self.run.is_empty();
        if is_spaceless(c) {
            self.end_word(at);
            self.run.push((c, at));
        } else if c.is_alphanumeric() {
            self.end_run();
            if self.word.is_empty() {
                self.start = at;
            }
            fold(c, &mut self.word);
        } else if inside && is_combining_mark(c) {
            self.mark(c);
        } else if !(inside && is_invisible(c)) {
            self.end(at);
        }
    }

    /// A mark that follows its letter: part of the word where the script keeps marks.
    fn mark(&mut self, c: char) {
        if !self.word.is_ascii() {
            fold(c, &mut self.word);
        }
    }

    fn end(&mut self, at: usize) {
        self.end_word(at);
        self.end_run();
    }

    fn end_word(&mut self, end: usize) {
        let text = std::mem::take(&mut self.word);
        if !text.is_empty() && text.len() <= LONGEST {
            self.words.push(Word { text, start: self.start, end, spaceless: false });
        }
    }

    fn end_run(&mut self) {
        if let [(c, start)] = self.run[..] {
            self.words.push(pair(&[(c, start)]));
        }
        self.words.extend(self.run.windows(2).map(pair));
        self.run.clear();
    }
}

fn pair(characters: &[(char, usize)]) -> Word {
    let (start, end) = match (characters.first(), characters.last()) {
        (Some(first), Some(last)) => (first.1, last.1 + last.0.len_utf8()),
        _ => (0, 0),
    };
    let text = characters.iter().map(|(c, _)| *c).nfkc().collect();
    Word { text, start, end, spaceless: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(
            texts("Don't l'eau C++ porch.toml foo_bar 2000QR"),
            ["don", "t", "l", "eau", "c", "porch", "toml", "foo", "bar", "2000qr"]
        );
    }

    #[test]
    fn marks_that_stand_alone_are_folded_like_those_that_do_not() {
        assert_eq!(texts("cafe\u{301}"), ["cafe"]);
        assert_eq!(texts("हिन्दी"), ["हिन्दी"]);
    }

    #[test]
    fn invisible_characters_split_no_word() {
        assert_eq!(texts("soft\u{ad}ware zero\u{200b}width"), ["software", "zerowidth"]);
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(texts("東京都に hi"), ["東京", "京都", "都に", "hi"]);
        assert_eq!(texts("猫"), ["猫"]);
        assert_eq!(texts("ภาษา"), ["ภา", "าษ", "ษา"]);
        assert_eq!(texts("iPhoneを買う"), ["iphone", "を買", "買う"]);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Ça va, 東京都";
        let places: Vec<&str> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(places, ["Ça", "va", "東京", "京都"]);
    }

    #[test]
    fn what_is_too_long_is_no_word() {
        assert_eq!(texts(&format!("a {} b", "x".repeat(61))), ["a", "b"]);
        assert_eq!(texts(&"x".repeat(60)).len(), 1);
    }

    #[test]
    fn hyphens_join_words() {
        let text = "an e-mail, boundary-layer - theory";
        let joined: Vec<_> = joined(text, &words(text)).collect();
        assert_eq!(joined, [(1, "email".to_owned()), (3, "boundarylayer".to_owned())]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_apart(text in "\\PC*") {
            for word in words(&text) {
                assert!(text.is_char_boundary(word.start) && text.is_char_boundary(word.end));
                assert!(word.start < word.end);
            }
        }
    }
}
