//! `build`: the program for shipping, one file with everything inside.

use std::path::PathBuf;

use crate::{assets, paths, shell};

/// Builds the widget and the server, and prints where the program is.
pub(crate) fn run() -> anyhow::Result<()> {
    let porch = release()?;
    let size = std::fs::metadata(&porch)?.len();
    println!("{} ({} kB)", paths::shown(&porch), size / 1_000);
    Ok(())
}

/// Builds the widget and the server as they are shipped; returns the program's path.
pub(crate) fn release() -> anyhow::Result<PathBuf> {
    assets::make(&assets::Recipe::shipped())?;
    shell::run(&mut shell::cargo(&["build", "--profile", "release", "--package", "porch-server", "--bin", "porch"]))?;
    Ok(paths::target().join("release").join(format!("porch{}", std::env::consts::EXE_SUFFIX)))
}

/// Builds the widget as it is shipped, and the server without optimisation; returns the program's path.
///
/// It is fast enough for one reader, is there in less than half the time, and is the same program that the tests take.
pub(crate) fn for_demo() -> anyhow::Result<PathBuf> {
    assets::make(&assets::Recipe::shipped())?;
    shell::run(&mut shell::cargo(&["build", "--workspace", "--bin", "porch"]))?;
    Ok(paths::program("porch"))
}
