//! Chromium by its driver: one session, and the calls of its own protocol.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// As in a container without a screen, and silent: nothing leaves the machine.
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
    // A foreign address an embed may ask for is not found, so that nothing waits for it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// The driver, which starts browsers and ends with us.
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
                // What it says later is of no interest, but it must be able to say it.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Self { url: format!("http://127.0.0.1:{port}"), _process: process });
            }
        }
        bail!("chromedriver did not say where it listens")
    }

    /// A browser that has never been anywhere, with a window of this size.
    pub(crate) async fn browser(&self, width: u32, height: u32) -> Result<Browser> {
        let mut wanted = DesiredCapabilities::chrome();
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
        // Whoever holds it in their hand has a finger and no pointer.
        browser.call("Emulation.setTouchEmulationEnabled", json!({ "enabled": width < 600 })).await?;
        Ok(browser)
    }
}

/// A browser of its own.
pub(crate) struct Browser {
    pub(crate) session: WebDriver,
}

impl Browser {
    /// A call of Chromium's own protocol.
    pub(crate) async fn call(&self, name: &str, settings: Value) -> Result<Value> {
        self.session.cdp().send_raw(name, settings).await.with_context(|| format!("{name} was refused"))
    }

    /// Runs a script in the page, and answers with what it returns.
    pub(crate) async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.session.execute(script, Vec::new()).await?.json().clone())
    }

    /// Asks this script until it returns something true.
    pub(crate) async fn until(&self, script: &str, patience: Duration) -> Result<Value> {
        let begun = std::time::Instant::now();
        loop {
            let answer = self.script(script).await?;
            let is_true =
                !matches!(&answer, Value::Null | Value::Bool(false)) && answer != json!(0) && answer != json!("");
            if is_true {
                return Ok(answer);
            }
            if begun.elapsed() > patience {
                bail!("waited {} s in vain for: {script}", patience.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.session.quit().await?)
    }
}
