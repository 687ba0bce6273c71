//! Imports: batches of pages, people and comments, and the log of a Porch export. Importing twice changes nothing.

use std::collections::{HashMap, HashSet};

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Status, ThreadId, Timestamp, tree::TREE_VERSION};
use serde_json::{Value, json};

use super::database::{self, StorageError};
use super::events::{NewEvent, append, take_seqs};
use super::import_pages::{ThreadRef, find_thread_ref, make_page};
use super::outbox;
use super::touched::TouchedSite;
use super::{Result, Storage, Tx, WriteError, WriteScope, site_archive, site_model, threads, unanswered};
use porch_domain::archive::EventLine;
use porch_domain::archive::SourceFormat;
use porch_domain::archive::batch::{Batch, NewRow};
use porch_domain::archive::imported_settings::Settings;
use porch_domain::event::data::ImportData;
use porch_domain::event::{EventData, EventKind};
use porch_domain::team::role_word;
use porch_domain::visibility::{Viewer, Visibility, visible_to};

/// The result of a batch.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Imported {
    /// Comments that were imported.
    pub new: u64,
    /// Comments that were stored already, from an earlier import.
    pub known: u64,
    /// People of these comments who were not known on the site.
    pub people: u64,
}

impl std::ops::AddAssign for Imported {
    fn add_assign(&mut self, more: Self) {
        self.new += more.new;
        self.known += more.known;
        self.people += more.people;
    }
}

/// The result of an import, for the log of the site.
#[derive(Clone, Copy, Debug)]
pub struct ImportCounts {
    /// The name of the file's format.
    pub format: &'static str,
    /// The result for its comments.
    pub imported: Imported,
    /// Pages of the file that have comments.
    pub pages: u64,
    /// Entries of the file that were left out.
    pub left_out: u64,
    /// Whether the whole file was imported.
    pub whole: bool,
}

impl Storage {
    /// Whether a site has no comments and has never had any: only then can the log of an export replace its own.
    pub async fn never_had_comments(&self, site: &str) -> Result<bool> {
        let row = database::query("select 1 from events where site_id = $1 and thread_id is not null limit 1")
            .bind(site)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.is_none())
    }

    /// Ends an import, with an event if there are imported comments. An export leaves this event out for comments that
    /// came from an export, whose log has them.
    pub async fn record_import(
        &self,
        site: String,
        brought: ImportCounts,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        let ImportCounts { format, imported: Imported { new, known, people }, pages, left_out, whole } = brought;
        let format = format.to_owned();
        let data = ImportData { comments: new, format, known, left_out, pages, people, whole };
        self.writer
            .write_low_priority(WriteScope::site(&site), (site, data), move |tx, (site, data)| {
                Box::pin(async move {
                    if new == 0 {
                        // The file may have brought titles and addresses of pages.
                        tx.touched().site(site, TouchedSite { rules: false, pages: true });
                        return Ok(());
                    }
                    append(tx, NewEvent::of_site(site, EventData::Imported(data.clone()), "operator", now))
                        .await
                        .map(drop)
                })
            })
            .await
    }

    /// Stores a batch, with a lower priority than visitors' requests. With `log`, each new comment has an event;
    /// without, the events are stored by [`Storage::import_log`].
    pub async fn import(
        &self,
        site: String,
        batch: Batch,
        log: bool,
        now: Timestamp,
    ) -> std::result::Result<Imported, WriteError> {
        self.writer
            .write_low_priority(WriteScope::site(&site), (site, batch), move |tx, (site, batch)| {
                Box::pin(store(tx, site, batch, log, now))
            })
            .await
    }

    /// Replaces the log of a site without comments with the log of an export, in one transaction, with the site's
    /// settings, and adds events for comments that the log does not contain. False when the site had comments, and both
    /// were left out.
    pub async fn import_log(
        &self,
        site: String,
        (events, settings): (Vec<EventLine>, Settings),
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write_low_priority(
                WriteScope::site(&site),
                (site, events, settings),
                move |tx, (site, events, settings)| Box::pin(replace_log(tx, site, (events, settings), now)),
            )
            .await
    }
}

async fn store(tx: &mut Tx, site: &str, batch: &Batch, log: bool, now: Timestamp) -> Result<Imported> {
    for page in &batch.pages {
        make_page(tx, site, page, now).await?;
    }
    let people: Vec<_> = batch
        .people
        .iter()
        .map(|person| json!([person.id, person.kind, person.name, person.mail, person.created_at.unwrap_or(now)]))
        .collect();
    let people = database::query(
        "insert into people (site_id, id, kind, name, mail, created_at)
         select $1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, cast(value ->> 4 as bigint) from json_each($2) where true
         on conflict (site_id, id) do nothing",
    )
    .bind(site)
    .bind(Value::Array(people).to_string())
    .execute(&mut *tx)
    .await?;
    let mut places: HashMap<&str, ThreadRef> = HashMap::new();
    for comment in &batch.comments {
        if !places.contains_key(&*comment.page) {
            let place = find_thread_ref(tx, site, &comment.page).await?.ok_or(StorageError::NotFound)?;
            places.insert(&comment.page, place);
        }
    }
    let (new, known) = store_comments(tx, site, batch, &mut places, (log, now)).await?;
    Ok(Imported { new, known, people })
}

