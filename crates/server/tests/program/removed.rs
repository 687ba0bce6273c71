//! Files of the database that are removed or replaced while the server runs: nothing is acknowledged that would be lost.

use std::path::{Path, PathBuf};

use crate::running::{Running, condition_changes, exported, free_address, porch, says, sorry, with_bakery};
use crate::wait::until;

const THREAD: &str = "/v1/sites/bakery/thread?page=https://bakery.example/rye";

/// Comments are refused and read, and everybody who asks is told why.
async fn is_refused(server: &Running, data: &Path) {
    let (status, body, _) = server.post(100).await;
    assert!(status == 503 && body.contains("removed or replaced"), "{body}");
    let (status, said) = server.get("/readyz").await;
    assert!(status == 503 && said.contains("removed or replaced") && said.contains("porch backup FILE"), "{said}");
    assert_eq!(server.get(THREAD).await.0, 200);
    let said = sorry(data, &["check"]);
    assert!(said.contains("removed or replaced") && said.contains("porch backup FILE"), "{said}");
}

#[tokio::test]
async fn what_was_moved_away_and_comes_back_is_written_again() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    assert_eq!(server.post(100).await.0, 201);
    for name in ["porch.db", "porch.db-wal", "porch.db-shm"] {
        let (path, aside) = (data.join(name), home.path().join("aside"));
        std::fs::rename(&path, &aside).unwrap();
        is_refused(&server, &data).await;
        // A copy is another file, though it says the same.
        std::fs::copy(&aside, &path).unwrap();
        is_refused(&server, &data).await;
        std::fs::rename(&aside, &path).unwrap();
        until("comments to be taken again", async || (server.post(100).await.0 == 201).then_some(())).await;
        assert_eq!(server.get("/readyz").await.0, 200);
    }
    let log = server.end();
    let changes = |words| condition_changes(&log, words);
    assert_eq!(changes("A file of the server's database was removed or replaced"), 3, "{log}");
    assert_eq!(changes("takes writes again"), 3, "{log}");
    assert!(says(&data, &["check"]).status.success());
}

/// The copy that a server leaves when it ends.
fn saved(data: &Path) -> PathBuf {
    let names = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let mut saved = names.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("porch-saved-"));
    saved.next().unwrap()
}

#[tokio::test]
async fn what_was_removed_can_be_saved_before_and_when_the_server_ends() {
    let home = tempfile::tempdir().unwrap();
    let (data, backup) = (home.path().join("data"), home.path().join("backup.db"));
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    for _ in 0..3 {
        assert_eq!(server.post(100).await.0, 201);
    }
    std::fs::remove_file(data.join("porch.db")).unwrap();
    is_refused(&server, &data).await;
    assert!(says(&data, &["backup", backup.to_str().unwrap()]).status.success());
    let log = server.end();
    assert!(log.contains("porch-saved-"), "{log}");
    let said = sorry(&data, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(said.contains("porch.db is gone") && said.contains("porch restore FILE"), "{said}");
    for copy in [saved(&data), backup] {
        // A log of writes that was left over must not get into what is put in its place.
        std::fs::write(data.join("porch.db-wal"), "left over").unwrap();
        assert!(says(&data, &["restore", copy.to_str().unwrap()]).status.success());
        assert!(says(&data, &["check"]).status.success());
        assert_eq!(exported(&data), 3);
    }
}

#[tokio::test]
async fn that_a_file_was_removed_is_noticed_though_nobody_writes() {
    let home = tempfile::tempdir().unwrap();
    let (data, metrics) = (home.path().join("data"), free_address());
    with_bakery(&data);
    let server = Running::serve(porch(&data), &["--metrics", &metrics]);
    std::fs::remove_file(data.join("porch.db")).unwrap();
    let counted = async || {
        let said = reqwest::get(format!("http://{metrics}/metrics")).await.ok()?.text().await.ok()?;
        said.contains("porch_database_troubles_total{cause=\"displaced\"} 1").then_some(said)
    };
    let said = until("the server to notice", counted).await;
    assert!(said.contains("porch_database_writable 0"), "{said}");
    server.end();
}
