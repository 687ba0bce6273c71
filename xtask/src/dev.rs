//! `dev`: builds, serves the demo, and does both again whenever a file changes. Open pages load themselves again.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use tokio::process::Child;
use tokio::sync::watch;

use crate::demo::{self, Demo, Source, port, site};
use crate::run::{PORCH_PORT, SITE_PORT};
use crate::{assets, paths, shell};

/// What the program is made of, and what only the demo site shows.
const SOURCES: [&str; 5] = ["Cargo.toml", "Cargo.lock", "src", "loader", "crates"];
const PAGES: &str = "demo/site";
/// How often the files are looked at. Looking takes about a millisecond.
const LOOK: Duration = Duration::from_millis(300);

/// Builds, serves, watches; until Ctrl-C.
pub(crate) fn run() -> anyhow::Result<()> {
    let (listener, site_port) = port::listen(SITE_PORT)?;
    let origin = format!("http://127.0.0.1:{site_port}");
    let address = format!("localhost:{}", port::free(PORCH_PORT)?);
    tokio::runtime::Runtime::new()?.block_on(async {
        let (change, changes) = watch::channel(0);
        let site = site::Site { porch: format!("http://{address}"), pages: Vec::new(), changes: Some(changes) };
        // By itself, so that its pages come while something is built.
        let site = tokio::spawn(site::serve(listener, site));
        println!("\n  The business site   {origin}/\n  Porch               http://{address}/\n\nCtrl-C stops both.\n");
        tokio::select! {
            ended = site => ended?.context("the business site stopped"),
            ended = watch(&origin, &address, &change) => ended,
            asked = demo::asked_to_end() => Ok(asked?),
        }
    })
}

async fn watch(origin: &str, address: &str, change: &watch::Sender<u64>) -> anyhow::Result<()> {
    let mut server: Option<Child> = None;
    let (mut built, mut shown) = (None, None);
    loop {
        let (sources, pages) = (newest_of(&SOURCES), newest_of(&[PAGES]));
        if built != sources {
            built = sources;
            if let Err(error) = rebuild(origin, address, &mut server).await {
                eprintln!("{error:#}\nWaiting for the next change.");
            }
        }
        if shown != Some((built, pages)) {
            shown = Some((built, pages));
            change.send_modify(|times| *times += 1);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The old server goes on until the new one is built; a build that fails leaves it running.
async fn rebuild(origin: &str, address: &str, server: &mut Option<Child>) -> anyhow::Result<()> {
    let recipe = assets::Recipe::quick();
    assets::make(&recipe)?;
    let mut build = shell::cargo(&["build", "--package", "porch-server", "--bin", "porch"]);
    shell::run(build.env("PORCH_DIST", &recipe.dist))?;
    if let Some(old) = server {
        demo::stop(old).await?;
    }
    let demo = Demo::open(paths::program("porch"), origin, &Source::bakery(), false)?;
    *server = Some(demo.serve(address).await?);
    println!("Serving the newest build.");
    Ok(())
}

/// When the newest file below these places was changed.
fn newest_of(places: &[&str]) -> Option<SystemTime> {
    places.iter().filter_map(|place| newest(&paths::root().join(place))).max()
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
