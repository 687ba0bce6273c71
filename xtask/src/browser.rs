//! Chromium and its driver: found on the path, or installed where that is this machine's way.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::bail;

use crate::shell;

/// Debian's names, and what others call them.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// A browser that tests can drive.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds the browser. On Debian and its kin, as root, it is installed first where it is missing.
pub(crate) fn ensure() -> anyhow::Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if may_install() {
        println!("Installing chromium and chromium-driver");
        shell::run(Command::new("apt-get").args(["update", "--quiet"]))?;
        let install = ["install", "--yes", "--quiet", "--no-install-recommends", "chromium", "chromium-driver"];
        shell::run(Command::new("apt-get").args(install).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    match find() {
        Some(browser) => Ok(browser),
        None => bail!("these tests need a browser: please install chromium and chromium-driver (chromedriver)"),
    }
}

fn find() -> Option<Browser> {
    let chromium = chosen("PORCH_CHROMIUM").or_else(|| CHROMIUM.iter().find_map(|name| on_path(name)))?;
    let driver = chosen("PORCH_CHROMEDRIVER").or_else(|| DRIVER.iter().find_map(|name| on_path(name)))?;
    Some(Browser { chromium, driver })
}

fn chosen(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

/// Where a program of this name lies on the path.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn may_install() -> bool {
    let is_root = shell::output(Command::new("id").arg("-u")).as_deref() == Some("0");
    is_root && Path::new("/etc/debian_version").exists() && on_path("apt-get").is_some()
}
