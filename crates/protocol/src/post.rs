//! What a person sends, and what they are told.

use serde::{Deserialize, Serialize};

use crate::{Author, Comment, CommentId, Cursor, HoldRule, Status, Timestamp, Tree};

/// `POST /v1/sites/{site}/comments`: an opening or a reply. It has no field that a visitor may not set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// The page's raw address, or a key of the owner's; the server cleans it.
    pub page: String,
    /// The page's title as the browser knows it: provisional, the host's or an import's wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The comment it answers, in the same thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// The name to show.
    pub name: String,
    /// An address for replies. Not used yet: it is accepted and dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// The words, as Markdown.
    pub body: String,
    /// What the browser did of the work that `…/challenge` asks for. A missing or wrong one is never an error: the comment
    /// is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
    /// A field that no person sees. Whoever fills it is a program: the comment is held, and nothing says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Milliseconds since the composer was first touched, or since the page was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<u64>,
    /// What its author did when the composer asked for a second look; none when it did not ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<SecondLook>,
}

/// What somebody did when the composer asked for a second look at their words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SecondLook {
    /// They left them as they were.
    Kept,
    /// They changed them.
    Edited,
    /// They slept on it.
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

/// `PATCH /v1/sites/{site}/comments/{id}`: new words for a comment of one's own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditComment {
    /// The version that the writer saw; another one is a conflict.
    pub version: u32,
    /// The words, as Markdown.
    pub body: String,
}

/// `DELETE /v1/sites/{site}/comments/{id}`: taking a comment of one's own back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawComment {
    /// The version that the writer saw; another one is a conflict.
    pub version: u32,
}

/// `POST /v1/sites/{site}/comments/{id}/reports`: a reader tells the host that a comment should be looked at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportComment {
    /// Why, in the reader's words, for the host alone; 1 to [`crate::limits::REASON_CHARS`] characters.
    pub reason: String,
}

/// How well a site knows somebody, by what they did there and by nothing else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrustLevel {
    /// Nothing of theirs was let in yet.
    #[default]
    Newcomer,
    /// Something of theirs was let in.
    Known,
    /// They come back, and others answer them.
    Regular,
}

/// What a site has seen of somebody: all that their [`Level`] is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Trust {
    /// How well the site knows them.
    pub level: TrustLevel,
    /// Comments of theirs that everyone sees.
    pub published: u32,
    /// Of these, those that somebody else answered.
    pub answered: u32,
    /// Comments of theirs that were declined, removed or spam.
    pub against: u32,
    /// When the first of those that everyone sees was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
}

/// Why a comment waits for the host before others see it. What would teach a spammer is not told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// The first comment of a person here.
    FirstComment,
    /// The site holds every comment.
    EveryComment,
    /// It has links, and its author is new here.
    Links,
}

/// The answer to a post, an edit and a withdrawal: `201` or `200` when everyone sees it, `202` when it is held.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentPosted {
    /// The comment as it stands now, as its author sees it.
    pub comment: Comment,
    /// The thread's place after this change; none when nothing public changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Why it is held; none when it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<HoldReason>,
}

/// Who of the team decided last about a comment: the one to name wherever it says who asks for a change and who reads it
/// again. What was done on the server has nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decider {
    /// The comment.
    pub comment: CommentId,
    /// Their name.
    pub name: String,
}

/// `GET /v1/sites/{site}/me?page=…`: what only the person asking may know of this thread.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Whether this browser has a guest's cookie that the site knows.
    pub guest: bool,
    /// The name last used here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the site has seen of this person; none for somebody who never wrote here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Trust>,
    /// Whether they have been here a while and need no house rules any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub regular: bool,
    /// Which new comments the site's team reads first.
    #[serde(default, skip_serializing_if = "HoldRule::is_off")]
    pub hold: HoldRule,
    /// Seconds until this person may comment on this page again; 0 for at once. More only where slow mode is on.
    #[serde(default, skip_serializing_if = "crate::thread::is_zero")]
    pub wait: u32,
    /// Whether the team has asked this person not to write on this site.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub banned: bool,
    /// One's own comments of this thread, held ones too, withdrawn ones not; oldest first, at most 200.
    pub comments: Vec<MyComment>,
    /// Who of the team decided last about which of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deciders: Vec<Decider>,
}

/// A comment of one's own, with what it takes to change it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyComment {
    /// Its id.
    pub id: CommentId,
    /// The comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// The version to send along with an edit.
    pub version: u32,
    /// Where it stands.
    pub status: Status,
    /// The words as they were typed.
    pub source: String,
    /// The words as they are shown.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub body: Tree,
    /// One's name on it.
    pub author: Author,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// When it was last changed after the free minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// The host's words, when it was sent back, declined or removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Until then an edit leaves no mark.
    pub editable_until: Timestamp,
    /// Whether its author has asked for a second look, which can be done once.
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
