//! The public state of a thread at one moment: which comments, in which order, and which pages and changes are made of
//! them.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use porch_protocol::thread::{conversations, page_length, page_limit, reading_order};
use porch_protocol::{
    Change, ChangeKind, Changes, ClosedNote, Comment, CommentId, Cursor, HoldRule, Order, ReplyPause, ThreadPage,
    Timestamp, Welcome,
};
use sha2::{Digest, Sha256};

use crate::live::PageStamp;
use porch_domain::visibility::drop_bare_stubs;
use porch_storage::events::{PublicEvent, PublicEventChange};
use porch_storage::threads::Thread;

/// A thread as visitors see it.
pub struct Snapshot {
    /// The thread; none as long as nothing of it was ever public.
    pub thread: Option<Arc<Thread>>,
    /// The state of the thread that this was made from.
    pub stamp: PageStamp,
    /// The cleaned address of its page.
    pub page_key: Arc<str>,
    /// All comments of which visitors see something, in the order they were posted. Stubs without replies are included:
    /// they may matter to the next change.
    comments: Vec<Arc<Comment>>,
    /// The same without those stubs.
    shown: Vec<Arc<Comment>>,
    total: u32,
    conversations: u32,
    closed: bool,
    closed_note: Option<ClosedNote>,
    hold: HoldRule,
    reply_pauses: Vec<ReplyPause>,
    welcome: Arc<Welcome>,
    arranged: [OnceLock<Arranged>; 3],
    database_epoch: String,
}

/// The state of the thread and the site that is shown with the comments.
pub struct Surroundings {
    /// Whether the thread is closed.
    pub closed: bool,
    /// Which comments are held for review.
    pub hold: HoldRule,
    /// Until when replies below a comment are paused, where the pause is not over.
    pub pauses: HashMap<CommentId, Timestamp>,
    /// The welcome texts.
    pub welcome: Arc<Welcome>,
    /// The epoch of the database, as cursors name it.
    pub database_epoch: String,
}

/// The cursor is too old, or its comment is gone: the thread has to be loaded again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CursorGone;

/// The comments in one order, as indices into `shown`.
struct Arranged {
    places: Vec<usize>,
    /// The number of comments of each conversation, in the same order; ones, where the order has no conversations.
    sizes: Vec<usize>,
}

impl Snapshot {
    /// A thread with these comments: all of which visitors see something, in the order they were posted.
    pub fn new(
        page_key: Arc<str>,
        thread: Option<Arc<Thread>>,
        stamp: PageStamp,
        comments: Vec<Arc<Comment>>,
        surroundings: Surroundings,
    ) -> Self {
        let mut shown = comments.clone();
        drop_bare_stubs(&mut shown);
        let total = shown.iter().filter(|comment| comment.is_published()).count();
        let conversations = conversations(shown.iter().map(|comment| &**comment)).len();
        let Surroundings { closed, hold, pauses, welcome, database_epoch } = surroundings;
        let paused = |comment: &Arc<Comment>| Some((comment.id, *pauses.get(&comment.id)?));
        let reply_pauses =
            shown.iter().filter_map(paused).map(|(comment, until)| ReplyPause { comment, until }).collect();
        Self {
            closed,
            // None where only the whole site is closed.
            closed_note: thread.as_ref().and_then(|thread| thread.closed_note.clone()),
            hold,
            reply_pauses,
            // Where no comment was ever public, the title would reveal that the thread exists.
            thread: thread.filter(|_| stamp.rev > 0),
            stamp,
            page_key,
            comments,
            shown,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            conversations: u32::try_from(conversations).unwrap_or(u32::MAX),
            welcome,
            arranged: std::array::from_fn(|_| OnceLock::new()),
            database_epoch,
        }
    }

    /// Whether a comment is shown, also as a stub.
    pub fn shows(&self, id: CommentId) -> bool {
        self.shown.iter().any(|shown| shown.id == id)
    }

    /// The welcome texts.
    pub fn welcome(&self) -> &Arc<Welcome> {
        &self.welcome
    }

    /// The comments after these changes: each in its present state, or none where nothing of it is public any more.
    pub fn comments_with(&self, mut changed: HashMap<CommentId, Option<Arc<Comment>>>) -> Vec<Arc<Comment>> {
        let mut comments = Vec::with_capacity(self.comments.len() + changed.len());
        for comment in &self.comments {
            match changed.remove(&comment.id) {
                None => comments.push(comment.clone()),
                Some(now) => comments.extend(now),
            }
        }
        comments.extend(changed.into_values().flatten());
        // A comment that was restored or published late is shown where it was posted. Nearly all are in order already.
        comments.sort_by_key(|comment| (comment.posted_at, comment.id));
        comments
    }

