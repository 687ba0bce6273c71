//! A server in a process of its own, and what is asked of it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use serde_json::json;

/// The program on a data folder.
pub(crate) fn porch(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_porch"));
    command.arg("--data").arg(data).env_remove("PORCH_LOG").env_remove("NO_COLOR");
    command
}

/// The same, begun by a shell that says something first, like a limit.
pub(crate) fn porch_after(first: &str, data: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{first}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_porch")]);
    command.arg("--data").arg(data).env_remove("PORCH_LOG").env_remove("NO_COLOR");
    command
}

/// Runs a command to its end.
pub(crate) fn says(data: &Path, arguments: &[&str]) -> Output {
    porch(data).args(arguments).output().unwrap()
}

/// What a command that fails says.
pub(crate) fn sorry(data: &Path, arguments: &[&str]) -> String {
    let output = says(data, arguments);
    assert!(!output.status.success(), "{arguments:?} was done");
    String::from_utf8(output.stderr).unwrap()
}

/// Makes a folder with the site `bakery`, whose comments are published at once.
pub(crate) fn with_bakery(data: &Path) {
    let added = says(data, &["site", "add", "bakery", "--origin", "https://bakery.example"]);
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    assert!(
        says(data, &["site", "set", "bakery", "hold=off", "repeats=off", "spam=off", "proof=off"]).status.success()
    );
}

/// How many changes of the database's condition a log notes with these words. Lines of other parts are not counted: a
/// background job may meet the same error and log it, too.
pub(crate) fn condition_changes(log: &str, words: &str) -> usize {
    log.lines().filter(|line| line.contains("::health: ") && line.contains(words)).count()
}

/// How many comments an export of the site has.
pub(crate) fn exported(data: &Path) -> usize {
    let exported = String::from_utf8(says(data, &["export"]).stdout).unwrap();
    exported.lines().filter(|line| line.contains("\"kind\":\"comment\"")).count()
}

/// Limits a resource of a server that runs; none is as much as it was allowed when it began.
pub(crate) fn limit(server: &Running, resource: Resource, current: Option<u64>) {
    let pid = Pid::from_raw(i32::try_from(server.id()).unwrap());
    // What it was allowed it has from us.
    let maximum = getrlimit(resource).maximum;
    prlimit(pid, resource, Rlimit { current: current.or(maximum), maximum }).unwrap();
}

/// An address on which nobody listens.
pub(crate) fn free_address() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

/// A server that runs, and ends with the test.
pub(crate) struct Running {
    process: Child,
    pub(crate) address: String,
    /// What it printed below its address.
    printed: Arc<Mutex<String>>,
}

impl Running {
    /// Serves, and waits until it says where.
    pub(crate) fn serve(mut command: Command, more: &[&str]) -> Self {
        command.args(["serve", "--listen", "127.0.0.1:0", "--limits", "off"]).args(more);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let open = lines.find_map(|line| line.unwrap().strip_prefix("Porch is open at ").map(str::to_owned));
        let printed = Arc::new(Mutex::new(String::new()));
        let keep = printed.clone();
        // What it says later must not make it wait.
        std::thread::spawn(move || {
            lines.for_each(|line| {
                let mut keep = keep.lock().unwrap();
                keep.push_str(&line.unwrap());
                keep.push('\n');
            });
        });
        Self { process, address: open.unwrap(), printed }
    }

    /// Begins what is served by the command as it is, at this address.
    pub(crate) fn as_told(mut command: Command, listen: &str) -> Self {
        let process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        Self { process, address: format!("http://{listen}"), printed: Arc::default() }
    }

    /// Begins to serve at an address that is known beforehand, and does not wait until it is open.
    pub(crate) fn begin(mut command: Command, more: &[&str]) -> Self {
        let listen = free_address();
        command.args(["serve", "--listen", &listen, "--limits", "off"]).args(more);
        Self::as_told(command, &listen)
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// What it has printed below its address so far.
    pub(crate) fn printed(&self) -> String {
        self.printed.lock().unwrap().clone()
    }

    /// Ends it in good order; returns its log.
    pub(crate) fn end(mut self) -> String {
        let pid = rustix::process::Pid::from_child(&self.process);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        let mut log = String::new();
        self.process.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert!(self.process.wait().unwrap().success(), "{log}");
        log
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, String) {
        self.try_get(path).await.unwrap()
    }

    /// The same of a server that may not listen yet.
    pub(crate) async fn try_get(&self, path: &str) -> Option<(u16, String)> {
        let answer = reqwest::get(format!("{}{path}", self.address)).await.ok()?;
        Some((answer.status().as_u16(), answer.text().await.ok()?))
    }

    /// Posts a comment of so many bytes; the status, the body, and whether it says when to come back.
    pub(crate) async fn post(&self, bytes: usize) -> (u16, String, bool) {
        self.post_over(&reqwest::Client::new(), bytes).await
    }

    /// The same over a connection that `client` has open, if it has one.
    pub(crate) async fn post_over(&self, client: &reqwest::Client, bytes: usize) -> (u16, String, bool) {
        let words = uuid::Uuid::new_v4().to_string().repeat(bytes / 36 + 1);
        let body = json!({ "page": "https://bakery.example/rye", "name": "Ada", "body": words });
        let request = client.post(format!("{}/v1/sites/bakery/comments", self.address)).json(&body);
        let request = request.header("origin", "https://bakery.example");
        let answer = request.header("idempotency-key", uuid::Uuid::new_v4().to_string()).send().await.unwrap();
        let comes_back = answer.headers().contains_key("retry-after");
        (answer.status().as_u16(), answer.text().await.unwrap(), comes_back)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already, where all went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
