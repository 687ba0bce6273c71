//! The search of comments: an index of its own beside the database, how a query is read, and how what it finds is ranked.
//!
//! The index follows the log: whoever follows it applies changes with the place that they lead to, and commits. Texts are not
//! stored; a search returns ids, and asks for the texts of its best hits.
#![forbid(unsafe_code)]

mod best_first;
mod comment;
mod cursors;
mod dates;
mod error;
mod expansion;
mod facets;
mod filter;
mod flags;
mod fold;
mod folder;
mod index;
mod indexing;
mod language;
mod matched;
mod query;
mod ranking;
mod request;
mod results;
mod schema;
mod search;
mod site_key;
mod snippet;
mod stems;
mod stop_words;
mod suggestion;
mod words;

pub use best_first::Reply;
pub use comment::IndexedComment;
pub use error::{Result, SearchError};
pub use facets::Facets;
pub use flags::Facts;
pub use index::SearchIndex;
pub use indexing::Change;
pub use language::{Language, SiteLanguages};
pub use matched::MatchedForms;
pub use query::ParsedQuery;
pub use request::{Order, SearchRequest};
pub use results::{FoundIn, Hit, MOST_HITS, SearchResults};
pub use search::ReadTexts;
pub use snippet::{Snippet, snippet};
