//! Importing a file: it is received completely, checked by a separate process, and then stored in batches with a lower
//! priority than visitors' requests.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use clap::Args;
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::backups::TemporaryFile;
use super::error::CommandError;
use super::import_pages::PageMatches;
use crate::App;
use crate::model_learning;
use porch_domain::archive::import_format::Format;
use porch_domain::archive::imported_settings::Settings;
use porch_import::{Broken, FILE_BYTES, Frame, ReaderProcess, Refusal, Report, Task, question};
use porch_storage::disk_space::DiskSpace;
use porch_storage::imports::{ImportCounts, Imported};
use porch_storage::private_files;
use porch_storage::sites::Site;

/// `porch import FORMAT FILE --site S [--map OLD=NEW] [--yes] [--no-roles] [--dry-run]`
#[derive(Clone, Args, Serialize, Deserialize)]
pub struct ImportFile {
    /// disqus, wordpress or porch.
    pub format: String,
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// `OLD=NEW`, a line each: beginnings of addresses that have changed.
    #[arg(skip)]
    pub map: String,
    /// Imports comments of the team, as the file knows it, without the team's mark.
    #[arg(long)]
    #[serde(default)]
    pub no_roles: bool,
    /// Imports pages of other hosts under the site's own address, without asking.
    #[arg(long)]
    #[serde(default)]
    pub yes: bool,
    /// Only says what would be imported.
    #[arg(long)]
    pub dry_run: bool,
}

/// A line of the answer, as JSON.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// The number of stored comments, and their total.
    Done(u64, u64),
    /// The last line after success: the text to print.
    Said(String),
    /// The last line when nothing was done because the operator must answer a question first: the question and the
    /// possible answers.
    Asks(String, String),
    /// The last line when the import stopped. Importing the same file again continues there.
    Sorry(String),
}

/// A running import.
struct Run {
    app: App,
    site: Arc<Site>,
    format: Format,
    report: Report,
    reader: ReaderProcess,
}

/// Imports the file in the request's body. A file that is refused changes nothing.
pub async fn import(
    State(app): State<App>,
    Query(request): Query<ImportFile>,
    body: Body,
) -> Result<Response, CommandError> {
    let format: Format = request.format.parse().map_err(CommandError)?;
    let site =
        app.site(&request.site).ok_or_else(|| CommandError(format!("there is no site named {}", request.site)))?;
    let moves = request.map.lines().map(parse_move).collect::<Result<Vec<_>, _>>()?;
    require_disk_space(&app)?;
    let file = receive(&app, body).await?;
    let bounds = app.config.bounds.import;
    let task = Task {
        format,
        site: site.id.clone(),
        origins: site.origins.clone(),
        moves,
        roles: !request.no_roles,
        now: app.clock.now(),
        rehearsal: request.dry_run,
        memory: bounds.memory,
        seconds: bounds.seconds,
    };
    let mut reader = ReaderProcess::start(&file, &task, bounds.silence)?;
    let checked = read_plan(&app, &site, &mut reader).await;
    let (report, pages) = checked.map_err(|CommandError(why)| CommandError(format!("{why}. Nothing was written")))?;
    let open = question(&report, &site.id, &site.origins).filter(|_| !request.yes);
    if request.dry_run {
        let open =
            open.map(|open| format!("\nBefore it is imported:\n{}{}", open.what, open.answers)).unwrap_or_default();
        let text = format!("Nothing was written. This would be imported:\n{report}{pages}{open}");
        return Ok(line(&Progress::Said(text))?.into_response());
    }
    if let Some(open) = open {
        return Ok(line(&Progress::Asks(open.what, open.answers))?.into_response());
    }
    let (lines, read) = mpsc::channel(4);
    // A separate task: when the client disconnects, the import still ends in a consistent state.
    tokio::spawn(Run { app, site, format, report, reader }.run(lines));
    let written = ReceiverStream::new(read).map(|progress| line(&progress));
    Ok(Body::from_stream(written).into_response())
}

/// Refuses an import when the disk is nearly full.
fn require_disk_space(app: &App) -> Result<(), CommandError> {
    if app.storage.disk_space().is_some_and(DiskSpace::is_short) {
        let why = "the disk of the data folder is nearly full, and what is left of it is for people who write: make room there.";
        return Err(CommandError(why.into()));
    }
    Ok(())
}

