//! What a visitor sends, and the responses to it.

use serde::{Deserialize, Serialize};

use crate::{Author, Comment, CommentId, Cursor, HoldRule, Status, Timestamp, Tree};

/// `POST /v1/sites/{site}/comments`: an opening comment or a reply. It has no field that a visitor may not set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// The page's raw address, or the key that the site's owner gave it; the server normalises it.
    pub page: String,
    /// The page's title as the browser knows it: provisional, a title of the team or of an import replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The comment it replies to, in the same thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// The name to show.
    pub name: String,
    /// The text, as Markdown.
    pub body: String,
    /// The proof of work for `…/challenge`. A missing or wrong one is never an error: the comment is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
    /// A field that is hidden from visitors. Only a bot fills it in: the comment is held, and the response does not say
    /// why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Milliseconds since the composer was first touched, or since the page was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<u64>,
    /// What its author did when the composer suggested a second look; none when it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<SecondLook>,
}

/// What an author did when the composer suggested a second look at the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SecondLook {
    /// They left it as it was.
    Kept,
    /// They changed it.
    Edited,
    /// They saved it for later.
    Slept,
}

impl SecondLook {
    /// The word in the log and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Edited => "edited",
            Self::Slept => "slept",
        }
    }

    /// The outcome that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Kept, Self::Edited, Self::Slept].into_iter().find(|pause| pause.word() == word)
    }
}

/// `PATCH /v1/sites/{site}/comments/{id}`: a new text for one's own comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditComment {
    /// The version that the author saw; another one is a conflict.
    pub version: u32,
    /// The text, as Markdown.
    pub body: String,
}

/// Words to look at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewComment {
    /// The words, as Markdown.
    pub body: String,
}

/// The words as they would be shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// As a tree of blocks.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub body: Tree,
}

/// `DELETE /v1/sites/{site}/comments/{id}`: deleting one's own comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawComment {
    /// The version that the author saw; another one is a conflict.
    pub version: u32,
}

/// `POST /v1/sites/{site}/comments/{id}/reports`: a visitor reports a comment to the team.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportComment {
    /// The visitor's reason, for the team alone; 1 to [`crate::limits::REASON_CHARS`] characters.
    pub reason: String,
}

/// How far a site trusts an author, by what they did there and by nothing else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrustLevel {
    /// None of their comments was published yet.
    #[default]
    Newcomer,
    /// A comment of theirs was published.
    Known,
    /// They come back, and others reply to them.
    Regular,
}

/// What a site knows of an author: all that their [`TrustLevel`] is computed from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Trust {
    /// The level.
    pub level: TrustLevel,
    /// Their published comments.
    pub published: u32,
    /// Of these, those that others replied to.
    pub answered: u32,
    /// Their comments that were declined, removed or spam.
    pub against: u32,
    /// When the first published one was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
}

/// Why a comment is held for review, as its author is told: see [`crate::held::HoldReason`]. Reasons that would teach a spammer
/// are not told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = HoldReason))]
#[serde(rename_all = "snake_case")]
pub enum DisclosedHoldReason {
    /// It is the author's first comment here.
    FirstComment,
    /// The site holds every comment.
    EveryComment,
    /// It has links, and its author is new here.
    Links,
}

/// The response to a post, an edit and a deletion: `201` or `200` when the comment is published, `202` when it is held.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentPosted {
    /// The comment now, as its author sees it.
    pub comment: Comment,
    /// The thread's cursor after this change; none when nothing public changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Why it is held; none when it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<DisclosedHoldReason>,
}

/// The team member who decided last about a comment: named wherever a text says who asks for changes and who decides
/// again. None for what was done on the server's command line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decider {
    /// The comment.
    pub comment: CommentId,
    /// Their name.
    pub name: String,
}

/// `GET /v1/sites/{site}/me?page=…`: what only the requesting visitor may know of this thread.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Me {
    /// Whether this browser has a visitor's cookie that the site knows.
    pub guest: bool,
    /// The name last used here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The visitor's trust on this site; none for a visitor who never wrote here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Trust>,
    /// Whether they are regular visitors, who are not shown the house rules any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub regular: bool,
    /// Which new comments the site's team reads first.
    #[serde(default, skip_serializing_if = "HoldRule::is_off")]
    pub hold: HoldRule,
    /// Seconds until this visitor may comment on this page again; 0 for at once. More only in slow mode.
    #[serde(default, skip_serializing_if = "crate::thread::is_zero")]
    pub wait: u32,
    /// Whether the visitor has confirmed a mail address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mail: bool,
    /// Whether this browser is signed in: it stands for a person who has confirmed something.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signed_in: bool,
    /// Whether the server can send mail, so that an address can be confirmed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mail_possible: bool,
    /// Whether visitors can sign in: by mail, or with an identity provider.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sign_in_possible: bool,
    /// Whether the team has banned this visitor from the site.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub banned: bool,
    /// The visitor's own comments of this thread, held ones too, deleted ones not; oldest first, at most 200.
    pub comments: Vec<MyComment>,
    /// Which team member decided last about which of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deciders: Vec<Decider>,
}

/// The visitor's own comment, with what an edit needs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyComment {
    /// Its id.
    pub id: CommentId,
    /// The comment it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// The version to send along with an edit.
    pub version: u32,
    /// Its status.
    pub status: Status,
    /// The text as it was typed.
    pub source: String,
    /// The text as it is shown.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub body: Tree,
    /// The author's name on it.
    pub author: Author,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// When it was last edited after the time of unmarked edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// The team's reason, when changes were requested, or it was declined or removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Until then an edit is not marked.
    pub editable_until: Timestamp,
    /// Whether its author has appealed, which is possible once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub second_look: bool,
}

impl MyComment {
    /// The comment as its author sees it in the thread.
    pub fn comment(&self) -> Comment {
        Comment {
            id: self.id,
            parent: self.parent,
            author: Some(self.author.clone()),
            body: Some(self.body.clone()),
            posted_at: self.posted_at,
            undated: false,
            edited_at: self.edited_at,
            version: self.version,
            status: self.status,
            reason: self.reason.clone(),
        }
    }
}
