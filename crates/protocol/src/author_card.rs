//! What everyone may know of the author of a published comment, and the line that authors write about themselves. A card is
//! about one name: what somebody has written with another name is not on it.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::{CommentId, Role, Timestamp};

/// `GET /v1/sites/{site}/comments/{id}/author`: the author of a published comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorCard {
    /// The id that stands beside the name of this author's comments, see [`crate::Author::id`].
    pub id: String,
    /// The name on the comment.
    pub name: String,
    /// The role in the team on the comment, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether they have confirmed a mail address, or signed in otherwise. Not said of the team.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
    /// When the first of their published comments was posted; none where no date is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Their line about themselves: plain text. It is on the card of the name that they used last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Their published comments.
    pub comments: u32,
    /// Their latest published comment on each of the pages where they wrote last, at most three.
    pub recent: Vec<AuthorComment>,
}

/// A published comment in a list, with a link to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorComment {
    /// The comment.
    pub id: CommentId,
    /// When it was posted; none where it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_at: Option<Timestamp>,
    /// Its page.
    pub page: PageRef,
    /// How it begins: plain text on one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub excerpt: String,
}

/// `GET /v1/sites/{site}/comments/{id}/author/comments`: the published comments of the author of a published comment, with the
/// name on it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorComments {
    /// The latest first, at most 20.
    pub comments: Vec<AuthorComment>,
    /// What to send as `after` for the next ones, if there are more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// `POST /v1/sites/{site}/me/about`: the line about oneself. An empty one removes it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetAbout {
    /// At most [`crate::limits::ABOUT_CHARS`] characters on one line, without links.
    pub about: String,
}
