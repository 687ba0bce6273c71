//! The dashboard's page controls: closing a page, slow mode, paused replies.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::{ClosedNote, CommentId, ThreadId, Timestamp};

/// A branch whose replies are paused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PausedBranch {
    /// The comment that it begins with.
    pub comment: CommentId,
    /// The author of that comment.
    pub name: String,
    /// The beginning of its text.
    pub excerpt: String,
    /// Until when.
    pub until: Timestamp,
}

/// A page with comments, and its controls.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageControls {
    /// Its thread.
    pub thread: ThreadId,
    /// The page.
    pub place: PageRef,
    /// How many comments are published.
    pub up: u32,
    /// How many are held for review; 0 for a guest expert, who is not told.
    #[serde(default)]
    pub waiting: u32,
    /// When the latest comment was posted; for a guest expert, the latest published one. The list is in this order.
    pub last: Timestamp,
    /// Whether it is closed for new comments.
    pub closed: bool,
    /// The team's note for visitors about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_note: Option<ClosedNote>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// Branches whose replies are paused, the pause that ends last first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "cooling")]
    pub reply_pauses: Vec<PausedBranch>,
}

/// A list of pages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageControlsList {
    /// The page with the latest comment first; at most 50.
    pub pages: Vec<PageControls>,
    /// What to send as `after` for the next ones, if there are more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Whether the whole site is closed, whatever its pages are.
    pub site_closed: bool,
}

/// Changes the controls of a page. Fields that are not sent stay as they are.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetPageControls {
    /// Whether it is closed for new comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<bool>,
    /// The note for visitors while it is closed: plain text, at most [`crate::limits::CLOSED_NOTE_CHARS`] characters.
    /// Empty deletes the current one. Opening the page deletes it, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Seconds between two comments of one person, up to a day; 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slow: Option<u32>,
    /// Why, for the team, if given: at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Closes a page by its address: also one without comments, so that it takes none from the beginning.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClosePage {
    /// Its address, under one of the site's origins.
    pub page: String,
    /// The note for visitors, as in [`SetPageControls`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why, for the team, if given: at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Pauses the replies in a branch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PauseReplies {
    /// For how many seconds, up to a month; 0 ends it now.
    pub seconds: u32,
    /// Why, for the team, if given: at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
