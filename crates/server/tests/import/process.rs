//! The process that reads a file: what it says, and what becomes of it when it breaks, hangs or takes too much.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use porch_domain::archive::batch::Batch;
use porch_domain::archive::import_format::Format;
use porch_import::{Broken, Frame, ReaderProcess, Report, Task};

use super::{DISQUS, NOW, PORCH, all, lay_out};

const PATIENT: Duration = Duration::from_mins(10);

pub(super) fn task(format: Format) -> Task {
    Task {
        format,
        site: "bakery".into(),
        origins: vec!["https://bakery.example".into(), "https://www.bakery.example".into()],
        moves: Vec::new(),
        roles: true,
        now: NOW,
        rehearsal: false,
        memory: 1 << 30,
        seconds: 600,
    }
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_porch"))
}

/// All that the process says, in the order in which it must.
pub(super) async fn heard(bytes: &[u8], task: &Task) -> Result<(Report, usize, Batch), Broken> {
    let mut reader = ReaderProcess::start_as(program(), &file(bytes), task, PATIENT)?;
    let (mut pages, mut whole) = (0, Batch::default());
    let report = loop {
        match reader.next().await? {
            Frame::Pages(some) => pages += some.len(),
            Frame::Plan(report) => break *report,
            other => panic!("{other:?}"),
        }
    };
    loop {
        match reader.next().await? {
            Frame::Batch(mut batch) => {
                whole.pages.append(&mut batch.pages);
                whole.people.append(&mut batch.people);
                whole.comments.append(&mut batch.comments);
                whole.events.append(&mut batch.events);
            }
            Frame::End => return Ok((report, pages, whole)),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn the_process_hands_over_the_same_rows_as_the_reader_itself() {
    for (format, bytes) in [(Format::Disqus, DISQUS), (Format::Porch, PORCH)] {
        let plan = lay_out(format, bytes).unwrap();
        let here = all(&plan, bytes);
        let (report, pages, there) = heard(bytes, &task(format)).await.unwrap();
        assert_eq!((&report, pages), (plan.report(), here.pages.len()));
        assert_eq!(
            (there.comments, there.pages, there.people, there.events),
            (here.comments, here.pages, here.people, here.events)
        );
    }
    let many = Task {
        moves: (0..3_000).map(|n| (format!("https://o.example/{n}"), "x".repeat(60))).collect(),
        ..task(Format::Disqus)
    };
    assert!(heard(DISQUS, &many).await.is_ok(), "more moves than one argument has room for");
}

#[tokio::test]
async fn a_refusal_is_shown_as_the_server_worded_it() {
    let refused = heard(b"hello", &task(Format::Disqus)).await.unwrap_err();
    assert_eq!(refused.to_string(), "this is no export: there is no '<' at its beginning");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"<disqus>").unwrap();
    packed.write_all(&vec![b' '; 8_000_000]).unwrap();
    let refused = heard(&packed.finish().unwrap(), &task(Format::Disqus)).await.unwrap_err();
    assert!(refused.to_string().starts_with("the packed file grows more than two hundredfold"), "{refused}");
}

#[tokio::test]
async fn a_process_that_takes_too_much_is_ended_and_says_so() {
    let memory = Task { memory: 1 << 20, ..task(Format::Disqus) };
    let large = format!("<disqus><post><message>{}</message></post></disqus>", "x".repeat(10_000_000));
    assert!(matches!(heard(large.as_bytes(), &memory).await, Err(Broken::Memory)));
    let time = Task { seconds: 0, ..task(Format::Disqus) };
    let long = [DISQUS, &b"<a/>".repeat(12_000_000)].concat();
    assert!(matches!(heard(&long, &time).await, Err(Broken::Time)));
}

/// A program that does something else than reading.
fn impostor(folder: &Path, does: &str) -> PathBuf {
    let path = folder.join("impostor");
    std::fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[tokio::test]
async fn a_process_that_hangs_breaks_or_babbles_becomes_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let becomes = async |does: &str, silence: Duration| {
        let program = impostor(folder.path(), does);
        let mut reader = ReaderProcess::start_as(&program, &file(DISQUS), &task(Format::Disqus), silence).unwrap();
        reader.next().await.unwrap_err()
    };
    assert!(matches!(becomes("exec sleep 600", Duration::from_millis(50)).await, Broken::Silent));
    assert!(matches!(becomes("kill -SEGV $$", PATIENT).await, Broken::Crashed(_)));
    assert!(matches!(becomes("exit 101", PATIENT).await, Broken::Crashed(_)));
    assert!(matches!(becomes("exit 3", PATIENT).await, Broken::Unbounded));
    assert!(matches!(becomes("exec echo what nobody understands", PATIENT).await, Broken::Garbled));
    assert!(matches!(becomes("env | grep -c PATH >&2; kill -KILL $$", PATIENT).await, Broken::Memory));
}
