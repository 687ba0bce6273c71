//! The API of the dashboard: signing in, deciding, the lists of comments that wait, the history.

use serde::{Deserialize, Serialize};

use crate::held::HoldReason;
use crate::page_ref::PageRef;
use crate::people::PersonSummary;
use crate::queue_query::Choices;
use crate::site_settings::Setting;
use crate::{
    Actor, Comment, CommentId, DecisionKind, HoldRule, Role, SecondLook, Status, StorageFault, ThreadId, Timestamp,
    Tree, Trust,
};

/// Signing in with a link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInWithLink {
    /// The part behind `#` in the link: 43 characters of base64url. Valid once, for a day, or for a week if it invites.
    pub token: String,
    /// The name that the first owner chooses for themselves; no other link takes one. At most 64 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Checks whether a link is still valid, before a button is pressed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckLink {
    /// The part behind `#` in the link: 43 characters of base64url.
    pub token: String,
}

/// What is known of a link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckedLink {
    /// Whether it is valid: not used, not too old, and its owner belongs to the team.
    pub works: bool,
    /// The site that it is for; none for an invalid link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The name of that site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// The name of its owner; none where the name is still to be chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A team member, as they see themselves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The site they belong to.
    pub site: String,
    /// Its name.
    #[serde(default)]
    pub site_name: String,
    /// The name on their comments.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The one thread of a guest expert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
}

/// A comment as a team member has read it. If its author has changed it since, nothing is decided about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadComment {
    /// Its id.
    pub id: CommentId,
    /// The version that was read.
    pub version: u32,
}

/// A decision about one comment, or about all with the same text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The decision.
    #[serde(rename = "verb")]
    pub decision: DecisionKind,
    /// The reason for the author: at most 1,000 characters. Requesting changes, declining and removing need one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The comments: 1 to 200 of the site, as they were read.
    pub comments: Vec<ReadComment>,
}

/// The most comments that one request decides about, or whose decisions it undoes.
pub const MOST_AT_ONCE: usize = 200;

/// The result of a decision. Comments that it was not possible for are left as they were.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionResult {
    /// The comments that were decided about.
    pub done: Vec<CommentId>,
    /// Those whose status no longer allowed it: another team member was faster.
    pub left: Vec<CommentId>,
}

/// Undoes decisions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UndoDecision {
    /// The comments: 1 to 200.
    pub comments: Vec<CommentId>,
}

/// A comment that waits for review, with everything that a decision needs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewItem {
    /// The full comment.
    pub comment: Comment,
    /// The page it is on.
    pub place: PageRef,
    /// The comment it replies to, if that can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Comment>,
    /// Why it is held, the most informative reason first, as in [`HoldReason::MOST_INFORMATIVE_FIRST`]; none where it is not
    /// held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<HoldReason>,
    /// Since when it waits: since it was held or first reported, or since its author appealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Which comments the site holds now: it says what will happen to its author's next ones.
    #[serde(default)]
    pub holds: HoldRule,
    /// The decision before, if its author has changed the comment since, or has appealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "asked")]
    pub prior_decision: Option<PriorDecision>,
    /// How many seconds after opening the page it was sent, if its author's browser says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_after: Option<u32>,
    /// Whether its author has appealed.
    pub second_look: bool,
    /// Its author's id on this site.
    pub person: String,
    /// What its author had written before.
    pub earlier: PersonSummary,
    /// Its author's trust level.
    pub standing: Trust,
    /// All comments with the same text, this one included: if they are very many, more than one request can decide
    /// about.
    pub alike: Vec<ReadComment>,
    /// How many people sent them.
    pub people: u32,
    /// The reasons of reports.
    pub reports: Vec<String>,
    /// The house rules of its page: a reason may begin with one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// A decision that the author of a comment has responded to, by editing it or by an appeal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriorDecision {
    /// Who decided.
    pub by: Actor,
    /// The reason that the author has read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The comments that wait for review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewQueue {
    /// In the requested order, by default the longest wait first; at most 50 unless more are requested.
    pub cards: Vec<ReviewItem>,
    /// How many comments there are in all.
    pub total: u32,
    /// How many of them match the filter.
    #[serde(default)]
    pub fitting: u32,
    /// What the list can be filtered by, where that was requested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
    /// Why nothing can be written at the moment; none while all is well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<StorageFault>,
    /// Increases with each change to a comment or a page of the site: a list that was loaded at a lower number may be
    /// out of date.
    #[serde(default)]
    pub latest: i64,
}

