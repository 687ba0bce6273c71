//! What others wrote about the same, for somebody who is writing.

use std::collections::HashSet;

use porch_protocol::comment_search::{FoundComment, RelatedComments, Snippet};
use porch_search::{ParsedQuery, SearchRequest};

use super::languages;
use super::visitor_search::{VisitorSearchError, find};
use crate::App;

/// Characters that have to be written before anything is related to them.
const LEAST: usize = 12;
/// Words that are looked at: the last ones, which somebody is writing.
const MOST_WORDS: usize = 30;
/// Comments at most.
const MOST: usize = 3;
/// Comments that are looked at.
const LOOKED_AT: usize = 12;

/// The comments of a site that are about what somebody writes, the best first; none before it is about anything. Nothing of the
/// text is stored.
///
/// # Errors
/// If the index or the database cannot be read.
pub async fn related(app: &App, site: &str, text: &str) -> Result<RelatedComments, VisitorSearchError> {
    if text.trim().chars().count() < LEAST {
        return Ok(RelatedComments::default());
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words[words.len().saturating_sub(MOST_WORDS)..].join(" ");
    // Words alone: what somebody writes has no operators.
    let query = ParsedQuery { text: last, ..ParsedQuery::default() };
    let request =
        SearchRequest { query, any_word: true, limit: LOOKED_AT, languages: languages(), ..SearchRequest::default() };
    let found = find(app, site, request, Vec::new()).await?;
    let about = |hit: &FoundComment| words_in(&hit.snippet) > 1;
    Ok(RelatedComments { hits: found.hits.into_iter().filter(about).take(MOST).collect() })
}

/// How many different words of a passage were looked for: one that two texts have in common says little.
fn words_in(snippet: &Snippet) -> usize {
    let found = snippet.pieces.iter().skip(1).step_by(2);
    found.map(|word| word.to_lowercase()).collect::<HashSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::{Snippet, words_in};

    #[test]
    fn a_word_counts_once() {
        let pieces = ["The ", "rye", " and the ", "Rye", " in the ", "oven", ""].map(str::to_owned).to_vec();
        assert_eq!(words_in(&Snippet { pieces, ..Snippet::default() }), 2);
        assert_eq!(words_in(&Snippet::default()), 0);
    }
}
