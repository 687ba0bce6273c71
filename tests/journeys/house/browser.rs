//! Browsers: one driver for a journey, and a session of Chromium for each person in it.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::wait::PATIENCE;

/// What a browser is like before it goes anywhere.
#[derive(Clone)]
pub(crate) struct Look {
    /// The width of the window's inside, in pixels.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Whether the system is dark.
    pub(crate) dark: bool,
    /// Whether pages may run scripts.
    pub(crate) scripts: bool,
    /// Whether cookies of third parties are refused, as more and more browsers do.
    pub(crate) strict_cookies: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 1200, height: 800, dark: false, scripts: true, strict_cookies: false }
    }
}

/// Where the names of the world lead in a journey.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    /// Every name but the two sites' leads here.
    pub(crate) canary: u16,
    /// The fingerprint of the certificate authority to trust, if there is one.
    pub(crate) trusted: Option<&'a str>,
}

/// How often chromedriver, or a browser, is started before a journey gives up.
const TRIES: u32 = 5;

/// A running chromedriver. Its browsers end with it.
pub(crate) struct Driver {
    url: String,
    chromium: PathBuf,
    process: Child,
}

/// Chromium and its driver: named by the command that runs the journeys, or where Debian has them.
pub(crate) fn programs() -> Option<(PathBuf, PathBuf)> {
    let find = |variable: &str, usual: &str| {
        let named = std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from);
        named.is_file().then_some(named)
    };
    Some((find("PORCH_CHROMIUM", "/usr/bin/chromium")?, find("PORCH_CHROMEDRIVER", "/usr/bin/chromedriver")?))
}

impl Driver {
    pub(crate) async fn start((chromium, driver): (PathBuf, PathBuf)) -> Self {
        // It takes a free port of IPv4 and the same one of IPv6, and ends when somebody else has the second.
        for _ in 0..TRIES {
            let mut command = Command::new(&driver);
            command.args(["--port=0", "--log-level=SEVERE"]).stdout(Stdio::piped()).kill_on_drop(true);
            // A group of its own, which its browsers are born into.
            command.process_group(0);
            let mut process = command.spawn().unwrap();
            let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
            while let Some(line) = lines.next_line().await.unwrap() {
                if let Some((_, port)) = line.split_once("started successfully on port ") {
                    let url = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                    return Self { url, chromium, process };
                }
                println!("chromedriver: {line}");
            }
        }
        panic!("chromedriver did not start");
    }

    /// A browser nobody has used yet.
    pub(crate) async fn browser(&self, look: &Look, world: World<'_>) -> WebDriver {
        let driver = self.session(look, world).await;
        driver.set_script_timeout(PATIENCE).await.unwrap();
        driver.set_page_load_timeout(PATIENCE).await.unwrap();
        let cdp = driver.cdp();
        let witness = json!({ "source": include_str!("witness.js") });
        cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", witness).await.unwrap();
        // Windows can't be made as narrow as phones are.
        let size = json!({ "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": false });
        cdp.send_raw("Emulation.setDeviceMetricsOverride", size).await.unwrap();
        let scheme = if look.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        cdp.send_raw("Emulation.setEmulatedMedia", media).await.unwrap();
        let scripts = json!({ "value": !look.scripts });
        cdp.send_raw("Emulation.setScriptExecutionDisabled", scripts).await.unwrap();
        driver
    }

    /// A browser that was just started: on a busy machine the first one may not come up.
    async fn session(&self, look: &Look, world: World<'_>) -> WebDriver {
        for _ in 1..TRIES {
            match WebDriver::new(&self.url, self.capabilities(look, world)).await {
                Ok(driver) => return driver,
                Err(error) => println!("the browser did not start: {error}"),
            }
        }
        WebDriver::new(&self.url, self.capabilities(look, world)).await.expect("a browser")
    }

    fn capabilities(&self, look: &Look, world: World<'_>) -> Capabilities {
        let mut flags: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=en-US",
        ]
        .map(str::to_owned)
        .into();
        flags.push(format!("--window-size={},{}", look.width, look.height));
        flags.push(format!("--host-resolver-rules={}", names(world.canary)));
        flags.extend(world.trusted.map(|spki| format!("--ignore-certificate-errors-spki-list={spki}")));
        let mut options = json!({ "args": flags, "binary": self.chromium });
        if look.strict_cookies {
            // 1: those of third parties are blocked.
            options["prefs"] = json!({ "profile.cookie_controls_mode": 1, "profile.block_third_party_cookies": true });
        }
        let all: Value = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            // A dialog is a fault, and must not close by itself unseen.
            "unhandledPromptBehavior": "ignore",
        });
        let Value::Object(all) = all else { unreachable!("it is an object") };
        Capabilities::from(all)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A browser that hangs hears no driver, and would outlive it.
        if let Some(group) = self.process.id() {
            let _ = std::process::Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status();
        }
    }
}

/// Where names lead: the made-up ones to us, those that the browser itself calls for its own ends nowhere, all others to
/// the canary.
fn names(canary: u16) -> String {
    let own = ["google.com", "googleapis.com", "gstatic.com", "gvt1.com", "googleusercontent.com"];
    let mut rules = vec!["MAP *.test 127.0.0.1".to_owned()];
    rules.extend(own.map(|name| format!("MAP *.{name} ^NOTFOUND")));
    rules.push(format!("MAP * 127.0.0.1:{canary}"));
    rules.extend(["localhost", "127.0.0.1", "^NOTFOUND"].map(|name| format!("EXCLUDE {name}")));
    rules.join(",")
}