/// Waits until the file has been read once. Nothing is written.
async fn read_plan(app: &App, site: &Site, reader: &mut ReaderProcess) -> Result<(Report, PageMatches), CommandError> {
    let mut pages = PageMatches::of(app, site);
    loop {
        match reader.next().await? {
            Frame::Pages(some) => pages.look_up(app, site, some).await?,
            Frame::Plan(report) => return Ok((*report, pages)),
            _ => return Err(Broken::Garbled.into()),
        }
    }
}

fn line(progress: &Progress) -> serde_json::Result<String> {
    serde_json::to_string(progress).map(|line| line + "\n")
}

/// Parses `OLD=NEW`. An address may contain an equals sign, so the text is split at the one before the second address.
fn parse_move(text: &str) -> Result<(String, String), CommandError> {
    let index = text.find("=http").or_else(|| text.find('='));
    let split = index.map(|index| (text[..index].to_owned(), text[index + 1..].to_owned()));
    split.filter(|(old, _)| !old.is_empty()).ok_or_else(|| CommandError(format!("{text:?} is not OLD=NEW")))
}

/// Writes the body to a file whose name is removed at once: it is read twice, and deleted however the import ends.
async fn receive(app: &App, body: Body) -> Result<File, CommandError> {
    let name = TemporaryFile(app.folder.join(format!("import-{}.tmp", uuid::Uuid::new_v4().simple())));
    let mut file = private_files::new_file(&name.0)?;
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
    Ok(file)
}

impl Run {
    async fn run(mut self, lines: mpsc::Sender<Progress>) {
        let mut imported = Imported::default();
        let stored = self.store(&mut imported, &lines).await;
        let noted = self.record_import(imported, stored.is_ok()).await;
        let last = match stored.and_then(|log| noted.map(|()| log)) {
            Ok(log) => Progress::Said(self.summary(imported, log)),
            Err(CommandError(why)) => {
                let came_in = format!("{} imported before it stopped.", counted(imported.new));
                Progress::Sorry(format!("{why}\n{came_in} Import the same file again to go on.\n"))
            }
        };
        // The client may have disconnected.
        let _ = lines.send(last).await;
    }

    fn summary(&self, imported: Imported, log: bool) -> String {
        let known = match imported.known {
            0 => String::new(),
            known => format!(" Already imported: {known}."),
        };
        let log =
            if log { "" } else { "its history and its rules were left out, since there are comments here already\n" };
        format!("Imported: {}.{known} The file has\n{}{log}", imported.new, self.report)
    }

    /// Ends the import, whole or not: readers see what it brought, and the site's log has it, if comments were imported.
    async fn record_import(&self, imported: Imported, whole: bool) -> Result<(), CommandError> {
        let left_out = self.report.skipped.values().sum();
        let brought = ImportCounts { format: self.format.name(), imported, pages: self.report.pages, left_out, whole };
        Ok(self.app.storage.record_import(self.site.id.clone(), brought, self.app.clock.now()).await?)
    }

    /// Stores batch after batch until the end, or until the client disconnects. Returns whether the file's own log was
    /// imported, if it has one.
    async fn store(&mut self, imported: &mut Imported, lines: &mpsc::Sender<Progress>) -> Result<bool, CommandError> {
        let (app, site) = (&self.app, &self.site.id);
        let brings_a_log = self.format == Format::Porch;
        let own = brings_a_log && app.storage.never_had_comments(site).await?;
        let total = self.report.total();
        let (mut events, mut settings) = (Vec::new(), Settings::default());
        loop {
            let mut batch = match self.reader.next().await? {
                Frame::Batch(batch) => *batch,
                Frame::End => break,
                _ => return Err(Broken::Garbled.into()),
            };
            events.append(&mut batch.events);
            if !batch.settings.is_empty() {
                settings = std::mem::take(&mut batch.settings);
            }
            require_disk_space(app)?;
            let stored = app.storage.import(site.clone(), batch, !own, app.clock.now()).await?;
            *imported += stored;
            lines.send(Progress::Done(imported.new + imported.known, total)).await?;
        }
        let log = if brings_a_log {
            app.storage.import_log(site.clone(), (events, settings), app.clock.now()).await?
        } else {
            true
        };
        model_learning::learn_from_start(app, site).await;
        Ok(log)
    }
}

fn counted(comments: u64) -> String {
    if comments == 1 { "1 comment".into() } else { format!("{comments} comments") }
}
