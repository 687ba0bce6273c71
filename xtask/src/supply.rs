//! `cargo deny`: licences, sources, duplicates, banned crates and advisories of all dependencies, by `deny.toml`.

use std::path::PathBuf;
use std::process::Command;

use crate::{paths, shell};

/// The newest version that the compiler of this workspace can build.
const VERSION: &str = "0.20.2";

/// Checks these parts of `deny.toml`. Violations are printed, and are an error.
pub(crate) fn check(parts: &[&str]) -> anyhow::Result<()> {
    let deny = installed()?;
    // It reads the sources of all crates, also those for other systems. The check itself then needs no network.
    shell::run(&mut shell::cargo(&["fetch", "--locked"]))?;
    let mut check = Command::new(deny);
    check.args(["--locked", "--offline", "--log-level", "error", "check"]).args(parts).current_dir(paths::root());
    shell::run(&mut check)
}

/// Whether a copy of the advisory database is where `cargo deny` keeps it.
pub(crate) fn has_advisories() -> bool {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let copies = home.map(|home| home.join("advisory-dbs")).and_then(|folder| std::fs::read_dir(folder).ok());
    copies.is_some_and(|mut copies| copies.any(|copy| copy.is_ok_and(|copy| copy.path().is_dir())))
}

/// The program: the one on the path if it has our version, else one in our target folder.
fn installed() -> anyhow::Result<PathBuf> {
    let on_path = PathBuf::from("cargo-deny");
    let root = paths::target().join("tools");
    let own = root.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    for program in [on_path, own.clone()] {
        let version = shell::output(Command::new(&program).arg("--version"));
        if version.is_some_and(|version| version.split_whitespace().nth(1) == Some(VERSION)) {
            return Ok(program);
        }
    }
    println!("Installing cargo-deny {VERSION}; this happens once");
    let mut install = shell::cargo(&["install", "cargo-deny", "--version", VERSION, "--locked", "--debug", "--root"]);
    shell::run(install.arg(&root))?;
    Ok(own)
}
