//! A server of one's own: a data folder with one site, a process that can be started, killed and asked.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::process::Child;

/// The one site of the data folder.
pub(crate) const SITE: &str = "lab";

/// A data folder, the program that works on it, and where it listens.
pub(crate) struct Server {
    porch: PathBuf,
    /// The folder with the data.
    pub(crate) data: PathBuf,
    /// Where it serves, without a trailing slash.
    pub(crate) url: String,
    process: Option<Child>,
}

impl Server {
    /// A fresh folder with a site for this origin, which publishes at once.
    pub(crate) fn create(porch: &Path, data: &Path, origin: &str) -> anyhow::Result<Self> {
        if data.exists() {
            fs::remove_dir_all(data)?;
        }
        fs::create_dir_all(data)?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let url = format!("http://127.0.0.1:{port}");
        let server = Self { porch: porch.to_owned(), data: data.to_owned(), url, process: None };
        server.command(&["site", "add", SITE, "--origin", origin])?;
        server.command(&["site", "set", SITE, "hold=off", "repeats=off", "spam=off", "proof=off"])?;
        Ok(server)
    }

    /// Runs one of the program's commands on the data folder; answers with what it printed.
    pub(crate) fn command(&self, words: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(&self.porch).arg("--data").arg(&self.data).args(words).output()?;
        if !output.status.success() {
            bail!("porch {} said: {}", words.join(" "), String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts the server; answers how long it took until it was ready.
    pub(crate) async fn start(&mut self) -> anyhow::Result<Duration> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let listen = self.url.trim_start_matches("http://");
        let begun = Instant::now();
        let mut command = tokio::process::Command::new(&self.porch);
        command.arg("--data").arg(&self.data);
        command.args(["serve", "--listen", listen, "--public-url", &self.url, "--limits", "off"]);
        command.stdout(Stdio::null()).stderr(log).kill_on_drop(true);
        let mut process = command.spawn().context("the server does not start")?;
        let client = reqwest::Client::new();
        loop {
            let ready = client.get(format!("{}/readyz", self.url)).send().await;
            if ready.is_ok_and(|answer| answer.status().is_success()) {
                break;
            }
            if let Some(status) = process.try_wait()? {
                bail!("the server ended with {status}; its words are in {}", self.log().display());
            }
            if begun.elapsed() > Duration::from_mins(1) {
                bail!("the server is not ready after a minute; its words are in {}", self.log().display());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.process = Some(process);
        Ok(begun.elapsed())
    }

    /// Kills it as `kill -9` does: nothing is written, nobody is told.
    pub(crate) async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut process) = self.process.take() {
            process.kill().await?;
        }
        Ok(())
    }

    /// The number of its process.
    pub(crate) fn process_id(&self) -> Option<u32> {
        self.process.as_ref()?.id()
    }

    fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }
}
