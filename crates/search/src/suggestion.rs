//! The nearest spelling of a query that finds nothing.

use std::collections::HashMap;

use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;

use crate::error::Result;
use crate::expansion::automaton::KeyedAutomaton;
use crate::expansion::candidates::MISTAKE;
use crate::expansion::distance::distance;
use crate::expansion::groups::Group;
use crate::expansion::lexicon::Lexicon;
use crate::words::words;

/// Letters of a word for which another one is suggested, at least.
const LEAST_LETTERS: usize = 3;
/// From so many letters on, two mistakes are looked for.
const TWO_MISTAKES: usize = 5;
/// Words of the site that are tried.
const TRIED: usize = 8;

/// The words of a query with those replaced that the site does not have; none where there is no nearer spelling. Every word
/// that it puts in is in a comment of this site that is there.
pub(crate) fn respell(lexicon: &Lexicon<'_>, text: &str, groups: &[Group]) -> Result<Option<String>> {
    let mut respelled = String::new();
    let (mut copied, mut changed) = (0, false);
    for word in words(text) {
        let unknown = groups.iter().any(|group| group.word == word.text) && !is_live(lexicon, &word.text)?;
        if word.spaceless || !unknown {
            continue;
        }
        let Some(nearest) = nearest(lexicon, &word.text)? else { continue };
        respelled.push_str(&text[copied..word.start]);
        respelled.push_str(&nearest);
        copied = word.end;
        changed = true;
    }
    respelled.push_str(&text[copied..]);
    Ok(changed.then_some(respelled))
}

/// The nearest word of the site, the more frequent one of those that are as near.
fn nearest(lexicon: &Lexicon<'_>, word: &str) -> Result<Option<String>> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < LEAST_LETTERS || word.contains(char::is_numeric) {
        return Ok(None);
    }
    let mistakes = if letters.len() < TWO_MISTAKES { 1 } else { 2 };
    let automaton = KeyedAutomaton::new(lexicon.key.text(""), word, mistakes, false);
    let mut found: HashMap<String, f32> = HashMap::new();
    for entry in lexicon.accepted_by(&automaton)? {
        let away = distance(&letters, &entry.word.chars().collect::<Vec<_>>());
        let likelihood = MISTAKE.powi(i32::try_from(away).unwrap_or(i32::MAX));
        #[expect(clippy::cast_precision_loss, reason = "a weight")]
        let documents = entry.documents as f32;
        *found.entry(entry.word).or_default() += documents * likelihood;
    }
    let mut found: Vec<(String, f32)> = found.into_iter().filter(|(other, _)| other != word).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (other, _) in found.into_iter().take(TRIED) {
        if is_live(lexicon, &other)? {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

/// Whether a comment that was not deleted has the word: dictionaries keep deleted words until a merge.
fn is_live(lexicon: &Lexicon<'_>, word: &str) -> Result<bool> {
    for segment in lexicon.searcher.segment_readers() {
        for field in lexicon.fields.lexicon() {
            let term = lexicon.key.term(field, word);
            let postings = segment.inverted_index(field)?.read_postings(&term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    return Ok(true);
                }
                doc = postings.advance();
            }
        }
    }
    Ok(false)
}
