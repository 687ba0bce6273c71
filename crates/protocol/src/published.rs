//! Published comments, for the dashboard's lists.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::queue_query::Choices;
use crate::{Comment, ThreadId, Timestamp};

/// A comment as the team finds it on its page, whatever its status.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamComment {
    /// The full comment. A guest expert sees what every visitor sees.
    pub comment: Comment,
    /// Its thread.
    pub thread: ThreadId,
    /// The page it is on.
    pub place: PageRef,
    /// Its author's id on this site; empty for a guest expert.
    pub person: String,
    /// The text as it was typed, if the requesting team member wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Until when replies to it are paused, if they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "cools_until")]
    pub paused_until: Option<Timestamp>,
    /// The house rules of its page: a reason may begin with one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// A page of published comments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedComments {
    /// In the requested order, by default the latest first; at most 50.
    pub comments: Vec<TeamComment>,
    /// What to send as `after` for the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The number of the site's last change, as in [`crate::team_api::ReviewQueue::latest`].
    #[serde(default)]
    pub latest: i64,
    /// What the list can be filtered by, where that was requested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
}
