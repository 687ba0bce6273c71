//! Threads, found by the cleaned address of their page, or by an alias of it.

use porch_protocol::{ClosedNote, Status, ThreadId, Timestamp};

use super::comments::StoredComment;
use super::database::{self, Row};
use super::events::{self, NewEvent};
use super::{Result, Storage, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::MoveData;
use porch_domain::visibility::{Viewer, Visibility, visible_to};

/// A thread without its comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its id.
    pub id: ThreadId,
    /// The cleaned address of its page.
    pub page_key: String,
    /// The address to link to.
    pub url: String,
    /// The page's title, if a published comment brought one.
    pub title: Option<String>,
    /// The number of its public changes.
    pub rev: i64,
    /// Whether it, or its site, takes no new comments.
    pub closed: bool,
    /// The note that visitors read on a closed page.
    pub closed_note: Option<ClosedNote>,
    /// The slow mode: seconds between two comments of one person; 0 for none.
    pub slow: u32,
}

/// The result of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The thread has the new address, and the old one as an alias.
    Done,
    /// No thread has the old address.
    NotFound,
    /// Another thread has the new address already.
    Taken,
}

/// The title of the page of thread `t`: without a published comment, the one that the last author's browser sent. For
/// the team only: no one has reviewed that title.
pub(super) const TITLE: &str = "coalesce(t.title, (select n.arrived ->> 'title' from comments n
    where n.site_id = t.site_id and n.thread_id = t.id and n.arrived ->> 'title' is not null
    order by n.posted_at desc, n.id desc limit 1))";

impl Storage {
    /// The thread of a page, by its address or an alias of it.
    pub async fn thread_of_page(&self, site: &str, page_key: &str) -> Result<Option<Thread>> {
        let row = database::query(
            "select t.id, t.page_key, t.url, t.title, t.rev, t.slow, t.closed = 1 or s.closed = 1 as closed, t.closed_note, t.closed_note_by
             from threads t join sites s on s.id = t.site_id
             where t.site_id = $1 and (t.page_key = $2
               or t.id = (select a.thread_id from aliases a where a.site_id = $1 and a.page_key = $2))
             order by t.page_key = $2 desc limit 1",
        )
        .bind(site)
        .bind(page_key)
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// A thread by its id.
    pub async fn thread(&self, site: &str, id: ThreadId) -> Result<Option<Thread>> {
        let row = database::query(
            "select t.id, t.page_key, t.url, t.title, t.rev, t.slow, t.closed = 1 or s.closed = 1 as closed, t.closed_note, t.closed_note_by
             from threads t join sites s on s.id = t.site_id where t.site_id = $1 and t.id = $2",
        )
        .bind(site)
        .bind(id.to_string())
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Those of these threads of a site that exist.
    pub async fn threads(&self, site: &str, ids: &[ThreadId]) -> Result<Vec<Thread>> {
        let rows = database::query(
            "select t.id, t.page_key, t.url, t.title, t.rev, t.slow, t.closed = 1 or s.closed = 1 as closed, t.closed_note, t.closed_note_by
             from threads t join sites s on s.id = t.site_id
             where t.site_id = $1 and t.id in (select atom from json_each($2))",
        )
        .bind(site)
        .bind(serde_json::json!(ids).to_string())
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read).collect()
    }

    /// The thread of a comment as the team sees it: without a title of its own, with the one that was sent with the
    /// held comment.
    pub async fn thread_of_comment(&self, site: &str, comment: &StoredComment) -> Result<Option<Thread>> {
        let row = database::query(
            "select t.id, t.page_key, t.url, coalesce(t.title, c.arrived ->> 'title') as title, t.rev, t.slow,
               t.closed = 1 or s.closed = 1 as closed, t.closed_note, t.closed_note_by
             from threads t join sites s on s.id = t.site_id join comments c on c.site_id = t.site_id and c.id = $3
             where t.site_id = $1 and t.id = $2",
        )
        .bind(site)
        .bind(comment.thread.to_string())
        .bind(comment.id.to_string())
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Gives a page's thread a new address; the old one becomes an alias.
    pub async fn move_page(
        &self,
        site: String,
        old: String,
        (new, url): (String, String),
        now: Timestamp,
    ) -> std::result::Result<Moved, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, old, new, url), move |tx, (site, old, new, url)| {
                Box::pin(async move {
                    let thread = database::query("select id from threads where site_id = $1 and page_key = $2")
                        .bind(site)
                        .bind(old)
                        .fetch_optional(&mut *tx)
                        .await?;
                    let Some(thread) = thread else { return Ok(Moved::NotFound) };
                    let thread = thread.thread_id("id")?;
                    let taken = database::query("select 1 from threads where site_id = $1 and page_key = $2")
                        .bind(site)
                        .bind(new)
                        .fetch_optional(&mut *tx)
                        .await?;
                    if taken.is_some() {
                        return Ok(Moved::Taken);
                    }
                    database::query("update threads set page_key = $3, url = $4 where site_id = $1 and id = $2")
                        .bind(site)
                        .bind(thread.to_string())
                        .bind(new)
                        .bind(url)
                        .execute(&mut *tx)
                        .await?;
                    // The new address may have been an alias of this thread, or of another one.
                    database::query("delete from aliases where site_id = $1 and page_key = $2")
                        .bind(site)
                        .bind(new)
                        .execute(&mut *tx)
                        .await?;
                    add_alias(tx, site, old, thread).await?;
                    super::prompt_and_rules::follow_move(tx, site, old, new).await?;
                    let what = EventData::PageMoved(MoveData { from: old.clone(), to: new.clone() });
                    let event = NewEvent { thread: Some(thread), ..NewEvent::of_site(site, what, "operator", now) };
                    events::append(tx, event).await?;
                    Ok(Moved::Done)
                })
            })
            .await
    }
}

