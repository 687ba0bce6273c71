//! Signs of isolated phrases in a comment: at its end, on a line of their own, or as the anchor of a link.

use std::ops::RangeInclusive;

use crate::links::{Link, is_address};
use crate::phrases;

/// The words of an isolated phrase: fewer are a name or a greeting, more are a sentence.
const WORDS: RangeInclusive<usize> = 2..=8;
/// The gap between two parts when a comment is pasted together.
const GAP: &str = "   ";
/// Anchors that are read; more links are a sign by themselves.
const MOST_COVERS: usize = 10;
/// The factor of an anchor beside an isolated phrase: a link needs some text.
const COVER: f32 = 0.5;

/// How commercial such a phrase is, as "Carpet Cleaning Perth" after thanks, 0 to 1.
pub(super) fn fragment(prose: &str, links: &[Link]) -> f32 {
    let covers = links.iter().filter_map(|link| link.anchor.as_deref()).filter(|cover| !is_address(cover));
    let covers = covers.take(MOST_COVERS).map(|cover| COVER * phrases::sells(cover));
    alone(prose).into_iter().map(phrases::sells).chain(covers).fold(0.0, f32::max)
}

/// The first line and the last words, if they are no sentence.
fn alone(prose: &str) -> Vec<&str> {
    let lines: Vec<&str> =
        prose.lines().flat_map(|line| line.split(GAP)).map(str::trim).filter(|line| !line.is_empty()).collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Vec::new() };
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '…' | ':' | ';' | '。' | '！' | '？');
    let tail = last.rsplit(is_end).next().unwrap_or(last).trim();
    let first = Some(*first).filter(|first| lines.len() > 1 && !first.ends_with(is_end));
    let tail = Some(tail).filter(|tail| lines.len() > 1 || tail.len() < last.len());
    first.into_iter().chain(tail).filter(|phrase| WORDS.contains(&phrase.split_whitespace().count())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolated_phrases_are_found() {
        assert_eq!(alone("Nice article, thanks a lot. Carpet Cleaning Perth"), ["Carpet Cleaning Perth"]);
        assert_eq!(alone("Garden Sheds Leeds\nI read it twice."), ["Garden Sheds Leeds"]);
        for whole in ["I baked it twice", "Thanks! It works.", "Thanks. Ada", ""] {
            assert_eq!(alone(whole), Vec::<&str>::new(), "{whole}");
        }
    }

    #[test]
    fn goods_are_distinguished_from_closing_phrases() {
        assert!(fragment("Nice article, thanks a lot. Carpet Cleaning Perth", &[]) > 0.5);
        for honest in
            ["It rose at last. Thanks in advance", "Hi Phil\nwhat flour is it?", "No luck here. Greetings from Bergen"]
        {
            assert!(fragment(honest, &[]) < 0.3, "{honest}");
        }
    }
}
