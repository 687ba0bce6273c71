//! Importing a file: received whole, looked through, then stored batch by batch behind whatever visitors are doing.

use std::fs::File;
use std::io::{Seek, Write};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::Sorry;
use super::copies::Passing;
use crate::App;
use crate::import::{Batch, FILE_BYTES, Format, Plan, Refusal, Settings, Target, plan};
use crate::learning;
use crate::private;
use crate::storage::audit::ImportSum;
use crate::storage::imports::Imported;
use crate::storage::room::Room;

/// `porch import FORMAT FILE --site S [--map OLD=NEW] [--no-roles] [--dry-run]`
#[derive(Serialize, Deserialize)]
pub struct ImportFile {
    /// The format's name.
    pub format: String,
    /// The site.
    pub site: String,
    /// `OLD=NEW`, a line each: beginnings of addresses that have changed.
    pub map: String,
    /// People of the team come in as everybody does.
    #[serde(default)]
    pub no_roles: bool,
    /// Only says what would happen.
    pub dry_run: bool,
}

/// A line of the answer, as JSON.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// So many comments are done, of so many.
    Done(u64, u64),
    /// The last line when all went well.
    Said(String),
    /// The last line when it broke off. Importing the same file again goes on where it stopped.
    Sorry(String),
}

/// Imports the file that is the request's body. A file that is refused changes nothing.
pub async fn import(State(app): State<App>, Query(asked): Query<ImportFile>, body: Body) -> Result<Response, Sorry> {
    let format: Format = asked.format.parse().map_err(Sorry)?;
    let site = app.site(&asked.site).ok_or_else(|| Sorry(format!("there is no site named {}", asked.site)))?;
    let moves = asked.map.lines().map(a_move).collect::<Result<Vec<_>, _>>()?;
    let file = receive(&app, body).await?;
    let (now, roles) = (app.clock.now(), !asked.no_roles);
    let (plan, file) = tokio::task::spawn_blocking(move || {
        let target = Target { site: &site.id, origins: &site.origins, moves: &moves, roles, now };
        Ok::<_, Refusal>((plan(format, &file, target)?, file))
    })
    .await??;
    if asked.dry_run {
        let said = format!("Nothing was written. This would come in:\n{}", plan.report());
        return Ok(line(&Progress::Said(said))?.into_response());
    }
    let (lines, read) = mpsc::channel(4);
    // A task of its own: whoever asked may go away, and what was begun is still put in order.
    tokio::spawn(run(app, (asked.site, asked.format), Arc::new(plan), file, lines));
    let written = ReceiverStream::new(read).map(|progress| line(&progress));
    Ok(Body::from_stream(written).into_response())
}

fn line(progress: &Progress) -> serde_json::Result<String> {
    serde_json::to_string(progress).map(|line| line + "\n")
}

/// `OLD=NEW`. An address may have an equals sign of its own, so the one before the second address counts.
fn a_move(text: &str) -> Result<(String, String), Sorry> {
    let place = text.find("=http").or_else(|| text.find('='));
    let split = place.map(|place| (text[..place].to_owned(), text[place + 1..].to_owned()));
    split.filter(|(old, _)| !old.is_empty()).ok_or_else(|| Sorry(format!("{text:?} is not OLD=NEW")))
}

/// Keeps the body in a file without a name: it is read twice, and is gone whatever happens.
async fn receive(app: &App, body: Body) -> Result<File, Sorry> {
    let name = Passing(app.folder.join(format!("import-{}.tmp", uuid::Uuid::new_v4().simple())));
    let mut file = private::new_file(&name.0)?;
    let mut chunks = body.into_data_stream();
    let mut bytes = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk?;
        bytes += chunk.len() as u64;
        if bytes > FILE_BYTES {
            return Err(Refusal::TooLarge.into());
        }
        file.write_all(&chunk)?;
    }
    file.rewind()?;
    Ok(file)
}

