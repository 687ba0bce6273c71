//! Words so common that they say nothing about a text.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::language::Language;
use crate::words::words;

/// Words that mean something, and are in the lists only as halves of "don't", "won't" and the like.
const NO_STOP_WORDS: [&str; 5] = ["don", "haven", "ma", "shan", "won"];
/// What the English list lacks, though it has the likes of them.
const MORE_ENGLISH: [&str; 7] = ["could", "would", "may", "might", "must", "shall", "else"];

/// Whether a folded word is a stop word of a language.
pub(crate) fn is_stop_word(word: &str, language: Option<Language>) -> bool {
    language.is_some_and(|language| list(language).contains(word))
}

/// Whether a folded word is a stop word of one of these languages.
pub(crate) fn is_stop_word_of(word: &str, languages: &[Language]) -> bool {
    languages.iter().any(|language| is_stop_word(word, Some(*language)))
}

fn list(language: Language) -> &'static HashSet<String> {
    static LISTS: [OnceLock<HashSet<String>>; Language::COUNT] = [const { OnceLock::new() }; Language::COUNT];
    LISTS[language.index()].get_or_init(|| {
        let listed = stop_words::lookup(language.code()).unwrap_or_default();
        let mut list: HashSet<String> = listed.iter().flat_map(|entry| words(entry)).map(|word| word.text).collect();
        if language.code() == "en" {
            list.extend(MORE_ENGLISH.map(str::to_owned));
            list.retain(|word| !NO_STOP_WORDS.contains(&word.as_str()));
        }
        list
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_list() {
        let (english, german) = (Language::from_tag("en"), Language::from_tag("de"));
        assert!(is_stop_word("the", english) && !is_stop_word("the", german));
        assert!(is_stop_word("fur", german) && !is_stop_word("fur", english));
        assert!(!is_stop_word("the", None));
        assert!(is_stop_word_of("the", &[german.unwrap(), english.unwrap()]));
    }

    #[test]
    fn halves_of_contractions_are_stop_words_unless_they_mean_something() {
        let english = Language::from_tag("en");
        assert!(is_stop_word("doesn", english) && is_stop_word("t", english));
        assert!(!is_stop_word("won", english));
    }
}
