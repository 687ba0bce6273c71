//! A thread on the wire, its changes, and how its comments are arranged for reading.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{Comment, CommentId, Cursor, HoldRule, Order, Timestamp, Welcome, limits};

/// A branch whose replies are paused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplyPause {
    /// The comment that it begins with.
    pub comment: CommentId,
    /// Until when.
    pub until: Timestamp,
}

/// The team's note for visitors while the comments of a page are closed. Plain text on one line: no markup, and
/// addresses are not links.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosedNote {
    /// The text: at most [`limits::CLOSED_NOTE_CHARS`] characters.
    pub words: String,
    /// The name of its author; none where it was set on the server's command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// `GET /v1/sites/{site}/thread`: one page of a thread, in reading order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadPage {
    /// The page's normalised address: the same for all its spellings.
    pub page_key: String,
    /// The page's title, if one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Identifies exactly this state of the thread; `&version=` requests it again, at any time later.
    pub version: String,
    /// The position of this state in the public changes.
    pub cursor: Cursor,
    /// Published comments of the whole thread.
    pub total: u32,
    /// Conversations of the whole thread.
    pub conversations: u32,
    /// Whether new comments are refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// The team's note for visitors about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_note: Option<ClosedNote>,
    /// Which new comments the team reviews first.
    #[serde(default, skip_serializing_if = "HoldRule::is_off")]
    pub hold: HoldRule,
    /// Branches whose replies are paused, those of all pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "cooling")]
    pub reply_pauses: Vec<ReplyPause>,
    /// The opening question and the house rules.
    #[serde(default, skip_serializing_if = "Welcome::is_empty")]
    pub welcome: Welcome,
    /// The comments of this page, in reading order.
    pub comments: Vec<Comment>,
    /// What to send as `after=` for the next page; none on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<CommentId>,
    /// Published comments of that page.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub next_count: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
pub(crate) fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// What happened to a comment, as everyone may know it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It was published: posted, or approved.
    Published,
    /// Its text changed.
    Edited,
    /// Its author deleted it.
    Withdrawn,
    /// The team removed it.
    Removed,
    /// The team restored it.
    Restored,
}

/// One comment that changed, and what it shows now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The last thing that happened to it since the cursor; `published` if an edited one was also published since.
    pub kind: ChangeKind,
    /// The comment now; a stub when its text is gone.
    pub comment: Comment,
}

/// `GET /v1/sites/{site}/changes?since=cursor`: what happened, each comment once, oldest change first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changes {
    /// The cursor after these changes.
    pub cursor: Cursor,
    /// Published comments of the whole thread now.
    pub total: u32,
    /// Whether new comments are refused now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Which new comments the team reviews first, now.
    #[serde(default, skip_serializing_if = "HoldRule::is_off")]
    pub hold: HoldRule,
    /// Branches whose replies are paused now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "cooling")]
    pub reply_pauses: Vec<ReplyPause>,
    /// The changes; empty when nothing happened.
    pub changes: Vec<Change>,
}

/// A reply in reading order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reply {
    /// The reply itself.
    pub id: CommentId,
    /// The comment it replies to, unless that is the opening one: shown as "to Amira".
    pub to: Option<CommentId>,
    /// How many comments are below it, stubs and the visitor's own held ones included.
    pub below: usize,
    /// Of these, those that everyone can read.
    pub readable: usize,
}

/// One opening comment and all replies below it, flattened for reading: two visual levels, then "to Amira".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversation {
    /// The opening comment.
    pub opening: CommentId,
    /// All replies, depth first: a branch stays together, siblings by time.
    pub replies: Vec<Reply>,
    /// Of these, those that everyone can read.
    pub readable: usize,
}

