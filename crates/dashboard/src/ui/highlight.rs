//! What was searched for, marked where it stands in a text.

use std::ops::Range;

use yew::prelude::*;

/// Letters that an excerpt has before the first place at most, and from there on.
const BEFORE: usize = 24;
const AFTER: usize = 160;

/// Whether a text has it, in small or in capital letters.
pub(crate) fn has(text: &str, find: &str) -> bool {
    !places(text, find).is_empty()
}

/// The whole text, with all places marked.
pub(crate) fn marked(text: &str, find: &str) -> Html {
    drawn(&parts(text, find))
}

/// The part of a text around the first place; its beginning where it has none.
pub(crate) fn excerpt(text: &str, find: &str) -> Html {
    drawn(&parts(&around(text, find), find))
}

fn drawn(parts: &[(&str, bool)]) -> Html {
    let part = |(text, is_place): &(&str, bool)| {
        let text = (*text).to_owned();
        if *is_place {
            html! { <mark>{ text }</mark> }
        } else {
            html! { { text } }
        }
    };
    parts.iter().map(part).collect()
}

/// The parts of a text in their order, and whether each is what was searched for.
fn parts<'t>(text: &'t str, find: &str) -> Vec<(&'t str, bool)> {
    let (mut parts, mut end) = (Vec::new(), 0);
    for place in places(text, find) {
        parts.push((&text[end..place.start], false));
        end = place.end;
        parts.push((&text[place], true));
    }
    parts.push((&text[end..], false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// The words around the first place, from the beginning of one of them.
fn around(text: &str, find: &str) -> String {
    let first = places(text, find).first().map_or(0, |place| place.start);
    let before = text[..first].char_indices().rev().take(BEFORE).last().map_or(first, |(at, _)| at);
    // A word that is cut at its beginning is left out, unless that would be all.
    let space = text[before..first].find(char::is_whitespace).map_or(before, |space| before + space);
    let start = if before == 0 { 0 } else { space };
    let (cut, rest) = (if start > 0 { "…" } else { "" }, text[start..].trim_start());
    let end = rest.char_indices().nth(BEFORE + AFTER).map_or(rest.len(), |(at, _)| at);
    format!("{cut}{}", &rest[..end])
}

/// Where it stands in a text, as ranges of bytes that do not overlap.
fn places(text: &str, find: &str) -> Vec<Range<usize>> {
    // A capital letter may have more than one small one: each knows the place of the one that it is of.
    let small = |text: &str| -> Vec<(char, usize)> {
        text.char_indices().flat_map(|(at, letter)| letter.to_lowercase().map(move |small| (small, at))).collect()
    };
    let (letters, find) = (small(text), small(find));
    let (mut places, mut at) = (Vec::new(), 0);
    while !find.is_empty() && at + find.len() <= letters.len() {
        let here = &letters[at..at + find.len()];
        if here.iter().zip(&find).all(|((one, _), (other, _))| one == other) {
            let last = here.last().map_or(0, |(_, at)| *at);
            let end = text[last..].chars().next().map_or(text.len(), |letter| last + letter.len_utf8());
            places.push(here[0].1..end);
            at += find.len();
        } else {
            at += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{around, has, parts};

    #[test]
    fn every_place_is_marked_in_small_and_in_capital_letters_and_no_letter_is_lost() {
        assert_eq!(parts("Rye, and rye", "RYE"), [("Rye", true), (", and ", false), ("rye", true)]);
        assert_eq!(parts("Élodie", "élo"), [("Élo", true), ("die", false)]);
        assert_eq!(parts("aaa", "aa"), [("aa", true), ("a", false)]);
        assert_eq!(parts("nothing", "rye"), [("nothing", false)]);
        assert_eq!(parts("", "rye"), []);
        // One capital letter that has two small ones: the text is cut where a letter ends.
        assert_eq!(parts("İstanbul", "i"), [("İ", true), ("stanbul", false)]);
        for text in ["İİ ß ẞ", "<b>rye</b>", "👍 rye 👍"] {
            for find in ["i", "ß", "rye", "👍", "<"] {
                assert_eq!(parts(text, find).iter().map(|(part, _)| *part).collect::<String>(), text, "{find}");
            }
        }
        assert!(has("Sourdough", "DOUGH") && !has("Sourdough", "yeast") && !has("x", ""));
    }

    #[test]
    fn an_excerpt_is_the_words_around_the_first_place() {
        assert_eq!(around("My rye fell", "fell"), "My rye fell");
        assert_eq!(around("My rye fell", "nothing"), "My rye fell");
        let long = format!("{}the dough was sour. {}", "words ".repeat(40), "more ".repeat(80));
        let found = around(&long, "sour");
        assert!(found.starts_with("…words the dough was sour. more"), "{found}");
        assert!(found.chars().count() < 200, "{found}");
        let joined = "ö".repeat(300);
        assert!(around(&format!("{joined}sour"), "sour").ends_with("öösour"), "one word is cut");
    }
}
