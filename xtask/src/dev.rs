//! `dev`: builds, serves the demo, and does both again whenever a file changes. Open pages reload.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use tokio::process::Child;
use tokio::sync::watch;

use crate::demo::{self, Demo, Source, port, site};
use crate::run::{PORCH_PORT, SITE_PORT};
use crate::{assets, paths, shell};

/// The sources of the program, and those of the demo site alone.
const SOURCES: [&str; 5] = ["Cargo.toml", "Cargo.lock", "src", "loader", "crates"];
const PAGES: &str = "demo/site";
/// How often the files are checked for changes. A check takes about a millisecond.
const LOOK: Duration = Duration::from_millis(300);

/// Builds, serves and watches until Ctrl-C.
pub(crate) fn run() -> anyhow::Result<()> {
    let (listener, site_port) = port::listen(SITE_PORT)?;
    let origin = format!("http://127.0.0.1:{site_port}");
    let address = format!("localhost:{}", port::free(PORCH_PORT)?);
    tokio::runtime::Runtime::new()?.block_on(async {
        let (change, changes) = watch::channel(0);
        let site = site::Site { porch: format!("http://{address}"), pages: Vec::new(), changes: Some(changes) };
        // A task of its own, so that its pages load during a build.
        let site = tokio::spawn(site::serve(listener, site));
        println!("\n  The business site   {origin}/\n  Porch               http://{address}/\n\nCtrl-C stops both.\n");
        tokio::select! {
            result = site => result?.context("the business site stopped"),
            result = watch(&origin, &address, &change) => result,
            result = demo::wait_for_end() => Ok(result?),
        }
    })
}

async fn watch(origin: &str, address: &str, change: &watch::Sender<u64>) -> anyhow::Result<()> {
    let mut server: Option<Child> = None;
    let (mut built_at, mut shown_at) = (None, None);
    loop {
        let (sources, pages) = (newest_of(&SOURCES), newest_of(&[PAGES]));
        if built_at != sources {
            built_at = sources;
            if let Err(error) = rebuild(origin, address, &mut server).await {
                eprintln!("{error:#}\nWaiting for the next change.");
            }
        }
        if shown_at != Some((built_at, pages)) {
            shown_at = Some((built_at, pages));
            change.send_modify(|times| *times += 1);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The old server runs until the new one is built; after a failed build it goes on running.
async fn rebuild(origin: &str, address: &str, server: &mut Option<Child>) -> anyhow::Result<()> {
    let recipe = assets::Recipe::quick();
    assets::make(&recipe)?;
    let mut build = shell::cargo(&["build", "--package", "porch-server", "--bin", "porch"]);
    shell::run(build.env("PORCH_DIST", &recipe.dist))?;
    if let Some(running) = server {
        demo::stop(running).await?;
    }
    let demo = Demo::open(paths::program("porch"), origin, &Source::bakery(), false)?;
    *server = Some(demo.serve(address).await?);
    println!("Serving the newest build.");
    Ok(())
}

/// When the newest file below these paths was changed.
fn newest_of(paths: &[&str]) -> Option<SystemTime> {
    paths.iter().filter_map(|path| newest(&paths::root().join(path))).max()
}

fn newest(path: &Path) -> Option<SystemTime> {
    let metadata = fs::metadata(path).ok()?;
    let own = metadata.modified().ok();
    if !metadata.is_dir() {
        return own;
    }
    let below = fs::read_dir(path).ok()?.flatten().filter_map(|entry| newest(&entry.path())).max();
    own.max(below)
}
