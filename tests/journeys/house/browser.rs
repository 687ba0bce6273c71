//! Real browsers: Chromium, driven by its own driver.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::ChromiumLikeCapabilities;
use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How a visitor's browser differs from most.
#[derive(Clone, Default)]
pub(crate) struct Wishes {
    /// Width and height of the window, in CSS pixels; a desktop's when none.
    pub(crate) size: Option<(u32, u32)>,
    /// Prefers dark colours.
    pub(crate) dark: bool,
    /// Has JavaScript switched off.
    pub(crate) without_script: bool,
    /// Addresses that never load, as patterns with `*`.
    pub(crate) blocked: &'static [&'static str],
    /// Bytes a second that come in; unlimited when none.
    pub(crate) slow: Option<u32>,
}

impl Wishes {
    /// What the browser is told over its own protocol.
    fn calls(&self) -> Vec<(&'static str, Value)> {
        let mut calls = Vec::new();
        if let Some((width, height)) = self.size {
            let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
            calls.push(("Emulation.setDeviceMetricsOverride", screen));
        }
        if self.dark {
            let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
            calls.push(("Emulation.setEmulatedMedia", dark));
        }
        if !self.blocked.is_empty() || self.slow.is_some() {
            calls.push(("Network.enable", json!({})));
        }
        if !self.blocked.is_empty() {
            calls.push(("Network.setBlockedURLs", json!({ "urls": self.blocked })));
        }
        if let Some(bytes) = self.slow {
            let line =
                json!({ "offline": false, "latency": 20, "downloadThroughput": bytes, "uploadThroughput": bytes });
            calls.push(("Network.emulateNetworkConditions", line));
        }
        calls
    }

    /// A phone this many CSS pixels wide.
    pub(crate) fn phone(width: u32) -> Self {
        Self { size: Some((width, 740)), ..Self::default() }
    }
}

/// The driver, which starts browsers. It goes when the house goes.
pub(super) struct Driver {
    url: String,
    _process: Child,
}

impl Driver {
    pub(super) async fn start() -> Result<Self> {
        let program = std::env::var_os("PORCH_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut command = Command::new(program);
        command.args(["--port=0"]).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut process = command.spawn().context("chromedriver does not start")?;
        let mut lines = BufReader::new(process.stdout.take().context("chromedriver says nothing")?).lines();
        while let Some(line) = lines.next_line().await? {
            let port = line
                .split("successfully on port ")
                .nth(1)
                .and_then(|rest| rest.trim_end_matches('.').parse::<u16>().ok());
            if let Some(port) = port {
                // What it says later is of no interest, but it must be able to say it.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Self { url: format!("http://127.0.0.1:{port}"), _process: process });
            }
        }
        anyhow::bail!("chromedriver did not say where it listens")
    }

    pub(super) async fn browser(&self, wishes: &Wishes) -> Result<WebDriver> {
        let mut wanted = DesiredCapabilities::chrome();
        if let Some(chromium) = std::env::var_os("PORCH_CHROMIUM") {
            wanted.set_binary(&chromium.to_string_lossy())?;
        }
        for flag in FLAGS {
            wanted.add_arg(flag)?;
        }
        wanted.add_arg("--window-size=1280,900")?;
        if wishes.without_script {
            wanted.add_experimental_option(
                "prefs",
                json!({ "profile.managed_default_content_settings.javascript": 2 }),
            )?;
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let browser = WebDriver::new(&self.url, wanted).await.context("the browser does not start")?;
        browser.set_script_timeout(Duration::from_mins(1)).await?;
        for (call, settings) in wishes.calls() {
            browser.cdp().send_raw(call, settings).await?;
        }
        Ok(browser)
    }
}

/// As in a container without a screen, and silent: nothing leaves the machine.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=en-US",
];
