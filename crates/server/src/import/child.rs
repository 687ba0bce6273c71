//! The process that reads an imported file: with bounds of its own, and nothing of the server's.
//!
//! A file may be made to break or to exhaust whatever reads it. So the server has its own program read it once more: this
//! process gets the file as its input, no variable of the environment and no way to the database. It answers in frames
//! (`frame`), a typed row each. If it dies, one import is refused with a sentence, and nobody else notices.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Stdout, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;
use std::rc::Rc;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::frame::{Frame, SeenPage, Task};
use super::{Batches, Refusal, Target, plan, unpacked};

/// Bytes after which a sign of life is given.
const PULSE: usize = 1024 * 1024;
/// Pages named in one frame.
const PAGES: usize = 1_000;

type Out = Rc<RefCell<Stdout>>;

/// Does the task, which is JSON in one or more pieces, with the file on the standard input.
pub fn run(task: &[String]) -> ExitCode {
    let Ok(task) = serde_json::from_str::<Task>(&task.concat()) else { return ExitCode::from(2) };
    if bound(&task).is_err() {
        return ExitCode::from(3);
    }
    let Ok(input) = io::stdin().as_fd().try_clone_to_owned() else { return ExitCode::from(4) };
    let out = Rc::new(RefCell::new(io::stdout()));
    let last = match read(&File::from(input), &task, &out) {
        Ok(()) => Frame::End,
        Err(Refusal::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::FAILURE,
        Err(refusal) => Frame::Refused(refusal.to_string()),
    };
    match send(&out, &last) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Takes what this process may have at most: memory, time of the processor, no file of its own.
fn bound(task: &Task) -> io::Result<()> {
    // The system warns once before it kills, which tells the two apart.
    let seconds = (task.seconds, task.seconds.saturating_add(5));
    let limits = [
        (Resource::As, (task.memory, task.memory)),
        (Resource::Cpu, seconds),
        (Resource::Fsize, (0, 0)),
        (Resource::Core, (0, 0)),
        (Resource::Nofile, (32, 32)),
    ];
    for (resource, (current, maximum)) in limits {
        setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) })?;
    }
    Ok(())
}

fn send(out: &Out, frame: &Frame) -> Result<(), Refusal> {
    let mut out = out.borrow_mut();
    frame.write(&mut *out)?;
    Ok(out.flush()?)
}

/// The file, unpacked; gives a sign of life as it is read.
struct Heartbeat<R> {
    inner: R,
    out: Out,
    since: usize,
}

impl<R: Read> Read for Heartbeat<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.since += read;
        if self.since >= PULSE {
            self.since = 0;
            send(&self.out, &Frame::Alive).map_err(io::Error::other)?;
        }
        Ok(read)
    }
}

fn read(file: &File, task: &Task, out: &Out) -> Result<(), Refusal> {
    let opened = || Ok::<_, Refusal>(Heartbeat { inner: unpacked(file)?, out: out.clone(), since: 0 });
    let target =
        Target { site: &task.site, origins: &task.origins, moves: &task.moves, roles: task.roles, now: task.now };
    let plan = plan(task.format, opened()?, target)?;
    for pages in plan.pages.chunks(PAGES) {
        let seen = |page: &super::NewPage| SeenPage {
            key: page.key.clone(),
            url: page.url.clone(),
            names: page.aliases.clone(),
        };
        send(out, &Frame::Pages(pages.iter().map(seen).collect()))?;
    }
    send(out, &Frame::Plan(Box::new(plan.report().clone())))?;
    if task.rehearsal {
        return Ok(());
    }
    let mut batches = Batches::open(&plan, opened()?)?;
    while let Some(batch) = batches.next_batch()? {
        send(out, &Frame::Batch(Box::new(batch)))?;
    }
    Ok(())
}
