//! `cargo xtask`: the commands of this repository, one file each.

mod assets;
mod build;
mod paths;
mod shell;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// The commands of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Args {
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Build target/release/porch: one file with everything inside
    Build,
    /// Build the widget, its styles and the loader into dist/ (the other tasks do it by themselves)
    Assets,
}

fn main() -> ExitCode {
    match perform(Args::parse().task.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Option<&Task>) -> anyhow::Result<()> {
    match task {
        None => Ok(Args::command().print_help()?),
        Some(Task::Build) => build::run(),
        Some(Task::Assets) => assets::make(&assets::Recipe::shipped()),
    }
}
