//! A comment as everyone may see it.

use serde::{Deserialize, Serialize};

use crate::{CommentId, Timestamp, Tree};

/// Where a comment stands. Strangers only ever see [`Status::Published`], and the stubs of removed and withdrawn ones
/// whose branch goes on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Waits for the host; only its author and the team see it.
    Held,
    /// Everyone sees it.
    Published,
    /// The host asked its author to change something.
    SentBack,
    /// Not published, with a reason its author hears.
    Declined,
    /// Taken down by the host.
    Removed,
    /// Taken back by its author.
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

/// Who of the people of the business somebody is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Owns the site.
    Owner,
    /// Speaks for the business.
    Host,
    /// Keeps the talk in order.
    Moderator,
    /// An expert invited for one thread.
    Guest,
}

/// A person as a comment shows them. Never an address, never an id of theirs elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Author {
    /// The name they chose, or were imported with: trimmed, NFC, 1 to 64 characters.
    pub name: String,
    /// Their place in the team, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

/// What everyone may see of a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its id, for good.
    pub id: CommentId,
    /// The comment it answers; none for an opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// Who wrote it; none where only a stub is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The words; none where only a stub is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<Object>>))]
    pub body: Option<Tree>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Whether nobody knows when it was posted, and `posted_at` only says where it stands among the others: a comment that
    /// was imported without a date.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undated: bool,
    /// When it was last changed after the free 15 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// Rises by one with each change; an edit names the version that it saw.
    pub version: u32,
    /// Where it stands.
    pub status: Status,
    /// Why it was removed, in the host's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Comment {
    /// Whether its words can be read: no stub.
    pub fn is_published(&self) -> bool {
        self.status == Status::Published
    }

    /// Whether everyone can read it by now: the server gives a first version, so words on their way have none.
    pub fn is_readable(&self) -> bool {
        self.is_published() && self.version > 0
    }
}
