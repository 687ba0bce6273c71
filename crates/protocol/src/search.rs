//! What travels between the dashboard and the server when somebody searches.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::people::PersonLine;
use crate::published::TeamComment;
use crate::{ThreadId, Timestamp};

/// How many characters what is searched for has: one is in everything, and the server takes no more than so many.
pub const LETTERS: std::ops::RangeInclusive<usize> = 2..=100;

/// The most hits of one part that are answered.
pub const MOST_FOUND: u32 = 200;

/// A part of what is found.
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

/// What was found for a few words: by the newest comments, people and pages of the site.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResults {
    /// Comments that say it, wherever they stand, the newest first; at most 8, or 200 where only they are asked for.
    pub comments: Vec<TeamComment>,
    /// People whose name has it, the newest first; at most 5, or 200 where only they are asked for.
    pub people: Vec<PersonLine>,
    /// Pages whose title or address has it, where somebody spoke last comes first; at most 5, or 200 where only they are asked
    /// for.
    pub pages: Vec<FoundPage>,
    /// How many there are of each part that was asked for.
    #[serde(default)]
    pub totals: SearchTotals,
}

/// A page that was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundPage {
    /// Its thread.
    pub thread: ThreadId,
    /// Where it is.
    pub place: PageRef,
    /// How many comments are published on it.
    pub published: u32,
    /// When the latest of those was posted; where none is published, when somebody spoke first.
    pub last: Timestamp,
}

/// How many hits there are, whatever part of them is answered. Of comments, the newest 5,000 are looked through.
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
