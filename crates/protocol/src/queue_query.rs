//! How the lists of comments that wait for the team are asked for, and what they can be narrowed to.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;

/// Rows of a list where nobody asks for more, and the most that can be asked for.
pub const ROWS: u32 = 50;
/// The most rows of a list.
pub const MOST_ROWS: u32 = 500;

/// In which order a list comes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ListOrder {
    /// The order of that list: for review, the longest wait first; where replies are due, newcomers first, then the longest
    /// wait.
    #[default]
    Usual,
    /// What was posted last comes first.
    Newest,
    /// What was posted first comes first.
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

/// What a list can be narrowed to: of all that waits, whatever part of it is shown.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choices {
    /// The pages on which something waits, where most waits first; at most 200.
    pub pages: Vec<PageRef>,
    /// The words of the reasons for which something waits: what `reason` may be.
    pub reasons: Vec<String>,
}
