//! A start on a full disk: what can be read is read, and where nothing can be, the server waits and says so.

use crate::disk::{Disk, fill};
use crate::running::{Running, porch, says, with_bakery};
use crate::wait::until;

const THREAD: &str = "/v1/sites/bakery/thread?page=https://bakery.example/rye";

/// Waits until `/readyz` answers so, and returns what it says.
async fn readyz(server: &Running, status: u16) -> String {
    let what = format!("readyz to answer {status}");
    let said = until(&what, async || server.try_get("/readyz").await.filter(|answer| answer.0 == status));
    said.await.1
}

#[tokio::test]
async fn a_server_that_ended_on_a_full_disk_opens_on_it_again() {
    let home = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of_megabytes(home.path(), 24) else { return };
    let (data, filler) = (home.path().join("data"), home.path().join("filler"));
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    assert_eq!(server.post(8_000).await.0, 201);
    fill(&filler);
    until("a comment to be refused", async || (server.post(8_000).await.0 == 503).then_some(())).await;
    server.end();
    // What became free as it ended is taken by others.
    fill(&home.path().join("more"));

    let server = Running::serve(porch(&data), &[]);
    let said = readyz(&server, 503).await;
    assert!(said.contains("disk is full") && said.contains("read and not written"), "{said}");
    let (status, thread) = server.get(THREAD).await;
    assert!(status == 200 && thread.contains("Ada"), "{thread}");
    assert_eq!(server.post(8_000).await.0, 503);
    for name in [&filler, &home.path().join("more")] {
        std::fs::remove_file(name).unwrap();
    }
    readyz(&server, 200).await;
    assert_eq!(server.post(8_000).await.0, 201);
    let log = server.end();
    assert!(log.contains("The server's disk is full") && log.contains("takes writes again"), "{log}");
    assert!(says(&data, &["check"]).status.success());
    drop(disk);
}

#[tokio::test]
async fn a_server_that_cannot_open_on_a_full_disk_waits_and_opens_by_itself() {
    let home = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of_megabytes(home.path(), 32) else { return };
    let (data, filler) = (home.path().join("data"), home.path().join("filler"));
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    assert_eq!(server.post(100).await.0, 201);
    server.end();
    assert!(!data.join("porch.db-wal").exists(), "with enough room the database is closed in good order");
    fill(&filler);

    let server = Running::begin(porch(&data), &[]);
    let said = readyz(&server, 503).await;
    assert!(said.contains("disk is full") && said.contains("neither read nor written"), "{said}");
    assert_eq!(server.get("/healthz").await, (200, "ok\n".into()));
    let (status, body) = server.get(THREAD).await;
    assert!(status == 503 && body.contains("\"storage-unavailable\""), "{body}");
    std::fs::remove_file(&filler).unwrap();
    readyz(&server, 200).await;
    assert_eq!(server.get(THREAD).await.0, 200);
    assert_eq!(server.post(100).await.0, 201);
    let log = server.end();
    assert_eq!(log.lines().filter(|line| line.contains("is full: make room there")).count(), 1, "{log}");

    fill(&filler);
    let server = Running::begin(porch(&data), &[]);
    readyz(&server, 503).await;
    let log = server.end();
    assert!(log.contains(&format!("the disk of {} is full", data.display())), "{log}");
    drop(disk);
}
