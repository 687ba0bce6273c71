//! What is asked of the index.

use porch_protocol::ThreadId;

use crate::language::SiteLanguages;
use crate::query::ParsedQuery;

/// The order of hits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// The best first; of equal ones the newest.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    /// The query as it was typed, or with what chips add to it.
    pub query: ParsedQuery,
    /// The languages of the site.
    pub languages: SiteLanguages,
    /// Whether the last word may be unfinished, since somebody is typing.
    pub complete_last_word: bool,
    /// The order of the hits.
    pub order: Order,
    /// Only comments of this thread.
    pub thread: Option<ThreadId>,
    /// Only comments of this year, in UTC.
    pub year: Option<i16>,
    /// Whether one word is enough, as for passages that are related to a longer text.
    pub any_word: bool,
    /// Hits that are skipped, and how many are returned at most.
    pub offset: usize,
    /// See `offset`.
    pub limit: usize,
}
