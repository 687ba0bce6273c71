//! Backups while the server runs, restoring while it does not, and checking the database.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use clap::Args;
use serde::{Deserialize, Serialize};
use tokio_util::io::ReaderStream;

use super::error::{CommandError, CommandResult};
use crate::App;
use porch_storage::backup;
use porch_storage::database_fault::DatabaseFault;
use porch_storage::open::FILE;
use porch_storage::private_files;

/// The database's name in the data folder.
pub const DATABASE: &str = FILE;

/// A file that is removed when the value is dropped.
pub(super) struct TemporaryFile(pub(super) PathBuf);

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // A file that cannot be removed does no harm.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A consistent copy of the database, while comments are still written.
pub async fn backup(State(app): State<App>) -> Result<Response, CommandError> {
    let copy = TemporaryFile(app.folder.join(format!("backup-{}.tmp", uuid::Uuid::new_v4().simple())));
    app.storage.copy_to(&copy.0).await.map_err(|error| CommandError(error.explained()))?;
    let file = tokio::fs::File::open(&copy.0).await?;
    let stream = ReaderStream::new(file);
    // The copy is removed when the stream that reads it is dropped.
    let stream = futures_util::StreamExt::map(stream, move |chunk| {
        let _ = &copy;
        chunk
    });
    Ok(Body::from_stream(stream).into_response())
}

/// Says whether the server can serve.
pub async fn ready(State(app): State<App>) -> CommandResult {
    app.readiness().await.map(|()| "ready\n".to_owned()).map_err(CommandError)
}

/// `porch check [--accept-loss]`
#[derive(Args, Serialize, Deserialize, Default)]
pub struct CheckData {
    /// Accepts that data is missing, and does not report it again.
    #[arg(long)]
    #[serde(default)]
    pub accept_loss: bool,
}

/// Checks that the database is undamaged and that no written data is missing.
pub async fn check(State(app): State<App>, Query(options): Query<CheckData>) -> CommandResult {
    if let Err(trouble) = app.storage.check_files() {
        return Err(CommandError(format!("{}\n{}", trouble.sentence(), trouble.remedy())));
    }
    let faults = match app.storage.faults().await {
        Ok(faults) => faults,
        Err(error) if error.fault() == Some(DatabaseFault::Damaged) => vec![error.to_string()],
        Err(error) => return Err(CommandError(error.explained())),
    };
    if !faults.is_empty() {
        let (list, remedy) = (faults.join("\n- "), DatabaseFault::Damaged.remedy());
        return Err(CommandError(format!("The database is damaged:\n- {list}\n{remedy}")));
    }
    let mut output = String::new();
    if options.accept_loss {
        let many = app.storage.accept_lost()?;
        writeln!(output, "Accepted: {many}.")?;
    }
    let lost = app.storage.lost();
    if !lost.is_empty() {
        return Err(CommandError(format!(
            "The database is undamaged, but older than it was:\n- {}\nIf porch.db-wal was moved or removed, or an older \
             porch.db put in its place: stop the server, keep a copy of the data folder as it is, and put back the \
             files that belong together, or run `porch restore FILE` with the newest backup. To go on without what is \
             missing: `porch check --accept-loss`.",
            lost.join("\n- ")
        )));
    }
    output.push_str("The database is complete and undamaged.\n");
    Ok(output)
}

/// Replaces the database with a backup. The caller holds the folder's lock. The previous database is kept under another
/// name. Messages that were pending when the backup was made are sent only with `send_pending`.
pub async fn restore(folder: &Path, backup: &Path, send_pending: bool) -> Result<String, CommandError> {
    let unreadable = |error| CommandError(format!("{} cannot be read: {error}", backup.display()));
    let mut from = std::fs::File::open(backup).map_err(unreadable)?;
    let incoming = TemporaryFile(folder.join("restore.tmp"));
    // A restore that was killed may have left a partial file.
    let _ = std::fs::remove_file(&incoming.0);
    let mut to = private_files::new_file(&incoming.0)?;
    std::io::copy(&mut from, &mut to).and_then(|_| to.sync_all())?;
    let prepared = backup::adopt(&incoming.0, send_pending).await;
    let pending = prepared.map_err(|why| CommandError(format!("{} was not restored: {why}", backup.display())))?;
    let now = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    let previous = format!("porch-replaced-{now}.db");
    let mut previous_note = String::new();
    // Also when only the log is left: SQLite would apply a leftover log to the restored database.
    for end in ["-wal", "-shm", ""] {
        let own = folder.join(format!("{FILE}{end}"));
        if own.exists() {
            std::fs::rename(own, folder.join(format!("{previous}{end}")))?;
            previous_note = format!(" The previous one is kept as {previous}.");
        }
    }
    std::fs::rename(&incoming.0, folder.join(FILE))?;
    std::fs::File::open(folder)?.sync_all()?;
    let pending = match (pending, send_pending) {
        (0, _) => "",
        (_, true) => " What was to be sent when it was made is sent now, even if it has arrived since.",
        (_, false) => {
            " What was to be sent when it was made is not sent, since most of it has arrived; `porch waiting` lists what \
             waits for you. To send it all the same, restore again with --send-pending."
        }
    };
    Ok(format!("Restored {}.{previous_note}{pending}\n", backup.display()))
}
