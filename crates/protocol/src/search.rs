//! What travels between the dashboard and the server when somebody searches.

use serde::{Deserialize, Serialize};

use crate::host::Place;
use crate::people::PersonLine;
use crate::up_now::MetComment;

/// How many characters what is searched for has: one is in everything, and the server takes no more than so many.
pub const LETTERS: std::ops::RangeInclusive<usize> = 2..=100;

/// What was found for a few words: by the newest comments, people and pages of the site.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Found {
    /// Comments that say it, wherever they stand, the newest first; at most 8.
    pub comments: Vec<MetComment>,
    /// People whose name has it, the newest first; at most 5.
    pub people: Vec<PersonLine>,
    /// Pages whose title or address has it, where somebody spoke last comes first; at most 5.
    pub pages: Vec<Place>,
}
