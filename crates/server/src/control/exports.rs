//! A site's export, which is streamed while it is read.

use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::error::CommandError;
use super::moderation::SiteQuery;
use crate::App;

/// Lines that are read from the database ahead of the client at most.
const BUFFERED: usize = 256;
/// Lines of one chunk of the response at most.
const CHUNK_LINES: usize = 64;

/// Sends the lines. When reading fails, the response ends without its last chunk, which the client notices.
pub async fn export(
    State(app): State<App>,
    Query(SiteQuery { site }): Query<SiteQuery>,
) -> Result<Response, CommandError> {
    if app.site(&site).is_none() {
        return Err(CommandError(format!("there is no site named {site}")));
    }
    let (lines, read) = mpsc::channel(BUFFERED);
    let reading = tokio::spawn(async move { app.storage.export(&site, lines).await });
    let written = ReceiverStream::new(read).ready_chunks(CHUNK_LINES).map(|lines| {
        let texts: serde_json::Result<Vec<String>> = lines.iter().map(crate::archive::Line::written).collect();
        texts.map(|texts| texts.concat()).map_err(std::io::Error::other)
    });
    let ending = futures_util::stream::once(async {
        match reading.await {
            Ok(Ok(())) => Ok(String::new()),
            Ok(Err(error)) => Err(std::io::Error::other(error)),
            Err(error) => Err(std::io::Error::other(error)),
        }
    });
    Ok(Body::from_stream(written.chain(ending)).into_response())
}
