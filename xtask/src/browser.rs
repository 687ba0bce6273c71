//! Chromium and its driver: found on the path, or installed where that is this machine's way.

use std::path::PathBuf;

use anyhow::{Context, ensure};

use crate::debian;

/// Debian's names, and what others call them.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// What to do where there is none.
const NEEDED: &str = "this needs a browser that can be driven: please install chromium and chromium-driver (chromedriver), \
                      or name them in PORCH_CHROMIUM and PORCH_CHROMEDRIVER";

/// A browser that tests can drive.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds the browser. On Debian and its kin, as root, it is installed first where it is missing.
pub(crate) fn ensure() -> anyhow::Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    debian::install(&["chromium", "chromium-driver"]).context(NEEDED)?;
    find()?.context(NEEDED)
}

fn find() -> anyhow::Result<Option<Browser>> {
    let found = |variable, names: &[&str]| match chosen(variable)? {
        None => Ok(names.iter().find_map(|name| debian::on_path(name))),
        chosen => anyhow::Ok(chosen),
    };
    let (chromium, driver) = (found("PORCH_CHROMIUM", &CHROMIUM)?, found("PORCH_CHROMEDRIVER", &DRIVER)?);
    Ok(chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver }))
}

/// What somebody has named themselves: it must be there.
fn chosen(variable: &str) -> anyhow::Result<Option<PathBuf>> {
    let Some(file) = std::env::var_os(variable).map(PathBuf::from) else { return Ok(None) };
    ensure!(file.is_file(), "{variable} names {}, and nothing is there", file.display());
    Ok(Some(file))
}
