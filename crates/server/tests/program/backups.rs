//! Backups that are killed while they run: nothing of them stays in the data folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Stdio};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{Connection, SqliteConnection};

use crate::running::{Running, porch, says, with_bakery};
use crate::wait::until;

/// Bytes that a database has at least whose copy takes long enough to be killed in the middle.
const LARGE: u64 = 32 << 20;

/// Makes the database large, by a value that nobody asks for.
async fn swell(data: &Path) {
    let options = SqliteConnectOptions::new().filename(data.join("porch.db")).journal_mode(SqliteJournalMode::Wal);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let large = i64::try_from(LARGE / 2).unwrap();
    let swell = sqlx::query("insert into meta (key, value) values ('large', hex(randomblob($1)))").bind(large);
    swell.execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// What there is of half copies in a data folder, with the sizes.
fn halves(data: &Path) -> BTreeMap<String, u64> {
    let mut all = files(data);
    all.retain(|name, _| name.starts_with("backup-"));
    all
}

/// All files of a data folder, with their sizes; not those that tell of a server or of the time.
fn files(data: &Path) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(data).unwrap() {
        let entry = entry.unwrap();
        // What is removed meanwhile is no file any more.
        let Ok(about) = entry.metadata() else { continue };
        found.insert(entry.file_name().into_string().unwrap(), about.len());
    }
    found.retain(|name, _| !["porch.sock", "porch.lock", "porch.count"].contains(&name.as_str()));
    found
}

/// Bytes of half copies themselves, without what the database puts beside them.
fn copied(data: &Path) -> u64 {
    halves(data).iter().filter(|(name, _)| !name.ends_with("-journal")).map(|(_, size)| size).sum()
}

/// Begins a backup, and returns while its copy grows.
async fn under_way(data: &Path, target: &Path) -> Child {
    let mut backup = porch(data);
    backup.arg("backup").arg(target).stdout(Stdio::null()).stderr(Stdio::null());
    let backup = backup.spawn().unwrap();
    until("a copy to grow", async || (copied(data) > 0).then_some(())).await;
    backup
}

#[tokio::test]
async fn a_backup_that_was_killed_leaves_nothing_once_a_server_has_started() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    swell(&data).await;
    Running::serve(porch(&data), &[]).end();
    let before = files(&data);
    for number in 0..4 {
        let target = home.path().join(format!("killed-{number}.db"));
        let mut backup = under_way(&data, &target).await;
        backup.kill().unwrap();
        backup.wait().unwrap();
        // The next command clears up what the last one left, as a server does.
        let left = copied(&data);
        assert!((1..LARGE).contains(&left), "it was killed in the middle: {left}");
        assert!(!target.exists(), "half a copy would be taken for a whole one");
    }
    let log = Running::serve(porch(&data), &[]).end();
    assert!(log.contains("removed half copies"), "{log}");
    assert_eq!(files(&data), before);
    assert!(says(&data, &["check"]).status.success());
}

#[tokio::test]
async fn a_server_clears_up_after_a_killed_backup_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    swell(&data).await;
    let server = Running::serve(porch(&data), &[]);
    for number in 0..4 {
        let target = home.path().join(format!("killed-{number}.db"));
        let mut backup = under_way(&data, &target).await;
        backup.kill().unwrap();
        backup.wait().unwrap();
        until("the copy to go away", async || halves(&data).is_empty().then_some(())).await;
        assert_eq!(server.post(100).await.0, 201);
    }
    // And where the server is killed with it.
    let mut backup = under_way(&data, &home.path().join("killed.db")).await;
    drop(server);
    backup.wait().unwrap();
    assert!((1..LARGE).contains(&copied(&data)));
    let server = Running::serve(porch(&data), &[]);
    assert_eq!(halves(&data), BTreeMap::new());
    assert_eq!(server.post(100).await.0, 201);
    let whole = home.path().join("whole.db");
    assert!(says(&data, &["backup", whole.to_str().unwrap()]).status.success());
    assert!(std::fs::metadata(&whole).unwrap().len() > LARGE);
    assert_eq!(halves(&data), BTreeMap::new());
}
