//! A real server on a folder of its own, that can be killed and started again at the same address.

use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tokio::process::{Child, Command};
use tokio::sync::Mutex;

use super::until;

/// The site's name.
pub(crate) const SITE: &str = "bakery";

/// The server while a journey lasts.
pub(crate) struct Server {
    /// Where it serves, without a trailing slash.
    pub(crate) url: String,
    porch: PathBuf,
    data: tempfile::TempDir,
    process: Mutex<Option<Child>>,
    client: reqwest::Client,
}

impl Server {
    pub(super) async fn open(porch: PathBuf, origin: &str) -> Result<Self> {
        // The system chooses a port; it must stay the same when the server is started again.
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self {
            url: format!("http://127.0.0.1:{port}"),
            porch,
            data: tempfile::tempdir()?,
            process: Mutex::default(),
            client: reqwest::Client::new(),
        };
        server.command(&["site", "add", SITE, "--origin", origin]).await?;
        server.start().await?;
        Ok(server)
    }

    /// One of the operator's commands, on the data of this server; answers with what it printed.
    pub(crate) async fn command(&self, words: &[&str]) -> Result<String> {
        let output = Command::new(&self.porch).arg("--data").arg(self.data.path()).args(words).output().await?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "porch {} said: {}", words.join(" "), said.trim());
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts it, and waits until it is ready.
    pub(crate) async fn start(&self) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.data.path().join("server.log"))?;
        let listen = self.url.trim_start_matches("http://");
        let mut command = Command::new(&self.porch);
        command.arg("--data").arg(self.data.path());
        command.args(["serve", "--listen", listen, "--public-url", &self.url, "--limits", "off"]);
        let process = command.stdout(Stdio::null()).stderr(log).kill_on_drop(true).spawn()?;
        *self.process.lock().await = Some(process);
        until("the server is ready", async || {
            let answer = self.client.get(format!("{}/readyz", self.url)).send().await?;
            Ok(answer.status().is_success().then_some(()))
        })
        .await
    }

    /// Kills it as `kill -9` does.
    pub(crate) async fn kill(&self) -> Result<()> {
        if let Some(mut process) = self.process.lock().await.take() {
            process.kill().await?;
        }
        Ok(())
    }

    /// Posts as somebody who has never been here; answers with the comment's id.
    pub(crate) async fn post(
        &self,
        origin: &str,
        page: &str,
        name: &str,
        words: &str,
        parent: Option<&str>,
    ) -> Result<String> {
        let mut comment = json!({ "page": page, "name": name, "body": words });
        if let Some(parent) = parent {
            comment["parent"] = json!(parent);
        }
        let request = self.client.post(format!("{}/v1/sites/{SITE}/comments", self.url)).json(&comment);
        let key = uuid::Uuid::new_v4().simple().to_string();
        let answer = request.header("origin", origin).header("idempotency-key", key).send().await?;
        let answer: Value = answer.json().await?;
        let id = answer["comment"]["id"].as_str().with_context(|| format!("not posted: {answer}"))?;
        Ok(id.to_owned())
    }

    /// A thread as everyone may read it, oldest first.
    pub(crate) async fn thread(&self, page: &str) -> Result<Value> {
        let request = self.client.get(format!("{}/v1/sites/{SITE}/thread", self.url));
        let answer = request.query(&[("page", page), ("order", "oldest")]).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }
}
