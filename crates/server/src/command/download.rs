//! Writes the body of an answer to a file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use axum::body::Body;
use futures_util::StreamExt;
use porch_server::control::error::CommandError;
use porch_storage::private_files;

/// Writes a body to a new file, and removes the file when the body is incomplete.
pub(super) async fn download(body: Body, file: &Path) -> Result<u64, CommandError> {
    let mut target = private_files::new_file(file).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            CommandError(format!("{} is there already: name a file that does not exist yet", file.display()))
        }
        _ => CommandError(format!("{} cannot be written: {error}", file.display())),
    })?;
    let written = write_all(body, &mut target).await;
    written.map_err(|error| {
        // A partial copy could be mistaken for a complete one.
        let _ = fs::remove_file(file);
        CommandError(format!("the copy stopped: {error}"))
    })
}

/// Writes a body to the disk. Returns the number of bytes.
async fn write_all(body: Body, target: &mut File) -> io::Result<u64> {
    let mut bytes = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(io::Error::other)?;
        bytes += chunk.len() as u64;
        target.write_all(&chunk)?;
    }
    target.sync_all()?;
    Ok(bytes)
}
