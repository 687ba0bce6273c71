//! Programs of the system: found on the path, or installed on Debian.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell;

/// The path of a program: on the path, or where Debian keeps the programs of servers.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders = std::env::split_paths(&folders).chain([PathBuf::from("/usr/sbin")]);
    folders.map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Installs packages on Debian and its derivatives, as root. Elsewhere it does nothing.
pub(crate) fn install(packages: &[&str]) -> anyhow::Result<()> {
    let is_root = shell::output(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !is_root || !Path::new("/etc/debian_version").exists() || on_path("apt-get").is_none() {
        return Ok(());
    }
    println!("Installing {}", packages.join(" and "));
    // Without updated lists it may still have the packages: the installation will tell.
    if let Err(error) = shell::run(Command::new("apt-get").args(["update", "--quiet"])) {
        println!("{error:#}");
    }
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    shell::run(Command::new("apt-get").args(install).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// The proxies that the operator's docs name. A journey whose proxy is missing is skipped.
pub(crate) fn proxies() {
    install_missing(&[("nginx", "nginx-light"), ("caddy", "caddy")]);
}

/// What measuring needs besides a browser. If it is missing, the bench says so.
pub(crate) fn measuring() {
    install_missing(&[("nginx", "nginx-light"), ("wrk", "wrk")]);
}

/// Installs the packages of the programs that are missing, if possible.
fn install_missing(programs: &[(&str, &str)]) {
    let missing: Vec<&str> =
        programs.iter().filter(|(name, _)| on_path(name).is_none()).map(|(_, package)| *package).collect();
    if !missing.is_empty()
        && let Err(error) = install(&missing)
    {
        println!("{} could not be installed: {error:#}", missing.join(" and "));
    }
}
