//! A thread as strangers see it at one moment: loaded once per change, whoever asks.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use porch_protocol::thread::{conversations, page_length, page_limit, reading_order};
use porch_protocol::{
    Change, ChangeKind, Changes, ClosedNote, Comment, CommentId, Cursor, ErrorCode, HoldRule, Order, ReplyPause,
    ThreadPage, Welcome,
};
use sha2::{Digest, Sha256};

use super::error::{AppError, Result};
use super::site::{closed_note, is_closed};
use crate::App;
use crate::domain::visibility::{Viewer, drop_bare_stubs};
use crate::live::{PageStamp, WatchedPage};
use crate::storage::events::PublicEvent;
use crate::storage::threads::Thread;
use crate::team::prompt_and_rules;

/// The most changes that are told one by one; whoever is further behind loads the thread again.
const MOST_CHANGES: u32 = 500;

/// A thread as strangers see it.
pub struct Snapshot {
    /// The thread; none as long as nothing of it was ever seen.
    pub thread: Option<Arc<Thread>>,
    /// Where it stood.
    pub stamp: PageStamp,
    /// The cleaned address of its page.
    pub page_key: Arc<str>,
    /// All that strangers see something of, as it was posted; stubs with nothing below them too: they may matter to the
    /// next change.
    comments: Vec<Arc<Comment>>,
    /// The same without those stubs.
    shown: Vec<Arc<Comment>>,
    total: u32,
    conversations: u32,
    closed: bool,
    closed_note: Option<ClosedNote>,
    hold: HoldRule,
    cooling: Vec<ReplyPause>,
    welcome: Arc<Welcome>,
    arranged: [OnceLock<Arranged>; 3],
    life: String,
}

/// The comments in one order, as places in `shown`.
struct Arranged {
    places: Vec<usize>,
    /// Comments of each conversation, in the same order; ones, where there are no conversations.
    sizes: Vec<usize>,
}

impl Snapshot {
    /// The page as it is now, made from what was known before where that is cheaper.
    pub async fn load(app: &App, page: &WatchedPage, earlier: Option<Arc<Self>>) -> Result<Self> {
        let stamp = page.stamp();
        let Some(thread) = page.thread() else {
            let welcome = Arc::new(prompt_and_rules::shown(app, &page.id.0, &page.id.1).await?);
            return Ok(Self::new(app, page, None, stamp, Vec::new(), welcome));
        };
        // Whatever is no comment changes with the generation.
        if let Some(earlier) = earlier.filter(|earlier| earlier.stamp.generation == stamp.generation)
            && let Some(snapshot) = earlier.advance(app, page, &thread, stamp).await?
        {
            return Ok(snapshot);
        }
        let site = &page.id.0;
        let comments = app.storage.public_comments(site, thread.id).await?;
        let welcome = Arc::new(prompt_and_rules::shown(app, site, &thread.page_key).await?);
        Ok(Self::new(app, page, Some(thread), stamp, comments, welcome))
    }

    fn new(
        app: &App,
        page: &WatchedPage,
        thread: Option<Arc<Thread>>,
        stamp: PageStamp,
        comments: Vec<Arc<Comment>>,
        welcome: Arc<Welcome>,
    ) -> Self {
        let mut shown = comments.clone();
        drop_bare_stubs(&mut shown);
        let total = shown.iter().filter(|comment| comment.is_published()).count();
        let talks = conversations(shown.iter().map(|comment| &**comment)).len();
        Self {
            closed: is_closed(app, &page.id.0, thread.as_deref()),
            closed_note: closed_note(thread.as_deref()),
            hold: app.site(&page.id.0).map_or_else(HoldRule::default, |site| site.hold.told()),
            cooling: cooling(app, &page.id.0, &shown),
            // One of which nobody has seen anything tells by its title, if by nothing else, that somebody spoke.
            thread: thread.filter(|_| stamp.rev > 0),
            stamp,
            page_key: page.id.1.clone(),
            comments,
            shown,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            conversations: u32::try_from(talks).unwrap_or(u32::MAX),
            welcome,
            arranged: std::array::from_fn(|_| OnceLock::new()),
            life: app.identity.life.clone(),
        }
    }

