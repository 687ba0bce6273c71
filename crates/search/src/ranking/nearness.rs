//! How near the words of a query stand to each other in a text.
#![expect(clippy::cast_precision_loss, reason = "a factor")]

use crate::matched::MatchedForms;
use crate::words::{Word, words};

/// Bytes of a text that are read.
const READ: usize = 8_000;
/// Found words on either side that are looked at.
const AROUND: usize = 12;

/// What a text says about a query.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Nearness {
    /// From 0, far apart or not all there, to 1, next to each other in the order of the query.
    pub(crate) share: f32,
    /// Whether the words of the query stand there as they were typed, stop words included.
    pub(crate) exact: bool,
}

/// The nearness of the groups of a query in a text. `typed` are all its words in their order.
pub(crate) fn nearness(forms: &MatchedForms, groups: usize, typed: &[Word], text: &str) -> Nearness {
    let words = words(beginning(text));
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        for group in forms.groups_of(word) {
            found.push((place, group));
        }
    }
    let pairs = groups.saturating_sub(1);
    let sum: f32 = (0..pairs).map(|group| nearest(&found, group)).sum();
    let share = if pairs == 0 { 0.0 } else { sum / pairs as f32 };
    Nearness { share, exact: typed.len() > 1 && stands_in(typed, &words) }
}

fn beginning(text: &str) -> &str {
    let mut end = text.len().min(READ);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How near a word and the next one of the query come to each other: 1 side by side, less with words in between.
fn nearest(found: &[(usize, usize)], group: usize) -> f32 {
    let mut nearest = usize::MAX;
    for (at, (place, _)) in found.iter().enumerate().filter(|(_, (_, of))| *of == group) {
        let around = &found[at.saturating_sub(AROUND)..(at + AROUND).min(found.len())];
        for (other, _) in around.iter().filter(|(_, of)| *of == group + 1) {
            // The wrong order is one farther.
            let distance = if other > place { other - place } else { place - other + 1 };
            nearest = nearest.min(distance);
        }
    }
    if nearest == usize::MAX { 0.0 } else { 1.0 / (1.0 + (nearest.max(1) - 1) as f32 / 2.0) }
}

fn stands_in(typed: &[Word], words: &[Word]) -> bool {
    words.windows(typed.len()).any(|window| window.iter().zip(typed).all(|(word, typed)| word.text == typed.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expansion::groups::{Form, Group};
    use crate::language::SiteLanguages;

    fn of(query: &str, text: &str) -> Nearness {
        let typed = words(query);
        let form = |text: &str| vec![Form { text: text.to_owned(), worth: 1.0 }];
        let group = |word: &Word| Group { word: word.text.clone(), stems: form(&word.text), ..Group::default() };
        let groups: Vec<Group> = typed.iter().map(group).collect();
        nearness(&MatchedForms::new(&groups, &SiteLanguages::default()), groups.len(), &typed, text)
    }

    #[test]
    fn words_side_by_side_are_nearer_than_words_far_apart() {
        let (beside, apart, turned) =
            (of("rye bread", "my rye bread"), of("rye bread", "rye makes a bread"), of("rye bread", "bread of rye"));
        assert!((beside.share - 1.0).abs() < 1e-6);
        assert!(apart.share < 1.0 && apart.share > turned.share * 0.9);
        assert!(of("rye bread", "bread").share.abs() < 1e-6);
    }

    #[test]
    fn a_text_with_the_query_as_it_was_typed_is_exact() {
        assert!(of("rye bread", "The RYE Bread.").exact);
        assert!(!of("rye bread", "rye and bread").exact);
        assert!(!of("rye", "rye").exact);
    }
}
