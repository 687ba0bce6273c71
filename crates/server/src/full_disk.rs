//! A start on a full disk: the server waits until there is space, and answers requests with that meanwhile.

use std::convert::Infallible;
use std::path::Path;
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{Request, StatusCode};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::App;
use crate::app::StartError;
use crate::clock::Clock;
use crate::config::Config;
use crate::http::error::AppError;
use crate::sub_path;
use porch_storage::database_fault::DatabaseFault;

/// The wait between two attempts.
const RETRY: Duration = Duration::from_secs(1);
/// Connections that are served at once while the database is not open; further ones are closed.
const MOST: usize = 64;
/// How long one of them may take.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Opens `folder`. While its disk is full, tries again each second and answers every request that nothing can be read
/// or written yet. None where `stop` resolves before there is space. The caller holds the folder's lock.
pub async fn open(
    folder: &Path,
    config: Config,
    listener: &TcpListener,
    stop: &mut (impl Future<Output = ()> + Unpin),
) -> Result<Option<App>, StartError> {
    let mut logged = false;
    let sub_path = config.public_path.clone();
    let mut refusing = std::pin::pin!(refuse(listener, &sub_path));
    loop {
        let why = match App::open(folder, config.clone(), Clock::default()).await {
            Err(error) if error.is_full_disk() => error.to_string(),
            opened => return opened.map(Some),
        };
        if !std::mem::replace(&mut logged, true) {
            tracing::error!("{why}. Nothing can be read or written until then; the server opens by itself");
        }
        tokio::select! {
            () = &mut *stop => return Ok(None),
            () = tokio::time::sleep(RETRY) => {}
            () = &mut refusing => {}
        }
    }
}

/// Answers every request with the refusal. Ends only with its caller, which also drops all open connections.
async fn refuse(listener: &TcpListener, sub_path: &str) {
    let mut answering = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((socket, _)) if answering.len() < MOST => {
                    answering.spawn(answer(socket, sub_path.to_owned()));
                }
                Ok(_) => {}
                // Most likely no more file descriptors: those that wait are answered first.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = answering.join_next() => {}
        }
    }
}

async fn answer(socket: TcpStream, sub_path: String) {
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        sub_path::take_off(&mut request, &sub_path);
        let response = refusal(request.uri().path());
        async move { Ok::<Response<Body>, Infallible>(response) }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(TIMEOUT).keep_alive(false);
    // A client that takes longer, or breaks off, gets the same answer the next time.
    let _ = tokio::time::timeout(TIMEOUT, builder.serve_connection(TokioIo::new(socket), service)).await;
}

fn refusal(path: &str) -> Response {
    let full = DatabaseFault::Full;
    match path {
        "/healthz" => "ok\n".into_response(),
        "/readyz" => {
            let (what, extent, remedy) = (full.sentence(), full.extent(false), full.remedy());
            (StatusCode::SERVICE_UNAVAILABLE, format!("not ready\n{what} {extent}\n{remedy}\n")).into_response()
        }
        _ => AppError::Unavailable(full).into_response(),
    }
}
