//! The conversation around a comment, for the dashboard.

use serde::{Deserialize, Serialize};

use crate::Comment;

/// A comment of a conversation, as the team sees it: held and removed ones too, each with its status.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConversationComment {
    /// The comment. A guest expert sees what every visitor sees.
    pub comment: Comment,
    /// Its author's id on this site; empty for a guest expert.
    pub person: String,
    /// How many replies deep it is below the requested comment; 0 for those above it.
    pub depth: u32,
}

/// The conversation around a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConversationOfComment {
    /// The comments it replies to, the opening one first; at most the 50 nearest.
    pub above: Vec<ConversationComment>,
    /// The replies to it, in reading order; at most 100.
    pub below: Vec<ConversationComment>,
    /// How many more comments below it the requesting team member can read.
    pub more: u32,
}

/// A team member says whether a comment needs an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerNeeded {
    /// Whether it does.
    pub needed: bool,
}
