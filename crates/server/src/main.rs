//! The command line: parse, reach the database, do what is asked.
#![forbid(unsafe_code)]

mod command;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = command::Arguments::parse();
    porch_storage::private_files::make_all_private();
    // This process has bounds that leave no room for threads.
    match arguments.reading() {
        Some(task) => porch_import::child::run(task),
        None => run(arguments),
    }
}

#[tokio::main]
async fn run(arguments: command::Arguments) -> ExitCode {
    porch_server::logs::start();
    match command::run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("porch: {}", why.trim_end());
            ExitCode::FAILURE
        }
    }
}
