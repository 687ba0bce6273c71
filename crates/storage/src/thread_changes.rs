//! Changes of a whole thread: closing, opening, the note on a closed page, and slow mode.

use porch_protocol::{ThreadId, Timestamp};

use super::database;
use super::events::{self, NewEvent};
use super::import_pages::find_thread_ref;
use super::threads::{next_rev, note_of};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::closing::note_after;
use porch_domain::event::EventData;
use porch_domain::event::data::ThreadData;
use porch_domain::page::PageAddress;

/// A change of a whole thread; none leaves a setting as it is.
#[derive(Clone, Debug, Default)]
pub struct ThreadChange {
    /// Whether it takes no new comments.
    pub closed: Option<bool>,
    /// The note that visitors read, cleaned; an inner none removes it.
    pub note: Option<Option<String>>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: Option<u32>,
    /// Who makes the change.
    pub by: String,
    /// The name of this person, which visitors read beside the note.
    pub name: Option<String>,
    /// The reason, for the team.
    pub reason: Option<String>,
}

impl Storage {
    /// Closes, opens or slows a thread. False when there is none.
    pub async fn set_thread(
        &self,
        site: String,
        thread: ThreadId,
        change: ThreadChange,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, change), move |tx, (site, change)| {
                Box::pin(set(tx, (site, thread), change, now))
            })
            .await
    }

    /// The same for a page without comments: its thread is created, under `id` unless it exists by then.
    pub async fn set_new_thread(
        &self,
        site: String,
        (page, id): (PageAddress, ThreadId),
        change: ThreadChange,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, page, change), move |tx, (site, page, change)| {
                Box::pin(async move {
                    let thread = if let Some(place) = find_thread_ref(tx, site, &page.key).await? {
                        place.id
                    } else {
                        make(tx, site, (page, id), now).await?;
                        id
                    };
                    set(tx, (site, thread), change, now).await.map(drop)
                })
            })
            .await
    }
}

/// Creates the thread of a page. Lists sort it as if it had a comment of now.
async fn make(tx: &mut Tx, site: &str, (page, id): (&PageAddress, ThreadId), now: Timestamp) -> Result<()> {
    database::query(
        "insert into threads (site_id, id, page_key, url, title_by, created_at, last_at)
         values ($1, $2, $3, $4, 'visitor', $5, $5)",
    )
    .bind(site)
    .bind(id.to_string())
    .bind(&page.key)
    .bind(&page.url)
    .bind(now.0)
    .execute(tx)
    .await?;
    Ok(())
}

async fn set(tx: &mut Tx, (site, thread): (&str, ThreadId), change: &ThreadChange, now: Timestamp) -> Result<bool> {
    let before =
        database::query("select closed, closed_note, closed_note_by from threads where site_id = $1 and id = $2");
    let before = before.bind(site).bind(thread.to_string()).fetch_optional(&mut *tx).await?;
    let Some(before) = before else { return Ok(false) };
    let (was_closed, note) = (before.boolean("closed")?, note_of(&before)?);
    let closed = change.closed.unwrap_or(was_closed);
    let after = note_after((was_closed, note.clone()), closed, change.note.clone(), change.name.clone());
    let (words, by) = after.as_ref().map(|note| (&*note.words, note.by.as_deref())).unzip();
    database::query(
        "update threads set closed = $3, closed_note = $4, closed_note_by = $5, slow = coalesce($6, slow)
         where site_id = $1 and id = $2",
    )
    .bind(site)
    .bind(thread.to_string())
    .bind(i64::from(closed))
    .bind(words)
    .bind(by.flatten())
    .bind(change.slow)
    .execute(&mut *tx)
    .await?;
    // All readers must learn whether comments are accepted, and the note, so the change moves their cursor.
    let noticed = closed != was_closed || after != note;
    let rev = if noticed { Some(next_rev(tx, site, thread).await?) } else { None };
    // After a note was removed, the event says that there is none.
    let noted = change.note.is_some() && closed && (words.is_some() || note.is_some());
    let data = ThreadData { note: noted.then(|| words.unwrap_or_default().to_owned()), seconds: change.slow };
    let what = match change.closed {
        Some(true) => EventData::ThreadClosed(data),
        Some(false) => EventData::ThreadOpened(data),
        None if change.note.is_some() => EventData::ClosedNoteSet(data),
        None => EventData::ThreadSlowed(data),
    };
    let event = NewEvent {
        thread: Some(thread),
        rev,
        reason: change.reason.as_deref(),
        ..NewEvent::of_site(site, what, &change.by, now)
    };
    events::append(tx, event).await?;
    Ok(true)
}
