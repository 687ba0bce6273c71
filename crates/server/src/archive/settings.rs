//! The lines that hold no talk: what a site asks of those who write, and who speaks for it. No secret is among them.

use porch_protocol::{CommentId, ThreadId, Timestamp, WelcomeWords};
use serde::{Deserialize, Serialize};

/// What the host says before anybody else does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WelcomeLine {
    /// The page's cleaned address; none for the whole site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The words.
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

/// One of the people of the business. It opens no door: who comes in needs a link from `porch token`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MemberLine {
    /// The id under which they write.
    pub person: String,
    /// The name over what they write.
    pub name: String,
    /// `owner`, `host`, `moderator` or `guest`.
    pub role: String,
    /// The one thread of a guest expert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
    /// Since when.
    pub created_at: Timestamp,
    /// When they first came in; none for whoever was asked and has not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_at: Option<Timestamp>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// A word or a pattern whose comments are read first.
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

/// Somebody, or a network, that stays away.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BanLine {
    /// `person` or `network`.
    pub ban: String,
    /// A person's id, or the hash of a network under this server's key, which no other server makes.
    pub who: String,
    /// Until when; none for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why, for the team.
    pub reason: String,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A branch that takes no replies for a while.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CoolingLine {
    /// The comment that it hangs on.
    pub comment: CommentId,
    /// Until when.
    pub until: Timestamp,
}

/// What a reader told the host about a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportLine {
    /// The comment.
    pub comment: CommentId,
    /// Who.
    pub person: String,
    /// Why, in their words.
    pub reason: String,
    /// Whether the host has decided since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    /// When.
    pub at: Timestamp,
}
