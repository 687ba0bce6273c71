//! Chromium and its driver: found on the path, or installed on Debian.

use std::path::PathBuf;

use anyhow::{Context, ensure};

use crate::debian;

/// Debian's names, and those of other systems.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// The error where there is none.
const NEEDED: &str = "this needs a browser that can be driven: please install chromium and chromium-driver (chromedriver), \
                      or name them in PORCH_CHROMIUM and PORCH_CHROMEDRIVER";

/// A browser that tests can drive.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds the browser. On Debian and its derivatives, as root, it is installed first if it is missing.
pub(crate) fn ensure() -> anyhow::Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    debian::install(&["chromium", "chromium-driver"]).context(NEEDED)?;
    find()?.context(NEEDED)
}

fn find() -> anyhow::Result<Option<Browser>> {
    let program = |variable, names: &[&str]| match chosen(variable)? {
        None => Ok(names.iter().find_map(|name| debian::on_path(name))),
        chosen => anyhow::Ok(chosen),
    };
    let (chromium, driver) = (program("PORCH_CHROMIUM", &CHROMIUM)?, program("PORCH_CHROMEDRIVER", &DRIVER)?);
    Ok(chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver }))
}

/// The program that an environment variable names: it must exist.
fn chosen(variable: &str) -> anyhow::Result<Option<PathBuf>> {
    let Some(file) = std::env::var_os(variable).map(PathBuf::from) else { return Ok(None) };
    ensure!(file.is_file(), "{variable} names {}, and nothing is there", file.display());
    Ok(Some(file))
}
