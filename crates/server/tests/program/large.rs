//! A backup and a restore of a large database (THREATS, R19): how long they take, and that each thread is the same after.
//!
//! `cargo test -p porch-server --test program large:: -- --ignored --nocapture` prints the figures. `PORCH_LARGE_MB` (1,024)
//! says how large; four times as much has to be free.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{Connection, Row, SqliteConnection};

use crate::running::{Running, porch, says, with_bakery};

/// Comments of a thread.
const OF_A_THREAD: i64 = 200;
/// About as many bytes as one of them takes, with its indexes and its line of the log.
const OF_A_COMMENT: i64 = 4_750;

async fn connect(data: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(data.join("porch.db")).journal_mode(SqliteJournalMode::Wal);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// Fills a database with threads that are as the server writes them, as far as its checks look.
async fn fill(data: &Path, megabytes: i64) {
    let threads = (megabytes * 1_024 * 1_024 / OF_A_COMMENT / OF_A_THREAD).max(1);
    let mut connection = connect(data).await;
    let mut all = connection.begin().await.unwrap();
    for statement in [
        "insert into people (site_id, id, kind, name, created_at) values ('bakery', 'ada', 'guest', 'Ada', 1)",
        "with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < $1)
         insert into threads (site_id, id, page_key, url, rev, last_at, created_at)
         select 'bakery', printf('00000000-0000-7000-8000-%012d', i), 'bakery.example/' || i,
                'https://bakery.example/' || i, $2, $1 * $2, 1 from n",
        "with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < $1 * $2)
         insert into comments (site_id, thread_id, id, person_id, name, source, source_format, tree, tree_version, status,
                               posted_at)
         select 'bakery', printf('00000000-0000-7000-8000-%012d', i % $1), printf('00000000-0000-7000-8001-%012d', i),
                'ada', 'Ada', hex(randomblob(1000)), 'markdown', '[]', 1, 'published', i from n",
        "with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < $1 * $2)
         insert into events (site_id, seq, kind, thread_id, comment_id, version, rev, actor, at)
         select 'bakery', (select last_seq from sites where id = 'bakery') + i + 1, 'comment_published',
                printf('00000000-0000-7000-8000-%012d', i % $1), printf('00000000-0000-7000-8001-%012d', i), 1, i / $1 + 1,
                'ada', i from n",
        "update sites set last_seq = last_seq + $1 * $2 where id = 'bakery'",
    ] {
        sqlx::query(statement).bind(threads).bind(OF_A_THREAD).execute(&mut *all).await.unwrap();
    }
    all.commit().await.unwrap();
    connection.close().await.unwrap();
}

/// A hash of what stands in each thread.
async fn hashes(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut connection = connect(data).await;
    let mut hashes = BTreeMap::<String, Sha256>::new();
    {
        let rows = "select thread_id, id || status || version || posted_at || source as said from comments
                    order by site_id, thread_id, posted_at, id";
        let mut rows = sqlx::query(rows).fetch(&mut connection);
        while let Some(row) = rows.try_next().await.unwrap() {
            let hash = hashes.entry(row.get("thread_id")).or_default();
            hash.update(row.get::<String, _>("said"));
        }
    }
    connection.close().await.unwrap();
    hashes.into_iter().map(|(thread, hash)| (thread, hash.finalize().to_vec())).collect()
}

async fn is_restored(megabytes: i64) {
    let home = tempfile::tempdir().unwrap();
    let (data, other, backup) = (home.path().join("data"), home.path().join("other"), home.path().join("backup.db"));
    with_bakery(&data);
    fill(&data, megabytes).await;
    let before = hashes(&data).await;
    #[expect(clippy::cast_precision_loss, reason = "gibibytes, to a thousandth")]
    let gibibytes = std::fs::metadata(data.join("porch.db")).unwrap().len() as f64 / f64::from(1 << 30);
    let mut took = BTreeMap::new();
    let mut timed = |what: &'static str, begun: Instant| took.insert(what, begun.elapsed().as_secs_f64());
    let server = Running::serve(porch(&data), &[]);
    let begun = Instant::now();
    assert!(says(&data, &["backup", backup.to_str().unwrap()]).status.success());
    timed("backup", begun);
    server.end();
    let begun = Instant::now();
    let restored = says(&other, &["restore", backup.to_str().unwrap()]);
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    timed("restore", begun);
    let begun = Instant::now();
    let server = Running::serve(porch(&other), &[]);
    let read = server.get("/v1/sites/bakery/thread?page=https://bakery.example/0").await;
    assert!(read.0 == 200 && read.1.contains("Ada"), "{}", read.1);
    assert_eq!(server.get("/readyz").await.0, 200);
    timed("start", begun);
    server.end();
    let begun = Instant::now();
    let checked = says(&other, &["check"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    timed("check", begun);
    assert!(hashes(&other).await == before, "a thread is not what it was");
    let back = took["restore"] + took["start"];
    println!(
        "R19: {gibibytes:.3} GiB, {} threads: {took:.1?} seconds; from the copy to the first answer {:.0} s a GiB, {:.1} min \
         for 10 GiB if it goes on like that",
        before.len(),
        back / gibibytes,
        back / gibibytes * 10.0 / 60.0
    );
}

#[tokio::test]
async fn every_thread_of_a_restored_backup_is_what_it_was() {
    is_restored(4).await;
}

#[tokio::test]
#[ignore = "some minutes, and four times as much room as the database has; prints the figures of THREATS R19"]
async fn a_large_database_is_restored() {
    let megabytes = std::env::var("PORCH_LARGE_MB").ok().and_then(|value| value.parse().ok());
    is_restored(megabytes.unwrap_or(1_024)).await;
}
