//! A disk that is full, and one that fails: comments are read, refused quickly, and taken again when there is room.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};
use rustix::process::Resource;

use crate::running::{Running, condition_changes, limit, porch, porch_after, says, with_bakery};
use crate::wait::until;

/// A small disk of its own, which goes away with the test.
pub(crate) struct Disk(PathBuf);

impl Disk {
    pub(crate) fn of_megabytes(folder: &Path, megabytes: u32) -> Option<Self> {
        let size = std::ffi::CString::new(format!("size={megabytes}m")).unwrap();
        match mount("tmpfs", folder, "tmpfs", MountFlags::empty(), Some(size.as_c_str())) {
            Ok(()) => Some(Self(folder.into())),
            Err(error) => {
                println!("skipped: a small disk cannot be mounted here ({error}); it needs root, or unshare -Urm");
                None
            }
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = unmount(&self.0, UnmountFlags::DETACH);
    }
}

/// Writes until nothing more fits.
pub(crate) fn fill(file: &Path) {
    let mut file = std::fs::File::create(file).unwrap();
    let block = [0xAA; 4_096];
    while file.write_all(&block).is_ok() {}
}

/// While nothing can be written: quickly refused, told by readyz, and read all the same. Then, when it can be again.
async fn stops_and_goes_on(server: &Running, why: &str, stop: impl FnOnce(), go_on: impl FnOnce()) {
    assert_eq!(server.post(8_000).await.0, 201);
    stop();
    let refused = until("a comment to be refused", async || {
        let begun = Instant::now();
        let answer = server.post(8_000).await;
        (answer.0 != 201).then_some((answer, begun.elapsed()))
    });
    let ((status, body, comes_back), first) = refused.await;
    assert_eq!(status, 503, "{body}");
    assert!(comes_back && body.contains("\"storage-unavailable\"") && body.contains(why), "{body}");
    let mut slowest = first;
    for _ in 0..5 {
        let begun = Instant::now();
        assert_eq!(server.post(8_000).await.0, 503);
        slowest = slowest.max(begun.elapsed());
    }
    let (status, said) = server.get("/readyz").await;
    assert!(status == 503 && said.contains(why), "{said}");
    assert_eq!(server.get("/healthz").await.0, 200);
    let read = server.get("/v1/sites/bakery/thread?page=https://bakery.example/rye").await;
    assert_eq!(read.0, 200, "{}", read.1);
    go_on();
    let begun = Instant::now();
    until("a comment to be taken again", async || (server.post(8_000).await.0 == 201).then_some(())).await;
    let back = begun.elapsed();
    until("readyz to say so", async || (server.get("/readyz").await.0 == 200).then_some(())).await;
    println!("slowest refusal {} ms; writes are back after {} ms", slowest.as_millis(), back.as_millis());
}

#[tokio::test]
async fn after_a_full_disk_comments_are_taken_again_without_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of_megabytes(home.path(), 24) else { return };
    let (data, filler) = (home.path().join("data"), home.path().join("filler"));
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    for _round in 0..3 {
        let room = || std::fs::remove_file(&filler).unwrap();
        stops_and_goes_on(&server, "disk is full", || fill(&filler), room).await;
    }
    let log = server.end();
    let changes = |words| condition_changes(&log, words);
    assert_eq!((changes("The server's disk is full"), changes("takes writes again")), (3, 3), "{log}");
    assert!(says(&data, &["check"]).status.success());
    drop(disk);
}

#[tokio::test]
async fn after_errors_of_the_disk_comments_are_taken_again_without_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    // A limit on the size of files stands in for a disk that fails. It runs anywhere, and ends a process that does not
    // ignore its signal.
    let server = Running::serve(porch_after("trap '' XFSZ", &data), &[]);
    let limit = |bytes| limit(&server, Resource::Fsize, bytes);
    stops_and_goes_on(&server, "disk reports an error", || limit(Some(1)), || limit(None)).await;
    let log = server.end();
    assert!(log.contains("takes writes again"), "{log}");
    assert!(says(&data, &["check"]).status.success());
}

#[tokio::test]
async fn an_import_leaves_the_last_of_a_disk_to_people_who_write() {
    let home = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of_megabytes(home.path(), 24) else { return };
    let data = home.path().join("data");
    with_bakery(&data);
    std::fs::write(home.path().join("filler"), vec![0; 15 << 20]).unwrap();
    let mut taken = 0;
    while says(
        &data,
        &[
            "import",
            "disqus",
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/disqus.xml"),
            "--site",
            "bakery",
            "--yes",
        ],
    )
    .status
    .success()
    {
        taken += 1;
        std::fs::write(home.path().join(format!("filler{taken}")), vec![0; 1 << 20]).unwrap();
        assert!(taken < 12, "it was never refused");
    }
    assert!(taken > 0);
    drop(disk);
}
