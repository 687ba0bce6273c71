//! Features for a site's model beside text and signs: the shape of a comment, its author's name, its links' hosts.

use crate::fractions::{saturating, share};
use crate::links::{Link, host};
use crate::ngrams::{Feature, hashed};
use crate::parsed_comment::ParsedComment;

/// Numbers that describe the shape of a comment. Only a site's model gives them a meaning.
pub(crate) const SHAPES: usize = 20;
/// The shape of a comment, each number from 0 to 1.
pub(crate) fn shape(comment: &ParsedComment<'_>) -> [f32; SHAPES] {
    let (prose, word_count) = (comment.parts.prose.as_str(), comment.words.len());
    let name = comment.facts.name.unwrap_or_default();
    let count = |is: fn(char) -> bool| prose.chars().filter(|c| is(*c)).count();
    let letters = count(char::is_alphabetic);
    let (capitals, digits) = (count(char::is_uppercase), count(char::is_numeric));
    let wide = count(|c| !c.is_ascii() && c.is_alphabetic());
    let emoji = count(|c| matches!(u32::from(c), 0x2600..=0x27bf | 0x1f000..=0x1faff));
    let sentence = prose.trim();
    let names = name.split_whitespace().count();
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    [
        saturating(word_count, 200),
        flag(word_count <= 4),
        flag((5..=15).contains(&word_count)),
        flag(word_count >= 60),
        share(capitals, letters.max(1)),
        saturating(digits, 20),
        flag(digits > 0),
        saturating(emoji, 5),
        saturating(prose.matches('!').count(), 5),
        flag(prose.contains('?')),
        saturating(prose.matches("...").count() + prose.matches('…').count(), 3),
        flag(prose.contains(['$', '€', '£', '%'])),
        share(wide, letters.max(1)),
        flag(sentence.starts_with(char::is_uppercase)),
        flag(sentence.ends_with(['.', '!', '?'])),
        saturating(comment.text.lines().count().saturating_sub(1), 10),
        saturating(comment.strange_links.len(), 3),
        flag(names >= 2),
        flag(names > 0 && !name.contains(char::is_uppercase)),
        flag(name.chars().any(char::is_numeric)),
    ]
}

/// Hashed features of a name, and of the targets of links.
pub(crate) fn around(name: &str, links: &[Link]) -> Vec<Feature> {
    let mut found = Vec::new();
    let name: String = name.chars().take(60).flat_map(char::to_lowercase).collect();
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        found.push(hashed(4, &[word.as_bytes()]));
    }
    for link in links.iter().take(10) {
        let host = host(&link.target);
        found.push(hashed(5, &[host.as_bytes()]));
        // The words of a path are often all that a new domain has in common with the last one.
        let words = link.target.split(|c: char| !c.is_alphanumeric());
        found.extend(words.filter(|word| word.len() > 3).take(12).map(|word| hashed(6, &[word.as_bytes()])));
    }
    found
}
