//! How the lists of comments that wait for the team are requested, and what they can be filtered by.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;

/// Rows of a list by default.
pub const DEFAULT_ROWS: u32 = 50;
/// The most rows of a list.
pub const MAX_ROWS: u32 = 500;

/// The order of a list.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ListOrder {
    /// The order of that list: for review, the longest wait first; of unanswered comments, newcomers first, then the
    /// longest wait.
    #[default]
    Usual,
    /// By posting time, the latest first.
    Newest,
    /// By posting time, the earliest first.
    Oldest,
}

impl ListOrder {
    /// The word of the query.
    pub fn word(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }
}

/// What a list can be filtered by: of all that waits, whatever part of it is shown.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choices {
    /// The pages with waiting comments, the one with most first; at most 200.
    pub pages: Vec<PageRef>,
    /// The words of the reasons of waiting comments: the values of `reason`.
    pub reasons: Vec<String>,
}
