//! Temporary wiring.
use std::path::PathBuf;

use clap::Parser;
use porch_server::clock::Clock;
use porch_server::config::Settings;
use porch_server::{App, serve};

#[derive(Parser)]
struct Arguments {
    #[arg(long, env = "PORCH_DATA", default_value = "porch-data")]
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Serve(Settings),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();
    let Command::Serve(settings) = arguments.command;
    let config = settings.check()?;
    let listener = tokio::net::TcpListener::bind(config.listen).await?;
    let app = App::open(&arguments.data, config, Clock::default()).await?;
    serve::serve(app, listener, async {
        // Nothing to wait for means waiting forever.
        let _ = tokio::signal::ctrl_c().await;
    })
    .await?;
    Ok(())
}
