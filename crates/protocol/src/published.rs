//! What travels between the dashboard and the server about comments as they are met on their pages.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::queue_query::Choices;
use crate::{Comment, ThreadId, Timestamp};

/// A comment as the team meets it on its page, whatever became of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamComment {
    /// The comment, whole. A guest expert sees what every reader does.
    pub comment: Comment,
    /// Its thread.
    pub thread: ThreadId,
    /// The page it stands on.
    pub place: PageRef,
    /// Its author's id on this site; empty for a guest expert.
    pub person: String,
    /// The words as they were typed, where whoever asks wrote them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Until when its own branch cools down, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cools_until: Option<Timestamp>,
    /// The house rules of its page: what a reason may begin with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// What is up, a page of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedComments {
    /// In the order that was asked for: the latest first, else; at most 50.
    pub comments: Vec<TeamComment>,
    /// What `after` is for the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How far the site had come, as [`crate::host::ToRead::latest`] counts it.
    #[serde(default)]
    pub latest: i64,
    /// What the list can be narrowed to, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
}
