//! Drives Chromium: one session, and calls of Chromium's debugging protocol (CDP).

use std::path::Path;
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use porch_class_names::Names;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// For a container without a screen, and without requests of its own: nothing leaves the machine.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=en-US",
    // Foreign addresses do not resolve, so that nothing waits for them.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// The driver, which starts browsers and ends with this program.
pub(crate) struct Driver {
    url: String,
    _process: Child,
}

impl Driver {
    pub(crate) async fn start() -> Result<Self> {
        let program = std::env::var_os("PORCH_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut command = Command::new(program);
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut process = command.spawn().context("chromedriver does not start")?;
        let mut lines = BufReader::new(process.stdout.take().context("chromedriver says nothing")?).lines();
        while let Some(line) = lines.next_line().await? {
            let port = line
                .split("successfully on port ")
                .nth(1)
                .and_then(|rest| rest.trim_end_matches('.').parse::<u16>().ok());
            if let Some(port) = port {
                // Its later output is not needed, but has to be read, or the pipe fills up.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Self { url: format!("http://127.0.0.1:{port}"), _process: process });
            }
        }
        bail!("chromedriver did not say where it listens")
    }

    /// A new browser profile, with a window of this size.
    pub(crate) async fn browser(&self, width: u32, height: u32) -> Result<Browser> {
        self.browser_in("en-US", width, height).await
    }

    /// The same, of somebody who reads a language.
    pub(crate) async fn browser_in(&self, language: &str, width: u32, height: u32) -> Result<Browser> {
        let mut wanted = DesiredCapabilities::chrome();
        wanted.add_experimental_option("prefs", json!({ "intl.accept_languages": language }))?;
        if let Some(chromium) = std::env::var_os("PORCH_CHROMIUM") {
            wanted.set_binary(&chromium.to_string_lossy())?;
        }
        for flag in FLAGS {
            wanted.add_arg(flag)?;
        }
        let session = WebDriver::new(&self.url, wanted).await.context("the browser does not start")?;
        session.set_script_timeout(Duration::from_mins(1)).await?;
        let browser = Browser { session };
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        browser.call("Emulation.setDeviceMetricsOverride", screen).await?;
        // A phone has a touch screen and no mouse.
        browser.call("Emulation.setTouchEmulationEnabled", json!({ "enabled": width < 600 })).await?;
        Ok(browser)
    }
}

/// A browser session.
pub(crate) struct Browser {
    pub(crate) session: WebDriver,
}

impl Browser {
    /// A call of Chromium's debugging protocol (CDP).
    pub(crate) async fn call(&self, name: &str, settings: Value) -> Result<Value> {
        self.session.cdp().send_raw(name, settings).await.with_context(|| format!("{name} was refused"))
    }

    /// Runs a script in the page, and returns its result. It names the widget's classes as its style sheets do.
    pub(crate) async fn script(&self, script: &str) -> Result<Value> {
        static NAMES: LazyLock<Names> = LazyLock::new(|| Names::read(Path::new("src/style")).unwrap_or_default());
        Ok(self.session.execute(NAMES.shorten(script), Vec::new()).await?.json().clone())
    }

    /// Runs a script repeatedly until it returns something true.
    pub(crate) async fn until(&self, script: &str, timeout: Duration) -> Result<Value> {
        let started = std::time::Instant::now();
        loop {
            let result = self.script(script).await?;
            let is_true =
                !matches!(&result, Value::Null | Value::Bool(false)) && result != json!(0) && result != json!("");
            if is_true {
                return Ok(result);
            }
            if started.elapsed() > timeout {
                bail!("waited {} s in vain for: {script}", timeout.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.session.quit().await?)
    }
}
