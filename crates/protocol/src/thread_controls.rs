//! What travels between the dashboard and the server about pages: how fast their talk goes.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::{ClosedNote, CommentId, ThreadId, Timestamp};

/// A branch that takes no replies for a while.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PausedBranch {
    /// The comment that it begins with.
    pub comment: CommentId,
    /// Who wrote that.
    pub name: String,
    /// The beginning of it.
    pub excerpt: String,
    /// Until when.
    pub until: Timestamp,
}

/// A page on which somebody has spoken, and how fast the talk goes there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageControls {
    /// Its thread.
    pub thread: ThreadId,
    /// Where it is.
    pub place: PageRef,
    /// How many comments are up.
    pub up: u32,
    /// How many are held for review; 0 for a guest expert, who is not told.
    #[serde(default)]
    pub waiting: u32,
    /// When somebody last wrote; for a guest expert, when the latest published comment was posted. The list is in this order.
    pub last: Timestamp,
    /// Whether it takes no comments.
    pub closed: bool,
    /// What visitors read about that, in the team's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_note: Option<ClosedNote>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// Branches that cool down, the one that ends last first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooling: Vec<PausedBranch>,
}

/// Pages, a list of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageControlsList {
    /// Where somebody spoke last comes first; at most 50.
    pub pages: Vec<PageControls>,
    /// What `after` is for the next ones, if there are more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Whether the whole site is closed, whatever its pages are.
    pub site_closed: bool,
}

/// Changing how fast a page's talk goes. What is not named stays.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetPageControls {
    /// Whether it takes no comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<bool>,
    /// What visitors read while it is closed: plain text, at most [`crate::limits::CLOSED_NOTE_CHARS`] characters. Empty
    /// takes away what they read now. A page that opens again loses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Seconds between two comments of one person, up to a day; 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slow: Option<u32>,
    /// Why, for the team, if there is something to say: at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Closing a page by its address: also one on which nobody has spoken yet, so that it takes no comments from the beginning.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClosePage {
    /// Its address, at one of the site's own.
    pub page: String,
    /// What visitors read there, as in [`SetPace`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why, for the team, if there is something to say: at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Letting a branch cool down: it takes no replies for so long.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PauseReplies {
    /// For how many seconds, up to a month; 0 ends it now.
    pub seconds: u32,
    /// Why, for the team, if there is something to say: at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