/// A comment that waits for an answer of the team: an opening comment, or a reply to a team member.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnansweredComment {
    /// The comment.
    pub comment: Comment,
    /// The page it is on.
    pub place: PageRef,
    /// Its author's id on this site.
    pub person: String,
    /// What its author had written before.
    pub earlier: PersonSummary,
    /// Whether it is its author's first comment here.
    pub first_words: bool,
    /// How many others have replied.
    pub answers: u32,
    /// The team member's comment that it replies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Comment>,
}

/// The comments that wait for an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnansweredList {
    /// In the requested order, by default newcomers first, then the longest wait; at most 50 unless more are requested.
    pub openings: Vec<UnansweredComment>,
    /// How many there are in all.
    pub total: u32,
    /// How many of them match the filter. Of more than 1,000, only those that have waited longest are counted.
    #[serde(default)]
    pub fitting: u32,
    /// What the list can be filtered by, where that was requested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
}

/// A reply under the team member's own name and role.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReplyToComment {
    /// The comment to reply to.
    pub parent: CommentId,
    /// The text, as Markdown.
    pub body: String,
    /// Approves the comment in the same step: its version that was read. If one of the two is not possible, neither is
    /// done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approve: Option<u32>,
}

/// A comment for which the composer suggested a second look before it was sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondLookComment {
    /// Its number in the log.
    pub seq: i64,
    /// When it was sent.
    pub at: Timestamp,
    /// What its author did.
    pub pause: SecondLook,
    /// The comment.
    pub comment: CommentId,
    /// Its author's id on this site.
    pub person: String,
    /// The name on it.
    pub name: String,
    /// Its status now.
    pub status: Status,
    /// The page it is on.
    pub place: PageRef,
    /// The beginning of its text; none where that is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

/// How many comments were sent after a second look, by what their authors did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondLookCounts {
    /// They changed the text.
    pub edited: u32,
    /// They left it as it was.
    pub kept: u32,
    /// They saved it for later.
    pub slept: u32,
}

/// What authors did about a suggested second look. Texts that were never sent are not counted: the server does not know
/// them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondLooks {
    /// How many, in all.
    pub counts: SecondLookCounts,
    /// The comments, the latest first; at most 100.
    pub comments: Vec<SecondLookComment>,
}

/// An entry of the history: a decision, or an event in the dashboard.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    /// Its number in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// The value that filters the log by them; none for authors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<String>,
    /// What, as the log calls it: `comment_approved` and the like.
    pub what: String,
    /// The comment it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<CommentId>,
    /// The person it is about: the comment's author, or a person who was banned or invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether they were erased since: they have no id and no name any more.
    #[serde(default)]
    pub erased: bool,
    /// The beginning of the text that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// The full text, if its author has changed it since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<Object>>))]
    pub words: Option<Tree>,
    /// Whether the text at that time is unknown: then `excerpt` is of the current one.
    #[serde(default)]
    pub words_unknown: bool,
    /// The comment's status now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Whether there was a later decision about the comment.
    #[serde(default)]
    pub outdated: bool,
    /// The page, by its normalised address or key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The page's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The page's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The decision that was undone, if it is that: `comment_marked_spam` and the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undid: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The team member it is about, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Their role since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// How a team member signed in: `link` or `passkey`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// What exactly was changed about the site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub detail: Vec<Setting>,
}
