//! Backups while serving, restoring while not, and asking whether all is well.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tokio_util::io::ReaderStream;

use super::{Said, Sorry};
use crate::App;
use crate::storage::copies;
use crate::storage::open::FILE;

/// A file that goes away when it has been used.
pub(super) struct Passing(pub(super) PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        // What stays is in nobody's way.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A whole copy of the database, taken in one moment, while everybody goes on writing.
pub async fn backup(State(app): State<App>) -> Result<Response, Sorry> {
    let copy = Passing(app.folder.join(format!("backup-{}.tmp", uuid::Uuid::new_v4().simple())));
    app.storage.copy_to(&copy.0).await?;
    let file = tokio::fs::File::open(&copy.0).await?;
    let stream = ReaderStream::new(file);
    // The copy lives as long as the stream that reads it.
    let stream = futures_util::StreamExt::map(stream, move |chunk| {
        let _ = &copy;
        chunk
    });
    Ok(Body::from_stream(stream).into_response())
}

/// Asks the database whether it is whole.
pub async fn check(State(app): State<App>) -> Said {
    let faults = app.storage.faults().await?;
    if faults.is_empty() {
        return Ok("All is well: the database is whole, and its counts are right.\n".into());
    }
    let list = faults.join("\n- ");
    Err(Sorry(format!(
        "The database is damaged:\n- {list}\nStop the server, keep a copy of the data folder as it is, and run \
         `porch restore FILE` with the newest backup that `porch check` finds whole."
    )))
}

/// Puts a backup in the place of the database. The caller holds the folder's lock. The database of before is kept beside.
/// What was to be sent when the backup was made is not, unless `send_pending` says so.
pub async fn restore(folder: &Path, backup: &Path, send_pending: bool) -> Result<String, Sorry> {
    let arriving = folder.join("restore.tmp");
    std::fs::copy(backup, &arriving).map_err(|error| Sorry(format!("{} cannot be read: {error}", backup.display())))?;
    let arriving = Passing(arriving);
    let adopted = copies::adopt(&arriving.0, send_pending).await;
    let pending = adopted.map_err(|why| Sorry(format!("{} was not restored: {why}", backup.display())))?;
    let now = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    let before = format!("porch-replaced-{now}.db");
    let mut kept = String::new();
    if folder.join(FILE).exists() {
        for end in ["-wal", "-shm", ""] {
            let own = folder.join(format!("{FILE}{end}"));
            if own.exists() {
                std::fs::rename(own, folder.join(format!("{before}{end}")))?;
            }
        }
        kept = format!(" The one of before is kept as {before}.");
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
