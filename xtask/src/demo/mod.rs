//! The demo: a data folder with a site and its imported comments, a server on it, and the business site that embeds it.

pub(crate) mod port;
pub(crate) mod site;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

use anyhow::{Context, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{paths, shell};

const SITE: &str = "demo";

/// What the demo shows.
#[derive(Clone)]
pub(crate) struct Source {
    /// A format that `porch import` knows.
    pub(crate) format: String,
    /// The export.
    pub(crate) file: PathBuf,
}

impl Source {
    /// The export that belongs to the demo's pages.
    pub(crate) fn bakery() -> Self {
        Self { format: "wordpress".into(), file: paths::root().join("demo/export.xml") }
    }

    /// The name of its data folder: one for each origin and export, since the addresses of the pages are in the data. Exports
    /// of two places may have one name, and often that of the bakery's.
    fn folder(&self, origin: &str) -> anyhow::Result<String> {
        let place = origin.rsplit('/').next().unwrap_or_default().replace(':', "-");
        let name = self.file.file_stem().context("the export has no name")?.to_string_lossy();
        if !self.is_foreign() {
            return Ok(format!("{name}-{place}"));
        }
        let whole = format!("{:x}", Sha256::digest(self.file.as_os_str().as_encoded_bytes()));
        Ok(format!("{name}-{}-{place}", &whole[..8]))
    }

    /// Whether this is somebody's own export, whose pages the demo site does not have.
    fn is_foreign(&self) -> bool {
        self.file != Self::bakery().file
    }
}

/// A data folder with the site in it, and the program that works on it.
pub(crate) struct Demo {
    porch: PathBuf,
    data: PathBuf,
    /// Pages of an imported export, so that the demo site can list and show them.
    pub(crate) pages: Vec<DemoPage>,
}

/// A page of an imported export.
#[derive(Clone, Debug)]
pub(crate) struct DemoPage {
    /// Its path and query on the demo site.
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) comments: usize,
}

impl Demo {
    /// Opens the data folder of this origin and export, and fills it the first time.
    pub(crate) fn open(porch: PathBuf, origin: &str, source: &Source, fresh: bool) -> anyhow::Result<Self> {
        let data = paths::target().join("demo").join(source.folder(origin)?);
        if fresh && data.exists() {
            fs::remove_dir_all(&data)?;
        }
        let mut demo = Self { porch, data, pages: Vec::new() };
        let filled = demo.data.join("filled");
        if !filled.exists() {
            demo.fill(origin, source)?;
            fs::write(filled, "")?;
        }
        if source.is_foreign() {
            demo.pages = demo.imported_pages(origin)?;
        }
        Ok(demo)
    }

