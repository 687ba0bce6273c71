//! How a command reaches the verbs: over the socket of the server that runs, or in this process when none does.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::{Method, Request};
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use tokio::net::UnixListener;
use tower::ServiceExt;

use super::{SOCKET, Sorry, router};
use crate::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::lock::Lock;

/// A way to the verbs.
pub enum Door {
    /// Nobody serves: the verbs run here, and the lock is ours until it is done.
    Here(Box<(Router, App, Lock)>),
    /// A server runs: it does what is asked.
    There(hyper::client::conn::http1::SendRequest<Body>),
}

impl Door {
    /// Opens the way to the database in `folder`.
    pub async fn open(folder: &Path) -> Result<Self, Sorry> {
        if let Some(lock) = Lock::take(folder)? {
            // Only to be named in what is said: nothing listens here.
            let public_url = std::env::var("PORCH_PUBLIC_URL").ok();
            let outbound_allow = std::env::var("PORCH_OUTBOUND_ALLOW").unwrap_or_default();
            let outbound_allow = outbound_allow.split(',').filter_map(|net| net.trim().parse().ok()).collect();
            let config = Settings { public_url, outbound_allow, ..Settings::default() }.check()?;
            let app = App::open(folder, config, Clock::default()).await?;
            return Ok(Self::Here(Box::new((router(app.clone()), app, lock))));
        }
        let socket = folder.join(SOCKET);
        let stream = tokio::net::UnixStream::connect(&socket).await.map_err(|error| {
            Sorry(format!(
                "another process owns {}, and cannot be asked over {}: {error}",
                folder.display(),
                socket.display()
            ))
        })?;
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        // It ends with the sender.
        tokio::spawn(connection);
        Ok(Self::There(sender))
    }

    /// Asks for a verb. The answer's body may be long.
    pub async fn ask(&mut self, method: Method, path: &str, body: Body) -> Result<Body, Sorry> {
        let request = Request::builder().method(method).uri(path).header("host", "porch");
        let request = request.header("content-type", "application/json").body(body)?;
        let response = match self {
            Self::Here(here) => here.0.clone().oneshot(request).await?,
            Self::There(sender) => {
                // The answer before may have just ended.
                sender.ready().await?;
                sender.send_request(request).await?.map(Body::new)
            }
        };
        let good = response.status().is_success();
        let body = response.into_body();
        if good {
            return Ok(body);
        }
        let bytes = body.collect().await?.to_bytes();
        Err(Sorry(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Asks for a verb that takes JSON, or nothing, and says something short.
    pub async fn say<T: serde::Serialize>(&mut self, path: &str, words: Option<&T>) -> Result<String, Sorry> {
        let (method, body) = match words {
            Some(words) => (Method::POST, Body::from(serde_json::to_vec(words)?)),
            None => (Method::GET, Body::empty()),
        };
        let bytes: Bytes = self.ask(method, path, body).await?.collect().await?.to_bytes();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Ends in good order: what was written here is in the database's file, not only in its log.
    pub async fn close(self) {
        if let Self::Here(here) = self {
            here.1.storage.close().await;
        }
    }
}

/// Makes the socket: from now on commands wait there for their answer.
pub fn listen(folder: &Path) -> std::io::Result<UnixListener> {
    let socket = folder.join(SOCKET);
    // Whoever left it has ended: we hold the lock.
    let _ = std::fs::remove_file(&socket);
    let listener = UnixListener::bind(&socket)?;
    std::fs::set_permissions(&socket, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(listener)
}

/// Serves the verbs on the socket until the server ends.
pub async fn serve(app: App, listener: UnixListener) -> std::io::Result<()> {
    let socket = app.folder.join(SOCKET);
    let ending = app.ending.clone();
    let served = axum::serve(listener, router(app)).with_graceful_shutdown(ending.cancelled_owned()).await;
    let _ = std::fs::remove_file(&socket);
    served
}
