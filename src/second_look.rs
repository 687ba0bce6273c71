//! Suggests a second look before a comment is sent: finds the one part of the text that attacks a person rather than
//! the matter.
//!
//! Rules and a short word list, in the browser: the server does not read an unsent text. It never blocks anything, so
//! it may be wrong, but only seldom, or people learn to ignore it.

use std::ops::Range;

/// How many words a hard word may be away from the person it is said to.
const NEAR: usize = 4;
/// How many letters may be all capitals without counting as shouting: names and abbreviations are.
const LOUD: usize = 14;

/// What the rules know of a language: words in lower case, without apostrophes. One string each, since a list of
/// strings takes twice the bytes.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    /// Words that address a person, separated by spaces or lines.
    pub people: &'static str,
    /// Words that are harsh only if they address a person; said of a matter they are allowed.
    pub hard: &'static str,
    /// Words that are harsh in any case.
    pub harsh: &'static str,
    /// Phrases that are about a person in any context, separated by `|`.
    pub phrases: &'static str,
}

/// Why a second look is suggested.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finding {
    /// The part is about a person.
    Person,
    /// The part is all in capitals.
    Loud,
}

/// The first part of `text` that deserves a second look: its range in bytes, and why. Quotations and code are skipped:
/// they are not the author's own words.
pub fn second_look(text: &str, lexicon: Lexicon) -> Option<(Range<usize>, Finding)> {
    let mut line_end = 0;
    let mut in_code = false;
    for line in text.split_inclusive('\n') {
        let start = line_end;
        line_end += line.len();
        in_code ^= line.trim_start().starts_with("```");
        if in_code || line.trim_start().starts_with('>') {
            continue;
        }
        let mut part_start = start;
        for part in line.split_inclusive(['.', '!', '?', ';', ',', ':']) {
            let finding = check_part(part, lexicon);
            if let Some(finding) = finding {
                let start = part_start + part.len() - part.trim_start().len();
                return Some((start..start + part.trim().len(), finding));
            }
            part_start += part.len();
        }
    }
    None
}

fn check_part(part: &str, lexicon: Lexicon) -> Option<Finding> {
    // Words separated by one space, and one space at each end.
    let mut normalized = String::from(" ");
    for c in part.chars() {
        match c {
            '\'' | '’' | '*' | '_' => {}
            c if c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii() => normalized.push(c.to_ascii_lowercase()),
            _ if !normalized.ends_with(' ') => normalized.push(' '),
            _ => {}
        }
    }
    if !normalized.ends_with(' ') {
        normalized.push(' ');
    }
    let words: Vec<&str> = normalized.split(' ').collect();
    let is_aimed = |at: usize| {
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(words.len());
        words[near].iter().any(|word| is_in(lexicon.people, word))
    };
    for (at, word) in words.iter().enumerate() {
        if is_in(lexicon.harsh, word) || (is_in(lexicon.hard, word) && is_aimed(at)) {
            return Some(Finding::Person);
        }
    }
    let contains = |phrase: &str| {
        // Compared by bytes: the standard library's text search takes a kilobyte.
        let is_phrase = |part: &[u8]| matches!(part, [b' ', inner @ .., b' '] if inner == phrase.as_bytes());
        normalized.as_bytes().windows(phrase.len() + 2).any(is_phrase)
    };
    if lexicon.phrases.split('|').map(str::trim_ascii_start).any(contains) {
        return Some(Finding::Person);
    }
    let letters = || part.bytes().filter(u8::is_ascii_alphabetic);
    (words.len() > 4 && letters().count() > LOUD && letters().all(|c| c.is_ascii_uppercase())).then_some(Finding::Loud)
}

/// Whether a list contains a word.
fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split([' ', '\n']).any(|other| other == word)
}
