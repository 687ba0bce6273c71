//! `cargo xtask`: the commands of this repository, one file each.

mod assets;
mod bench;
mod browser;
mod build;
mod debian;
mod demo;
mod dev;
mod paths;
mod run;
mod shell;
mod supply;
mod test;
mod tools;

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
    /// Build everything and serve it with a demo site beside it
    Run(run::Options),
    /// Serve the demo, and build again whenever a file changes
    Dev,
    /// Build target/release/porch: one file with everything inside
    Build,
    /// Check everything: format, lints, tests, browsers, torture
    Test(test::Options),
    /// Post under load, kill the server at random moments, and compare what is there with what was acknowledged
    Torture(bench::BenchArgs),
    /// Measure side by side with a peer and with what the machine can do at best
    Bench(bench::BenchArgs),
    /// Take pictures of the demo in all its states and languages into shots/
    Shots(bench::ShotOptions),
    /// Build the widget, its styles and the loader into dist/ (the other tasks do it by themselves)
    Assets,
    /// Install Trunk and what it calls, for those who like its dev loop
    Tools,
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
        Some(Task::Run(options)) => run::run(options),
        Some(Task::Dev) => dev::run(),
        Some(Task::Build) => build::run(),
        Some(Task::Assets) => assets::make(&assets::Recipe::shipped()),
        Some(Task::Test(options)) => test::run(options),
        Some(Task::Torture(words)) => bench::torture(words),
        Some(Task::Bench(words)) => bench::bench(words),
        Some(Task::Shots(options)) => bench::shots(options),
        Some(Task::Tools) => tools::run(),
    }
}
