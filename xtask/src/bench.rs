//! `torture`, `bench` and `shots`: builds what they need and calls the crate in `xtask/bench`, which does the work.

use std::process::Command;

use anyhow::Context;

use crate::demo::{self, Demo, Source, port, site};
use crate::{assets, browser, build, debian, paths, shell};

/// Away from the port of `run`: a data folder belongs to a port, and this one begins anew each time.
const SHOTS_PORT: u16 = 8180;

/// Words that are passed on as they are; `--help` explains them.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct BenchArgs {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

impl BenchArgs {
    /// Whether they only ask what there is to say.
    fn ask_for_help(&self) -> bool {
        self.words.iter().any(|word| word == "--help" || word == "-h")
    }
}

/// Posts, kills and compares, on the server as it is built for development: it has more checks in it.
pub(crate) fn torture(words: &BenchArgs) -> anyhow::Result<()> {
    if words.ask_for_help() {
        return explain("torture", words);
    }
    assets::make(&assets::Recipe::shipped())?;
    shell::run(&mut shell::cargo(&["build", "--package", "porch-server", "--bin", "porch"]))?;
    let mut lab = lab("torture")?;
    shell::run(lab.arg("--porch").arg(paths::program("porch")).args(&words.words))
}

/// Measures the program as it is shipped, beside its peers.
pub(crate) fn bench(words: &BenchArgs) -> anyhow::Result<()> {
    if words.ask_for_help() {
        return explain("bench", words);
    }
    debian::measuring();
    in_browser("bench", words)
}

/// Takes pictures of the demo with data of its own, which are thrown away with the next ones.
pub(crate) fn shots() -> anyhow::Result<()> {
    let browser = browser::ensure()?;
    let porch = build::release()?;
    let (listener, port) = port::listen(SHOTS_PORT)?;
    let origin = format!("http://127.0.0.1:{port}");
    let demo = Demo::open(porch.clone(), &origin, &Source::bakery(), true)?;
    let address = format!("localhost:{}", port::free(port + 1)?);
    let mut lab = lab("shots")?;
    lab.env("PORCH_CHROMIUM", browser.chromium).env("PORCH_CHROMEDRIVER", browser.driver);
    lab.args(["--site", &origin, "--porch"]).arg(porch).arg("--data").arg(demo.data());
    lab.arg("--into").arg(paths::root().join("shots"));
    tokio::runtime::Runtime::new()?.block_on(async {
        let mut server = demo.serve(&address).await?;
        let site = site::Site { porch: format!("http://{address}"), pages: Vec::new(), changes: None };
        let taken = tokio::select! {
            ended = site::serve(listener, site) => ended.context("the business site stopped"),
            taken = tokio::process::Command::from(lab).status() => match taken {
                Ok(status) if status.success() => Ok(()),
                _ => Err(anyhow::anyhow!("not every picture was taken")),
            },
        };
        demo::stop(&mut server).await?;
        taken
    })
}

fn in_browser(task: &str, words: &BenchArgs) -> anyhow::Result<()> {
    let browser = browser::ensure()?;
    let porch = build::release()?;
    let mut lab = lab(task)?;
    lab.env("PORCH_CHROMIUM", browser.chromium).env("PORCH_CHROMEDRIVER", browser.driver);
    shell::run(lab.arg("--porch").arg(porch).args(&words.words))
}

/// Has the lab say what it can be asked: nothing is measured, so nothing is built for that or installed.
fn explain(task: &str, words: &BenchArgs) -> anyhow::Result<()> {
    shell::run(built(task, false)?.args(&words.words))
}

fn lab(task: &str) -> anyhow::Result<Command> {
    // A slow generator would be what is measured.
    built(task, task == "bench")
}

fn built(task: &str, release: bool) -> anyhow::Result<Command> {
    let mut build = shell::cargo(&["build", "--package", "bench", "--bin", "bench"]);
    let program = if release {
        build.arg("--release");
        paths::target().join("release").join(format!("lab{}", std::env::consts::EXE_SUFFIX))
    } else {
        paths::program("bench")
    };
    shell::run(&mut build)?;
    let mut lab = Command::new(program);
    lab.arg(task).current_dir(paths::root());
    Ok(lab)
}
