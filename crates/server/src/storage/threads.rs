//! Threads: found by the cleaned address of their page, or by an older one.

use porch_protocol::{ClosedNote, Status, ThreadId, Timestamp};
use sqlx::Row;

use super::columns::Columns;
use super::comments::StoredComment;
use super::events::{self, NewEvent};
use super::{Result, Storage, WriteError};
use crate::domain::event::EventData;
use crate::domain::event::data::MoveData;
use crate::domain::visibility::{Viewer, Visibility, visible_to};

/// A thread without its comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its id.
    pub id: ThreadId,
    /// The cleaned address of its page.
    pub page_key: String,
    /// The address to link to.
    pub url: String,
    /// The page's title, if anyone said one with words that were seen.
    pub title: Option<String>,
    /// How many public changes it has seen.
    pub rev: i64,
    /// Whether it, or its site, takes no new comments.
    pub closed: bool,
    /// What visitors read about that.
    pub closed_note: Option<ClosedNote>,
    /// Seconds that it puts between two comments of one person; 0 for none.
    pub slow: u32,
}

/// What became of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The thread answers to the new address, and to the old one as an alias.
    Done,
    /// No thread has the old address.
    NotFound,
    /// Another thread has the new address already.
    Taken,
}

/// The title of a page, as `t` is its thread: where nothing is published there yet, what the browser of whoever wrote last
/// has called it. For the team alone: nobody has read that title before them.
pub(super) const TITLE: &str = "coalesce(t.title, (select n.arrived ->> 'title' from comments n
    where n.site_id = t.site_id and n.thread_id = t.id and n.arrived ->> 'title' is not null
    order by n.posted_at desc, n.id desc limit 1))";

impl Storage {
    /// The thread of a page, by its address or an alias of it.
    pub async fn thread_of_page(&self, site: &str, page_key: &str) -> Result<Option<Thread>> {
        let row = sqlx::query(
            "select t.id, t.page_key, t.url, t.title, t.rev, t.slow, t.closed or s.closed as closed, t.closed_note, t.closed_note_by
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
        let row = sqlx::query(
            "select t.id, t.page_key, t.url, t.title, t.rev, t.slow, t.closed or s.closed as closed, t.closed_note, t.closed_note_by
             from threads t join sites s on s.id = t.site_id where t.site_id = $1 and t.id = $2",
        )
        .bind(site)
        .bind(id.to_string())
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// The thread of a comment as its site's people see it: where it has no title, with the one that waits with the words.
    pub async fn thread_around(&self, site: &str, comment: &StoredComment) -> Result<Option<Thread>> {
        let row = sqlx::query(
            "select t.id, t.page_key, t.url, coalesce(t.title, c.arrived ->> 'title') as title, t.rev, t.slow,
               t.closed or s.closed as closed, t.closed_note, t.closed_note_by
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

    /// Gives a page's thread a new address; the old one stays as an alias.
    pub async fn move_page(
        &self,
        site: String,
        old: String,
        (new, url): (String, String),
        now: Timestamp,
    ) -> std::result::Result<Moved, WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let thread = sqlx::query("select id from threads where site_id = $1 and page_key = $2")
                        .bind(&site)
                        .bind(&old)
                        .fetch_optional(&mut *tx)
                        .await?;
                    let Some(thread) = thread else { return Ok(Moved::NotFound) };
                    let thread = thread.thread_id("id")?;
                    let taken = sqlx::query("select 1 from threads where site_id = $1 and page_key = $2")
                        .bind(&site)
                        .bind(&new)
                        .fetch_optional(&mut *tx)
                        .await?;
                    if taken.is_some() {
                        return Ok(Moved::Taken);
                    }
                    sqlx::query("update threads set page_key = $3, url = $4 where site_id = $1 and id = $2")
                        .bind(&site)
                        .bind(thread.to_string())
                        .bind(&new)
                        .bind(&url)
                        .execute(&mut *tx)
                        .await?;
                    // The new address may have been an alias of this very thread, or of another one.
                    sqlx::query("delete from aliases where site_id = $1 and page_key = $2")
                        .bind(&site)
                        .bind(&new)
                        .execute(&mut *tx)
                        .await?;
                    add_alias(tx, &site, &old, thread).await?;
                    super::prompt_and_rules::follow_move(tx, &site, &old, &new).await?;
                    let what = EventData::PageMoved(MoveData { from: old, to: new });
                    let event = NewEvent { thread: Some(thread), ..NewEvent::of_site(&site, what, "operator", now) };
                    events::append(tx, event).await?;
                    Ok(Moved::Done)
                })
            })
            .await
    }
}

/// Lets an address lead to a thread. An address that already leads somewhere keeps leading there.
pub(crate) async fn add_alias(tx: &mut super::Tx, site: &str, page_key: &str, thread: ThreadId) -> Result<()> {
    sqlx::query(
        "insert into aliases (site_id, page_key, thread_id) values ($1, $2, $3) on conflict (site_id, page_key) do nothing",
    )
    .bind(site)
    .bind(page_key)
    .bind(thread.to_string())
    .execute(tx)
    .await?;
    Ok(())
}

/// A title that a visitor's browser said comes with the words that it was sent with, and goes with them where strangers
/// see nothing of them any more.
pub(super) async fn follow_words(tx: &mut super::Tx, site: &str, before: &StoredComment, after: Status) -> Result<()> {
    let sql = match (visible_to(Viewer::Stranger, before.status), visible_to(Viewer::Stranger, after)) {
        (from, Visibility::Whole) if from != Visibility::Whole => {
            "update threads set title = c.arrived ->> 'title' from comments c
             where threads.site_id = $1 and threads.id = $2 and threads.title_by = 'visitor' and threads.title is null
               and c.site_id = $1 and c.id = $3"
        }
        (from, Visibility::Nothing) if from != Visibility::Nothing => {
            "update threads set title = null from comments c
             where threads.site_id = $1 and threads.id = $2 and threads.title_by = 'visitor'
               and c.site_id = $1 and c.id = $3 and threads.title = c.arrived ->> 'title'"
        }
        _ => return Ok(()),
    };
    let (thread, comment) = (before.thread.to_string(), before.id.to_string());
    sqlx::query(sql).bind(site).bind(thread).bind(comment).execute(tx).await?;
    Ok(())
}

/// The next rev of a thread, for a public change.
pub(crate) async fn next_rev(tx: &mut super::Tx, site: &str, thread: ThreadId) -> Result<i64> {
    let row = sqlx::query("update threads set rev = rev + 1 where site_id = $1 and id = $2 returning rev")
        .bind(site)
        .bind(thread.to_string())
        .fetch_one(tx)
        .await?;
    row.try_get("rev")
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Thread> {
    Ok(Thread {
        id: row.thread_id("id")?,
        page_key: row.try_get("page_key")?,
        url: row.try_get("url")?,
        title: row.try_get("title")?,
        rev: row.try_get("rev")?,
        closed: row.try_get::<i64, _>("closed")? != 0,
        closed_note: note_of(row)?,
        slow: row.count("slow")?,
    })
}

/// What visitors read about a page that is closed, as its row has it.
pub(super) fn note_of(row: &sqlx::sqlite::SqliteRow) -> Result<Option<ClosedNote>> {
    let words: Option<String> = row.try_get("closed_note")?;
    let by = row.try_get("closed_note_by")?;
    Ok(words.map(|words| ClosedNote { words, by }))
}