/// Adds an alias for a thread. An existing alias is not changed.
pub(crate) async fn add_alias(tx: &mut super::Tx, site: &str, page_key: &str, thread: ThreadId) -> Result<()> {
    database::query(
        "insert into aliases (site_id, page_key, thread_id) values ($1, $2, $3) on conflict (site_id, page_key) do nothing",
    )
    .bind(site)
    .bind(page_key)
    .bind(thread.to_string())
    .execute(tx)
    .await?;
    Ok(())
}

/// A title from a visitor's browser is published with the comment that it was sent with, and removed when that comment
/// is no longer public.
pub(super) async fn follow_words(tx: &mut super::Tx, site: &str, before: &StoredComment, after: Status) -> Result<()> {
    let sql = match (visible_to(Viewer::Stranger, before.status), visible_to(Viewer::Stranger, after)) {
        (from, Visibility::Whole) if from != Visibility::Whole => {
            "update threads set title = c.arrived ->> 'title' from comments c
             where threads.site_id = $1 and threads.id = $2 and threads.title_by = 'visitor' and threads.title is null
               and c.site_id = $1 and c.id = $3"
        }
        (from, Visibility::Nothing) if from != Visibility::Nothing => {
            return drop_title(tx, site, before).await;
        }
        _ => return Ok(()),
    };
    let (thread, comment) = (before.thread.to_string(), before.id.to_string());
    database::query(sql).bind(site).bind(thread).bind(comment).execute(tx).await?;
    Ok(())
}

/// Removes the title of a page if it came with this comment.
pub(super) async fn drop_title(tx: &mut super::Tx, site: &str, comment: &StoredComment) -> Result<()> {
    let dropped = database::query(
        "update threads set title = null from comments c
         where threads.site_id = $1 and threads.id = $2 and threads.title_by = 'visitor'
           and c.site_id = $1 and c.id = $3 and threads.title = c.arrived ->> 'title'",
    );
    let dropped = dropped.bind(site).bind(comment.thread.to_string()).bind(comment.id.to_string());
    dropped.execute(tx).await.map(drop)
}

/// The next rev of a thread, for a public change.
pub(crate) async fn next_rev(tx: &mut super::Tx, site: &str, thread: ThreadId) -> Result<i64> {
    let row = database::query("update threads set rev = rev + 1 where site_id = $1 and id = $2 returning rev")
        .bind(site)
        .bind(thread.to_string())
        .fetch_one(tx)
        .await?;
    row.try_get("rev")
}

fn read(row: &Row) -> Result<Thread> {
    Ok(Thread {
        id: row.thread_id("id")?,
        page_key: row.try_get("page_key")?,
        url: row.try_get("url")?,
        title: row.try_get("title")?,
        rev: row.try_get("rev")?,
        closed: row.boolean("closed")?,
        closed_note: note_of(row)?,
        slow: row.count("slow")?,
    })
}

/// The note that visitors read on a closed page.
pub(super) fn note_of(row: &Row) -> Result<Option<ClosedNote>> {
    let words: Option<String> = row.try_get("closed_note")?;
    let by = row.try_get("closed_note_by")?;
    Ok(words.map(|words| ClosedNote { words, by }))
}
