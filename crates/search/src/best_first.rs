//! The replies of a conversation, the most helpful ones first.
#![expect(clippy::cast_precision_loss, reason = "scores are approximate")]

use std::collections::{HashMap, HashSet};

use tantivy::Searcher;

use crate::error::Result;
use crate::expansion::groups::rarity;
use crate::expansion::lexicon::Lexicon;
use crate::language::SiteLanguages;
use crate::ranking::statistics::{K1, Statistics};
use crate::schema::Fields;
use crate::site_key::SiteKey;
use crate::stems::Stems;
use crate::stop_words::is_stop_word_of;
use crate::words::words;

/// How much the length of a reply counts against the average one.
const B: f32 = 0.75;

/// A reply to a question, in the order of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reply<'a> {
    /// What it says, as plain text.
    pub text: &'a str,
    /// Whether whoever asked wrote it.
    pub by_asker: bool,
}

/// How helpful each reply seems: it has words of the question, it is longer, it comes early, it asks nothing back, and it is not
/// the asker's own.
pub(crate) fn scores(
    searcher: &Searcher,
    fields: &Fields,
    key: &SiteKey,
    languages: &SiteLanguages,
    question: &str,
    replies: &[Reply<'_>],
) -> Result<Vec<f32>> {
    let lexicon = Lexicon { searcher, fields, key };
    let documents = Statistics::new(searcher, fields, key)?.documents;
    let mut stems = Stems::default();
    let asked: HashSet<String> = stemmed(question, languages, &mut stems).into_iter().collect();
    let mut rarities = HashMap::with_capacity(asked.len());
    for stem in asked {
        let known = lexicon.documents_in(fields.body_stems, &stem)? as f32;
        rarities.insert(stem, rarity(known, documents));
    }
    let said: Vec<Vec<String>> = replies.iter().map(|reply| stemmed(reply.text, languages, &mut stems)).collect();
    let average = said.iter().map(Vec::len).sum::<usize>() as f32 / said.len().max(1) as f32;
    let score = |(position, (reply, said)): (usize, (&Reply<'_>, &Vec<String>))| {
        helpfulness(reply, position, relevance(said, &rarities, average))
    };
    Ok(replies.iter().zip(&said).enumerate().map(score).collect())
}

/// The weights were learnt from half of the conversations of a forum, and checked with the other half.
fn helpfulness(reply: &Reply<'_>, position: usize, relevance: f32) -> f32 {
    let words = reply.text.split_whitespace().count() as f32;
    let own = if reply.by_asker { 2.0 } else { 0.0 };
    let asks = if reply.text.contains(['?', '？', '؟']) { 1.38 } else { 0.0 };
    0.42 * relevance / 10.0 + 0.43 * words.ln_1p() - own - 1.44 * position as f32 / 10.0 - asks
}

/// BM25 of a reply for the words of the question.
fn relevance(said: &[String], rarities: &HashMap<String, f32>, average: f32) -> f32 {
    let mut counts: HashMap<&str, f32> = HashMap::new();
    for stem in said.iter().filter(|stem| rarities.contains_key(*stem)) {
        *counts.entry(stem).or_default() += 1.0;
    }
    let length = K1 * (1.0 - B + B * said.len() as f32 / average.max(1.0));
    counts.iter().map(|(stem, count)| rarities[*stem] * (K1 + 1.0) * count / (count + length)).sum()
}

fn stemmed(text: &str, languages: &SiteLanguages, stems: &mut Stems) -> Vec<String> {
    let language = languages.of(text, None);
    let counted = words(text).into_iter().filter(|word| !is_stop_word_of(&word.text, languages.all()));
    counted.map(|word| if word.spaceless { word.text } else { stems.stem(&word.text, language) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_early_answer_of_somebody_else_is_more_helpful() {
        let long = "Put the dough into the fridge over night and bake it in the morning";
        let asking = format!("{long}?");
        let reply = |text, by_asker| Reply { text, by_asker };
        let answer = helpfulness(&reply(long, false), 0, 5.0);
        assert!(answer > helpfulness(&reply("same here", false), 0, 5.0));
        assert!(answer > helpfulness(&reply(long, true), 0, 5.0));
        assert!(answer > helpfulness(&reply(long, false), 5, 5.0));
        assert!(answer > helpfulness(&reply(&asking, false), 0, 5.0));
        assert!(answer > helpfulness(&reply(long, false), 0, 1.0));
    }

    #[test]
    fn words_of_the_question_count_by_how_rare_they_are() {
        let rarities = HashMap::from([("sourdough".to_owned(), 4.0), ("bake".to_owned(), 1.0)]);
        let of = |text: &str| relevance(&text.split(' ').map(str::to_owned).collect::<Vec<_>>(), &rarities, 3.0);
        assert!(of("sourdough is good") > of("bake it well") && of("bake it well") > of("no such word"));
    }
}
