//! A chance to think twice: finds the one part of somebody's words that is aimed at a person and not at the matter.
//!
//! Rules and a short list of words, in the browser: nobody else reads what was not sent. It never blocks anything, so it
//! may be wrong; it must be so seldom, or people learn to look away.

use std::ops::Range;

/// How far from the person it is aimed at a hard word may stand, in words.
const NEAR: usize = 4;
/// Letters of a part that may be all capitals without being loud: names and abbreviations are.
const LOUD: usize = 14;

/// What the rules know of a language: words in lower case, without apostrophes. One text each, since a list of texts
/// weighs twice as much.
#[derive(Debug)]
pub struct Lexicon {
    /// Whom one speaks to; a space between two words.
    pub people: &'static str,
    /// Hard words: said of a matter they may stand.
    pub hard: &'static str,
    /// Words that are said of nobody.
    pub harsh: &'static str,
    /// Phrases that are about a person whatever stands around them, a `|` between two.
    pub phrases: &'static str,
}

/// What was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finding {
    /// It is about a person.
    Person,
    /// It is all in capitals.
    Loud,
}

/// The first part of `words` that deserves a second look: where it stands, in bytes, and why. What is quoted or is code
/// is somebody else's.
pub fn second_look(words: &str, lexicon: &Lexicon) -> Option<(Range<usize>, Finding)> {
    let mut at = 0;
    let mut code = false;
    for line in words.split_inclusive('\n') {
        let start = at;
        at += line.len();
        code ^= line.trim_start().starts_with("```");
        if code || line.trim_start().starts_with('>') {
            continue;
        }
        let mut place = start;
        for part in line.split_inclusive(['.', '!', '?', ';', ',', ':']) {
            let found = judge(part, lexicon);
            if let Some(why) = found {
                let begin = place + part.len() - part.trim_start().len();
                return Some((begin..begin + part.trim().len(), why));
            }
            place += part.len();
        }
    }
    None
}

fn judge(part: &str, lexicon: &Lexicon) -> Option<Finding> {
    // One space between two words, and one at each end.
    let mut spoken = String::from(" ");
    for c in part.chars() {
        match c {
            '\'' | '’' | '*' | '_' => {}
            c if c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii() => spoken.push(c.to_ascii_lowercase()),
            _ if !spoken.ends_with(' ') => spoken.push(' '),
            _ => {}
        }
    }
    if !spoken.ends_with(' ') {
        spoken.push(' ');
    }
    let words: Vec<&str> = spoken.split(' ').collect();
    let aimed = |at: usize| {
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(words.len());
        words[near].iter().any(|word| is_in(lexicon.people, word))
    };
    for (at, word) in words.iter().enumerate() {
        if is_in(lexicon.harsh, word) || (is_in(lexicon.hard, word) && aimed(at)) {
            return Some(Finding::Person);
        }
    }
    let said = |phrase: &str| {
        // By bytes: the library's search is a kilobyte.
        let whole = |part: &[u8]| matches!(part, [b' ', inner @ .., b' '] if inner == phrase.as_bytes());
        spoken.as_bytes().windows(phrase.len() + 2).any(whole)
    };
    if lexicon.phrases.split('|').any(said) {
        return Some(Finding::Person);
    }
    let letters = || part.bytes().filter(u8::is_ascii_alphabetic);
    (words.len() > 4 && letters().count() > LOUD && letters().all(|c| c.is_ascii_uppercase())).then_some(Finding::Loud)
}

/// Whether a word is one of a list's.
fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|one| one == word)
}
