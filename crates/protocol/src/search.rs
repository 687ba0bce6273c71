//! The dashboard's search.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::people::PersonLine;
use crate::published::TeamComment;
use crate::{ThreadId, Timestamp};

/// How many characters a query has: one character matches everything, and the server takes no longer ones.
pub const QUERY_CHARS: std::ops::RangeInclusive<usize> = 2..=100;

/// The most results of one part in a response.
pub const MAX_RESULTS: u32 = 200;

/// A part of the results.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SearchPart {
    /// Comments.
    Comments,
    /// People.
    People,
    /// Pages.
    Pages,
}

impl SearchPart {
    /// The word of the query.
    pub fn word(self) -> &'static str {
        match self {
            Self::Comments => "comments",
            Self::People => "people",
            Self::Pages => "pages",
        }
    }
}

/// The results for a query among the newest comments, people and pages of the site.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResults {
    /// Comments that contain it, whatever their status, the newest first; at most 8, or 200 where only they are
    /// requested.
    pub comments: Vec<TeamComment>,
    /// People whose name contains it, the newest first; at most 5, or 200 where only they are requested.
    pub people: Vec<PersonLine>,
    /// Pages whose title or address contains it, the one with the latest comment first; at most 5, or 200 where only
    /// they are requested.
    pub pages: Vec<FoundPage>,
    /// How many results there are of each requested part.
    #[serde(default)]
    pub totals: SearchTotals,
}

/// A page that was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundPage {
    /// Its thread.
    pub thread: ThreadId,
    /// Its page.
    pub place: PageRef,
    /// How many comments are published on it.
    pub published: u32,
    /// When the latest of those was posted; where none is published, when the first comment was posted.
    pub last: Timestamp,
}

/// How many results there are, however many of them are sent. Only the newest 5,000 comments are searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchTotals {
    /// Comments.
    pub comments: u32,
    /// People.
    pub people: u32,
    /// Pages.
    pub pages: u32,
}
