//! A comment as everyone may see it.

use serde::{Deserialize, Serialize};

use crate::{CommentId, Timestamp, Tree};

/// The status of a comment. Others only ever see [`Status::Published`], and stubs of removed and deleted comments that
/// have replies.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Held for review; only its author and the team see it.
    Held,
    /// Everyone sees it.
    Published,
    /// The team asked its author for changes.
    SentBack,
    /// Not published, with a reason for its author.
    Declined,
    /// Removed by the team.
    Removed,
    /// Deleted by its author.
    Withdrawn,
    /// Spam.
    Spam,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Held, Self::Published, Self::SentBack, Self::Declined, Self::Removed, Self::Withdrawn, Self::Spam];

    /// Its word on the wire and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Published => "published",
            Self::SentBack => "sent_back",
            Self::Declined => "declined",
            Self::Removed => "removed",
            Self::Withdrawn => "withdrawn",
            Self::Spam => "spam",
        }
    }

    /// The status that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// The role of a team member.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Owns the site.
    Owner,
    /// Speaks for the business as its host.
    Host,
    /// Moderates comments.
    Moderator,
    /// An expert invited for one thread.
    Guest,
}

/// The author of a comment, as it shows them. Never a mail address, never an id from elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Author {
    /// The name they chose, or were imported with: trimmed, NFC, 1 to 64 characters.
    pub name: String,
    /// Their role in the team, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether they have confirmed a mail address, or signed in otherwise. Not said of the team, which has its roles.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
    /// Equal on all comments of one author with one name on a site, and on no other site. Where it is missing, it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl Author {
    /// A visitor of whom only the name is known.
    pub fn visitor(name: impl Into<String>) -> Self {
        Self { name: name.into(), role: None, confirmed: false, id: None }
    }

    /// The same with a role in the team.
    pub fn with_role(name: impl Into<String>, role: Option<Role>) -> Self {
        Self { role, ..Self::visitor(name) }
    }
}

/// What everyone may see of a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its id, permanent.
    pub id: CommentId,
    /// The comment it replies to; none for an opening comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// Its author; none for a stub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The text; none for a stub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<Object>>))]
    pub body: Option<Tree>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Whether it is unknown when it was posted, and `posted_at` only sets its position among the others: it was
    /// imported without a date.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undated: bool,
    /// When it was last edited after the 15 minutes of unmarked edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// Increases by one with each change; an edit sends the version that its author saw.
    pub version: u32,
    /// Its status.
    pub status: Status,
    /// The team's reason why it was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Comment {
    /// Whether it is published: neither held nor a stub.
    pub fn is_published(&self) -> bool {
        self.status == Status::Published
    }

    /// Whether everyone can read it: the server gives it version 1, so a comment that is still being sent has version
    /// 0.
    pub fn is_readable(&self) -> bool {
        self.is_published() && self.version > 0
    }
}
