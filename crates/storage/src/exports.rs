//! The export: one reading transaction, so that a change during the export is either included completely or not at all.

use std::collections::HashSet;

use porch_protocol::ThreadId;
use tokio::sync::mpsc;

use super::database::{self, Row, Snapshot, StorageError};
use super::threads::note_of;
use super::{Result, Storage, site_archive};
use porch_domain::archive::SourceFormat;
use porch_domain::archive::import_format::Format;
use porch_domain::archive::{CommentLine, EventLine, Line, PageLine, PersonLine, SiteLine};
use porch_domain::event::logged::LoggedEvent;
use porch_domain::event::{EventData, EventKind};

/// Rows fetched at a time.
const ROWS: i64 = 500;

/// The channel for the lines. A closed receiver ends the export.
type Lines = mpsc::Sender<Line>;

/// The receiver was closed.
struct ReceiverClosed;

/// Why an export ended early.
enum ExportEnd {
    Gone,
    Failed(StorageError),
}

impl From<ReceiverClosed> for ExportEnd {
    fn from(_: ReceiverClosed) -> Self {
        Self::Gone
    }
}

impl From<StorageError> for ExportEnd {
    fn from(error: StorageError) -> Self {
        Self::Failed(error)
    }
}

impl Storage {
    /// Sends all lines of a site's export. Ends without an error when the receiver was closed.
    pub async fn export(&self, site: &str, lines: Lines) -> Result<()> {
        let mut tx = Snapshot::of(&self.readers).await?;
        self.readers.record_outcome(match export(&mut tx, site, &lines).await {
            Ok(()) | Err(ExportEnd::Gone) => Ok(()),
            Err(ExportEnd::Failed(error)) => Err(error),
        })
    }
}

async fn send(lines: &Lines, line: Line) -> std::result::Result<(), ReceiverClosed> {
    lines.send(line).await.map_err(|_| ReceiverClosed)
}

async fn export(tx: &mut Snapshot<'_>, site: &str, lines: &Lines) -> std::result::Result<(), ExportEnd> {
    send(lines, site_line(tx, site).await?).await?;
    let mut named = HashSet::new();
    let mut after = String::new();
    loop {
        let pages = database::query(
            "select id, page_key, url, title, title_by, closed, closed_note, closed_note_by, slow, created_at from threads
             where site_id = $1 and page_key > $2 order by page_key limit $3",
        )
        .bind(site)
        .bind(&after)
        .bind(ROWS)
        .fetch_all(&mut *tx)
        .await?;
        let Some(last) = pages.last() else { break };
        after = last.try_get("page_key")?;
        for row in pages {
            let (thread, page): (ThreadId, String) = (row.thread_id("id")?, row.try_get("page_key")?);
            send(lines, page_line(tx, site, &row).await?).await?;
            comments(tx, site, (thread, &page), &mut named, lines).await?;
        }
    }
    for line in site_archive::lines(tx, site).await? {
        send(lines, line).await?;
    }
    reports(tx, site, lines).await?;
    events(tx, site, lines).await
}

async fn reports(tx: &mut Snapshot<'_>, site: &str, lines: &Lines) -> std::result::Result<(), ExportEnd> {
    let mut after = (String::new(), String::new());
    loop {
        let reports = site_archive::reports(tx, site, &after, ROWS).await?;
        let Some(last) = reports.last() else { return Ok(()) };
        after = (last.comment.to_string(), last.person.clone());
        for report in reports {
            send(lines, Line::Report(report)).await?;
        }
    }
}

async fn site_line(tx: &mut Snapshot<'_>, site: &str) -> Result<Line> {
    let row = database::query("select name, hold, closed, slow, reports from sites where id = $1")
        .bind(site)
        .fetch_one(&mut *tx)
        .await?;
    let origins = database::query("select origin from origins where site_id = $1 order by position").bind(site);
    let origins = origins.fetch_all(tx).await?.iter().map(|row| row.try_get("origin")).collect::<Result<_>>()?;
    Ok(Line::Site(SiteLine {
        id: site.to_owned(),
        name: row.try_get("name")?,
        origins,
        hold: row.try_get("hold")?,
        closed: row.boolean("closed")?,
        slow: row.count("slow")?,
        reports: row.count("reports")?,
    }))
}

async fn page_line(tx: &mut Snapshot<'_>, site: &str, row: &Row) -> Result<Line> {
    let id = row.thread_id("id")?;
    let aliases =
        database::query("select page_key from aliases where site_id = $1 and thread_id = $2 order by page_key");
    let aliases = aliases.bind(site).bind(id.to_string()).fetch_all(tx).await?;
    Ok(Line::Page(PageLine {
        id,
        page: row.try_get("page_key")?,
        url: row.try_get("url")?,
        title: row.try_get("title")?,
        title_by: row.try_get("title_by")?,
        closed: row.boolean("closed")?,
        closed_note: note_of(row)?,
        slow: row.count("slow")?,
        aliases: aliases.iter().map(|row| row.try_get("page_key")).collect::<Result<_>>()?,
        created_at: row.time("created_at")?,
    }))
}

