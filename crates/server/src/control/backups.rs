//! Backups while serving, restoring while not, and asking whether all is well.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio_util::io::ReaderStream;

use super::error::{CommandError, CommandResult};
use crate::App;
use crate::private_files;
use crate::storage::backup;
use crate::storage::database_fault::{DatabaseFault, explained};
use crate::storage::open::FILE;

/// The database's name in the data folder.
pub const DATABASE: &str = FILE;

/// A file that goes away when it has been used.
pub(super) struct TemporaryFile(pub(super) PathBuf);

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // What stays is in nobody's way.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A whole copy of the database, taken in one moment, while everybody goes on writing.
pub async fn backup(State(app): State<App>) -> Result<Response, CommandError> {
    let copy = TemporaryFile(app.folder.join(format!("backup-{}.tmp", uuid::Uuid::new_v4().simple())));
    app.storage.copy_to(&copy.0).await.map_err(|error| CommandError(explained(&error)))?;
    let file = tokio::fs::File::open(&copy.0).await?;
    let stream = ReaderStream::new(file);
    // The copy lives as long as the stream that reads it.
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
#[derive(Serialize, Deserialize, Default)]
pub struct CheckData {
    /// What was found missing is taken note of, and not told again.
    #[serde(default)]
    pub accept_loss: bool,
}

/// Asks the database whether it is whole, and whether it has all that it had.
pub async fn check(State(app): State<App>, Query(asked): Query<CheckData>) -> CommandResult {
    if let Err(trouble) = app.storage.look_at_files() {
        return Err(CommandError(format!("{}\n{}", trouble.sentence(), trouble.remedy())));
    }
    let faults = match app.storage.faults().await {
        Ok(faults) => faults,
        Err(error) if DatabaseFault::of(&error) == Some(DatabaseFault::Damaged) => vec![error.to_string()],
        Err(error) => return Err(CommandError(explained(&error))),
    };
    if !faults.is_empty() {
        let (list, remedy) = (faults.join("\n- "), DatabaseFault::Damaged.remedy());
        return Err(CommandError(format!("The database is damaged:\n- {list}\n{remedy}")));
    }
    let mut said = String::new();
    if asked.accept_loss {
        let many = app.storage.accept_lost()?;
        writeln!(said, "Accepted: {many}.")?;
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
    said.push_str("The database is complete and undamaged.\n");
    Ok(said)
}

/// Puts a backup in the place of the database. The caller holds the folder's lock. The database of before is kept beside.
/// What was to be sent when the backup was made is not, unless `send_pending` says so.
pub async fn restore(folder: &Path, backup: &Path, send_pending: bool) -> Result<String, CommandError> {
    let unreadable = |error| CommandError(format!("{} cannot be read: {error}", backup.display()));
    let mut from = std::fs::File::open(backup).map_err(unreadable)?;
    let arriving = TemporaryFile(folder.join("restore.tmp"));
    // Whoever was killed here left half of one.
    let _ = std::fs::remove_file(&arriving.0);
    let mut to = private_files::new_file(&arriving.0)?;
    std::io::copy(&mut from, &mut to).and_then(|_| to.sync_all())?;
    let adopted = backup::adopt(&arriving.0, send_pending).await;
    let pending = adopted.map_err(|why| CommandError(format!("{} was not restored: {why}", backup.display())))?;
    let now = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    let before = format!("porch-replaced-{now}.db");
    let mut kept = String::new();
    // Also where the database itself is gone: SQLite would write a log that was left over into the one that is put there.
    for end in ["-wal", "-shm", ""] {
        let own = folder.join(format!("{FILE}{end}"));
        if own.exists() {
            std::fs::rename(own, folder.join(format!("{before}{end}")))?;
            kept = format!(" The previous one is kept as {before}.");
        }
    }
    std::fs::rename(&arriving.0, folder.join(FILE))?;
    std::fs::File::open(folder)?.sync_all()?;
    let pending = match (pending, send_pending) {
        (0, _) => "",
        (_, true) => " What was to be sent when it was made is sent now, even if it has arrived since.",
        (_, false) => {
            " What was to be sent when it was made is not sent, since most of it has arrived; `porch waiting` lists what \
             waits for you. To send it all the same, restore again with --send-pending."
        }
    };
    Ok(format!("Restored {}.{kept}{pending}\n", backup.display()))
}