/// Stores the comments of a batch. Returns how many are new, and how many were stored already.
async fn store_comments(
    tx: &mut Tx,
    site: &str,
    batch: &Batch,
    places: &mut HashMap<&str, ThreadRef>,
    (log, now): (bool, Timestamp),
) -> Result<(u64, u64)> {
    let mut there = threads_of(tx, site, batch).await?;
    let known: HashSet<CommentId> = batch.comments.iter().map(|c| c.id).filter(|id| there.contains_key(id)).collect();
    let (mut rows, mut unlogged_events) = (Vec::new(), Vec::new());
    for comment in batch.comments.iter().filter(|comment| !known.contains(&comment.id)) {
        let Some(place) = places.get_mut(&*comment.page) else { continue };
        // The page may have been moved since its first import, and the parent with it.
        let parent = comment.parent.filter(|parent| there.get(parent) == Some(&place.id));
        there.insert(comment.id, place.id);
        place.last_at = place.last_at.max(comment.posted_at.0);
        rows.push(row(comment, place.id, parent)?);
        unlogged_events.push(ImportedEvent {
            thread: place.id,
            comment: comment.id,
            version: comment.version,
            status: comment.status,
        });
    }
    let new = rows.len() as u64;
    insert_comments(tx, site, rows).await?;
    // Most files have no held comments and no comments of the team.
    let guests: HashSet<_> =
        batch.people.iter().filter(|person| person.kind == "guest").map(|person| &person.id).collect();
    let touching = batch.comments.iter().filter(|one| one.role.is_some() || guests.contains(&one.person));
    let touching: Vec<_> = touching.map(|one| one.id).filter(|id| !known.contains(id)).collect();
    if !touching.is_empty() {
        unanswered::recompute_unanswered(tx, site, &touching, true).await?;
    }
    for place in places.values() {
        database::query("update threads set last_at = $3 where site_id = $1 and id = $2")
            .bind(site)
            .bind(place.id.to_string())
            .bind(place.last_at)
            .execute(&mut *tx)
            .await?;
    }
    if log {
        append_events(tx, site, &unlogged_events, now).await?;
    }
    Ok((new, known.len() as u64))
}

/// A comment whose import is to be logged.
struct ImportedEvent {
    thread: ThreadId,
    comment: CommentId,
    version: u32,
    status: Status,
}

/// Writes the events of imported comments, and updates their threads where that is public.
async fn append_events(tx: &mut Tx, site: &str, unlogged_events: &[ImportedEvent], now: Timestamp) -> Result<()> {
    if unlogged_events.is_empty() {
        return Ok(());
    }
    let mut events = Vec::with_capacity(unlogged_events.len());
    for ImportedEvent { thread, comment, version, status } in unlogged_events {
        let public = visible_to(Viewer::Stranger, *status) != Visibility::Nothing;
        let rev = if public { Some(threads::next_rev(tx, site, *thread).await?) } else { None };
        events.push(json!([thread, comment, version, rev, now]));
        tx.touched().event(EventKind::CommentImported, site, Some((*thread, rev)));
    }
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let first = take_seqs(tx, site, count).await? - count + 1;
    database::query(
        "insert into events (site_id, seq, kind, thread_id, comment_id, version, rev, actor, at)
         select $1, $2 + key, $4, value ->> 0, value ->> 1, cast(value ->> 2 as bigint), cast(value ->> 3 as bigint), 'operator',
                cast(value ->> 4 as bigint) from json_each($3)",
    )
    .bind(site)
    .bind(first)
    .bind(Value::Array(events).to_string())
    .bind(EventKind::CommentImported.as_str())
    .execute(tx)
    .await?;
    Ok(())
}

fn row(comment: &NewRow, thread: ThreadId, parent: Option<CommentId>) -> Result<Value> {
    let tree = serde_json::to_string(&comment.tree).map_err(StorageError::value)?;
    let format = match comment.format {
        SourceFormat::Markdown => "markdown",
        SourceFormat::Html => "html",
    };
    Ok(json!([
        thread,
        comment.id,
        parent,
        comment.person,
        comment.name,
        comment.source,
        format,
        tree,
        comment.status.word(),
        comment.version,
        comment.reason,
        comment.posted_at,
        comment.edited_at,
        comment.hold.map(HoldReason::word),
        comment.second_look_at,
        comment.role.map(role_word),
        comment.title.as_ref().map(|title| json!({ "title": title }).to_string()),
        i64::from(comment.undated),
    ]))
}

