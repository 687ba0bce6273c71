//! What a visitor's search finds: published comments, with the part of each that fits best.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::{Author, CommentId, ThreadId, Timestamp};

/// `GET /v1/sites/{site}/search?q=…`: the response.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundComments {
    /// The hits from `offset` on, the best or the newest first.
    pub hits: Vec<FoundComment>,
    /// How many there are, all together. Only the first thousand can be had.
    pub total: u64,
    /// By what they can be narrowed, with the number of hits of each.
    pub facets: SearchFacets,
    /// Whether no comment has all the words, so that those with any are listed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub loosened: bool,
    /// Where no comment has all the words: other spellings, which some comment has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// Operators that have no effect, as they were typed: dates that are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
}

/// A comment that was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundComment {
    /// The comment.
    pub id: CommentId,
    /// The thread of its page.
    pub thread: ThreadId,
    /// Its page.
    pub page: PageRef,
    /// Who wrote it.
    pub author: Author,
    /// When it was posted; none where it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_at: Option<Timestamp>,
    /// The part that fits best.
    pub snippet: Snippet,
    /// Whether words were found in the title or the address of its page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found_in_page: bool,
    /// Whether words were found in its author's name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found_in_name: bool,
}

/// A part of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snippet {
    /// The text in pieces: the first, third, … are plain, the second, fourth, … are what was found. A plain piece may be empty.
    pub pieces: Vec<String>,
    /// Whether there is text before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut_before: bool,
    /// Whether there is text after it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut_after: bool,
}

/// By what hits can be narrowed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchFacets {
    /// Comments of the team.
    pub by_host: u64,
    /// Comments that somebody of the team has answered, and these answers.
    pub answered: u64,
    /// Comments with a link.
    pub has_link: u64,
    /// The pages with the most hits, at most ten.
    pub pages: Vec<PageFacet>,
    /// The years with hits, the newest first.
    pub years: Vec<YearFacet>,
    /// Whether the numbers are estimated, since there are more than 20,000 hits.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about: bool,
}

/// The hits of one page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageFacet {
    /// Its thread.
    pub thread: ThreadId,
    /// The page.
    pub page: PageRef,
    /// How many there are.
    pub hits: u64,
}

/// The hits of one year, in UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct YearFacet {
    /// The year.
    pub year: i16,
    /// How many there are.
    pub hits: u64,
}

/// `POST /v1/sites/{site}/related`: what somebody is writing. It is no part of an address, so that no log of a proxy has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RelatedTo {
    /// The text so far.
    pub text: String,
}

/// What others wrote about it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelatedComments {
    /// Published comments, the best first; at most three.
    pub hits: Vec<FoundComment>,
}

/// `POST /v1/sites/{site}/search-miss`: a search that found nothing, once nobody is typing any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SearchMiss {
    /// The query as it was typed.
    pub q: String,
}

/// What visitors looked for several times and did not find.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissedSearch {
    /// The words.
    pub term: String,
    /// How often in the last 90 days; each network counts once a day.
    pub times: u32,
    /// The day on which somebody looked for it last.
    pub last_at: Timestamp,
}
