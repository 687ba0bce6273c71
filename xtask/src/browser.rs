//! Chromium and its driver: found on the path, or installed where that is this machine's way.

use std::path::PathBuf;

use anyhow::bail;

use crate::debian;

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
    debian::install(&["chromium", "chromium-driver"])?;
    match find() {
        Some(browser) => Ok(browser),
        None => bail!("these tests need a browser: please install chromium and chromium-driver (chromedriver)"),
    }
}

fn find() -> Option<Browser> {
    let chromium = chosen("PORCH_CHROMIUM").or_else(|| CHROMIUM.iter().find_map(|name| debian::on_path(name)))?;
    let driver = chosen("PORCH_CHROMEDRIVER").or_else(|| DRIVER.iter().find_map(|name| debian::on_path(name)))?;
    Some(Browser { chromium, driver })
}

fn chosen(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}