async fn insert_comments(tx: &mut Tx, site: &str, rows: Vec<Value>) -> Result<()> {
    database::query(
        "insert into comments (site_id, thread_id, id, parent_id, person_id, name, source, source_format, tree,
                               tree_version, status, version, reason, posted_at, edited_at, hold, second_look_at,
                               role, arrived, undated, words_since)
         select $1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
                $2, value ->> 8, cast(value ->> 9 as bigint), value ->> 10, cast(value ->> 11 as bigint), cast(value ->> 12 as bigint), value ->> 13,
                cast(value ->> 14 as bigint), value ->> 15, value ->> 16, cast(value ->> 17 as bigint), cast(value ->> 9 as bigint) from json_each($3)",
    )
    .bind(site)
    .bind(i64::from(TREE_VERSION))
    .bind(Value::Array(rows).to_string())
    .execute(tx)
    .await?;
    Ok(())
}

/// The threads of those comments of a batch, and of their parents, that are stored already.
async fn threads_of(tx: &mut Tx, site: &str, batch: &Batch) -> Result<HashMap<CommentId, ThreadId>> {
    let ids: Vec<CommentId> =
        batch.comments.iter().flat_map(|comment| [Some(comment.id), comment.parent]).flatten().collect();
    let found = database::query(
        "select id, thread_id from comments where site_id = $1 and id in (select atom from json_each($2))",
    )
    .bind(site)
    .bind(json!(ids).to_string())
    .fetch_all(tx)
    .await?;
    found.iter().map(|row| Ok((row.comment_id("id")?, row.thread_id("thread_id")?))).collect()
}

async fn replace_log(
    tx: &mut Tx,
    site: &str,
    (events, settings): (&[EventLine], &Settings),
    now: Timestamp,
) -> Result<bool> {
    let query = database::query("select 1 from events where site_id = $1 and thread_id is not null limit 1");
    let silent = query.bind(site).fetch_optional(&mut *tx).await?.is_none();
    if silent {
        put_log(tx, site, events).await?;
        site_archive::put(tx, site, settings).await?;
        unanswered::update_from_log(tx, site).await?;
        // The settings came without events of their own.
        tx.touched().site(site, TouchedSite { rules: true, pages: true });
    }
    // An export may have lost lines, and a log that is not empty is not replaced: imported comments are logged all the
    // same.
    let missing = database::query(
        "select c.thread_id, c.id, c.version, c.status from comments c
         where c.site_id = $1 and c.id not in (select e.comment_id from events e
           where e.site_id = $1 and e.comment_id is not null)
         order by c.thread_id, c.posted_at, c.id",
    )
    .bind(site)
    .fetch_all(&mut *tx)
    .await?;
    let mut unlogged_events = Vec::with_capacity(missing.len());
    for row in &missing {
        let (thread, comment) = (row.thread_id("thread_id")?, row.comment_id("id")?);
        unlogged_events.push(ImportedEvent {
            thread,
            comment,
            version: row.count("version")?,
            status: row.status("status")?,
        });
    }
    append_events(tx, site, &unlogged_events, now).await?;
    Ok(silent)
}

async fn put_log(tx: &mut Tx, site: &str, events: &[EventLine]) -> Result<()> {
    // So far the log has only the events of adding and setting up the site, which the export's log has as well.
    database::query("delete from events where site_id = $1").bind(site).execute(&mut *tx).await?;
    let rows: Vec<_> = events
        .iter()
        .map(|e| json!([e.seq, e.what, e.thread, e.comment, e.version, e.rev, e.actor, e.at, e.reason, e.data]))
        .collect();
    // An event cannot refer to a thread that the file does not have.
    database::query(
        "insert into events (site_id, seq, kind, thread_id, comment_id, version, rev, actor, at, reason, data)
         select $1, cast(value ->> 0 as bigint), value ->> 1, value ->> 2, value ->> 3, cast(value ->> 4 as bigint), cast(value ->> 5 as bigint), value ->> 6, cast(value ->> 7 as bigint),
                value ->> 8, value ->> 9 from json_each($2)
         where value ->> 2 is null or exists (select 1 from threads where site_id = $1 and id = value ->> 2)
         on conflict (site_id, seq) do nothing",
    )
    .bind(site)
    .bind(Value::Array(rows).to_string())
    .execute(&mut *tx)
    .await?;
    database::query(
        "update sites set last_seq = (select coalesce(max(seq), 0) from events where site_id = $1) where id = $1",
    )
    .bind(site)
    .execute(&mut *tx)
    .await?;
    database::query(
        "update threads set rev = (select coalesce(max(rev), 0) from events e
           where e.site_id = $1 and e.thread_id = threads.id and e.rev is not null) where site_id = $1",
    )
    .bind(site)
    .execute(&mut *tx)
    .await?;
    // The spam model learns from decisions of another server, too.
    site_model::delete(tx, site).await?;
    outbox::skip_to_end(tx, site).await
}