    fn arranged(&self, order: Order) -> &Arranged {
        let slot = match order {
            Order::Conversation => &self.arranged[0],
            Order::Newest => &self.arranged[1],
            Order::Oldest => &self.arranged[2],
        };
        slot.get_or_init(|| {
            let shown = || self.shown.iter().map(|comment| &**comment);
            let known: HashMap<CommentId, usize> = shown().enumerate().map(|(i, c)| (c.id, i)).collect();
            let ids = reading_order(shown(), order);
            let places: Vec<usize> = ids.iter().filter_map(|id| known.get(id).copied()).collect();
            let sizes = match order {
                Order::Conversation => conversations(shown()).iter().map(|talk| talk.replies.len() + 1).collect(),
                Order::Newest | Order::Oldest => vec![1; places.len()],
            };
            Arranged { places, sizes }
        })
    }

    /// One page of the thread. `after` is the last comment of the page before.
    ///
    /// # Errors
    /// That comment is not shown any more.
    pub fn page(&self, order: Order, after: Option<CommentId>) -> Result<ThreadPage, CursorGone> {
        let arranged = self.arranged(order);
        let start = match after {
            None => 0,
            Some(id) => {
                let place = arranged.places.iter().position(|place| self.shown[*place].id == id);
                place.ok_or(CursorGone)? + 1
            }
        };
        let length = page_length(sizes_from(&arranged.sizes, start), page_limit(after.is_none()));
        let end = (start + length).min(arranged.places.len());
        let comments: Vec<Comment> =
            arranged.places[start..end].iter().map(|place| (*self.shown[*place]).clone()).collect();
        let next = (end < arranged.places.len()).then(|| comments.last().map(|last| last.id)).flatten();
        let following = page_length(sizes_from(&arranged.sizes, end), page_limit(false));
        let following = arranged.places[end..].iter().take(following);
        let next_count = following.filter(|place| self.shown[**place].is_published()).count();
        Ok(ThreadPage {
            page_key: self.page_key.to_string(),
            title: self.thread.as_ref().and_then(|thread| thread.title.clone()),
            version: self.version(),
            cursor: self.cursor(),
            total: self.total,
            conversations: self.conversations,
            closed: self.closed,
            closed_note: self.closed_note.clone(),
            hold: self.hold,
            reply_pauses: self.reply_pauses.clone(),
            welcome: (*self.welcome).clone(),
            comments,
            next,
            next_count: u32::try_from(next_count).unwrap_or(u32::MAX),
        })
    }

    /// Where the page of the thread begins on which a comment is: what is passed as `after` for it.
    ///
    /// # Errors
    /// The comment is not shown.
    pub fn start_of_page_with(&self, order: Order, id: CommentId) -> Result<Option<CommentId>, CursorGone> {
        let arranged = self.arranged(order);
        let at = |place: usize| self.shown[arranged.places[place]].id;
        let goal = (0..arranged.places.len()).find(|place| at(*place) == id).ok_or(CursorGone)?;
        let mut start = 0;
        loop {
            let length = page_length(sizes_from(&arranged.sizes, start), page_limit(start == 0));
            // A page has at least one comment, so that this ends.
            if goal < start + length.max(1) {
                return Ok(start.checked_sub(1).map(at));
            }
            start += length.max(1);
        }
    }

    /// All public comments and stubs, in the order they were posted.
    pub fn all(&self) -> &[Arc<Comment>] {
        &self.shown
    }

    /// The author's name of a comment that can be replied to.
    pub fn name_of(&self, id: CommentId) -> Option<&str> {
        let comment = self.shown.iter().find(|comment| comment.id == id && comment.is_published())?;
        comment.author.as_ref().map(|author| author.name.as_str())
    }

    /// Published comments.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// The cursor of a reader of this snapshot.
    pub fn cursor(&self) -> Cursor {
        cursor(&self.database_epoch, self.stamp.rev)
    }

    /// Names this state: of the comments, and of what is shown around them.
    pub fn version(&self) -> String {
        let mut around = Sha256::new();
        if let Some(thread) = &self.thread {
            around.update(&thread.page_key);
            around.update([0]);
            around.update(thread.title.as_deref().unwrap_or_default());
        }
        around.update([u8::from(self.closed), self.hold as u8]);
        around.update(serde_json::to_vec(&self.closed_note).unwrap_or_default());
        around.update(serde_json::to_vec(&self.reply_pauses).unwrap_or_default());
        around.update(serde_json::to_vec(&*self.welcome).unwrap_or_default());
        let around = around.finalize();
        format!("{}-{}-{:02x}{:02x}", self.database_epoch, self.stamp.rev, around[0], around[1])
    }

