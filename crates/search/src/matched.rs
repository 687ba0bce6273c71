//! The forms that a query was found by, so that texts can be marked.

use std::collections::HashMap;

use crate::expansion::groups::Group;
use crate::language::{Language, SiteLanguages};
use crate::stems::stem;
use crate::words::Word;

/// Letters that a word and its stem have in common, which saves stemming the other words.
const COMMON: usize = 2;

/// The forms that the words of a query stand for.
#[derive(Clone, Debug, Default)]
pub struct MatchedForms {
    /// For each form, as it stands in texts, its groups.
    forms: HashMap<String, Vec<usize>>,
    /// For each stem, its groups.
    stems: HashMap<String, Vec<usize>>,
    /// The first letters of the stems.
    beginnings_of_stems: Vec<String>,
    /// Words whose end may be missing.
    beginnings: Vec<(String, usize)>,
    languages: Vec<Language>,
}

impl MatchedForms {
    /// The forms of the groups of a query.
    pub(crate) fn new(groups: &[Group], languages: &SiteLanguages) -> Self {
        let mut matched = Self { languages: languages.all().to_vec(), ..Self::default() };
        for (at, group) in groups.iter().enumerate() {
            matched.forms.entry(group.word.clone()).or_default().push(at);
            for form in group.forms.iter().filter(|form| form.text != group.word) {
                matched.forms.entry(form.text.clone()).or_default().push(at);
            }
            if !group.stop_word {
                for stem in &group.stems {
                    matched.stems.entry(stem.text.clone()).or_default().push(at);
                }
            }
            if group.beginning {
                matched.beginnings.push((group.word.clone(), at));
            }
        }
        let beginning = |stem: &String| stem.chars().take(COMMON).collect();
        matched.beginnings_of_stems = matched.stems.keys().map(beginning).collect();
        matched.beginnings_of_stems.sort_unstable();
        matched.beginnings_of_stems.dedup();
        matched
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The groups that a word of a text belongs to.
    pub(crate) fn groups_of(&self, word: &Word) -> Vec<usize> {
        let mut groups = self.forms.get(&word.text).cloned().unwrap_or_default();
        for (beginning, group) in &self.beginnings {
            if word.text.starts_with(beginning) {
                groups.push(*group);
            }
        }
        if !word.spaceless && self.may_have_stem(&word.text) {
            for language in &self.languages {
                groups.extend(self.stems.get(stem(&word.text, *language).as_ref()).into_iter().flatten());
            }
        }
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    fn may_have_stem(&self, word: &str) -> bool {
        self.beginnings_of_stems.iter().any(|beginning| word.starts_with(beginning))
    }
}
