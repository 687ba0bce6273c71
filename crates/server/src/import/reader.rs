//! Starts the process that reads a file, hears its frames, and says in a sentence what became of it when it dies.

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
/// Letters of an argument: the system takes somewhat more.
const ARGUMENT: usize = 100_000;
/// How the process ends that could not bound itself.
const UNBOUNDED: i32 = 3;
/// Bytes that are kept of what the process complains about.
const COMPLAINT: u64 = 2_048;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that reads files, for processes that are not that program themselves: tests.
pub fn use_program(path: impl Into<PathBuf>) {
    // Whoever comes first is right: it is the same program.
    let _ = PROGRAM.set(path.into());
}

/// Why a reading ended early. Nothing more than what was handed over has come in.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The file is refused.
    #[error("{0}")]
    Refused(String),
    /// The process cannot be started, or not be heard.
    #[error("the file could not be read in a process of its own: {0}")]
    Io(#[from] io::Error),
    /// It says nothing any more.
    #[error("reading the file came to a standstill, and was ended: the file may be damaged")]
    Silent,
    /// It took all of its memory, or broke.
    #[error(
        "reading the file needed more memory than an import may have (1 GB), or broke: the file may be damaged or made to do harm"
    )]
    Memory,
    /// It took all of its time.
    #[error(
        "reading the file took more time of the processor than an import may have: the file may be damaged or made to do harm"
    )]
    Time,
    /// It crashed.
    #[error("reading the file broke: it may be damaged or made to do harm ({0})")]
    Crashed(String),
    /// It could not bound itself.
    #[error(
        "the process that reads the file may not bound itself: let this service call setrlimit (systemd: @resources)"
    )]
    Unbounded,
    /// It says what nobody understands.
    #[error("the process that reads the file says what cannot be understood")]
    Garbled,
}

/// A process that reads a file. It ends when this is dropped.
pub struct ReaderProcess {
    child: Child,
    said: BufReader<ChildStdout>,
    silence: Duration,
}

impl ReaderProcess {
    /// Starts it, at the file's beginning.
    pub fn start(file: &File, task: &Task, silence: Duration) -> Result<Self, Broken> {
        Self::start_as(&program()?, file, task, silence)
    }

    /// The same with a program of the caller's.
    pub fn start_as(program: &Path, file: &File, task: &Task, silence: Duration) -> Result<Self, Broken> {
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
        let said = child.stdout.take().ok_or_else(|| io::Error::other("it has no output"))?;
        Ok(Self { child, said: BufReader::new(said), silence })
    }

    /// What it says next that is more than a sign of life.
    pub async fn next(&mut self) -> Result<Frame, Broken> {
        loop {
            match tokio::time::timeout(self.silence, self.frame()).await {
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
        if self.said.read_exact(&mut length).await.is_err() {
            return Err(self.died().await);
        }
        let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
        if length > FRAME_BYTES {
            return Err(Broken::Garbled);
        }
        let mut text = Vec::new();
        let most = u64::try_from(length).unwrap_or(u64::MAX);
        if (&mut self.said).take(most).read_to_end(&mut text).await? < length {
            return Err(self.died().await);
        }
        serde_json::from_slice(&text).map_err(|_| Broken::Garbled)
    }

    /// Why it ended without having said so.
    async fn died(&mut self) -> Broken {
        let mut complaint = Vec::new();
        if let Some(errors) = self.child.stderr.take() {
            // It is only for the log.
            let _ = errors.take(COMPLAINT).read_to_end(&mut complaint).await;
        }
        let complaint = String::from_utf8_lossy(&complaint);
        match self.child.wait().await {
            Ok(status) => {
                tracing::warn!(%status, complaint = %complaint.trim(), "the process that read an imported file broke");
                broken(status, &complaint)
            }
            Err(error) => Broken::Io(error),
        }
    }
}

fn broken(status: ExitStatus, complaint: &str) -> Broken {
    // Numbers of signals are the same on all systems that this runs on, but for the rarely used ones.
    match status.signal() {
        Some(24) => Broken::Time,
        Some(6 | 9) => Broken::Memory,
        None if status.code() == Some(UNBOUNDED) => Broken::Unbounded,
        _ if complaint.contains("memory allocation") || complaint.contains("cannot allocate") => Broken::Memory,
        _ => Broken::Crashed(status.to_string()),
    }
}

/// This very program, even when its file has been replaced by a newer one since it started.
fn program() -> io::Result<PathBuf> {
    if let Some(path) = PROGRAM.get() {
        return Ok(path.clone());
    }
    let own = PathBuf::from("/proc/self/exe");
    if own.exists() { Ok(own) } else { std::env::current_exe() }
}
