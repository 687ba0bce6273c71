//! `tools`: Trunk, for those who like its dev loop. Nothing else of this repository needs an installed tool.

use std::process::Command;

use crate::shell;

/// The newest Trunk that the compiler of this workspace can build.
const TRUNK: &str = "0.21.14";

/// Installs Trunk into Cargo's own folder when it is missing or another version.
pub(crate) fn run() -> anyhow::Result<()> {
    if trunk().as_deref() == Some(TRUNK) {
        println!("trunk {TRUNK} is there.");
        return Ok(());
    }
    shell::run(&mut shell::cargo(&["install", "trunk", "--version", TRUNK, "--locked"]))
}

/// The version of the Trunk on the path.
pub(crate) fn trunk() -> Option<String> {
    let said = shell::output(Command::new("trunk").arg("--version"))?;
    said.strip_prefix("trunk ").map(str::to_owned)
}
