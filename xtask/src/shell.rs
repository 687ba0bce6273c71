//! Runs other programs, mostly Cargo.

use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::paths;

/// Cargo, in the workspace, building into the same target folder as this program was built into.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(args).current_dir(paths::root()).env("CARGO_TARGET_DIR", paths::target());
    cargo
}

/// Runs a command to its end, with its output shown. An exit other than success is an error.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", named(command)))?;
    if status.success() {
        return Ok(());
    }
    bail!("{} ended with {status}", named(command))
}

/// What a command writes to its standard output; nothing when it cannot be run or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A command as it would be typed.
fn named(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