async fn comments(
    tx: &mut Snapshot<'_>,
    site: &str,
    (thread, page): (ThreadId, &str),
    named: &mut HashSet<String>,
    lines: &Lines,
) -> std::result::Result<(), ExportEnd> {
    let mut after = (i64::MIN, String::new());
    loop {
        let rows = database::query(
            "select c.id, c.parent_id, c.person_id, c.name, c.source, c.source_format, c.status, c.version, c.reason, c.hold,
                    c.second_look_at, c.role, c.posted_at, c.undated, c.edited_at, c.arrived ->> 'title' as title, p.kind as p_kind,
                    p.name as p_name, p.mail as p_mail, p.created_at as p_created_at
             from comments c join people p on p.site_id = c.site_id and p.id = c.person_id
             where c.site_id = $1 and c.thread_id = $2 and (c.posted_at, c.id) > ($3, $4)
             order by c.posted_at, c.id limit $5",
        )
        .bind(site)
        .bind(thread.to_string())
        .bind(after.0)
        .bind(&after.1)
        .bind(ROWS)
        .fetch_all(&mut *tx)
        .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = (last.try_get("posted_at")?, last.try_get("id")?);
        for row in rows {
            let person: String = row.try_get("person_id")?;
            if !named.contains(&person) {
                send(lines, person_line(&person, &row)?).await?;
                named.insert(person.clone());
            }
            send(lines, comment_line(page, person, &row)?).await?;
        }
    }
}

fn person_line(id: &str, row: &Row) -> Result<Line> {
    Ok(Line::Person(PersonLine {
        id: id.to_owned(),
        who: row.try_get("p_kind")?,
        name: row.try_get("p_name")?,
        mail: row.try_get("p_mail")?,
        created_at: row.time("p_created_at")?,
    }))
}

fn comment_line(page: &str, person: String, row: &Row) -> Result<Line> {
    let html = row.try_get::<&str>("source_format")? == "html";
    Ok(Line::Comment(Box::new(CommentLine {
        id: row.comment_id("id")?,
        page: page.to_owned(),
        parent: row.maybe_comment_id("parent_id")?,
        person,
        name: row.try_get("name")?,
        role: row.try_get("role")?,
        body: row.try_get("source")?,
        format: if html { SourceFormat::Html } else { SourceFormat::Markdown },
        status: row.status("status")?,
        version: row.count("version")?,
        reason: row.try_get("reason")?,
        hold: row.try_get("hold")?,
        second_look_at: row.maybe_time("second_look_at")?,
        posted_at: row.time("posted_at")?,
        undated: row.boolean("undated")?,
        edited_at: row.maybe_time("edited_at")?,
        title: row.try_get("title")?,
    })))
}

async fn events(tx: &mut Snapshot<'_>, site: &str, lines: &Lines) -> std::result::Result<(), ExportEnd> {
    let mut after = 0_i64;
    loop {
        let rows = database::query(
            "select seq, kind, thread_id, comment_id, version, rev, actor, at, reason, data from events
             where site_id = $1 and seq > $2 order by seq limit $3",
        )
        .bind(site)
        .bind(after)
        .bind(ROWS)
        .fetch_all(&mut *tx)
        .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.try_get("seq")?;
        for row in rows {
            let thread = row.try_get::<Option<&str>>("thread_id")?.map(|_| row.thread_id("thread_id")).transpose()?;
            let event = EventLine {
                seq: row.try_get("seq")?,
                what: row.try_get("kind")?,
                thread,
                comment: row.maybe_comment_id("comment_id")?,
                version: row.try_get("version")?,
                rev: row.try_get("rev")?,
                actor: row.try_get("actor")?,
                at: row.time("at")?,
                reason: row.try_get("reason")?,
                data: row.try_get("data")?,
            };
            if !is_imported_event(&event) {
                send(lines, Line::Event(Box::new(event))).await?;
            }
        }
    }
}

/// Events of comments that an export brought are left out, since its log has them; so the same content gives the same
/// bytes.
fn is_imported_event(event: &EventLine) -> bool {
    if event.what != EventKind::Imported.as_str() {
        return false;
    }
    let logged = LoggedEvent::read(&event.what, event.data.as_deref());
    matches!(logged.data(), Some(EventData::Imported(import)) if import.format == Format::Porch.name())
}