/// Arranges comments into conversations. A comment whose parent is missing opens a conversation of its own.
///
/// Conversations are sorted by the time of their opening comments, the latest first; `(posted_at, id)` is the order
/// everywhere.
pub fn conversations<'a>(comments: impl IntoIterator<Item = &'a Comment>) -> Vec<Conversation> {
    conversations_of(&by_time(comments.into_iter().collect()))
}

/// Comments by `(posted_at, id)`. The only place that sorts them: sorting is compiled once for each type and each
/// order, and adds kilobytes to the widget.
fn by_time(mut comments: Vec<&Comment>) -> Vec<&Comment> {
    comments.sort_unstable_by_key(|comment| (comment.posted_at, comment.id));
    comments
}

/// The conversations of comments that are sorted by time.
fn conversations_of(comments: &[&Comment]) -> Vec<Conversation> {
    let indexes: HashMap<CommentId, usize> = comments.iter().enumerate().map(|(i, c)| (c.id, i)).collect();
    let mut children = vec![Vec::new(); comments.len()];
    let mut openings = Vec::new();
    for (i, comment) in comments.iter().enumerate() {
        match comment.parent.and_then(|parent| indexes.get(&parent)) {
            Some(parent) => children[*parent].push(i),
            None => openings.push(i),
        }
    }
    let conversation = |opening: usize| {
        let (replies, readable) = flatten(opening, comments, &children);
        Conversation { opening: comments[opening].id, replies, readable }
    };
    openings.into_iter().rev().map(conversation).collect()
}

/// Depth first without recursion: an imported thread may be thousands deep.
fn flatten(opening: usize, comments: &[&Comment], children: &[Vec<usize>]) -> (Vec<Reply>, usize) {
    enum Step {
        Enter(usize, usize),
        Leave(usize),
    }
    let below = |parent: usize| children[parent].iter().rev().map(move |i| Step::Enter(*i, parent));
    let mut replies: Vec<Reply> = Vec::new();
    let mut readable = 0;
    let mut steps: Vec<Step> = below(opening).collect();
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(i, parent) => {
                let id = comments[i].id;
                steps.push(Step::Leave(replies.len()));
                readable += usize::from(comments[i].is_readable());
                // Until the branch is complete, `readable` is the count before it began.
                let to = (parent != opening).then(|| comments[parent].id);
                replies.push(Reply { id, to, below: 0, readable });
                steps.extend(below(i));
            }
            Step::Leave(index) => {
                let below = replies.len() - index - 1;
                let reply = &mut replies[index];
                (reply.below, reply.readable) = (below, readable - reply.readable);
            }
        }
    }
    (replies, readable)
}

/// The ids of a thread's comments in reading order.
pub fn reading_order<'a>(comments: impl IntoIterator<Item = &'a Comment>, order: Order) -> Vec<CommentId> {
    let mut sorted = by_time(comments.into_iter().collect());
    if order == Order::Conversation {
        let conversations = conversations_of(&sorted);
        return conversations
            .iter()
            .flat_map(|conversation| {
                std::iter::once(conversation.opening).chain(conversation.replies.iter().map(|r| r.id))
            })
            .collect();
    }
    // In flat orders there is no branch to keep, so stubs are left out. A comment with a text that is not published is
    // the visitor's own: its author sees its status there.
    sorted.retain(|comment| comment.body.is_some());
    if order == Order::Newest {
        sorted.reverse();
    }
    sorted.iter().map(|c| c.id).collect()
}

/// How many of `sizes` (comments of each conversation, in reading order) fit on a page, as a number of comments: whole
/// conversations up to the limit, or the beginning of one that is longer by itself.
pub fn page_length(sizes: impl IntoIterator<Item = usize>, limit: usize) -> usize {
    let mut length = 0;
    for size in sizes {
        if length + size > limit {
            return if length == 0 { limit } else { length };
        }
        length += size;
    }
    length
}

/// The limit of a page, in comments.
pub fn page_limit(first: bool) -> usize {
    if first { limits::FIRST_PAGE } else { limits::NEXT_PAGE }
}
