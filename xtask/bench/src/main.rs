//! The other half of `cargo xtask`: what needs a browser or a network client. `cargo xtask` builds it and calls it.

mod bench;
mod browser;
mod loader;
mod server;
mod shots;
mod torture;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "bench")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Post under load, kill the server at random moments, and compare what is there with what was acknowledged
    Torture(torture::Options),
    /// Measure side by side with a peer and with what the machine can do at best
    Bench(bench::Options),
    /// Run the unit tests of JavaScript modules in a browser
    Loader(loader::Options),
    /// Take pictures of the demo, which runs, in every state
    Shots(shots::Options),
}

#[tokio::main]
async fn main() -> ExitCode {
    let result = match Args::parse().task {
        Task::Torture(options) => torture::run(options).await,
        Task::Bench(options) => bench::run(options).await,
        Task::Loader(options) => loader::run(options).await,
        Task::Shots(options) => shots::run(options).await,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
