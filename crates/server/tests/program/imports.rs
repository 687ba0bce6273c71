//! Imports into a server that runs: what is killed on the way takes nothing along, and the same file goes on where it stopped.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Row};

use crate::running::{Running, porch, says, with_bakery};
use crate::wait::until;

/// Comments of the file: some thirty batches.
const COMMENTS: usize = 6_000;

/// A file of another system with so many comments of two hundred people.
fn exported(folder: &Path) -> PathBuf {
    let post = |number: usize| {
        let words = "words that somebody said long ago ".repeat(20);
        format!(
            "<post dsq:id='{number}'><message>{number} {words}</message><createdAt>2015-02-03T04:05:06Z</createdAt>\
             <author><name>Ada {}</name></author><thread dsq:id='t'/></post>\n",
            number % 200
        )
    };
    let posts: String = (0..COMMENTS).map(post).collect();
    let thread = "<thread dsq:id='t'><link>https://bakery.example/rye</link></thread>";
    let file = folder.join("disqus.xml");
    std::fs::write(&file, format!("<disqus xmlns:dsq='d'>{thread}{posts}</disqus>")).unwrap();
    file
}

fn importing(data: &Path, file: &Path) -> Child {
    let mut command = porch(data);
    command.args(["import", "disqus"]).arg(file).args(["--site", "bakery", "--yes"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Comments that are stored.
async fn stored(data: &Path) -> i64 {
    let options = SqliteConnectOptions::new().filename(data.join("porch.db")).read_only(true);
    let mut connection = options.connect().await.unwrap();
    let count = sqlx::query("select count(*) from comments").fetch_one(&mut connection).await.unwrap().get(0);
    sqlx::Connection::close(connection).await.unwrap();
    count
}

/// Waits until more comments are stored than `before`, and not all of them.
async fn under_way(data: &Path, before: i64) {
    until("a part of the file to be stored", async || (stored(data).await > before).then_some(())).await;
    assert!(stored(data).await < i64::try_from(COMMENTS).unwrap(), "the import was too quick for this test");
}

/// The process that reads the file for this server.
fn reader(server: &Running) -> Pid {
    let processes =
        std::fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let is_reader = |pid: &i32| {
        let read = |what: &str| std::fs::read_to_string(format!("/proc/{pid}/{what}")).unwrap_or_default();
        read("status").contains(&format!("PPid:\t{}\n", server.id())) && read("cmdline").contains("read-import")
    };
    Pid::from_raw(processes.into_iter().find(is_reader).unwrap()).unwrap()
}

#[tokio::test]
async fn an_import_that_is_interrupted_goes_on_with_the_same_file() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let file = exported(home.path());

    // The process that reads the file.
    let server = Running::serve(porch(&data), &[]);
    let import = importing(&data, &file);
    under_way(&data, 0).await;
    kill_process(reader(&server), Signal::KILL).unwrap();
    let said = import.wait_with_output().unwrap();
    let words = String::from_utf8(said.stderr).unwrap();
    assert!(!said.status.success() && words.contains("Import the same file again to go on"), "{words}");
    assert_eq!(server.post(100).await.0, 201);
    assert_eq!(server.get("/readyz").await.0, 200);

    // The command that asked for it.
    let before = stored(&data).await;
    let mut import = importing(&data, &file);
    under_way(&data, before).await;
    import.kill().unwrap();
    import.wait().unwrap();

    // The server.
    let before = stored(&data).await;
    let import = importing(&data, &file);
    under_way(&data, before).await;
    kill_process(Pid::from_raw(i32::try_from(server.id()).unwrap()).unwrap(), Signal::KILL).unwrap();
    assert!(!import.wait_with_output().unwrap().status.success());
    drop(server);

    let server = Running::serve(porch(&data), &[]);
    let said = importing(&data, &file).wait_with_output().unwrap();
    let words = String::from_utf8(said.stdout).unwrap();
    assert!(said.status.success() && words.contains("Already imported: "), "{words}");
    // And the one that a visitor posted.
    assert_eq!(stored(&data).await, i64::try_from(COMMENTS).unwrap() + 1);
    server.end();
    assert!(says(&data, &["check"]).status.success());
    let log = String::from_utf8(says(&data, &["log"]).stdout).unwrap();
    assert!(log.contains("200 people were not here before") && log.contains("the file was incomplete"), "{log}");
}

/// The most memory that a process ever had, in kilobytes.
fn peak(server: &Running) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test]
async fn the_server_takes_little_memory_for_a_large_file() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let small = exported(home.path());
    let large = home.path().join("large.xml");
    // What no comment is made of: the file is large, and the test is quick.
    let filler = format!("<other>{}</other>\n", "x".repeat(1 << 20)).repeat(120);
    let whole = std::fs::read_to_string(&small).unwrap();
    std::fs::write(&large, whole.replace("</disqus>", &format!("{filler}</disqus>"))).unwrap();
    let server = Running::serve(porch(&data), &[]);
    assert_eq!(server.post(100).await.0, 201);
    let before = peak(&server);
    let said = importing(&data, &large).wait_with_output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let more = peak(&server) - before;
    println!("a file of {} MB took {} MB of the server", std::fs::metadata(&large).unwrap().len() >> 20, more >> 10);
    assert!(more <= 64 << 10, "{more} kB");
    server.end();
}
