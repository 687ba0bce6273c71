//! Starts the process that reads a file, receives its frames, and explains in a sentence why it ended when it dies.

use std::fs::File;
use std::io::{self, Seek};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use tokio::io::{AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

use super::frame::{FRAME_BYTES, Frame, Task};

/// The hidden command under which the program reads a file for itself.
pub const COMMAND: &str = "read-import";
/// The longest argument in bytes: the system allows slightly more.
const ARGUMENT: usize = 100_000;
/// The exit code of a process that could not limit its resources.
const UNBOUNDED: i32 = 3;
/// Bytes of the process's error output that are stored.
const ERROR_BYTES: u64 = 2_048;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Sets the program that reads files, for processes that are not that program themselves: tests.
pub fn use_program(path: impl Into<PathBuf>) {
    // The first caller counts: all set the same program.
    let _ = PROGRAM.set(path.into());
}

/// Why reading ended early. Nothing beyond what was handed over has been imported.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The file is refused.
    #[error("{0}")]
    Refused(String),
    /// The process cannot be started, or its output not be read.
    #[error("the file could not be read in a process of its own: {0}")]
    Io(#[from] io::Error),
    /// It sends nothing any more.
    #[error("reading the file came to a standstill, and was ended: the file may be damaged")]
    Silent,
    /// It used up its memory, or crashed.
    #[error(
        "reading the file needed more memory than an import may have (1 GB), or broke: the file may be damaged or made to do harm"
    )]
    Memory,
    /// It used up its processor time.
    #[error(
        "reading the file took more time of the processor than an import may have: the file may be damaged or made to do harm"
    )]
    Time,
    /// It crashed.
    #[error("reading the file broke: it may be damaged or made to do harm ({0})")]
    Crashed(String),
    /// It could not limit its resources.
    #[error(
        "the process that reads the file may not bound itself: let this service call setrlimit (systemd: @resources)"
    )]
    Unbounded,
    /// Its output is not understood.
    #[error("the process that reads the file says what cannot be understood")]
    Garbled,
}

/// A process that reads a file. It is killed when this is dropped.
pub struct ReaderProcess {
    child: Child,
    output: BufReader<ChildStdout>,
    timeout: Duration,
}

impl ReaderProcess {
    /// Starts it, with the file at its beginning.
    pub fn start(file: &File, task: &Task, timeout: Duration) -> Result<Self, Broken> {
        Self::start_as(&program()?, file, task, timeout)
    }

    /// The same with the program of the caller.
    pub fn start_as(program: &Path, file: &File, task: &Task, timeout: Duration) -> Result<Self, Broken> {
        let mut input = file.try_clone()?;
        input.rewind()?;
        let task = serde_json::to_string(task).map_err(io::Error::from)?;
        let mut pieces = Vec::new();
        let mut rest = task.as_str();
        while !rest.is_empty() {
            let (piece, more) = rest.split_at(rest.floor_char_boundary(ARGUMENT));
            pieces.push(piece);
            rest = more;
        }
        let mut command = Command::new(program);
        command.arg(COMMAND).args(pieces).env_clear().current_dir("/").kill_on_drop(true);
        let mut child = command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or_else(|| io::Error::other("it has no output"))?;
        Ok(Self { child, output: BufReader::new(output), timeout })
    }

    /// The next frame that is not a heartbeat.
    pub async fn next(&mut self) -> Result<Frame, Broken> {
        loop {
            match tokio::time::timeout(self.timeout, self.frame()).await {
                Ok(Ok(Frame::Alive)) => {}
                Ok(Ok(Frame::Refused(why))) => return Err(Broken::Refused(why)),
                Ok(other) => return other,
                Err(_) => {
                    self.child.start_kill()?;
                    return Err(Broken::Silent);
                }
            }
        }
    }

    async fn frame(&mut self) -> Result<Frame, Broken> {
        let mut length = [0; 4];
        if self.output.read_exact(&mut length).await.is_err() {
            return Err(self.exit_reason().await);
        }
        let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
        if length > FRAME_BYTES {
            return Err(Broken::Garbled);
        }
        let mut text = Vec::new();
        let most = u64::try_from(length).unwrap_or(u64::MAX);
        if (&mut self.output).take(most).read_to_end(&mut text).await? < length {
            return Err(self.exit_reason().await);
        }
        serde_json::from_slice(&text).map_err(|_| Broken::Garbled)
    }

    /// Why it ended without an error frame.
    async fn exit_reason(&mut self) -> Broken {
        let mut error_output = Vec::new();
        if let Some(errors) = self.child.stderr.take() {
            // It is only for the log.
            let _ = errors.take(ERROR_BYTES).read_to_end(&mut error_output).await;
        }
        let error_output = String::from_utf8_lossy(&error_output);
        match self.child.wait().await {
            Ok(status) => {
                tracing::warn!(%status, complaint = %error_output.trim(), "the process that read an imported file broke");
                reason_of(status, &error_output)
            }
            Err(error) => Broken::Io(error),
        }
    }
}

fn reason_of(status: ExitStatus, error_output: &str) -> Broken {
    // These signal numbers are the same on all systems that Porch runs on.
    match status.signal() {
        Some(24) => Broken::Time,
        Some(6 | 9) => Broken::Memory,
        None if status.code() == Some(UNBOUNDED) => Broken::Unbounded,
        _ if error_output.contains("memory allocation") || error_output.contains("cannot allocate") => Broken::Memory,
        _ => Broken::Crashed(status.to_string()),
    }
}

/// This program itself, even when its file has been replaced by a newer one since it started.
fn program() -> io::Result<PathBuf> {
    if let Some(path) = PROGRAM.get() {
        return Ok(path.clone());
    }
    let own = PathBuf::from("/proc/self/exe");
    if own.exists() { Ok(own) } else { std::env::current_exe() }
}
