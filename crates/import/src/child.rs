//! The process that reads an imported file: with resource limits of its own, and no access to the server.
//!
//! A file may be made to crash or to exhaust the process that reads it. So the server starts its own program once more:
//! the child gets the file as its input, no environment variable and no access to the database. It writes frames
//! (`frame`), one typed row each. If it dies, one import is refused with an error, and nothing else is affected.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Stdout, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;
use std::rc::Rc;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::frame::{Frame, SeenPage, Task};
use super::{Batches, Refusal, Target, plan, unpacked};

/// A heartbeat is sent after so many bytes.
const HEARTBEAT_BYTES: usize = 1024 * 1024;
/// Pages in one frame.
const PAGES: usize = 1_000;

type Out = Rc<RefCell<Stdout>>;

/// Runs the task, which is JSON in one or more arguments, with the file on the standard input.
pub fn run(task: &[String]) -> ExitCode {
    let Ok(task) = serde_json::from_str::<Task>(&task.concat()) else { return ExitCode::from(2) };
    if limit_resources(&task).is_err() {
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

/// Limits the resources of this process: memory, processor time, no file of its own.
fn limit_resources(task: &Task) -> io::Result<()> {
    // The system sends a signal before it kills: the two are distinguished by it.
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

/// The file, unpacked; a heartbeat is sent while it is read.
struct Heartbeat<R> {
    inner: R,
    out: Out,
    since: usize,
}

impl<R: Read> Read for Heartbeat<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.since += read;
        if self.since >= HEARTBEAT_BYTES {
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
        let seen = |page: &porch_domain::archive::batch::NewPage| SeenPage {
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