    /// This snapshot moved on by the changes since; none when there are too many.
    async fn advance(
        &self,
        app: &App,
        page: &WatchedPage,
        thread: &Arc<Thread>,
        stamp: PageStamp,
    ) -> Result<Option<Self>> {
        let site = &page.id.0;
        let events = app.storage.public_events(site, thread.id, self.stamp.rev, MOST_CHANGES).await?;
        let Some(last) = events.last().filter(|last| last.rev >= stamp.rev) else { return Ok(None) };
        let mut ids: Vec<CommentId> = events.iter().filter_map(|event| event.change).map(|(_, id)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut changed: HashMap<CommentId, Option<Arc<Comment>>> = ids.iter().map(|id| (*id, None)).collect();
        while !ids.is_empty() {
            let mut above = Vec::new();
            for comment in app.storage.comments_with_ids(site, thread.id, &ids).await? {
                let seen = comment.seen_by(Viewer::Stranger).map(Arc::new);
                above.extend(seen.as_ref().and_then(|comment| comment.parent));
                changed.insert(comment.id, seen);
            }
            // What stands above and was not shown may have changed without being noticed; now it is shown, if it is a stub.
            above.retain(|id| !changed.contains_key(id) && self.shown.iter().all(|shown| shown.id != *id));
            ids = above;
        }
        let mut comments = Vec::with_capacity(self.comments.len() + changed.len());
        for comment in &self.comments {
            match changed.remove(&comment.id) {
                None => comments.push(comment.clone()),
                Some(now) => comments.extend(now),
            }
        }
        comments.extend(changed.into_values().flatten());
        // What comes back, or was let in late, stands where it was posted. Nearly all of it is in order already.
        comments.sort_by_key(|comment| (comment.posted_at, comment.id));
        let stamp = PageStamp { rev: last.rev, ..stamp };
        Ok(Some(Self::new(app, page, Some(thread.clone()), stamp, comments, self.welcome.clone())))
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
    pub fn page(&self, order: Order, after: Option<CommentId>) -> Result<ThreadPage> {
        let arranged = self.arranged(order);
        let start = match after {
            None => 0,
            Some(id) => {
                let place = arranged.places.iter().position(|place| self.shown[*place].id == id);
                place.ok_or(AppError::Refused(ErrorCode::CursorGone))? + 1
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
            cooling: self.cooling.clone(),
            welcome: (*self.welcome).clone(),
            comments,
            next,
            next_count: u32::try_from(next_count).unwrap_or(u32::MAX),
        })
    }

    /// All that can be read, as it was posted: oldest first.
    pub fn all(&self) -> &[Arc<Comment>] {
        &self.shown
    }

    /// The name on a comment that can be answered.
    pub fn name_of(&self, id: CommentId) -> Option<&str> {
        let comment = self.shown.iter().find(|comment| comment.id == id && comment.is_published())?;
        comment.author.as_ref().map(|author| author.name.as_str())
    }

    /// Published comments.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Where a reader of this stands.
    pub fn cursor(&self) -> Cursor {
        cursor(&self.life, self.stamp.rev)
    }

    /// Names this state: what was said, and what is shown around it.
    pub fn version(&self) -> String {
        let mut around = Sha256::new();
        if let Some(thread) = &self.thread {
            around.update(&thread.page_key);
            around.update([0]);
            around.update(thread.title.as_deref().unwrap_or_default());
        }
        around.update([u8::from(self.closed), self.hold as u8]);
        around.update(serde_json::to_vec(&self.closed_note).unwrap_or_default());
        around.update(serde_json::to_vec(&self.cooling).unwrap_or_default());
        around.update(serde_json::to_vec(&*self.welcome).unwrap_or_default());
        let around = around.finalize();
        format!("{}-{}-{:02x}{:02x}", self.life, self.stamp.rev, around[0], around[1])
    }

    /// What happened since `rev`.
    pub async fn changes_since(&self, app: &App, site: &str, rev: i64) -> Result<Changes> {
        let mut changes: Vec<Change> = Vec::new();
        if let Some(thread) = self.thread.as_ref().filter(|_| rev < self.stamp.rev) {
            let gone = AppError::Refused(ErrorCode::CursorGone);
            let events = app.storage.public_events(site, thread.id, rev, MOST_CHANGES).await?;
            // The log must reach back to the reader's place, and up to this state, without a gap.
            let whole = i64::try_from(events.len()).unwrap_or(0) >= self.stamp.rev - rev;
            if !whole {
                return Err(gone);
            }
            let known: HashMap<CommentId, &Arc<Comment>> = self.comments.iter().map(|c| (c.id, c)).collect();
            let all = events.iter().filter_map(|event| event.change);
            let came: HashSet<CommentId> =
                all.filter(|(kind, _)| *kind == ChangeKind::Published).map(|(_, id)| id).collect();
            let gone = gone_since(app, site, thread, &known, &events).await?;
            let mut told = HashSet::new();
            let own = events.iter().filter(|event| event.rev <= self.stamp.rev).rev();
            for (kind, id) in own.filter_map(|event| event.change).filter(|(_, id)| told.insert(*id)) {
                if let Some(stub) = gone.get(&id) {
                    changes.push(Change { kind: ChangeKind::Removed, comment: stub.clone() });
                } else if let Some(comment) = known.get(&id) {
                    // To a reader who has not seen it before, a comment that changed meanwhile is a new one.
                    let new = kind == ChangeKind::Edited && came.contains(&id);
                    let kind = if new { ChangeKind::Published } else { kind };
                    changes.push(Change { kind, comment: (***comment).clone() });
                }
            }
            changes.reverse();
        }
        let (closed, hold, cooling) = (self.closed, self.hold, self.cooling.clone());
        Ok(Changes { cursor: self.cursor(), total: self.total, closed, hold, cooling, changes })
    }
}

/// The branches that cool down, of those that begin with a comment of which strangers see something. Whoever ends them
/// rings for it, so that this is true as long as the stamp is.
fn cooling(app: &App, site: &str, shown: &[Arc<Comment>]) -> Vec<ReplyPause> {
    let (rules, now) = (app.rules(site), app.clock.now());
    let until = |comment: &Arc<Comment>| Some((comment.id, *rules.cooling.get(&comment.id)?));
    let branches = shown.iter().filter(|_| !rules.cooling.is_empty()).filter_map(until);
    branches.filter(|(_, until)| *until > now).map(|(comment, until)| ReplyPause { comment, until }).collect()
}

/// Stubs of what the reader has seen and may not see any more, as when an edit of it waits for the host. What came and
/// went since their place was never theirs, and is not told.
async fn gone_since(
    app: &App,
    site: &str,
    thread: &Thread,
    known: &HashMap<CommentId, &Arc<Comment>>,
    events: &[PublicEvent],
) -> Result<HashMap<CommentId, Comment>> {
    let mut first: HashMap<CommentId, ChangeKind> = HashMap::new();
    for (kind, id) in events.iter().filter_map(|event| event.change) {
        first.entry(id).or_insert(kind);
    }
    let seen = |kind: &ChangeKind| !matches!(kind, ChangeKind::Published | ChangeKind::Restored);
    let ids: Vec<CommentId> =
        first.iter().filter(|(id, kind)| seen(kind) && !known.contains_key(id)).map(|(id, _)| *id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let comments = app.storage.comments_with_ids(site, thread.id, &ids).await?;
    Ok(comments.into_iter().map(|comment| (comment.id, comment.gone())).collect())
}

/// The sizes of what is left of each conversation behind the first `start` comments.
fn sizes_from(sizes: &[usize], start: usize) -> impl Iterator<Item = usize> {
    let mut skip = start;
    sizes.iter().filter_map(move |size| {
        let skipped = skip.min(*size);
        skip -= skipped;
        (skipped < *size).then_some(size - skipped)
    })
}

/// A place in the public changes of one thread, in this life of the database.
pub fn cursor(life: &str, rev: i64) -> Cursor {
    Cursor(format!("{life}-{rev}"))
}

/// The rev that a cursor of this life names; none for one of another life.
pub fn rev_of(life: &str, cursor: &str) -> Option<i64> {
    let rev = cursor.strip_prefix(life)?.strip_prefix('-')?;
    rev.parse().ok().filter(|rev| *rev >= 0)
}

#[cfg(test)]
mod tests {
    use super::sizes_from;

    #[test]
    fn a_page_that_ended_inside_a_conversation_goes_on_inside_it() {
        let left = |start| sizes_from(&[3, 60, 2], start).collect::<Vec<_>>();
        assert_eq!(left(0), [3, 60, 2]);
        assert_eq!(left(3), [60, 2]);
        assert_eq!(left(43), [20, 2]);
        assert_eq!(left(65), [0_usize; 0]);
    }
}
