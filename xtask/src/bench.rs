//! `torture`, `bench` and `shots`: builds what they need and calls the crate in `xtask/bench`, which does the work.

use std::process::Command;

use anyhow::Context;
use porch_text_compiler::PSEUDO_VARIABLE;

use crate::demo::{self, Demo, Source, port, site};
use crate::{assets, browser, build, debian, paths, shell};

/// Not the port of `run`: a data folder belongs to a port, and this one is made anew each time.
const SHOTS_PORT: u16 = 8180;

/// Arguments that are passed on unchanged; `--help` explains them.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct BenchArgs {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

impl BenchArgs {
    /// Whether they only ask for help.
    fn ask_for_help(&self) -> bool {
        self.words.iter().any(|word| word == "--help" || word == "-h")
    }
}

/// Posts, kills and compares, on the development build of the server: it has more checks.
pub(crate) fn torture(args: &BenchArgs) -> anyhow::Result<()> {
    if args.ask_for_help() {
        return explain("torture", args);
    }
    assets::make(&assets::Recipe::shipped())?;
    shell::run(&mut shell::cargo(&["build", "--package", "porch-server", "--bin", "porch"]))?;
    let mut program = bench_program("torture")?;
    shell::run(program.arg("--porch").arg(paths::program("porch")).args(&args.words))
}

/// Measures the release build, beside its peers.
pub(crate) fn bench(args: &BenchArgs) -> anyhow::Result<()> {
    if args.ask_for_help() {
        return explain("bench", args);
    }
    debian::measuring();
    in_browser("bench", args)
}

/// Options of `shots`.
#[derive(clap::Args)]
pub(crate) struct ShotOptions {
    /// Only the pictures whose names have this in them
    #[arg(long, default_value = "")]
    only: String,
}

/// Takes pictures of the demo with data of its own, which are deleted before the next ones. The development build of the
/// server shows the same as the release build.
pub(crate) fn shots(options: &ShotOptions) -> anyhow::Result<()> {
    let browser = browser::ensure()?;
    assets::make(&assets::Recipe::shipped())?;
    shell::run(&mut shell::cargo(&["build", "--workspace", "--bin", "porch"]))?;
    let porch = paths::program("porch");
    let (listener, port) = port::listen(SHOTS_PORT)?;
    let origin = format!("http://127.0.0.1:{port}");
    let demo = Demo::open(porch.clone(), &origin, &Source::bakery(), true)?;
    let address = format!("localhost:{}", port::free(port + 1)?);
    let mut program = bench_program("shots")?;
    program.env("PORCH_CHROMIUM", browser.chromium).env("PORCH_CHROMEDRIVER", browser.driver);
    program.args(["--site", &origin, "--porch"]).arg(porch).arg("--data").arg(demo.data());
    program.arg("--into").arg(paths::root().join("shots")).args(["--only", &options.only]);
    if std::env::var_os(PSEUDO_VARIABLE).is_some() {
        program.arg("--pseudo");
    } else {
        println!("There are no pictures in the pseudo-locale: {PSEUDO_VARIABLE}=1 adds them.");
    }
    tokio::runtime::Runtime::new()?.block_on(async {
        let mut server = demo.serve(&address).await?;
        let site = site::Site { porch: format!("http://{address}"), pages: Vec::new(), changes: None };
        let result = tokio::select! {
            result = site::serve(listener, site) => result.context("the business site stopped"),
            result = tokio::process::Command::from(program).status() => match result {
                Ok(status) if status.success() => Ok(()),
                _ => Err(anyhow::anyhow!("not every picture was taken")),
            },
        };
        demo::stop(&mut server).await?;
        result
    })
}

fn in_browser(task: &str, args: &BenchArgs) -> anyhow::Result<()> {
    let browser = browser::ensure()?;
    let porch = build::release()?;
    let mut program = bench_program(task)?;
    program.env("PORCH_CHROMIUM", browser.chromium).env("PORCH_CHROMEDRIVER", browser.driver);
    shell::run(program.arg("--porch").arg(porch).args(&args.words))
}

/// Prints the help of the bench program: nothing is measured, so nothing else is built or installed.
fn explain(task: &str, args: &BenchArgs) -> anyhow::Result<()> {
    shell::run(built(task, false)?.args(&args.words))
}

fn bench_program(task: &str) -> anyhow::Result<Command> {
    // In a debug build, the load generator itself would be the bottleneck.
    built(task, task == "bench")
}

fn built(task: &str, release: bool) -> anyhow::Result<Command> {
    // Of the whole workspace: with the features of one package alone, each dependency would be compiled once more.
    let mut build = shell::cargo(&["build", "--workspace", "--bin", "bench"]);
    let program = if release {
        build.arg("--release");
        paths::target().join("release").join(format!("bench{}", std::env::consts::EXE_SUFFIX))
    } else {
        paths::program("bench")
    };
    shell::run(&mut build)?;
    let mut command = Command::new(program);
    command.arg(task).current_dir(paths::root());
    Ok(command)
}
