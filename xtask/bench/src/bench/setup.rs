//! Starts everything that is measured on the loopback interface: Porch, the peer, nginx, and the pages that embed them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use tokio::process::Child;

use super::corpus::{Corpus, read_text};
use super::peers::{Addresses, Call, ISSO, PAGES, PORCH, Peer};
use crate::server::Server;

const ISSO_VERSION: &str = "isso==0.14.0";
const GUNICORN_VERSION: &str = "gunicorn==27.0.1";

/// The measured systems while they run.
pub(crate) struct Lab {
    pub(crate) dir: PathBuf,
    pub(crate) porch: Server,
    pub(crate) at: Addresses,
    pub(crate) corpus: Corpus,
    pub(crate) client: reqwest::Client,
    /// Comments that were posted to fill the server.
    pub(crate) filled: u64,
    others: Vec<Child>,
}

impl Drop for Lab {
    /// Asks the other processes to end: killing them would leave their workers behind, which hold the ports.
    fn drop(&mut self) {
        for id in self.others.iter().filter_map(Child::id) {
            Command::new("kill").arg(id.to_string()).status().ok();
        }
        let started = Instant::now();
        while ensure_ports().is_err() && started.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Lab {
    /// Installs what is missing, and starts everything with empty data.
    pub(crate) async fn start(porch: &Path, dir: &Path) -> anyhow::Result<Self> {
        ensure_programs()?;
        ensure_ports()?;
        fs::create_dir_all(dir.join("www/limit"))?;
        fs::create_dir_all(dir.join("temp"))?;
        let venv = install_isso(dir)?;
        fs::remove_file(dir.join("isso.db")).ok();
        for file in ["nginx.conf", "isso.cfg"] {
            let text = read_text(&Path::new("bench").join(file))?;
            fs::write(dir.join(file), text.replace("@DIR@", &dir.to_string_lossy()))?;
        }
        let mut porch = Server::create(porch, &dir.join("porch"), PAGES)?;
        porch.start().await?;
        let at = Addresses::with_porch(&porch.url);
        let nginx = spawn(tokio::process::Command::new("nginx").arg("-c").arg(dir.join("nginx.conf")), dir, "nginx")?;
        let mut gunicorn = tokio::process::Command::new(venv.join("bin/gunicorn"));
        gunicorn.args(["--bind", "127.0.0.1:8801", "--workers", "4", "--preload", "isso.run"]);
        gunicorn.env("ISSO_SETTINGS", dir.join("isso.cfg"));
        let isso = spawn(&mut gunicorn, dir, "isso")?;
        let lab = Self {
            dir: dir.to_owned(),
            porch,
            at,
            corpus: Corpus::load()?,
            client: reqwest::Client::new(),
            filled: 0,
            others: vec![nginx, isso],
        };
        lab.wait_for(&format!("{PAGES}/")).await?;
        lab.wait_for(&format!("{}/js/embed.min.js", lab.at.isso)).await?;
        Ok(lab)
    }

    async fn wait_for(&self, address: &str) -> anyhow::Result<()> {
        let started = Instant::now();
        while self.client.get(address).send().await.is_err() {
            ensure!(
                started.elapsed() < Duration::from_secs(20),
                "nothing answers at {address}; see {}",
                self.dir.display()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// Writes a page that embeds this peer where nginx serves it; returns its path.
    pub(crate) fn write_page(&self, peer: &Peer, name: &str) -> anyhow::Result<String> {
        let path = format!("/{}-{name}.html", peer.name.to_lowercase().replace([',', ' '], ""));
        let snippet = (peer.snippet)(&self.at, &thread_of(name));
        let paragraphs: Vec<String> =
            self.corpus.thread(6).into_iter().map(|comment| format!("<p>{}</p>", plain(&comment.text))).collect();
        // A scroll bar that appears late would move the whole page, whatever its cause.
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <link rel=\"icon\" href=\"data:,\"><title>Article</title>\
             <style>html{{overflow-y:scroll}}body{{max-width:720px;margin:2em auto;font:16px/1.5 sans-serif}}</style></head>\n\
             <body><h1>Article</h1>\n{}\n{snippet}\n</body></html>\n",
            paragraphs.join("\n")
        );
        fs::write(self.dir.join("www").join(path.trim_start_matches('/')), page)?;
        Ok(path)
    }

    /// Posts a thread of this many comments through a peer's public API.
    pub(crate) async fn seed(&self, peer: &Peer, page: &str, length: usize) -> anyhow::Result<()> {
        let mut ids: Vec<Value> = Vec::new();
        for (index, comment) in self.corpus.thread(length).iter().enumerate() {
            let parent = comment.parent.map(|parent| &ids[parent]);
            let call = (peer.post)(&self.at, page, comment, parent);
            let response = self.send(&call, index).await?;
            let id = (peer.id)(&response);
            ensure!(!id.is_null(), "{} did not take a comment: {response}", peer.name);
            ids.push(id);
        }
        Ok(())
    }

    /// Posts once.
    pub(crate) async fn send(&self, call: &Call, number: usize) -> anyhow::Result<Value> {
        let mut request = self.client.post(&call.url).body(call.body.clone());
        let unique = format!("{number}-{:x}", fastrand::u64(..));
        for (name, value) in &call.headers {
            request = request.header(*name, value.replace("{n}", &unique));
        }
        let body = request.send().await?.text().await?;
        serde_json::from_str(&body).with_context(|| format!("{} answered {body}", call.url))
    }

    /// A response without content encoding.
    pub(crate) async fn fetch(&self, address: &str) -> anyhow::Result<Vec<u8>> {
        let request = self.client.get(address).header("origin", PAGES);
        Ok(request.send().await?.error_for_status()?.bytes().await?.to_vec())
    }

    /// A response as it is sent, for its size on the wire.
    pub(crate) async fn bytes(&self, call: &Call) -> anyhow::Result<Vec<u8>> {
        let mut request = self.client.get(&call.url);
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        Ok(request.send().await?.error_for_status()?.bytes().await?.to_vec())
    }

    /// Posts the threads that are read, in every system that stores comments.
    pub(crate) async fn seed_all(&self, lengths: &[usize]) -> anyhow::Result<()> {
        for length in lengths {
            for peer in [PORCH, ISSO] {
                // A thread is named by the page that embeds it: each peer has a page of its own.
                self.seed(&peer, &seeded(&peer, *length), *length).await?;
            }
        }
        Ok(())
    }
}

/// The path of the thread of this length.
pub(crate) fn seeded(peer: &Peer, length: usize) -> String {
    if peer.name == PORCH.name { format!("/porch-{length}.html") } else { thread_of(&length.to_string()) }
}

/// Isso takes its thread's name from the snippet, so both of its pages show the same one.
fn thread_of(name: &str) -> String {
    format!("/thread-{name}")
}

fn plain(text: &str) -> String {
    text.replace(['<', '>', '`', '&'], "")
}

/// Starts a program that ends with this one; its output goes into a file.
fn spawn(command: &mut tokio::process::Command, dir: &Path, name: &str) -> anyhow::Result<Child> {
    let log = fs::File::create(dir.join(format!("{name}.log")))?;
    command.stdout(Stdio::null()).stderr(log).kill_on_drop(true);
    command.spawn().with_context(|| format!("{name} does not start"))
}

/// `cargo xtask bench` has installed them, if possible.
fn ensure_programs() -> anyhow::Result<()> {
    let is_there =
        |program: &str| Command::new(program).arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    let missing: Vec<&str> = ["nginx", "wrk"].into_iter().filter(|program| !is_there(program)).collect();
    ensure!(missing.is_empty(), "measuring needs {}: please install, and have it on the path", missing.join(" and "));
    Ok(())
}

/// The ports of `bench/nginx.conf` and the peer: another program there would be measured instead.
fn ensure_ports() -> anyhow::Result<()> {
    for port in [8800, 8801, 8811] {
        std::net::TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("measuring needs port {port}: please end what listens there"))?;
    }
    Ok(())
}

/// Installs Isso into a virtual environment; returns its folder.
fn install_isso(dir: &Path) -> anyhow::Result<PathBuf> {
    let venv = dir.join("isso-venv");
    if venv.join("bin/gunicorn").exists() {
        return Ok(venv);
    }
    let python = Command::new("python3").args(["-m", "venv"]).arg(&venv).status().context("Isso needs Python")?;
    ensure!(python.success(), "Python cannot make an environment for Isso: please install python3-venv");
    let pip =
        Command::new(venv.join("bin/pip")).args(["install", "--quiet", ISSO_VERSION, GUNICORN_VERSION]).status()?;
    if !pip.success() {
        bail!("Isso cannot be installed from PyPI");
    }
    Ok(venv)
}
