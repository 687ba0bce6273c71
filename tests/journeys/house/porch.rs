//! The server under test: a data folder of its own, and a process that can be killed and come back.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::wait::until;

/// The name of the one site.
pub(crate) const SITE: &str = "bakery";

/// A server with one site that publishes at once.
pub(crate) struct Porch {
    program: PathBuf,
    folder: TempDir,
    public: Option<String>,
    /// Where it listens, without a slash at its end: what a test speaks to, past every proxy.
    pub(crate) direct: String,
    process: Mutex<Option<Child>>,
    /// The mail server, where the journey has one.
    smtp: std::sync::Mutex<Option<String>>,
    /// What the server wrote to its log, at the level `debug`.
    log: Arc<std::sync::Mutex<Vec<String>>>,
}

/// The server's program: named by the command that runs the journeys, or lying beside this one.
pub(crate) fn program() -> Option<PathBuf> {
    let named = std::env::var_os("PORCH_BIN").map(PathBuf::from);
    let beside = || Some(std::env::current_exe().ok()?.parent()?.parent()?.join("porch"));
    named.or_else(beside).filter(|program| program.is_file())
}

impl Porch {
    /// Opens a server for these origins, or with no site at all. `public` is the address browsers reach it at, if it is not its own.
    pub(crate) async fn open(program: &Path, origins: &[&str], public: Option<&str>) -> Self {
        let porch = Self {
            program: program.to_owned(),
            folder: tempfile::tempdir().unwrap(),
            public: public.map(str::to_owned),
            direct: format!("http://127.0.0.1:{}", free_port()),
            process: Mutex::default(),
            smtp: std::sync::Mutex::default(),
            log: Arc::default(),
        };
        if origins.is_empty() {
            porch.comes_back().await;
            return porch;
        }
        let mut add = vec!["site", "add", SITE];
        for origin in origins {
            add.extend(["--origin", origin]);
        }
        porch.says(&add).await;
        // What is written in a journey is to be up, however it reads, and however fast it was typed.
        porch.says(&["site", "set", SITE, "hold=off", "spam=off", "proof=off"]).await;
        porch.comes_back().await;
        porch
    }

    /// Runs one of the program's commands; answers with what it printed.
    pub(crate) async fn says(&self, words: &[&str]) -> String {
        let output = Command::new(&self.program).arg("--data").arg(self.data()).args(words).output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let sorry = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "porch {} said: {said}{sorry}", words.join(" "));
        said
    }

    /// Kills it as `kill -9` does: nothing is written, nobody is told.
    pub(crate) async fn dies(&self) {
        if let Some(mut process) = self.process.lock().await.take() {
            process.kill().await.unwrap();
        }
    }

    /// Starts it, again where it was.
    pub(crate) async fn comes_back(&self) {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(self.data()).args(["serve", "--limits", "off"]);
        command.args(["--listen", self.direct.trim_start_matches("http://")]);
        // Whoever is told of events here listens on this machine.
        command.args(["--outbound-allow", "127.0.0.0/8"]);
        // A journey may say where its people come from, as a proxy on this machine would.
        command.args(["--trusted-proxy", "127.0.0.0/8"]).env("PORCH_LOG", "debug");
        if let Some(public) = &self.public {
            command.args(["--public-url", public]);
        }
        if let Some(smtp) = self.smtp.lock().unwrap().as_ref() {
            command.env("PORCH_SMTP", smtp).env("PORCH_MAIL_FROM", "porch@talk.example");
        }
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut process = command.spawn().unwrap();
        let mut logged = BufReader::new(process.stderr.take().unwrap()).lines();
        let log = Arc::clone(&self.log);
        tokio::spawn(async move {
            while let Ok(Some(line)) = logged.next_line().await {
                if [" WARN ", " ERROR "].iter().any(|level| line.contains(level)) {
                    eprintln!("{line}");
                }
                log.lock().unwrap().push(line);
            }
        });
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let said = lines.next_line().await.unwrap().unwrap_or_default();
        assert!(said.starts_with("Porch is open at "), "the server did not start: {said:?}");
        // Nobody reads on, and a full pipe would stop it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        *self.process.lock().await = Some(process);
        until("the server to be ready", async || {
            let answer = reqwest::get(format!("{}/readyz", self.direct)).await.ok()?;
            answer.status().is_success().then_some(())
        })
        .await;
    }

    /// Starts it anew with a mail server.
    pub(crate) async fn sends_mail_by(&self, smtp: &str) {
        self.dies().await;
        *self.smtp.lock().unwrap() = Some(smtp.to_owned());
        self.comes_back().await;
    }

    /// The lines of the server's log so far.
    pub(crate) fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    /// Where the server keeps its data.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

/// A port that nobody uses now. The server must come back to the same one, so the system can't choose each time; and it
/// is none of those that the system gives to whoever asks for any, or to a connection that goes out: while nobody listens
/// at it, none of them takes it away.
pub(super) fn free_port() -> u16 {
    static GIVEN: std::sync::Mutex<Vec<u16>> = std::sync::Mutex::new(Vec::new());
    let mut given = GIVEN.lock().unwrap();
    let dice = std::iter::repeat_with(|| 20_000 + u16::try_from(Uuid::new_v4().as_u128() % 12_000).unwrap());
    let free = |port: &u16| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let port = dice.take(1_000).find(|port| !given.contains(port) && free(port)).expect("a free port");
    given.push(port);
    port
}
