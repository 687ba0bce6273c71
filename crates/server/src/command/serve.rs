//! `porch serve`: open, listen, say where, and end when told to.

use std::path::{Path, PathBuf};

use porch_server::admin::{Sorry, door, way_in};
use porch_server::clock::Clock;
use porch_server::config::Settings;
use porch_server::lock::Lock;
use porch_server::{App, serve as server};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

pub(super) async fn serve(data: &Path, file: Option<PathBuf>, settings: Settings) -> Result<(), Sorry> {
    let mut settings = match file {
        Some(file) => settings.or(Settings::read(&file)?),
        None => settings,
    };
    let listen = settings.clone().check()?.listen;
    let busy = || Sorry(format!("another process serves {} already", data.display()));
    let _lock = Lock::take(data)?.ok_or_else(busy)?;
    let listener =
        TcpListener::bind(listen).await.map_err(|error| Sorry(format!("cannot listen on {listen}: {error}")))?;
    // Port 0 lets the system choose; links name what it chose.
    settings.listen = Some(listener.local_addr()?);
    let config = settings.check()?;
    let metrics = config.metrics;
    let app = App::open(data, config, Clock::default()).await?;
    if let Some(address) = metrics
        && let Some(recorder) = server::record_metrics()
    {
        let listener =
            TcpListener::bind(address).await.map_err(|error| Sorry(format!("cannot listen on {address}: {error}")))?;
        tokio::spawn(server::serve_metrics(app.clone(), recorder, listener));
    }
    if app.mailer.is_none() {
        tracing::info!("no mail is sent: with --smtp URL and --mail-from ADDRESS, owners hear of comments that wait");
    }
    // Whoever hears that we are open may ask at once.
    let verbs = match door::listen(data) {
        Ok(socket) => Some(tokio::spawn(door::serve(app.clone(), socket))),
        Err(error) => {
            tracing::warn!(%error, "no command can ask this server: its folder takes no socket");
            None
        }
    };
    app.storage.remember_public_url(app.config.public_url.clone()).await?;
    println!("Porch is open at {}", app.config.public_url);
    print!("{}", way_in::first_steps(&app).await?);
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stop = async {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
    };
    server::serve(app, listener, stop).await?;
    // The socket goes with the streams; what is under way there has been answered or refused by now.
    if let Some(verbs) = verbs {
        verbs.abort();
    }
    Ok(())
}
