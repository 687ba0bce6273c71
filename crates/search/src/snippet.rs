//! The part of a text that shows best why it was found, with the words to mark.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::matched::MatchedForms;
use crate::words::words;

/// A part of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snippet<'a> {
    /// The part, without spaces around it.
    pub text: &'a str,
    /// What to mark in it, in bytes: in order, apart from each other, never inside of a character as readers see it.
    pub marks: Vec<Range<usize>>,
    /// Whether the text goes on before it.
    pub cut_before: bool,
    /// Whether the text goes on after it.
    pub cut_after: bool,
}

/// A found word.
struct Match {
    range: Range<usize>,
    groups: Vec<usize>,
}

/// The part of a text of at most `most` characters, as readers see them, that has the most words of a query; the beginning
/// where it has none.
pub fn snippet<'a>(text: &'a str, forms: &MatchedForms, most: usize) -> Snippet<'a> {
    let matches: Vec<Match> = words(text)
        .into_iter()
        .map(|word| Match { groups: forms.groups_of(&word), range: word.start..word.end })
        .filter(|found| !found.groups.is_empty())
        .collect();
    // Where each character begins, and the end.
    let mut bounds: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    bounds.push(text.len());
    let window = window(text, &bounds, &matches, most.max(1));
    let part = trimmed(text, window);
    let marks = marks(&bounds, &matches, &part);
    Snippet {
        text: &text[part.clone()],
        marks,
        cut_before: !text[..part.start].trim().is_empty(),
        cut_after: !text[part.end..].trim().is_empty(),
    }
}

/// The best window: it begins a little before a found word, at the beginning of a word.
fn window(text: &str, bounds: &[usize], matches: &[Match], most: usize) -> Range<usize> {
    let last = bounds.len() - 1;
    if last <= most {
        return 0..text.len();
    }
    let best = matches
        .iter()
        .map(|first| start(text, bounds, first.range.start, most))
        .map(|start| (worth(matches, bounds[start]..bounds[(start + most).min(last)]), start))
        // Of equal ones the first.
        .fold(None, |best: Option<(usize, usize)>, other| match best {
            Some(best) if best.0 >= other.0 => Some(best),
            _ => Some(other),
        });
    let start = best.map_or(0, |(_, start)| start);
    let end = (start + most).min(last);
    bounds[start]..word_end(text, bounds, start, end)
}

/// Where a window begins that shows a found word: up to a quarter of it comes before the word.
fn start(text: &str, bounds: &[usize], found: usize, most: usize) -> usize {
    let place = bounds.partition_point(|bound| *bound <= found).saturating_sub(1);
    let last_start = (bounds.len() - 1).saturating_sub(most);
    let earliest = place.saturating_sub(most / 4).min(last_start);
    let after_space = |at: &usize| *at == 0 || text[..bounds[*at]].ends_with(char::is_whitespace);
    (earliest..=place).find(after_space).unwrap_or(earliest)
}

/// The end of the last whole word, unless that would leave much out.
fn word_end(text: &str, bounds: &[usize], start: usize, end: usize) -> usize {
    let is_end = |at: &usize| *at == bounds.len() - 1 || text[bounds[*at]..].starts_with(char::is_whitespace);
    let earliest = start + (end - start) * 3 / 4;
    (earliest..=end).rev().find(is_end).map_or(bounds[end], |at| bounds[at])
}

/// What a window shows: different words of the query first, then their number.
fn worth(matches: &[Match], window: Range<usize>) -> usize {
    let inside = matches.iter().filter(|found| window.start <= found.range.start && found.range.end <= window.end);
    let (mut groups, mut count) = (Vec::new(), 0);
    for found in inside {
        groups.extend_from_slice(&found.groups);
        count += 1;
    }
    groups.sort_unstable();
    groups.dedup();
    groups.len() * 1_000 + count.min(999)
}

fn trimmed(text: &str, window: Range<usize>) -> Range<usize> {
    let part = &text[window.clone()];
    let start = window.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// The found words within a part, counted from its beginning. Neighbouring pairs of characters become one mark.
fn marks(bounds: &[usize], matches: &[Match], part: &Range<usize>) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for found in matches {
        // To the borders of characters: a mark of a letter belongs to it.
        let start = bounds[bounds.partition_point(|bound| *bound <= found.range.start).saturating_sub(1)];
        let end = bounds[bounds.partition_point(|bound| *bound < found.range.end).min(bounds.len() - 1)];
        if start < part.start || end > part.end {
            continue;
        }
        match marks.last_mut() {
            Some(last) if start - part.start < last.end => last.end = last.end.max(end - part.start),
            _ => marks.push(start - part.start..end - part.start),
        }
    }
    marks
}
