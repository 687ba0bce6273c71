//! What a visitor takes along: everything that the site stores about them, as one file. Scripts of the embedding page can
//! read it, so it holds no address.

use serde::{Deserialize, Serialize};

use crate::visitor_mail::{StoredAccount, StoredBrowser, StoredMail};
use crate::{CommentId, Status, Timestamp};

/// `GET /v1/sites/{site}/me/export`: the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnData {
    /// The site.
    pub site: String,
    /// When the file was made.
    pub exported_at: Timestamp,
    /// The name last used here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The line about themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The lines that they wrote as guests, before they turned out to be somebody with a line: these show nowhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_lines: Vec<String>,
    /// When the first comment was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// The confirmed mail address, of which a few letters are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<StoredMail>,
    /// The accounts that they have signed in with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<StoredAccount>,
    /// The browsers that are signed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub browsers: Vec<StoredBrowser>,
    /// What was reported to the team, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<OwnReport>,
    /// All comments, the latest first.
    pub comments: Vec<OwnComment>,
}

/// A report that the visitor made about a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnReport {
    /// The comment.
    pub comment: CommentId,
    /// The reason, as it was typed.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// A comment of the visitor's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnComment {
    /// Its id.
    pub id: CommentId,
    /// The page's address.
    pub page: String,
    /// The page's title, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The comment that it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// The name on it.
    pub name: String,
    /// Its status.
    pub status: Status,
    /// The reason that the team gave the visitor for the status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// When it was last edited after the 15 minutes of unmarked edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// When the visitor asked for a second look at a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_look_at: Option<Timestamp>,
    /// Its texts as they were typed, the oldest first. The last one is the current one.
    pub texts: Vec<OwnText>,
}

/// A text of a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnText {
    /// The last version of the comment that had it.
    pub version: u32,
    /// The text.
    pub source: String,
}
