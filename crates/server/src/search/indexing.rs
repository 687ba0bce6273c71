//! Puts into the index what the log of each site brings. What is committed has its place in the log with it, so a server that
//! ends in between does nothing twice and misses nothing.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use porch_domain::markup::{links, plain_text};
use porch_protocol::CommentId;
use porch_search::{Change, Facts, IndexedComment, SearchError, SearchIndex};
use porch_storage::StorageError;
use porch_storage::indexed_comments::{ChangedComments, PublishedComment};
use tokio::time::Instant;

use super::languages;
use crate::App;
use crate::log_follower::{RETRY_DELAY, pause};

/// Events that are read at a time.
const BATCH: u32 = 500;
/// How long is waited between two commits: each writes several files.
const BETWEEN_COMMITS: Duration = Duration::from_millis(500);
/// How long the writer is kept after a change: it holds memory and threads.
const WRITER_IDLE: Duration = Duration::from_secs(10);
/// How often what was removed leaves the files of the index for good.
const PURGE_EVERY: Duration = Duration::from_hours(24);
/// How soon, where words were erased.
const PURGE_ERASED_AFTER: Duration = Duration::from_secs(5);

/// Why the index is not up to date.
#[derive(Debug, thiserror::Error)]
pub enum IndexingError {
    /// The database failed.
    #[error("{}", .0.explained())]
    Storage(#[from] StorageError),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] SearchError),
    /// A thread panicked.
    #[error("the task that changes the index failed: {0}")]
    Task(#[from] tokio::task::JoinError),
}

/// Follows the log until the server ends.
pub(crate) async fn run(app: App) {
    let mut next_purge = Instant::now() + PURGE_EVERY;
    let mut changed = true;
    while !app.ending.is_cancelled() {
        if let Err(error) = round(&app, &mut changed, &mut next_purge).await {
            tracing::warn!(%error, "the search index is not up to date; it is tried again");
            pause(&app, RETRY_DELAY).await;
        }
    }
}

/// Brings the index up to date, and waits for what happens next. Without a change for a while the writer is closed.
async fn round(app: &App, changed: &mut bool, next_purge: &mut Instant) -> Result<(), IndexingError> {
    *changed |= catch_up(app).await?;
    if app.search_index.has_erased.load(Ordering::SeqCst) {
        *next_purge = (*next_purge).min(Instant::now() + PURGE_ERASED_AFTER);
    }
    let writer_closes = if *changed { WRITER_IDLE } else { PURGE_EVERY };
    if *changed {
        pause(app, BETWEEN_COMMITS).await;
    }
    tokio::select! {
        () = app.ending.cancelled() => in_index(app, SearchIndex::close_writer).await,
        () = app.live.index_outdated.notified() => Ok(()),
        () = tokio::time::sleep_until(*next_purge) => {
            *next_purge = Instant::now() + PURGE_EVERY;
            purge(app).await
        }
        () = tokio::time::sleep(writer_closes) => {
            *changed = false;
            in_index(app, SearchIndex::close_writer).await
        }
    }
}

/// Removes what was deleted from the files of the index.
async fn purge(app: &App) -> Result<(), IndexingError> {
    let erased = app.search_index.has_erased.swap(false, Ordering::SeqCst);
    let purged = in_index(app, SearchIndex::purge_deleted).await;
    if purged.is_err() && erased {
        app.search_index.has_erased.store(true, Ordering::SeqCst);
    }
    purged
}

/// Does something with the index that may take long.
async fn in_index(
    app: &App,
    act: impl FnOnce(&SearchIndex) -> porch_search::Result<()> + Send + 'static,
) -> Result<(), IndexingError> {
    let index = app.search_index.get().await?;
    Ok(tokio::task::spawn_blocking(move || act(&index)).await??)
}

/// Reads every log to its end, and commits. Returns whether there was anything.
///
/// # Errors
/// If the database or the index fails.
pub async fn catch_up(app: &App) -> Result<bool, IndexingError> {
    let _alone = app.search_index.catching_up.lock().await;
    read_logs(app).await
}

/// Empties the index and makes it anew from the log. Returns the number of comments in it.
///
/// # Errors
/// If the database or the index fails.
pub async fn rebuild(app: &App) -> Result<u64, IndexingError> {
    let _alone = app.search_index.catching_up.lock().await;
    in_index(app, SearchIndex::begin_rebuild).await?;
    read_logs(app).await?;
    in_index(app, SearchIndex::close_writer).await?;
    let (index, sites) = (app.search_index.get().await?, app.live.sites.ids());
    let count = move || sites.iter().map(|site| index.count(site)).sum::<porch_search::Result<u64>>();
    Ok(tokio::task::spawn_blocking(count).await??)
}

async fn read_logs(app: &App) -> Result<bool, IndexingError> {
    let index = app.search_index.get().await?;
    let ends = app.storage.log_ends().await?;
    let mut cursors = index.cursors()?;
    if ends.iter().any(|(site, last)| cursors.get(site).is_some_and(|cursor| cursor > last)) {
        tracing::warn!("the search index knows more than the database: it is made anew");
        in_index(app, SearchIndex::begin_rebuild).await?;
        cursors.clear();
    }
    let mut last_commit = Instant::now();
    let mut changed = false;
    for (site, last) in ends {
        let mut cursor = cursors.remove(&site).unwrap_or_default();
        while cursor < last && !app.ending.is_cancelled() {
            cursor = advance(app, &index, &site, (cursor, last)).await?;
            changed = true;
            if last_commit.elapsed() > WRITER_IDLE {
                in_index(app, |index| index.commit().map(drop)).await?;
                last_commit = Instant::now();
            }
        }
    }
    // Sites that were removed.
    for (site, _) in cursors {
        changed = true;
        in_index(app, move |index| index.apply(&site, &languages(), &[Change::RemoveSite], 0)).await?;
    }
    if changed {
        in_index(app, |index| index.commit().map(drop)).await?;
    }
    app.search_index.set_places(index.cursors()?);
    Ok(changed)
}

/// Applies the next events of a site's log. Returns the place that is reached.
async fn advance(
    app: &App,
    index: &Arc<SearchIndex>,
    site: &str,
    (cursor, last): (i64, i64),
) -> Result<i64, IndexingError> {
    let ChangedComments { ids, reached, erased } = app.storage.changed_comments(site, (cursor, last), BATCH).await?;
    let published = app.storage.published_among(site, &ids).await?;
    let (index, site) = (Arc::clone(index), site.to_owned());
    let applied = tokio::task::spawn_blocking(move || apply(&index, &site, (&ids, &published), reached));
    applied.await??;
    app.search_index.has_erased.fetch_or(erased, Ordering::SeqCst);
    Ok(reached)
}

fn apply(
    index: &SearchIndex,
    site: &str,
    (ids, published): (&[CommentId], &[PublishedComment]),
    reached: i64,
) -> porch_search::Result<()> {
    let texts: Vec<String> = published.iter().map(|one| plain_text(&one.comment.tree)).collect();
    let put = published.iter().zip(&texts).map(|(one, text)| Change::Put(indexed(one, text)));
    let is_published = |id: &CommentId| published.iter().any(|one| one.comment.id == *id);
    let removed = ids.iter().filter(|id| !is_published(id)).map(|id| Change::Remove(*id));
    let changes: Vec<Change<'_>> = put.chain(removed).collect();
    index.apply(site, &languages(), &changes, reached)
}

fn indexed<'a>(one: &'a PublishedComment, text: &'a str) -> IndexedComment<'a> {
    let comment = &one.comment;
    let by_host = comment.role.is_some();
    IndexedComment {
        id: comment.id,
        thread: comment.thread,
        person: &comment.person,
        name: &comment.name,
        body: text,
        page_title: one.title.as_deref().unwrap_or_default(),
        page_address: &one.url,
        page_language: None,
        posted: comment.posted_at,
        facts: Facts {
            by_host,
            answered: one.answered || (by_host && comment.parent.is_some()),
            has_link: !links(&comment.tree).is_empty(),
            confirmed_answer: false,
        },
    }
}
