//! The data folder: for one user, for one process at a time, and made only by what begins one.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Stdio;

use porch_server::lock::Lock;

use crate::running::{Running, porch, porch_after, says, sorry, with_bakery};
use crate::wait::until;

/// What others may do in a folder, by name, where they may do anything.
fn open_to_others(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let about = std::fs::metadata(&folder).unwrap();
        if about.mode() & 0o077 != 0 {
            found.push(format!("{} {:o}", folder.display(), about.mode()));
        }
        if about.is_dir() {
            folders.extend(std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found
}

#[tokio::test]
async fn nobody_else_can_read_what_is_made_whatever_the_mask_was() {
    let home = tempfile::tempdir().unwrap();
    let (data, backup) = (home.path().join("data"), home.path().join("backup.db"));
    let server = Running::serve(porch_after("umask 0", &data), &[]);
    let add = ["site", "add", "bakery", "--origin", "https://bakery.example"];
    assert!(porch_after("umask 0", &data).args(add).status().unwrap().success());
    assert!(matches!(server.post(100).await.0, 201 | 202));
    assert!(data.join("porch.db-wal").exists() && data.join("porch.sock").exists());
    assert_eq!(open_to_others(&data), [] as [String; 0]);
    assert!(porch_after("umask 0", &data).arg("backup").arg(&backup).status().unwrap().success());
    assert_eq!(open_to_others(&backup), [] as [String; 0]);
    server.end();
    assert!(porch_after("umask 0", &data).arg("restore").arg(&backup).status().unwrap().success());
    assert_eq!(open_to_others(&data), [] as [String; 0]);
}

#[test]
fn what_an_earlier_version_left_open_is_closed_and_told_once() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    for (name, mode) in [("", 0o755), ("porch.db", 0o644), ("porch.lock", 0o644)] {
        std::fs::set_permissions(data.join(name), std::fs::Permissions::from_mode(mode)).unwrap();
    }
    let first = Running::serve(porch(&data), &[]).end();
    assert_eq!(open_to_others(&data), [] as [String; 0]);
    assert_eq!(first.lines().filter(|line| line.contains("other users of this machine")).count(), 1, "{first}");
    let second = Running::serve(porch(&data), &[]).end();
    assert!(!second.contains("other users"), "{second}");
}

#[test]
fn half_copies_of_killed_commands_are_removed_at_the_start() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let names = (0..60).map(|number| data.join(format!("backup-{number:032x}.tmp")));
    names.for_each(|name| std::fs::write(name, vec![0; 1_000]).unwrap());
    std::fs::write(data.join("backup-of-mine.db"), "mine").unwrap();
    let log = Running::serve(porch(&data), &[]).end();
    assert!(log.contains("files=60") && log.contains("bytes=60000"), "{log}");
    let left = std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.starts_with("backup")).collect::<Vec<_>>(), ["backup-of-mine.db"]);
}

#[tokio::test]
async fn a_server_waits_for_a_command_and_says_for_which() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let log = home.path().join("log");
    let lock = Lock::take(&data, "porch import").unwrap();
    let mut starting = porch(&data);
    starting.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::null());
    let mut starting = starting.stderr(std::fs::File::create(&log).unwrap()).spawn().unwrap();
    let said = until("it to say that it waits", async || {
        let said = std::fs::read_to_string(&log).unwrap();
        said.contains("waiting until it has ended").then_some(said)
    });
    let said = said.await;
    assert!(said.contains(&format!("`porch import` (process {})", std::process::id())), "{said}");
    assert!(starting.try_wait().unwrap().is_none());
    drop(lock);
    until("it to open", async || data.join("porch.sock").exists().then_some(())).await;
    starting.kill().unwrap();
    starting.wait().unwrap();
}

#[test]
fn a_second_server_is_told_who_serves_at_once() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["restore", "some.db"]] {
        let sorry = sorry(&data, command);
        assert!(sorry.contains(&format!("`porch serve` (process {}) holds", server.id())), "{sorry}");
        assert!(sorry.contains(data.to_str().unwrap()), "{sorry}");
    }
    server.end();
}

#[tokio::test]
async fn a_lost_write_ahead_log_is_noticed_until_it_is_accepted() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let before = home.path().join("before.db");
    std::fs::copy(data.join("porch.db"), &before).unwrap();
    let server = Running::serve(porch(&data), &[]);
    for _ in 0..3 {
        assert_eq!(server.post(100).await.0, 201);
    }
    // Two events of the site's own come before.
    let counted =
        || std::fs::read_to_string(data.join("porch.count")).is_ok_and(|count| count.contains("\"bakery\":5"));
    until("the server to keep how far the log has come", async || counted().then_some(())).await;
    drop(server);
    std::fs::remove_file(data.join("porch.db-wal")).unwrap();
    // A server empties the log soon after its start, beside the first comments: what of them is in the database by now is
    // not certain.
    std::fs::copy(&before, data.join("porch.db")).unwrap();
    for _ in 0..2 {
        let said = sorry(&data, &["check"]);
        assert!(said.contains("3 changes of bakery had been acknowledged"), "{said}");
        assert!(said.contains("porch.db-wal") && said.contains("--accept-loss"), "{said}");
    }
    assert!(says(&data, &["check", "--accept-loss"]).status.success());
    assert!(says(&data, &["check"]).status.success());
}

#[test]
fn whether_a_server_is_ready_can_be_asked_by_a_command() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    assert!(sorry(&data, &["ready"]).contains("no server answers"));
    let server = Running::serve(porch(&data), &[]);
    assert_eq!(says(&data, &["ready"]).stdout, b"ready\n");
    server.end();
}

#[test]
fn a_command_that_only_asks_makes_no_folder() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("nobody/data");
    for command in [&["check"][..], &["site", "list"], &["log", "--site", "bakery"], &["backup", "file.db"]] {
        let sorry = sorry(&data, command);
        assert!(sorry.contains(data.to_str().unwrap()) && sorry.contains("--data"), "{sorry}");
    }
    assert!(!home.path().join("nobody").exists());
}

#[test]
fn what_cannot_be_names_the_path_or_the_address_and_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let (data, file) = (home.path().join("data"), home.path().join("file"));
    std::fs::write(&file, "").unwrap();
    let said = sorry(&file.join("data"), &["serve", "--listen", "127.0.0.1:0"]);
    assert!(said.contains("file/data") && said.contains("--data"), "{said}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = sorry(&data, &["serve", "--listen", &address]);
    assert!(said.contains(&address) && said.contains("--listen"), "{said}");
    let said = sorry(&data, &["serve", "--listen", "192.0.2.1:1", "--public-url", "http://talk.example"]);
    assert!(said.contains("192.0.2.1:1") && said.contains("no such address"), "{said}");
    std::fs::write(data.join("porch.db"), "this is no database, and longer than its head would be".repeat(50)).unwrap();
    let said = sorry(&data, &["check"]);
    assert!(said.contains("porch.db") && said.contains("porch restore FILE"), "{said}");
    assert!(says(&data, &["config"]).status.success());
}
