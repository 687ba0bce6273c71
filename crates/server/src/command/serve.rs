//! `porch serve`: opens the database, listens, prints the address, and stops on a signal.

use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use porch_server::config::Settings;
use porch_server::control::error::CommandError;
use porch_server::control::{first_steps, socket};
use porch_server::lock::{Holder, Lock, SERVE};
use porch_server::{full_disk, open_files, serve as server};
use porch_storage::disk_space::DiskSpace;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// How long a start waits for a command that uses the same data, like an import or a backup.
const LOCK_TIMEOUT: Duration = Duration::from_mins(1);

async fn bind(address: SocketAddr, flag: &str) -> Result<TcpListener, CommandError> {
    TcpListener::bind(address).await.map_err(|error| {
        let hint = match error.kind() {
            ErrorKind::AddrInUse => format!("; another program listens there: end it, or choose another with {flag}"),
            ErrorKind::PermissionDenied => {
                format!("; ports below 1024 need a right of their own: choose a higher one with {flag}")
            }
            ErrorKind::AddrNotAvailable => format!("; this machine has no such address: choose another with {flag}"),
            _ => String::new(),
        };
        CommandError(format!("cannot listen on {address}: {error}{hint}"))
    })
}

/// Prints a text. An error is ignored: the server goes on when the parent process no longer reads its output.
fn print(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

pub(super) async fn serve(data: &Path, file: Option<PathBuf>, settings: Settings) -> Result<(), CommandError> {
    let mut settings = match file {
        Some(file) => settings.or(Settings::read(&file)?),
        None => settings,
    };
    let listen = settings.clone().check()?.listen;
    let waits = |holder: &Holder| tracing::warn!("{holder} works on {}: waiting until it has ended", data.display());
    let _lock = Lock::wait(data, SERVE, LOCK_TIMEOUT, waits).await?;
    let open_files = open_files::raise();
    let listener = bind(listen, "--listen").await?;
    // Port 0 lets the system choose the port; links need the chosen one.
    settings.listen = Some(listener.local_addr()?);
    let mut config = settings.check()?;
    let few_files = open_files::fit(&mut config.bounds, open_files);
    let metrics = config.metrics;
    // The signals are handled before the address is printed: another program may stop the server right after.
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let mut stop = Box::pin(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
    });
    let Some(app) = full_disk::open(data, config, &listener, &mut stop).await? else { return Ok(()) };
    if let Some(address) = metrics
        && let Some(recorder) = server::record_metrics()
    {
        let listener = bind(address, "--metrics").await?;
        tokio::spawn(server::serve_metrics(app.clone(), recorder, listener));
    }
    // The socket exists before the address is printed: another program may run a command right after.
    let commands = match socket::listen(data) {
        Ok(socket) => Some(tokio::spawn(socket::serve(app.clone(), socket))),
        Err(error) => {
            tracing::warn!(%error, "no command can ask this server: its folder takes no socket");
            None
        }
    };
    // A database that takes no writes can still be read, so a failure here does not stop the start.
    if let Err(error) = app.storage.store_public_url(app.config.public_url.clone()).await {
        tracing::warn!(%error, "the public address could not be noted for other commands");
    }
    if app.storage.disk_space().is_some_and(DiskSpace::is_scarce) {
        // `/readyz` must report a full disk before the first comment is refused. The result is in the log.
        let _ = app.storage.try_writing().await;
    }
    print(&format!("Porch is open at {}\n", app.config.public_url));
    match first_steps::first_steps(&app).await {
        Ok(steps) => print(&steps),
        Err(CommandError(error)) => tracing::warn!(%error, "no link for a first sign-in could be made"),
    }
    match first_steps::way_back(&app).await {
        Ok(hint) => print(&hint),
        Err(CommandError(error)) => tracing::warn!(%error, "whether somebody has a passkey could not be read"),
    }
    // This hint comes after the address and the link, which a new operator needs first.
    if app.mailer.is_none() {
        tracing::info!(
            "no mail is sent. With --smtp URL and --mail-from ADDRESS, owners get mail about held comments, and visitors \
             about replies"
        );
    }
    if let Some(few_files) = few_files {
        tracing::warn!("{few_files}");
    }
    server::serve(app, listener, stop).await?;
    // The socket is closed last: by now all commands have been answered or refused.
    if let Some(commands) = commands {
        commands.abort();
    }
    Ok(())
}
