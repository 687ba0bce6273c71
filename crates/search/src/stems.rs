//! Stems of words, so that "adding" finds "added".

use std::borrow::Cow;
use std::collections::HashMap;

use frostem::Stemmer;

use crate::language::Language;

/// Bytes of a word that is stemmed, at least.
const SHORTEST: usize = 3;
/// Stems that are kept for the next word; then the memory begins anew.
const KEPT: usize = 20_000;

/// The stem of one folded word in a language.
pub(crate) fn stem(word: &str, language: Language) -> Cow<'_, str> {
    if word.len() < SHORTEST { Cow::Borrowed(word) } else { Stemmer::new(language.algorithm()).stem(word) }
}

/// Stems words, and keeps the stems of those that come again.
#[derive(Default)]
pub(crate) struct Stems {
    known: Vec<HashMap<String, String>>,
    count: usize,
}

impl Stems {
    /// The stem of a folded word; the word itself where there is no language or the word is too short.
    pub(crate) fn stem(&mut self, word: &str, language: Option<Language>) -> String {
        let Some(language) = language.filter(|_| word.len() >= SHORTEST) else { return word.to_owned() };
        if self.count >= KEPT || self.known.is_empty() {
            self.known = vec![HashMap::new(); Language::COUNT];
            self.count = 0;
        }
        let known = &mut self.known[language.index()];
        if let Some(stem) = known.get(word) {
            return stem.clone();
        }
        let stem = stem(word, language).into_owned();
        known.insert(word.to_owned(), stem.clone());
        self.count += 1;
        stem
    }

    /// The different stems of a word in several languages; the word itself where there is none.
    pub(crate) fn all(&mut self, word: &str, languages: &[Language]) -> Vec<String> {
        let mut stems = Vec::new();
        for language in languages {
            let stem = self.stem(word, Some(*language));
            if !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        if stems.is_empty() {
            stems.push(word.to_owned());
        }
        stems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_their_stem() {
        let mut stems = Stems::default();
        let mut stem = |word, tag| stems.stem(word, Language::from_tag(tag));
        assert_eq!(stem("adding", "en"), stem("added", "en"));
        assert_eq!(stem("connections", "en"), "connect");
        assert_eq!(stem("hauser", "de"), stem("haus", "de"));
        assert_eq!(stem("connections", "ja"), "connections");
    }

    #[test]
    fn a_word_has_a_stem_in_each_language() {
        let languages = [Language::from_tag("en").unwrap(), Language::from_tag("de").unwrap()];
        let mut stems = Stems::default();
        assert_eq!(stems.all("running", &languages), ["run", "running"]);
        assert_eq!(stems.all("running", &[]), ["running"]);
    }
}
