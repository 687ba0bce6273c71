//! `porch import` and `porch export`, and the display of an import's progress.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use axum::body::Body;
use futures_util::StreamExt;
use porch_server::control::endpoints;
use porch_server::control::error::CommandError;
use porch_server::control::imports::{ImportFile, Progress};
use porch_server::control::moderation::SiteQuery;
use porch_server::control::socket::ControlClient;
use tokio_util::io::ReaderStream;

/// Sends the file and returns the last text. A question is asked at the terminal; without a terminal the command
/// needs `--yes`.
pub(super) async fn import(
    client: &mut ControlClient,
    options: ImportFile,
    file: &Path,
) -> Result<String, CommandError> {
    let (what, answers) = match send(client, &options, file).await? {
        Progress::Said(text) => return Ok(text),
        Progress::Sorry(why) => return Err(CommandError(why)),
        Progress::Asks(what, answers) => (what, answers),
        Progress::Done(..) => {
            return Err(CommandError("the import stopped. Import the same file again to go on.".into()));
        }
    };
    let refused = || CommandError(format!("Nothing was written.\n{what}{answers}"));
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Err(refused());
    }
    eprint!("{what}Import them like this? [y/N] ");
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    if !matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes") {
        return Err(refused());
    }
    match send(client, &ImportFile { yes: true, ..options }, file).await? {
        Progress::Said(text) => Ok(text),
        Progress::Sorry(why) => Err(CommandError(why)),
        _ => Err(refused()),
    }
}

/// Sends the file and returns the last line of the answer.
async fn send(client: &mut ControlClient, options: &ImportFile, file: &Path) -> Result<Progress, CommandError> {
    let unreadable = |error| CommandError(format!("{} cannot be read: {error}", file.display()));
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::open(file).await.map_err(unreadable)?));
    let mut chunks = client.stream(endpoints::IMPORT, options, body).await?.into_data_stream();
    let (mut text, mut last) = (Vec::new(), Progress::Done(0, 0));
    while let Some(chunk) = chunks.next().await {
        text.extend_from_slice(&chunk?);
        while let Some(end) = text.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = text.drain(..=end).collect();
            last = serde_json::from_slice(&line)?;
            if let Progress::Done(done, total) = last {
                show(done, total);
            }
        }
    }
    Ok(last)
}

/// Shows the progress on a terminal only: scripts need just the last text.
fn show(done: u64, total: u64) {
    let mut screen = std::io::stderr();
    if screen.is_terminal() {
        let end = if done == total { "\n" } else { "" };
        // A failure here loses only the display.
        let _ = write!(screen, "\r{done} of {total}{end}").and_then(|()| screen.flush());
    }
}

/// Prints the export.
pub(super) async fn export(client: &mut ControlClient, options: &SiteQuery) -> Result<(), CommandError> {
    let mut chunks = client.stream(endpoints::EXPORT, options, Body::empty()).await?.into_data_stream();
    let mut out = std::io::stdout().lock();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| CommandError(format!("the export stopped: {error}")))?;
        out.write_all(&chunk)?;
    }
    Ok(out.flush()?)
}
