//! A comment split into the parts that the signs use.

use crate::facts::CommentFacts;
use crate::lexicon::{Hits, hits};
use crate::links::{Link, Parts, is_plain, take_apart};
use crate::ngrams::words;
use crate::normalise::{MAX_CHARS, read};
use crate::signs::{commercial_name, tie};

/// The facts about a comment, and the parts of its text.
pub(crate) struct ParsedComment<'a> {
    pub(crate) facts: &'a CommentFacts<'a>,
    /// The part of the text that is read.
    pub(crate) text: String,
    pub(crate) parts: Parts,
    /// The links that are not unsuspicious.
    pub(crate) strange_links: Vec<Link>,
    /// The text without links, normalised.
    pub(crate) prose: String,
    /// The anchors of links, normalised.
    pub(crate) covers: String,
    /// The number of disguised letters in the text and the anchors.
    pub(crate) disguised: usize,
    /// The words of [`ParsedComment::prose`].
    pub(crate) words: Vec<String>,
    /// Words of the lexicon that occur in the text.
    pub(crate) hits: Hits,
    /// How commercial the author's name is, 0 to 1.
    pub(crate) name: f32,
    /// How much the text has in common with the page, 0 to 1.
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