async fn run(app: App, (site, format): (String, String), plan: Arc<Plan>, file: File, lines: mpsc::Sender<Progress>) {
    let stored = store(&app, &site, plan.clone(), file, &lines).await;
    // Where the file's own log came in, it tells of everything that the file has; and a file that brought nothing changes
    // nothing.
    if let Ok((imported, log)) = &stored
        && imported.new > 0
        && !(plan.brings_a_log() && *log)
        && let Err(error) = note(&app, site.clone(), format, &plan, *imported).await
    {
        tracing::warn!(%error, "the log does not say what an import brought");
    }
    // Readers see what came in, however far it came.
    let shown = match app.reload_site(&site).await {
        Ok(()) => app.pages.refresh(&site).await,
        Err(error) => Err(error),
    };
    let last = match (stored, shown) {
        (Ok((imported, log)), Ok(())) => Progress::Said(said(&plan, imported, log)),
        (Err(Sorry(why)), _) => Progress::Sorry(format!("{why}\nImport the same file again to go on.")),
        (_, Err(error)) => Progress::Sorry(error.to_string()),
    };
    // Whoever asked may have gone.
    let _ = lines.send(last).await;
}

/// Notes in the site's log what came in.
async fn note(
    app: &App,
    site: String,
    format: String,
    plan: &Plan,
    imported: Imported,
) -> Result<(), crate::storage::WriteError> {
    let report = plan.report();
    let sum = ImportSum {
        format,
        comments: imported.new,
        known: imported.known,
        pages: report.pages,
        left_out: report.skipped.values().sum(),
    };
    app.storage.note_import(site, sum, app.clock.now()).await
}

fn said(plan: &Plan, imported: Imported, log: bool) -> String {
    let known = match imported.known {
        0 => String::new(),
        known => format!(" Here already: {known}."),
    };
    let log = if log { "" } else { "its log and its rules were left out, since something has been said here before\n" };
    format!("Imported: {}.{known} The file has\n{}{log}", imported.new, plan.report())
}

/// Stores batch after batch until all are in, or nobody listens any more. The second value is whether the file's own log
/// came in, where it has one.
async fn store(
    app: &App,
    site: &str,
    plan: Arc<Plan>,
    mut file: File,
    lines: &mpsc::Sender<Progress>,
) -> Result<(Imported, bool), Sorry> {
    let own = plan.brings_a_log() && app.storage.is_silent(site).await?;
    let total = plan.report().total();
    file.rewind()?;
    let (batches, mut arriving) = mpsc::channel(2);
    let reader = plan.clone();
    let reading = tokio::task::spawn_blocking(move || read(&reader, &file, &batches));
    let mut imported = Imported::default();
    let (mut events, mut settings) = (Vec::new(), Settings::default());
    while let Some(mut batch) = arriving.recv().await {
        events.append(&mut batch.events);
        if batch.comments.is_empty() {
            settings = std::mem::take(&mut batch.settings);
        }
        if app.storage.room().is_some_and(Room::is_short) {
            return Err(Sorry(
                "the disk of the data folder is nearly full, and what is left of it is for people who write: make room \
                 there."
                    .into(),
            ));
        }
        let one = app.storage.import(site.to_owned(), batch, !own, app.clock.now()).await?;
        imported = Imported { new: imported.new + one.new, known: imported.known + one.known };
        lines.send(Progress::Done(imported.new + imported.known, total)).await?;
    }
    reading.await??;
    let log = if plan.brings_a_log() {
        app.storage.import_log(site.to_owned(), (events, settings), app.clock.now()).await?
    } else {
        true
    };
    learning::look_again(app, site).await;
    Ok((imported, log))
}

fn read(plan: &Plan, file: &File, batches: &mpsc::Sender<Batch>) -> Result<(), Refusal> {
    let mut reading = plan.batches(file)?;
    while let Some(batch) = reading.next_batch()? {
        // The storing side says itself why it has stopped.
        if batches.blocking_send(batch).is_err() {
            break;
        }
    }
    Ok(())
}
