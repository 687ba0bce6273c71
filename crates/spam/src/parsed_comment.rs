//! A comment taken apart: what every sign is read from.

use crate::facts::CommentFacts;
use crate::lexicon::{Hits, hits};
use crate::links::{Link, Parts, is_plain, take_apart};
use crate::ngrams::words;
use crate::normalise::{MAX_CHARS, read};
use crate::signs::{commercial_name, tie};

/// What is known of a comment, and what its text is made of.
pub(crate) struct ParsedComment<'a> {
    pub(crate) facts: &'a CommentFacts<'a>,
    /// As much of the text as is read.
    pub(crate) text: String,
    pub(crate) parts: Parts,
    /// The links that lead elsewhere than talk leads anyway.
    pub(crate) strange_links: Vec<Link>,
    /// The words without links, normalised.
    pub(crate) prose: String,
    /// The words that cover links, normalised.
    pub(crate) covers: String,
    /// Letters in disguise, in the words and the covers.
    pub(crate) disguised: usize,
    /// The words of [`ParsedComment::prose`].
    pub(crate) words: Vec<String>,
    /// What spam talks of, in the words.
    pub(crate) hits: Hits,
    /// How far the author's name sells something, 0 to 1.
    pub(crate) name: f32,
    /// How far the words are the page's, 0 to 1.
    pub(crate) tie: f32,
}

impl<'a> ParsedComment<'a> {
    /// Reads a comment.
    pub(crate) fn read(facts: &'a CommentFacts<'a>) -> Self {
        let text: String = facts.text.chars().take(MAX_CHARS).collect();
        let parts = take_apart(&text);
        let (prose, covers) = (read(&parts.prose), read(&parts.anchors));
        let words = words(&prose.text);
        Self {
            strange_links: parts.links.iter().filter(|link| !is_plain(link, facts.page_hosts)).cloned().collect(),
            disguised: prose.disguised + covers.disguised,
            hits: hits(&words),
            name: commercial_name(facts.name.unwrap_or_default()),
            tie: tie(facts, &words),
            facts,
            text,
            parts,
            prose: prose.text,
            covers: covers.text,
            words,
        }
    }
}
