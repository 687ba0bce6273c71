//! The snapshot of a page: from memory, moved on by what changed, or loaded whole.

use std::collections::HashMap;
use std::sync::Arc;

use porch_protocol::{Changes, Comment, CommentId, HoldRule, Timestamp, Welcome};

use super::error::Result;
use super::public_comments;
use super::site::is_closed;
use crate::App;
use crate::live::{PageStamp, WatchedPage};
use crate::read::snapshot::{CursorGone, Snapshot, Surroundings};
use crate::team::prompt_and_rules;
use porch_storage::events::PublicEvent;
use porch_storage::threads::Thread;

/// The most changes that are reported one by one; a reader who is further behind loads the thread again.
const MOST_CHANGES: u32 = 500;

/// The page as it is now, or newer.
pub(super) async fn current_snapshot(app: &App, page: &WatchedPage) -> Result<Arc<Snapshot>> {
    Ok(app.cached.snapshot(page, |earlier| load(app, page, earlier)).await?)
}

async fn load(app: &App, page: &WatchedPage, earlier: Option<Arc<Snapshot>>) -> Result<Snapshot> {
    let stamp = page.stamp();
    let (site, key) = &page.id;
    let Some(thread) = page.thread() else {
        let welcome = Arc::new(prompt_and_rules::shown(app, site, key).await?);
        return Ok(Snapshot::new(key.clone(), None, stamp, Vec::new(), surroundings(app, site, None, welcome)));
    };
    // Whatever is no comment changes with the generation.
    if let Some(earlier) = earlier.filter(|earlier| earlier.stamp.generation == stamp.generation)
        && let Some(snapshot) = advance(app, page, (&earlier, &thread), stamp).await?
    {
        return Ok(snapshot);
    }
    let comments = app.storage.public_comments(site, thread.id).await?;
    let comments = public_comments::of_thread(app, site, &comments).await?;
    let welcome = Arc::new(prompt_and_rules::shown(app, site, &thread.page_key).await?);
    let surroundings = surroundings(app, site, Some(&thread), welcome);
    Ok(Snapshot::new(key.clone(), Some(thread), stamp, comments, surroundings))
}

fn surroundings(app: &App, site: &str, thread: Option<&Thread>, welcome: Arc<Welcome>) -> Surroundings {
    let (rules, now) = (app.rules(site), app.clock.now());
    // Ending a pause notifies the page, so that this is true as long as the stamp is.
    let pauses: HashMap<CommentId, Timestamp> =
        rules.reply_pauses.iter().filter(|(_, until)| **until > now).map(|(id, until)| (*id, *until)).collect();
    Surroundings {
        closed: is_closed(app, site, thread),
        hold: app.site(site).map_or_else(HoldRule::default, |site| site.hold.to_protocol()),
        pauses,
        welcome,
        database_epoch: app.identity.database_epoch.clone(),
    }
}

/// An earlier snapshot moved on by the changes since; none when there are too many.
async fn advance(
    app: &App,
    page: &WatchedPage,
    (earlier, thread): (&Snapshot, &Arc<Thread>),
    stamp: PageStamp,
) -> Result<Option<Snapshot>> {
    let site = &page.id.0;
    let events = app.storage.public_events(site, thread.id, earlier.stamp.rev, MOST_CHANGES).await?;
    let Some(last) = events.last().filter(|last| last.rev >= stamp.rev) else { return Ok(None) };
    // Where one was left out, it is not known which comments it changed.
    if i64::try_from(events.len()).unwrap_or(0) < last.rev - earlier.stamp.rev {
        return Ok(None);
    }
    let mut ids: Vec<CommentId> = events.iter().flat_map(PublicEvent::changes).map(|(_, id)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut changed: HashMap<CommentId, Option<Arc<Comment>>> = ids.iter().map(|id| (*id, None)).collect();
    while !ids.is_empty() {
        let mut above = Vec::new();
        let stored = app.storage.comments_with_ids(site, thread.id, &ids).await?;
        changed.extend(stored.iter().map(|comment| (comment.id, None)));
        for comment in public_comments::of_thread(app, site, &stored).await? {
            above.extend(comment.parent);
            changed.insert(comment.id, Some(comment));
        }
        // What stands above and was not shown may have changed without being noticed; now it is shown, if it is a stub.
        above.retain(|id| !changed.contains_key(id) && !earlier.shows(*id));
        ids = above;
    }
    let stamp = PageStamp { rev: last.rev, ..stamp };
    let surroundings = surroundings(app, site, Some(thread), earlier.welcome().clone());
    let comments = earlier.comments_with(changed);
    Ok(Some(Snapshot::new(page.id.1.clone(), Some(thread.clone()), stamp, comments, surroundings)))
}

/// What happened on the page of a snapshot since `rev`.
pub(super) async fn changes_since(app: &App, site: &str, snapshot: &Snapshot, rev: i64) -> Result<Changes> {
    let Some(thread) = snapshot.thread.as_ref().filter(|_| rev < snapshot.stamp.rev) else {
        return Ok(snapshot.changes_since(snapshot.stamp.rev, &[], &HashMap::new())?);
    };
    let events = app.storage.public_events(site, thread.id, rev, MOST_CHANGES).await?;
    // The log must reach back to the reader's place, and up to this state, without a gap.
    if i64::try_from(events.len()).unwrap_or(0) < snapshot.stamp.rev - rev {
        return Err(CursorGone.into());
    }
    let ids = snapshot.not_shown_any_more(&events);
    let gone = if ids.is_empty() { Vec::new() } else { app.storage.comments_with_ids(site, thread.id, &ids).await? };
    let gone = gone.into_iter().map(|comment| (comment.id, comment.tombstone())).collect();
    Ok(snapshot.changes_since(rev, &events, &gone)?)
}
