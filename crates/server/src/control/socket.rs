//! How the command line reaches the operator's commands: over the socket of the running server, or in this process when
//! no server runs.

use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::Request;
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use serde::Serialize;
use tokio::net::UnixListener;
use tower::ServiceExt;

use super::endpoints::{self, Endpoint};
use super::error::CommandError;
use super::{SOCKET, router};
use crate::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::config::UNKNOWN_PUBLIC_URL;
use crate::lock::{Lock, LockError};

/// How long a command waits for another running command, or for a server that starts or stops.
const LOCK_TIMEOUT: Duration = Duration::from_secs(30);
/// How often it tries again meanwhile.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// A client of the operator's commands.
pub enum ControlClient {
    /// No server runs: the commands run in this process, which holds the lock until the end.
    InProcess(Box<(Router, App, Lock)>),
    /// A server runs and executes the commands.
    Server(hyper::client::conn::http1::SendRequest<Body>),
}

impl ControlClient {
    /// Connects to the server on `folder`, or opens the database there.
    pub async fn open(folder: &Path) -> Result<Self, CommandError> {
        Self::open_for(folder, "a porch command").await
    }

    /// The same. Other commands that wait for the lock print `work` as its holder.
    pub async fn open_for(folder: &Path, work: &str) -> Result<Self, CommandError> {
        let started = tokio::time::Instant::now();
        let mut logged = false;
        let held = loop {
            let held = match Lock::take(folder, work) {
                Err(held @ LockError::Held { .. }) => held,
                lock => return Self::in_process(folder, lock?).await,
            };
            let LockError::Held { holder, .. } = &held else { break held };
            // A starting server has no socket yet, and another command ends by itself.
            match tokio::net::UnixStream::connect(folder.join(SOCKET)).await {
                Ok(stream) => return Self::over_socket(stream).await,
                Err(_) if started.elapsed() < LOCK_TIMEOUT => {}
                Err(_) => break held,
            }
            if !logged && !holder.serves() {
                tracing::info!("waiting until {holder} has ended");
                logged = true;
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        };
        Err(CommandError(format!("{held}, and cannot be asked over {}", folder.join(SOCKET).display())))
    }

    /// Connects to the running server on `folder`; fails when there is none.
    pub async fn to_server(folder: &Path) -> Result<Self, CommandError> {
        let socket = folder.join(SOCKET);
        let stream = tokio::net::UnixStream::connect(&socket).await;
        Self::over_socket(
            stream.map_err(|error| CommandError(format!("no server answers at {}: {error}", socket.display())))?,
        )
        .await
    }

    async fn over_socket(stream: tokio::net::UnixStream) -> Result<Self, CommandError> {
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        // The task ends when the sender is dropped.
        tokio::spawn(connection);
        Ok(Self::Server(sender))
    }

    async fn in_process(folder: &Path, lock: Lock) -> Result<Self, CommandError> {
        let outbound_allow = std::env::var("PORCH_OUTBOUND_ALLOW").unwrap_or_default();
        let outbound_allow = outbound_allow.split(',').filter_map(|net| net.trim().parse().ok()).collect();
        let mut config = Settings { outbound_allow, ..Settings::default() }.check()?;
        // Used only in printed texts: this process does not listen.
        config.public_url = configured_address()?;
        let app = App::open(folder, config, Clock::default()).await?;
        Ok(Self::InProcess(Box::new((router(app.clone()), app, lock))))
    }

    /// The site of a command: the named one, or the only one where the name is empty.
    ///
    /// # Errors
    /// When there is no site of this name, or several sites and no name. The message lists the names.
    pub async fn site(&mut self, named: String) -> Result<String, CommandError> {
        let names = self.command(endpoints::SITE_NAMES, &()).await?;
        let names: Vec<&str> = names.lines().collect();
        match (named.as_str(), names.as_slice()) {
            (_, []) => Err(CommandError(
                "there is no site yet. Add one: porch site add NAME --origin https://YOUR-SITE".into(),
            )),
            ("", [only]) => Ok((*only).to_owned()),
            ("", names) => Err(CommandError(format!("name one of the sites with --site: {}", names.join(", ")))),
            (named, names) if names.contains(&named) => Ok(named.to_owned()),
            (named, names) => {
                Err(CommandError(format!("there is no site named {named}. There are: {}", names.join(", "))))
            }
        }
    }

    /// Sends a command and returns the body of the response, which may be long. `file` is the file of an endpoint that takes
    /// one.
    pub async fn stream<M: Serialize>(
        &mut self,
        endpoint: Endpoint<M>,
        message: &M,
        file: Body,
    ) -> Result<Body, CommandError> {
        self.send(endpoint.request(message, file)?).await
    }

    /// Sends a command and returns its text.
    pub async fn command<M: Serialize>(&mut self, endpoint: Endpoint<M>, message: &M) -> Result<String, CommandError> {
        self.text(endpoint.request(message, Body::empty())?).await
    }

    /// Sends a command that is about a site. Where the message names none, it is the only one.
    pub async fn command_for_site<M: Serialize>(
        &mut self,
        endpoint: Endpoint<M>,
        message: &M,
    ) -> Result<String, CommandError> {
        let mut message = serde_json::to_value(message)?;
        let named = message["site"].as_str().unwrap_or_default().to_owned();
        message["site"] = self.site(named).await?.into();
        self.text(endpoint.request(&message, Body::empty())?).await
    }

    async fn text(&mut self, request: Request<Body>) -> Result<String, CommandError> {
        let bytes: Bytes = self.send(request).await?.collect().await?.to_bytes();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn send(&mut self, request: Request<Body>) -> Result<Body, CommandError> {
        let response = match self {
            Self::InProcess(parts) => parts.0.clone().oneshot(request).await?,
            Self::Server(sender) => {
                // Requests are sent one after the other: the connection may still be busy with the last answer.
                sender.ready().await?;
                sender.send_request(request).await?.map(Body::new)
            }
        };
        let succeeded = response.status().is_success();
        let body = response.into_body();
        if succeeded {
            return Ok(body);
        }
        let bytes = body.collect().await?.to_bytes();
        Err(CommandError(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Closes the database, if it was opened in this process: all writes are then in its file, not only in the
    /// write-ahead log.
    pub async fn close(self) {
        if let Self::InProcess(parts) = self {
            parts.1.storage.close().await;
        }
    }
}

/// The public address in the settings of a server that does not run, or the placeholder for an unknown one.
fn configured_address() -> Result<String, CommandError> {
    let variable = std::env::var("PORCH_PUBLIC_URL").ok();
    let file = || Settings::read(Path::new(&std::env::var_os("PORCH_CONFIG")?)).ok()?.public_url;
    match variable.or_else(file) {
        Some(public_url) => Ok(Settings { public_url: Some(public_url), ..Settings::default() }.check()?.public_url),
        None => Ok(UNKNOWN_PUBLIC_URL.into()),
    }
}

/// Creates the socket. From now on commands connect to it and wait for their answers.
pub fn listen(folder: &Path) -> std::io::Result<UnixListener> {
    let socket = folder.join(SOCKET);
    // This process holds the lock, so the process that left the socket has ended.
    let _ = std::fs::remove_file(&socket);
    let listener = UnixListener::bind(&socket)?;
    std::fs::set_permissions(&socket, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(listener)
}

/// Serves the commands on the socket until the server ends.
pub async fn serve(app: App, listener: UnixListener) -> std::io::Result<()> {
    let socket = app.folder.join(SOCKET);
    let ending = app.ending.clone();
    let served = axum::serve(listener, router(app)).with_graceful_shutdown(ending.cancelled_owned()).await;
    let _ = std::fs::remove_file(&socket);
    served
}