    /// The changes for a reader at `rev`: `events` are the public events since, and `gone` the stubs of comments that
    /// the reader may have seen and that are not public any more.
    ///
    /// # Errors
    /// The events do not reach back to `rev` without a gap.
    pub fn changes_since(
        &self,
        rev: i64,
        events: &[PublicEvent],
        gone: &HashMap<CommentId, Comment>,
    ) -> Result<Changes, CursorGone> {
        if i64::try_from(events.len()).unwrap_or(0) < self.stamp.rev - rev {
            return Err(CursorGone);
        }
        let mut changes: Vec<Change> = Vec::new();
        let all = events.iter().flat_map(PublicEvent::changes);
        let published: HashSet<CommentId> =
            all.filter(|(kind, _)| *kind == ChangeKind::Published).map(|(_, id)| id).collect();
        let known: HashMap<CommentId, &Arc<Comment>> = self.comments.iter().map(|c| (c.id, c)).collect();
        let mut reported = HashSet::new();
        let own = events.iter().filter(|event| event.rev <= self.stamp.rev).rev();
        for (kind, id) in own.flat_map(|event| event.changes().rev()).filter(|(_, id)| reported.insert(*id)) {
            if let Some(stub) = gone.get(&id) {
                changes.push(Change { kind: ChangeKind::Removed, comment: stub.clone() });
            } else if let Some(comment) = known.get(&id) {
                // For a reader who has not seen it before, a comment that changed meanwhile is a new one.
                let new = kind == ChangeKind::Edited && published.contains(&id);
                let kind = if new { ChangeKind::Published } else { kind };
                changes.push(Change { kind, comment: (***comment).clone() });
            }
        }
        changes.reverse();
        let (closed, hold, reply_pauses) = (self.closed, self.hold, self.reply_pauses.clone());
        Ok(Changes { cursor: self.cursor(), total: self.total, closed, hold, reply_pauses, changes })
    }

    /// Comments that a reader may have seen before these events and that are not public any more, as when an edit is
    /// held for review. A comment that was published and removed in between was never shown to that reader, and is not
    /// reported.
    pub fn not_shown_any_more(&self, events: &[PublicEvent]) -> Vec<CommentId> {
        let known: HashSet<CommentId> = self.comments.iter().map(|comment| comment.id).collect();
        let mut first: HashMap<CommentId, ChangeKind> = HashMap::new();
        for event in events {
            // One about an author names only what is published.
            if let PublicEventChange::Comment(kind, id) = event.change {
                first.entry(id).or_insert(kind);
            }
        }
        let seen = |kind: &ChangeKind| !matches!(kind, ChangeKind::Published | ChangeKind::Restored);
        first.iter().filter(|(id, kind)| seen(kind) && !known.contains(id)).map(|(id, _)| *id).collect()
    }
}

/// The sizes of what is left of each conversation after the first `start` comments.
fn sizes_from(sizes: &[usize], start: usize) -> impl Iterator<Item = usize> {
    let mut skip = start;
    sizes.iter().filter_map(move |size| {
        let skipped = skip.min(*size);
        skip -= skipped;
        (skipped < *size).then_some(size - skipped)
    })
}

/// The cursor of a rev in the public changes of one thread, in this epoch of the database.
pub fn cursor(database_epoch: &str, rev: i64) -> Cursor {
    Cursor(format!("{database_epoch}-{rev}"))
}

/// The rev of a cursor of this epoch; none for a cursor of another epoch.
pub fn rev_of(database_epoch: &str, cursor: &str) -> Option<i64> {
    let rev = cursor.strip_prefix(database_epoch)?.strip_prefix('-')?;
    rev.parse().ok().filter(|rev| *rev >= 0)
}

/// The rev in the version of a snapshot of this epoch.
pub fn rev_of_version(database_epoch: &str, version: &str) -> Option<i64> {
    let (cursor, _) = version.rsplit_once('-')?;
    rev_of(database_epoch, cursor)
}

#[cfg(test)]
mod tests {
    use super::sizes_from;

    #[test]
    fn a_page_that_ends_inside_a_conversation_is_continued_there() {
        let left = |start| sizes_from(&[3, 60, 2], start).collect::<Vec<_>>();
        assert_eq!(left(0), [3, 60, 2]);
        assert_eq!(left(3), [60, 2]);
        assert_eq!(left(43), [20, 2]);
        assert_eq!(left(65), [0_usize; 0]);
    }
}
