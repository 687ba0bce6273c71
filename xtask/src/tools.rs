//! `tools`: Trunk and the wasm-bindgen that it calls, for developers who use its dev loop. Nothing else here needs
//! them.

use std::process::Command;

use anyhow::Context;

use crate::{paths, shell};

/// The newest Trunk that the compiler of this workspace can build.
const TRUNK: &str = "0.21.14";

/// Installs both into Cargo's own folder if they are missing or of another version.
pub(crate) fn run() -> anyhow::Result<()> {
    if trunk().as_deref() == Some(TRUNK) {
        println!("trunk {TRUNK} is there.");
    } else {
        shell::run(&mut installer(&["trunk", "--version", TRUNK, "--locked"]))?;
    }
    let locked = locked_wasm_bindgen().context("Cargo.lock does not name wasm-bindgen")?;
    if wasm_bindgen().as_ref() == Some(&locked) {
        println!("wasm-bindgen {locked} is there.");
        return Ok(());
    }
    // Not `--locked`: its own lock file names versions that this compiler refuses.
    shell::run(&mut installer(&["wasm-bindgen-cli", "--version", &locked]))
}

/// An installation in which the compiler saves its own time: these programs run for a moment.
fn installer(what: &[&str]) -> Command {
    let mut install = shell::cargo(&["install"]);
    install.args(what);
    install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
    install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    install
}

/// The version of the Trunk on the path.
pub(crate) fn trunk() -> Option<String> {
    version_of("trunk")
}

/// The version of the wasm-bindgen on the path.
pub(crate) fn wasm_bindgen() -> Option<String> {
    version_of("wasm-bindgen")
}

/// The version that the widget is compiled with; Trunk requires the same.
pub(crate) fn locked_wasm_bindgen() -> Option<String> {
    let lock = std::fs::read_to_string(paths::root().join("Cargo.lock")).ok()?;
    let after = lock.split("name = \"wasm-bindgen\"\nversion = \"").nth(1)?;
    after.split('"').next().map(str::to_owned)
}

fn version_of(tool: &str) -> Option<String> {
    let version = shell::output(Command::new(tool).arg("--version"))?;
    version.split_whitespace().nth(1).map(str::to_owned)
}
