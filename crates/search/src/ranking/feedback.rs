//! Feedback words: what the best hits have in common finds more of their kind.
#![expect(clippy::cast_precision_loss, reason = "weights are approximate")]

use std::collections::HashMap;

use crate::error::Result;
use crate::expansion::groups::{Group, rarity};
use crate::expansion::lexicon::Lexicon;
use crate::language::SiteLanguages;
use crate::ranking::postings::ExtraWord;
use crate::stems::Stems;
use crate::stop_words::is_stop_word_of;
use crate::words::words;

/// Groups that a query needs for it: with fewer, the best hits say little about what is meant.
pub(crate) const LEAST_GROUPS: usize = 3;
/// Hits whose words are taken.
pub(crate) const HITS: usize = 5;
/// Words that are taken.
const WORDS: usize = 40;
/// What they count together against the typed words.
const SHARE: f32 = 0.3;

/// The text of a hit and its score.
pub(crate) struct Example<'a> {
    pub(crate) text: &'a str,
    pub(crate) score: f32,
}

/// The words of the best hits, weighted by how frequent they are there and how rare on the site.
pub(crate) fn feedback(
    examples: &[Example<'_>],
    groups: &[Group],
    lexicon: &Lexicon<'_>,
    documents: f32,
    languages: &SiteLanguages,
    stems: &mut Stems,
) -> Result<Vec<ExtraWord>> {
    let mut frequencies: HashMap<String, f32> = HashMap::new();
    let mut total = 0.0;
    for example in examples {
        let language = languages.of(example.text, None);
        let words = words(example.text);
        let counted = words.iter().filter(|word| !is_stop_word_of(&word.text, languages.all()));
        let found: Vec<String> = counted
            .map(|word| if word.spaceless { word.text.clone() } else { stems.stem(&word.text, language) })
            .collect();
        total += example.score;
        let share = example.score / found.len().max(1) as f32;
        for stem in found {
            *frequencies.entry(stem).or_default() += share;
        }
    }
    let mut weighted = Vec::with_capacity(frequencies.len());
    for (stem, frequency) in frequencies {
        let rarity = rarity(lexicon.documents_in(lexicon.fields.body_stems, &stem)? as f32, documents);
        weighted.push((stem, frequency / total.max(f32::MIN_POSITIVE) * rarity, rarity));
    }
    weighted.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    weighted.truncate(WORDS);
    let sum: f32 = weighted.iter().map(|word| word.1).sum();
    let typed: f32 = groups.iter().map(|group| group.weight).sum();
    // The typed words keep their scores; those of the hits have their share beside.
    let scale = SHARE / (1.0 - SHARE) * typed / sum.max(f32::MIN_POSITIVE);
    Ok(weighted.into_iter().map(|(stem, weight, rarity)| ExtraWord { stem, weight: weight * scale * rarity }).collect())
}
