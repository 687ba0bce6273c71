//! Marks the search text where it occurs in a text.

use std::ops::Range;

use porch_class_macros::html;
use yew::prelude::*;

/// How many characters of an excerpt stand before the first match at most, and after its beginning.
const BEFORE: usize = 24;
const AFTER: usize = 160;

/// Whether a text contains the search text, in any case.
pub(crate) fn has(text: &str, find: &str) -> bool {
    !matches(text, find).is_empty()
}

/// The whole text, with all matches marked.
pub(crate) fn marked(text: &str, find: &str) -> Html {
    render(&parts(text, find))
}

/// The part of a text around the first match; its beginning where there is none.
pub(crate) fn excerpt(text: &str, find: &str) -> Html {
    render(&parts(&excerpt_text(text, find), find))
}

fn render(parts: &[(&str, bool)]) -> Html {
    let part = |(text, is_match): &(&str, bool)| {
        let text = (*text).to_owned();
        if *is_match {
            html! { <mark>{ text }</mark> }
        } else {
            html! { { text } }
        }
    };
    parts.iter().map(part).collect()
}

/// The parts of a text in their order, and whether each is a match.
fn parts<'t>(text: &'t str, find: &str) -> Vec<(&'t str, bool)> {
    let (mut parts, mut end) = (Vec::new(), 0);
    for found in matches(text, find) {
        parts.push((&text[end..found.start], false));
        end = found.end;
        parts.push((&text[found], true));
    }
    parts.push((&text[end..], false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// The text around the first match, from the beginning of a word.
fn excerpt_text(text: &str, find: &str) -> String {
    let first = matches(text, find).first().map_or(0, |found| found.start);
    let before = text[..first].char_indices().rev().take(BEFORE).last().map_or(first, |(at, _)| at);
    // A word that is cut at its beginning is left out, unless nothing would be left before the match.
    let space = text[before..first].find(char::is_whitespace).map_or(before, |space| before + space);
    let start = if before == 0 { 0 } else { space };
    let (cut, rest) = (if start > 0 { "…" } else { "" }, text[start..].trim_start());
    let end = rest.char_indices().nth(BEFORE + AFTER).map_or(rest.len(), |(at, _)| at);
    format!("{cut}{}", &rest[..end])
}

/// The matches in a text, as byte ranges that do not overlap.
fn matches(text: &str, find: &str) -> Vec<Range<usize>> {
    // A capital letter may have several small ones: each of them has the position of the capital.
    let small = |text: &str| -> Vec<(char, usize)> {
        text.char_indices().flat_map(|(at, letter)| letter.to_lowercase().map(move |small| (small, at))).collect()
    };
    let (letters, find) = (small(text), small(find));
    let (mut ranges, mut at) = (Vec::new(), 0);
    while !find.is_empty() && at + find.len() <= letters.len() {
        let candidate = &letters[at..at + find.len()];
        if candidate.iter().zip(&find).all(|((one, _), (other, _))| one == other) {
            let last = candidate.last().map_or(0, |(_, at)| *at);
            let end = text[last..].chars().next().map_or(text.len(), |letter| last + letter.len_utf8());
            ranges.push(candidate[0].1..end);
            at += find.len();
        } else {
            at += 1;
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::{excerpt_text, has, parts};

    #[test]
    fn every_match_is_marked_in_any_case_and_no_letter_is_lost() {
        assert_eq!(parts("Rye, and rye", "RYE"), [("Rye", true), (", and ", false), ("rye", true)]);
        assert_eq!(parts("Élodie", "élo"), [("Élo", true), ("die", false)]);
        assert_eq!(parts("aaa", "aa"), [("aa", true), ("a", false)]);
        assert_eq!(parts("nothing", "rye"), [("nothing", false)]);
        assert_eq!(parts("", "rye"), []);
        // A capital letter with two small ones: the text is cut at the end of a letter.
        assert_eq!(parts("İstanbul", "i"), [("İ", true), ("stanbul", false)]);
        for text in ["İİ ß ẞ", "<b>rye</b>", "👍 rye 👍"] {
            for find in ["i", "ß", "rye", "👍", "<"] {
                assert_eq!(parts(text, find).iter().map(|(part, _)| *part).collect::<String>(), text, "{find}");
            }
        }
        assert!(has("Sourdough", "DOUGH") && !has("Sourdough", "yeast") && !has("x", ""));
    }

    #[test]
    fn an_excerpt_is_the_text_around_the_first_match() {
        assert_eq!(excerpt_text("My rye fell", "fell"), "My rye fell");
        assert_eq!(excerpt_text("My rye fell", "nothing"), "My rye fell");
        let long = format!("{}the dough was sour. {}", "words ".repeat(40), "more ".repeat(80));
        let found = excerpt_text(&long, "sour");
        assert!(found.starts_with("…words the dough was sour. more"), "{found}");
        assert!(found.chars().count() < 200, "{found}");
        let joined = "ö".repeat(300);
        assert!(excerpt_text(&format!("{joined}sour"), "sour").ends_with("öösour"), "one word is cut");
    }
}
