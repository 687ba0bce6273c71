//! What travels between the dashboard and the server.

use serde::{Deserialize, Serialize};

use crate::held::HeldFor;
use crate::page_ref::PageRef;
use crate::people::PersonComment;
use crate::queue_query::Choices;
use crate::site_settings::Setting;
use crate::{Comment, CommentId, DecisionKind, HoldRule, Role, SecondLook, Status, ThreadId, Timestamp, Tree, Trust};

/// Coming in by a link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInWithLink {
    /// What stood behind `#` in the link: 43 characters of base64url. Works once, and for a day or, where it invites, for a week.
    pub token: String,
    /// The name of whoever begins: the first owner chooses it, and no other link takes one. At most 64 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Whether a link still signs somebody in is asked before they press anything.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckLink {
    /// What stood behind `#` in the link: 43 characters of base64url.
    pub token: String,
}

/// What is known of a link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckedLink {
    /// Whether it signs somebody in: it was not used, is not too old, and whoever it is for belongs to the team.
    pub works: bool,
    /// The site that it is for; none for one that signs nobody in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// What that site is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// Who it is for; none where whoever comes chooses a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Somebody of the business, as they see themselves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The site they belong to.
    pub site: String,
    /// What it is called.
    #[serde(default)]
    pub site_name: String,
    /// The name that stands over what they write.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The one thread that a guest expert speaks in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
}

/// A comment as somebody has read it. Its author may have changed it since: then nothing is decided about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadComment {
    /// Which.
    pub id: CommentId,
    /// The version that was read.
    pub version: u32,
}

/// A decision about one comment, or about all that say the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// What.
    pub verb: DecisionKind,
    /// Why, in words for the author: at most 1,000 characters. Sending back, declining and removing need one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// About which: 1 to 200 comments of the site, as they were read.
    pub comments: Vec<ReadComment>,
}

/// Comments that one request decides about, or takes decisions back of, at most.
pub const MOST_AT_ONCE: usize = 200;

/// What became of a decision. One that could not be decided about is left as it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionResult {
    /// Those about which it was decided.
    pub done: Vec<CommentId>,
    /// Those that stood where this cannot be done any more: somebody was faster.
    pub left: Vec<CommentId>,
}

/// Decisions to be taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UndoDecision {
    /// About which comments: 1 to 200.
    pub comments: Vec<CommentId>,
}

/// A comment to be read before others see it, with all that a decision takes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewItem {
    /// The comment, whole.
    pub comment: Comment,
    /// The page it stands on.
    pub place: PageRef,
    /// What it answers, where that can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Comment>,
    /// Why it waits, in words: first what tells most, then what else spoke against it.
    pub why: String,
    /// The same, one by one, where it is held: the one that tells most comes first, as in [`HeldFor::TELLING`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<HeldFor>,
    /// Since when it waits: when it was held or first reported, or when its author asked for a second look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Which comments the site holds now: it says what becomes of the next ones of its author.
    #[serde(default)]
    pub holds: HoldRule,
    /// What the team asked for or declined it for, where its author has changed it since; or what was decided, where its author
    /// asks for a second look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<PriorDecision>,
    /// How many seconds after opening the page it was sent, as its sender's browser says, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_after: Option<u32>,
    /// Whether its author asks for a second look.
    pub second_look: bool,
    /// Its author's id on this site.
    pub person: String,
    /// What its author had said before.
    pub earlier: PersonComment,
    /// Where its author stands.
    pub standing: Trust,
    /// The same in words.
    pub history: String,
    /// All comments that say the same, this one among them: more than one request can be about, where they are very many.
    pub alike: Vec<ReadComment>,
    /// How many people sent them.
    pub people: u32,
    /// What readers reported.
    pub reports: Vec<String>,
    /// The house rules of its page: what a reason may begin with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// A decision that the author of a comment has answered, by changing it or by asking for a second look.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriorDecision {
    /// Who decided, by name; `The team` where it was done by command.
    pub by: String,
    /// The words that the author has read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What is to be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewQueue {
    /// In the order that was asked for: the longest wait first, else; at most 50 unless more are asked for.
    pub cards: Vec<ReviewItem>,
    /// How many comments there are in all.
    pub total: u32,
    /// How many of them fit what was asked for.
    #[serde(default)]
    pub fitting: u32,
    /// What the list can be narrowed to, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
    /// Why nothing can be written at the moment, and what whoever runs the server can do; none while all is well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
    /// Rises with whatever happens to a comment or a page of the site: a list that was loaded at a lower number may show
    /// something that has changed since.
    #[serde(default)]
    pub latest: i64,
}

