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
    program("release")
}

/// Builds the widget as it is shipped, and the server in less time; returns the program's path.
pub(crate) fn for_demo() -> anyhow::Result<PathBuf> {
    program("demo")
}

fn program(profile: &str) -> anyhow::Result<PathBuf> {
    assets::make(&assets::Recipe::shipped())?;
    shell::run(&mut shell::cargo(&["build", "--profile", profile, "--package", "porch-server", "--bin", "porch"]))?;
    Ok(paths::target().join(profile).join(format!("porch{}", std::env::consts::EXE_SUFFIX)))
}
