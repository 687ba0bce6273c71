//! The lines without comments: what a site asks of its visitors, and its team. No secret is among them.

use porch_protocol::{CommentId, ThreadId, Timestamp, WelcomeWords};
use serde::{Deserialize, Serialize};

/// The welcome texts of a site or a page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WelcomeLine {
    /// The page's cleaned address; none for the whole site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The texts.
    pub words: WelcomeWords,
    /// When they were last changed.
    pub at: Timestamp,
}

/// A name that no visitor may take.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TeamNameLine {
    /// The name.
    pub name: String,
}

/// A member of the team. It gives no access: a member needs a sign-in link from `porch token`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MemberLine {
    /// The id under which they write.
    pub person: String,
    /// The name that is shown with their comments.
    pub name: String,
    /// `owner`, `host`, `moderator` or `guest`.
    pub role: String,
    /// The one thread of a guest expert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
    /// Since when.
    pub created_at: Timestamp,
    /// When they first signed in; none for a member who was invited and has not signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_at: Option<Timestamp>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// A word or a pattern whose comments are held for review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RuleLine {
    /// `word` or `pattern`.
    pub rule: String,
    /// The word.
    pub text: String,
    /// Who added it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A person or a network that is banned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BanLine {
    /// `person` or `network`.
    pub ban: String,
    /// A person's id, or the hash of a network under this server's key, which no other server has.
    pub who: String,
    /// Until when; none for a permanent ban.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why, for the team.
    pub reason: String,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A comment whose replies are paused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReplyPauseLine {
    /// The comment.
    pub comment: CommentId,
    /// Until when.
    pub until: Timestamp,
}

/// A visitor's report of a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportLine {
    /// The comment.
    pub comment: CommentId,
    /// Who reported it.
    pub person: String,
    /// The reason, in their words.
    pub reason: String,
    /// Whether the team has decided since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    /// When.
    pub at: Timestamp,
}
