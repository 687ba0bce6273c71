//! What a search returns.

use porch_protocol::{CommentId, ThreadId};

use crate::facets::Facets;
use crate::matched::MatchedForms;

/// Hits that are ranked; nobody reads on beyond them.
pub const MOST_HITS: usize = 1_000;

/// Where words were found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FoundIn {
    /// In what it says.
    pub body: bool,
    /// In the title or address of its page.
    pub page: bool,
    /// In its author's name.
    pub name: bool,
}

/// A comment that was found.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Hit {
    /// Its id.
    pub id: CommentId,
    /// The thread of its page.
    pub thread: ThreadId,
    /// How well it fits; only to be compared within one search.
    pub score: f32,
    /// Where words were found.
    pub found_in: FoundIn,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct SearchResults {
    /// The hits from `offset` on.
    pub hits: Vec<Hit>,
    /// How many there are, all pages together. Only the first [`MOST_HITS`] can be had.
    pub total: u64,
    /// What they are counted by.
    pub facets: Facets,
    /// The forms that were found, to mark them in texts.
    pub forms: MatchedForms,
    /// Whether no comment had enough of the words, so that those with any are shown.
    pub loosened: bool,
    /// Where no comment has enough of the words: the same words with other spellings, which some comment has.
    pub suggestion: Option<String>,
}
