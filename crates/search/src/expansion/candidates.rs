//! The words of a site that a typed word may stand for: itself, what begins with it, and what is a mistake or two away.

use std::collections::HashMap;

use crate::error::Result;
use crate::expansion::automaton::KeyedAutomaton;
use crate::expansion::distance::{distance, distance_to_beginning};
use crate::expansion::lexicon::{Entry, Lexicon};

/// Words that a word is completed to.
const COMPLETED: usize = 24;
/// Words that a complete word may stand for.
const KEPT: usize = 8;
/// From so many documents on, a word is known, and two mistakes are not looked for.
const KNOWN: u64 = 3;
/// How likely each mistake is.
pub(crate) const MISTAKE: f32 = 0.02;

/// How a word is looked up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lookup {
    /// As it stands, as words in quotes are.
    Exact,
    /// With mistakes.
    Complete,
    /// With mistakes, and its end may be missing.
    Beginning,
}

/// A word of the site that a typed word may stand for.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Candidate {
    pub(crate) word: String,
    pub(crate) documents: u64,
    pub(crate) mistakes: u8,
    /// Whether it is as long as what was typed, not a completion.
    pub(crate) whole: bool,
}

impl Candidate {
    /// How often it would be typed so.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    pub(crate) fn likelihood(&self) -> f32 {
        (self.documents as f32 + 0.5) * MISTAKE.powi(i32::from(self.mistakes))
    }
}

/// How many mistakes a word may have, by its length: none up to 4 letters, one up to 8, then two. A number has none.
pub(crate) fn allowed_mistakes(word: &str) -> u8 {
    let letters = word.chars().count();
    match letters {
        _ if word.contains(|c: char| c.is_numeric()) => 0,
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// The candidates of a word, the best first. `own` says in how many documents its stem is.
pub(crate) fn candidates(
    lexicon: &Lexicon<'_>,
    word: &str,
    lookup: Lookup,
    own: u64,
    mistakes: u8,
) -> Result<Vec<Candidate>> {
    let mut found = Found { letters: word.chars().collect(), lookup, words: HashMap::new() };
    if lookup == Lookup::Beginning {
        found.add(lexicon.beginning_with(word, COMPLETED * 2)?, 0);
    } else {
        found.add(vec![Entry { word: word.to_owned(), documents: lexicon.documents(word)? }], 0);
    }
    // Two mistakes weigh nothing against a word that is known.
    for mistakes in 1..=mistakes {
        if mistakes > 1 && (own >= KNOWN || found.has_known()) {
            break;
        }
        for automaton in automata(lexicon, word, mistakes, lookup == Lookup::Beginning) {
            found.add(lexicon.accepted_by(&automaton)?, mistakes);
        }
    }
    Ok(found.best())
}

/// One mistake is looked for behind the first letter only, which few people mistype and which makes the search fast. A wrong
/// first letter counts as two mistakes.
fn automata(lexicon: &Lexicon<'_>, word: &str, mistakes: u8, beginning: bool) -> Vec<KeyedAutomaton> {
    let first = word.chars().next().map_or(0, char::len_utf8);
    let (first, rest) = word.split_at(first);
    let mut automata = vec![KeyedAutomaton::new(lexicon.key.text(first), rest, mistakes, beginning)];
    if mistakes > 1 {
        automata.push(KeyedAutomaton::new(lexicon.key.text(""), word, 1, beginning));
    }
    automata
}

struct Found {
    letters: Vec<char>,
    lookup: Lookup,
    words: HashMap<String, Candidate>,
}

impl Found {
    /// Adds those with exactly so many mistakes; segments and fields add up.
    fn add(&mut self, entries: Vec<Entry>, mistakes: u8) {
        for entry in entries.into_iter().filter(|entry| entry.documents > 0) {
            let Some(whole) = self.fits(&entry.word, mistakes) else { continue };
            let new = Candidate { word: entry.word.clone(), documents: 0, mistakes, whole };
            self.words.entry(entry.word).or_insert(new).documents += entry.documents;
        }
    }

    /// Whether a word has exactly so many mistakes, and whether it is as long as what was typed.
    fn fits(&self, word: &str, mistakes: u8) -> Option<bool> {
        let letters: Vec<char> = word.chars().collect();
        let wrong_first = usize::from(letters.first() != self.letters.first());
        let whole = distance(&self.letters, &letters) + wrong_first;
        let counted = match self.lookup {
            Lookup::Beginning => distance_to_beginning(&self.letters, &letters) + wrong_first,
            Lookup::Exact | Lookup::Complete => whole,
        };
        (counted == usize::from(mistakes)).then_some(whole == counted)
    }

    fn has_known(&self) -> bool {
        self.words.values().any(|found| found.documents >= KNOWN && (found.mistakes > 0 || found.whole))
    }

    fn best(self) -> Vec<Candidate> {
        let most = if self.lookup == Lookup::Beginning { COMPLETED } else { KEPT };
        let mut found: Vec<Candidate> = self.words.into_values().collect();
        let is_typed = |candidate: &Candidate| candidate.mistakes == 0 && candidate.whole;
        found.sort_by(|a, b| {
            let likely = b.likelihood().total_cmp(&a.likelihood());
            is_typed(b).cmp(&is_typed(a)).then(likely).then_with(|| a.word.cmp(&b.word))
        });
        found.truncate(most);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_says_how_many_mistakes_are_allowed() {
        for (word, expected) in
            [("rye", 0), ("oven", 0), ("bread", 1), ("sourdoug", 1), ("sourdough", 2), ("2000qr", 0), ("größ", 0)]
        {
            assert_eq!(allowed_mistakes(word), expected, "{word}");
        }
    }

    #[test]
    fn a_wrong_first_letter_counts_double() {
        let found = Found { letters: "sourdough".chars().collect(), lookup: Lookup::Complete, words: HashMap::new() };
        assert_eq!(found.fits("dourdough", 1), None);
        assert_eq!(found.fits("dourdough", 2), Some(true));
        assert_eq!(found.fits("sourdogh", 1), Some(true));
    }
}
