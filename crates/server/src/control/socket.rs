//! How a command reaches the verbs: over the socket of the server that runs, or in this process when none does.

use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::{Method, Request};
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use tokio::net::UnixListener;
use tower::ServiceExt;

use super::error::CommandError;
use super::{SOCKET, router};
use crate::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::config::UNKNOWN_PUBLIC_URL;
use crate::lock::{Lock, LockError};

/// How long a command waits for another one that works, or for a server that begins or ends.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it looks.
const GLANCE: Duration = Duration::from_millis(50);

/// A way to the verbs.
pub enum ControlClient {
    /// Nobody serves: the verbs run here, and the lock is ours until it is done.
    Here(Box<(Router, App, Lock)>),
    /// A server runs: it does what is asked.
    There(hyper::client::conn::http1::SendRequest<Body>),
}

impl ControlClient {
    /// Opens the way to the database in `folder`.
    pub async fn open(folder: &Path) -> Result<Self, CommandError> {
        Self::open_for(folder, "a porch command").await
    }

    /// The same, saying what for to others who wait for it meanwhile.
    pub async fn open_for(folder: &Path, work: &str) -> Result<Self, CommandError> {
        let begun = tokio::time::Instant::now();
        let mut told = false;
        let held = loop {
            let held = match Lock::take(folder, work) {
                Err(held @ LockError::Held { .. }) => held,
                lock => return Self::here(folder, lock?).await,
            };
            let LockError::Held { holder, .. } = &held else { break held };
            // A server that begins has no socket yet, and another command ends by itself.
            match tokio::net::UnixStream::connect(folder.join(SOCKET)).await {
                Ok(stream) => return Self::there(stream).await,
                Err(_) if begun.elapsed() < PATIENCE => {}
                Err(_) => break held,
            }
            if !told && !holder.serves() {
                tracing::info!("waiting until {holder} has ended");
                told = true;
            }
            tokio::time::sleep(GLANCE).await;
        };
        Err(CommandError(format!("{held}, and cannot be asked over {}", folder.join(SOCKET).display())))
    }

    /// The way to the server that runs on `folder`, and no other.
    pub async fn to_server(folder: &Path) -> Result<Self, CommandError> {
        let socket = folder.join(SOCKET);
        let stream = tokio::net::UnixStream::connect(&socket).await;
        Self::there(
            stream.map_err(|error| CommandError(format!("no server answers at {}: {error}", socket.display())))?,
        )
        .await
    }

    async fn there(stream: tokio::net::UnixStream) -> Result<Self, CommandError> {
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        // It ends with the sender.
        tokio::spawn(connection);
        Ok(Self::There(sender))
    }

    async fn here(folder: &Path, lock: Lock) -> Result<Self, CommandError> {
        let outbound_allow = std::env::var("PORCH_OUTBOUND_ALLOW").unwrap_or_default();
        let outbound_allow = outbound_allow.split(',').filter_map(|net| net.trim().parse().ok()).collect();
        let mut config = Settings { outbound_allow, ..Settings::default() }.check()?;
        // Only to be named in what is said: nothing listens here.
        config.public_url = configured_address()?;
        let app = App::open(folder, config, Clock::default()).await?;
        Ok(Self::Here(Box::new((router(app.clone()), app, lock))))
    }

    /// The site that is meant: the one named, or the only one there is.
    ///
    /// # Errors
    /// With the names there are, where the one named is not among them, or where none was named and there are several.
    pub async fn site(&mut self, named: Option<String>) -> Result<String, CommandError> {
        let names = self.command::<()>("/site/names", None).await?;
        let names: Vec<&str> = names.lines().collect();
        match (named, names.as_slice()) {
            (_, []) => Err(CommandError(
                "there is no site yet. Add one: porch site add NAME --origin https://YOUR-SITE".into(),
            )),
            (None, [only]) => Ok((*only).to_owned()),
            (Some(named), names) if names.contains(&named.as_str()) => Ok(named),
            (Some(named), names) => {
                Err(CommandError(format!("there is no site named {named}. There are: {}", names.join(", "))))
            }
            (None, names) => Err(CommandError(format!("say which site with --site: {}", names.join(", ")))),
        }
    }

    /// Asks for a verb. The answer's body may be long.
    pub async fn request(&mut self, method: Method, path: &str, body: Body) -> Result<Body, CommandError> {
        let request = Request::builder().method(method).uri(path).header("host", "porch");
        let request = request.header("content-type", "application/json").body(body)?;
        let response = match self {
            Self::Here(here) => here.0.clone().oneshot(request).await?,
            Self::There(sender) => {
                // One after the other: the connection may still be busy with the end of the last answer.
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
        Err(CommandError(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Asks for a verb that takes JSON, or nothing, and says something short.
    pub async fn command<T: serde::Serialize>(
        &mut self,
        path: &str,
        words: Option<&T>,
    ) -> Result<String, CommandError> {
        let (method, body) = match words {
            Some(words) => (Method::POST, Body::from(serde_json::to_vec(words)?)),
            None => (Method::GET, Body::empty()),
        };
        let bytes: Bytes = self.request(method, path, body).await?.collect().await?.to_bytes();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Ends in good order: what was written here is in the database's file, not only in its log.
    pub async fn close(self) {
        if let Self::Here(here) = self {
            here.1.storage.close().await;
        }
    }
}

/// The address that settings name for a server that does not run now, or the gap that stands for it.
fn configured_address() -> Result<String, CommandError> {
    let said = std::env::var("PORCH_PUBLIC_URL").ok();
    let file = || Settings::read(Path::new(&std::env::var_os("PORCH_CONFIG")?)).ok()?.public_url;
    match said.or_else(file) {
        Some(public_url) => Ok(Settings { public_url: Some(public_url), ..Settings::default() }.check()?.public_url),
        None => Ok(UNKNOWN_PUBLIC_URL.into()),
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
