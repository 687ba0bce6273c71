//! A thread on the wire, its changes, and how its comments are arranged for reading.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{Comment, CommentId, Cursor, HoldRule, Order, Timestamp, Welcome, limits};

/// A branch that takes no replies for a while.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplyPause {
    /// The comment that it begins with.
    pub comment: CommentId,
    /// Until when.
    pub until: Timestamp,
}

/// What the team tells visitors of a page while its comments are closed. Plain text on one line: nothing in it is markup, and
/// an address in it is no link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosedNote {
    /// The words: at most [`limits::CLOSED_NOTE_CHARS`] characters.
    pub words: String,
    /// Who says them, by name; none where that was done on the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// `GET /v1/sites/{site}/thread`: one page of a thread, in reading order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadPage {
    /// The cleaned address: the same for all spellings of it.
    pub page_key: String,
    /// The page's title, if anyone said one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Names exactly this state of the thread; `&version=` asks for it again, for good.
    pub version: String,
    /// Where this state stands among the public changes.
    pub cursor: Cursor,
    /// Published comments of the whole thread.
    pub total: u32,
    /// Conversations of the whole thread.
    pub conversations: u32,
    /// Whether new comments are refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// What visitors read about that, in the team's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_note: Option<ClosedNote>,
    /// Which new comments the team reads first.
    #[serde(default, skip_serializing_if = "HoldRule::is_off")]
    pub hold: HoldRule,
    /// Branches that take no replies for a while, those of all pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooling: Vec<ReplyPause>,
    /// What the host says before anybody else does.
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
    /// It is there now: posted, or let in.
    Published,
    /// Its words changed.
    Edited,
    /// Its author took it back.
    Withdrawn,
    /// The host took it down.
    Removed,
    /// The host put it back.
    Restored,
}

/// One comment that changed, and what it shows now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The last thing that happened to it since the cursor; `published` where an edited one also came since.
    pub kind: ChangeKind,
    /// The comment as it stands now; a stub when its words are gone.
    pub comment: Comment,
}

/// `GET /v1/sites/{site}/changes?since=cursor`: what happened, each comment once, oldest change first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changes {
    /// Where a reader stands after these changes.
    pub cursor: Cursor,
    /// Published comments of the whole thread now.
    pub total: u32,
    /// Whether new comments are refused now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Which new comments the team reads first, now.
    #[serde(default, skip_serializing_if = "HoldRule::is_off")]
    pub hold: HoldRule,
    /// Branches that take no replies for a while now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooling: Vec<ReplyPause>,
    /// The changes; empty when nothing happened.
    pub changes: Vec<Change>,
}

/// A reply in the order of reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reply {
    /// The reply itself.
    pub id: CommentId,
    /// Whom it answers, where that is not the opening: shown as "to Amira".
    pub to: Option<CommentId>,
    /// How many comments stand below it, stubs and one's own that wait among them.
    pub below: usize,
    /// Of these, those that everyone can read.
    pub readable: usize,
}

/// One opening comment and all below it, flattened for reading: two visual levels, then "to Amira".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversation {
    /// The opening.
    pub opening: CommentId,
    /// All replies, depth first: a branch stays together, siblings by time.
    pub replies: Vec<Reply>,
    /// Of these, those that everyone can read.
    pub readable: usize,
}

/// Arranges comments into conversations. An orphan, whose parent is not among them, opens a conversation of its own.
///
/// Conversations come by the time of their openings, the latest first; `(posted_at, id)` decides everywhere.
pub fn conversations<'a>(comments: impl IntoIterator<Item = &'a Comment>) -> Vec<Conversation> {
    conversations_of(&by_time(comments.into_iter().collect()))
}

/// Comments by `(posted_at, id)`. The one place that sorts them: sorting is made anew for each type and each order, and
/// the widget pays kilobytes for it.
fn by_time(mut comments: Vec<&Comment>) -> Vec<&Comment> {
    comments.sort_unstable_by_key(|comment| (comment.posted_at, comment.id));
    comments
}

/// The conversations of comments that are sorted by time.
fn conversations_of(comments: &[&Comment]) -> Vec<Conversation> {
    let places: HashMap<CommentId, usize> = comments.iter().enumerate().map(|(i, c)| (c.id, i)).collect();
    let mut children = vec![Vec::new(); comments.len()];
    let mut openings = Vec::new();
    for (i, comment) in comments.iter().enumerate() {
        match comment.parent.and_then(|parent| places.get(&parent)) {
            Some(parent) => children[*parent].push(i),
            None => openings.push(i),
        }
    }
    let talk = |opening: usize| {
        let (replies, readable) = flatten(opening, comments, &children);
        Conversation { opening: comments[opening].id, replies, readable }
    };
    openings.into_iter().rev().map(talk).collect()
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
                // Until its branch is through: how many there were before it began.
                let to = (parent != opening).then(|| comments[parent].id);
                replies.push(Reply { id, to, below: 0, readable });
                steps.extend(below(i));
            }
            Step::Leave(place) => {
                let below = replies.len() - place - 1;
                let reply = &mut replies[place];
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
        let talks = conversations_of(&sorted);
        return talks
            .iter()
            .flat_map(|talk| std::iter::once(talk.opening).chain(talk.replies.iter().map(|r| r.id)))
            .collect();
    }
    // One by one there is no branch to keep, so stubs are left out. What has words and is not published is one's own: whoever
    // wrote it reads there what becomes of it.
    sorted.retain(|comment| comment.body.is_some());
    if order == Order::Newest {
        sorted.reverse();
    }
    sorted.iter().map(|c| c.id).collect()
}

/// How many of `sizes` (comments of each conversation, in reading order) a page holds, as a number of comments:
/// whole conversations up to the limit, or the beginning of one that is longer by itself.
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

/// The longest first page, in comments.
pub fn page_limit(first: bool) -> usize {
    if first { limits::FIRST_PAGE } else { limits::NEXT_PAGE }
}