/// A comment that waits for an answer of the team: an opening, or a reply to one of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnansweredComment {
    /// The comment.
    pub comment: Comment,
    /// The page it stands on.
    pub place: PageRef,
    /// Its author's id on this site.
    pub person: String,
    /// What its author had said before.
    pub earlier: PersonComment,
    /// Whether these are the first words of its author here.
    pub first_words: bool,
    /// How many others have answered.
    pub answers: u32,
    /// The words of the team that it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Comment>,
}

/// Who is waiting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnansweredList {
    /// In the order that was asked for: newcomers first, then the longest wait, else; at most 50 unless more are asked for.
    pub openings: Vec<UnansweredComment>,
    /// How many there are in all.
    pub total: u32,
    /// How many of them fit what was asked for. Of more than 1,000, those that have waited longest are looked at.
    #[serde(default)]
    pub fitting: u32,
    /// What the list can be narrowed to, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
}

/// An answer under one's own name and role.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReplyToComment {
    /// The comment to answer.
    pub parent: CommentId,
    /// The words, in Markdown, as in any comment.
    pub body: String,
    /// Approves the comment in the same step: the version of it that was read. Where either cannot be done, neither is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approve: Option<u32>,
}

/// A comment whose author was asked for a second look at their words before they sent them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondLookComment {
    /// Its place in the log.
    pub seq: i64,
    /// When it was sent.
    pub at: Timestamp,
    /// What they did.
    pub pause: SecondLook,
    /// Which comment.
    pub comment: CommentId,
    /// Its author's id on this site.
    pub person: String,
    /// The name on it.
    pub name: String,
    /// Where it stands now.
    pub status: Status,
    /// The page it stands on.
    pub place: PageRef,
    /// Its beginning; none where the words are gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

/// How many comments came after a second look at the words, by what their authors did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondLookCounts {
    /// They changed their words.
    pub edited: u32,
    /// They left them as they were.
    pub kept: u32,
    /// They slept on it.
    pub slept: u32,
}

/// What people did about a second look. Words that were given up are not counted: nothing of them came here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondLooks {
    /// How many, in all.
    pub counts: SecondLookCounts,
    /// Those that were asked for, the latest first; at most 100.
    pub comments: Vec<SecondLookComment>,
}

/// Something that was decided, or that happened in the dashboard.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    /// Its place in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who: a name of the team, `operator`, `readers` for their reports, or `its author`.
    pub by: String,
    /// What to ask the log for to hear only of them; none for authors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<String>,
    /// What, as the log calls it: `comment_approved` and its kin.
    pub what: String,
    /// About which comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<CommentId>,
    /// About whom: the comment's author, or somebody who was banned or invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The beginning of the words that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// Those words, whole, where their author has changed them since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<Object>>))]
    pub words: Option<Tree>,
    /// Whether nobody knows what the comment said then: `excerpt` is of what it says now.
    #[serde(default)]
    pub words_unknown: bool,
    /// Where the comment stands now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Whether something was decided about the comment since.
    #[serde(default)]
    pub outdated: bool,
    /// On which page, by its cleaned address or key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Where that page is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What that page is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Which decision was taken back, where it is that: `comment_marked_spam` and its kin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undid: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// About whom of the team, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What they are since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// By which way somebody came in: `link` or `passkey`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// What exactly was changed about the site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub detail: Vec<Setting>,
}