    /// The program, on this data folder.
    pub(crate) fn porch(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.porch);
        command.arg("--data").arg(&self.data).args(args);
        command
    }

    /// A one-time link for the bakery's owner.
    pub(crate) fn link_into_dashboard(&self) -> anyhow::Result<String> {
        let output = self
            .porch(&["token", "--site", SITE, "--name", "Marta Halm", "--role", "owner"])
            .stderr(Stdio::inherit())
            .output()?;
        let output = String::from_utf8_lossy(&output.stdout).into_owned();
        let link = output.lines().find(|line| line.starts_with("http")).map(str::to_owned);
        link.context("the server makes no link to sign in to the dashboard")
    }

    /// The data folder.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    fn fill(&self, origin: &str, source: &Source) -> anyhow::Result<()> {
        if self.data.exists() {
            // An interrupted first start: begins again rather than repair.
            fs::remove_dir_all(&self.data)?;
        }
        fs::create_dir_all(&self.data)?;
        let file = source.file.to_string_lossy();
        println!("Importing {} into {}", paths::shown(&source.file), paths::shown(&self.data));
        // Its output is for owners who paste the two lines themselves.
        let filled = shell::run(self.porch(&["site", "add", SITE, "--origin", origin]).stdout(Stdio::null()))
            .and_then(|()| shell::run(&mut self.porch(&["import", &source.format, &file, "--site", SITE, "--yes"])))
            .and_then(|()| if source.is_foreign() { Ok(()) } else { self.set_question_and_rules() });
        if filled.is_err() {
            fs::remove_dir_all(&self.data)?;
        }
        filled
    }

    /// Sets the bakery's opening question and its rules.
    fn set_question_and_rules(&self) -> anyhow::Result<()> {
        let rules = ["be concrete", "argue with the bread, not the baker", "no advertising"];
        let mut command = self.porch(&["welcome", "--site", SITE, "--by", "Marta Halm"]);
        command.args(["--question", "Which of these breads did you try first, and what went wrong?"]);
        command.args(rules.iter().flat_map(|rule| ["--rule", *rule])).stdout(Stdio::null());
        shell::run(&mut command)
    }

    /// The pages of the site with their comments, the one with most first, read from the export.
    fn imported_pages(&self, origin: &str) -> anyhow::Result<Vec<DemoPage>> {
        let export = self.porch(&["export", "--site", SITE]).stderr(Stdio::inherit()).output()?;
        let mut pages: HashMap<String, DemoPage> = HashMap::new();
        for line in String::from_utf8_lossy(&export.stdout).lines() {
            match serde_json::from_str(line) {
                Ok(ExportLine::Page { page, url, title }) => {
                    // A page of another origin cannot be shown here.
                    let Some(path) = url.strip_prefix(origin).map(str::to_owned) else { continue };
                    let title = title.unwrap_or_else(|| path.clone());
                    pages.insert(page, DemoPage { path, title, comments: 0 });
                }
                Ok(ExportLine::Comment { page, status }) if status == "published" => {
                    if let Some(page) = pages.get_mut(&page) {
                        page.comments += 1;
                    }
                }
                _ => {}
            }
        }
        let mut pages: Vec<DemoPage> = pages.into_values().collect();
        pages.sort_by(|a, b| b.comments.cmp(&a.comments).then_with(|| a.path.cmp(&b.path)));
        Ok(pages)
    }

    /// Starts the server and waits until it responds.
    pub(crate) async fn serve(&self, address: &str) -> anyhow::Result<tokio::process::Child> {
        let (url, listen) = (format!("http://{address}"), address.replace("localhost", "127.0.0.1"));
        let mut command =
            tokio::process::Command::from(self.porch(&["serve", "--listen", &listen, "--public-url", &url]));
        let mut child = command.kill_on_drop(true).spawn().context("the server does not start")?;
        let deadline = Instant::now() + Duration::from_mins(1);
        while !is_ready(address).await {
            if let Some(status) = child.try_wait()? {
                bail!("the server ended with {status}");
            }
            if Instant::now() > deadline {
                bail!("the server does not answer at {url}/readyz");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(child)
    }
}

/// Ends the server: the same Ctrl-C may have reached it, else it gets SIGTERM; in the end it is killed.
pub(crate) async fn stop(server: &mut tokio::process::Child) -> anyhow::Result<()> {
    let Some(id) = server.id() else { return Ok(()) };
    if tokio::time::timeout(Duration::from_millis(300), server.wait()).await.is_ok() {
        return Ok(());
    }
    shell::output(Command::new("kill").args(["-TERM", &id.to_string()]));
    if tokio::time::timeout(Duration::from_secs(15), server.wait()).await.is_err() {
        server.kill().await?;
    }
    Ok(())
}

/// Resolves when this program is asked to end.
pub(crate) async fn wait_for_end() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            result = tokio::signal::ctrl_c() => result,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// The lines of an export that the demo reads: a page comes before its comments.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ExportLine {
    Page {
        page: String,
        url: String,
        title: Option<String>,
    },
    Comment {
        page: String,
        status: String,
    },
    #[serde(other)]
    Other,
}

async fn is_ready(address: &str) -> bool {
    let ask = async {
        let mut stream = TcpStream::connect(address).await?;
        let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut response = [0; 12];
        stream.read_exact(&mut response).await?;
        io::Result::Ok(&response == b"HTTP/1.1 200")
    };
    ask.await.unwrap_or(false)
}

/// The folder of the business site.
pub(crate) fn site_folder() -> PathBuf {
    Path::new(paths::root()).join("demo/site")
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn every_export_has_data_of_its_own_whatever_it_is_called() {
        let folder = |source: &Source| source.folder("http://127.0.0.1:8080").unwrap();
        let export = |file: &str| Source { format: "wordpress".into(), file: file.into() };
        let all =
            [Source::bakery(), export("/home/jane doe/export.xml"), export("/tmp/export.xml")].map(|one| folder(&one));
        assert_eq!(all[0], "export-127.0.0.1-8080");
        assert!(all[0] != all[1] && all[1] != all[2] && all[1].starts_with("export-"), "{all:?}");
        assert_eq!(folder(&export("/tmp/export.xml")), all[2]);
    }
}
