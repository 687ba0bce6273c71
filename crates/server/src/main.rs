//! The command line: parse, reach the database, do what is asked.
#![forbid(unsafe_code)]

mod command;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = command::Arguments::parse();
    porch_server::private::make_all_private();
    porch_server::logs::start();
    match command::run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("porch: {}", why.trim_end());
            ExitCode::FAILURE
        }
    }
}
