//! A server under test: a data folder with one site, and a process that can be started, killed and called.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::process::Child;

/// The one site of the data folder.
pub(crate) const SITE: &str = "lab";

/// A data folder, the program that uses it, and its address.
pub(crate) struct Server {
    porch: PathBuf,
    /// The folder with the data.
    pub(crate) data: PathBuf,
    /// Its address, without a trailing slash.
    pub(crate) url: String,
    /// More arguments of `porch serve`.
    arguments: Vec<String>,
    process: Option<Child>,
}

impl Server {
    /// A new folder with a site for this origin that publishes comments at once.
    pub(crate) fn create(porch: &Path, data: &Path, origin: &str) -> anyhow::Result<Self> {
        if data.exists() {
            fs::remove_dir_all(data)?;
        }
        fs::create_dir_all(data)?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let url = format!("http://127.0.0.1:{port}");
        let server = Self { porch: porch.to_owned(), data: data.to_owned(), url, arguments: Vec::new(), process: None };
        server.command(&["site", "add", SITE, "--origin", origin])?;
        server.command(&["site", "set", SITE, "hold=off", "repeats=off", "spam=off", "proof=off"])?;
        Ok(server)
    }

    /// Adds arguments for the next start.
    pub(crate) fn add_arguments(&mut self, arguments: &[&str]) {
        self.arguments.extend(arguments.iter().map(|argument| (*argument).to_owned()));
    }

    /// Runs a command of the program on the data folder; returns its output.
    pub(crate) fn command(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(&self.porch).arg("--data").arg(&self.data).args(arguments).output()?;
        if !output.status.success() {
            bail!("porch {} said: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts the server; returns how long it took until it was ready.
    pub(crate) async fn start(&mut self) -> anyhow::Result<Duration> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let listen = self.url.trim_start_matches("http://");
        let started = Instant::now();
        let mut command = tokio::process::Command::new(&self.porch);
        command.arg("--data").arg(&self.data);
        command.args(["serve", "--listen", listen, "--public-url", &self.url, "--limits", "off"]);
        command.args(&self.arguments);
        command.stdout(Stdio::null()).stderr(log).kill_on_drop(true);
        let mut process = command.spawn().context("the server does not start")?;
        let client = reqwest::Client::new();
        loop {
            let ready = client.get(format!("{}/readyz", self.url)).send().await;
            if ready.is_ok_and(|response| response.status().is_success()) {
                break;
            }
            if let Some(status) = process.try_wait()? {
                bail!("the server ended with {status}; its words are in {}", self.log().display());
            }
            if started.elapsed() > Duration::from_mins(1) {
                bail!("the server is not ready after a minute; its words are in {}", self.log().display());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.process = Some(process);
        Ok(started.elapsed())
    }

    /// Kills it with SIGKILL: nothing is written, and connections break.
    pub(crate) async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut process) = self.process.take() {
            process.kill().await?;
        }
        Ok(())
    }

    /// Its process id.
    pub(crate) fn process_id(&self) -> Option<u32> {
        self.process.as_ref()?.id()
    }

    fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }
}
