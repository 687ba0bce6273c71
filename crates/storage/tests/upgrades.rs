//! Databases of every version before come up to this one: nothing that was said is lost, and a copy is kept first.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::time::Duration;

use porch_protocol::{CommentId, Status};

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{Connection, Row, SqliteConnection};

/// Longer than any read takes, however busy the machine is.
const PATIENCE: Duration = Duration::from_mins(2);

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// A site with a conversation, as the first version wrote it: every status, a reply, an alias and the log.
const ROWS: &str = "
    insert into sites (id, last_seq, created_at) values ('bakery', 3, 1);
    insert into origins (site_id, origin, position) values ('bakery', 'https://bakery.example', 0);
    insert into people (site_id, id, kind, name, created_at) values ('bakery', 'ada', 'guest', 'Ada', 1);
    insert into threads (site_id, id, page_key, url, title, title_by, rev, last_at, created_at)
      values ('bakery', '00000000-0000-7000-8000-000000000001', 'bakery.example/rye', 'https://bakery.example/rye', 'Rye',
              'visitor', 2, 7, 1);
    insert into aliases (site_id, page_key, thread_id)
      values ('bakery', 'bakery.example/old', '00000000-0000-7000-8000-000000000001');
    insert into comments (site_id, thread_id, id, parent_id, person_id, name, source, source_format, tree, tree_version,
                          status, posted_at)
      select 'bakery', '00000000-0000-7000-8000-000000000001', printf('00000000-0000-7000-8000-0000000001%02d', key),
             iif(key = 6, '00000000-0000-7000-8000-000000000100', null), 'ada', 'Ada', 'said ' || key, 'markdown', '[]', 1,
             value, key + 1
      from json_each('[\"published\", \"held\", \"sent_back\", \"declined\", \"removed\", \"withdrawn\", \"published\", \"spam\"]')
      order by key;
    insert into events (site_id, seq, kind, thread_id, comment_id, version, rev, actor, at)
      select 'bakery', value, 'comment_published', '00000000-0000-7000-8000-000000000001',
             '00000000-0000-7000-8000-000000000100', 1, value, 'ada', value from json_each('[1, 2, 3]');
    insert into idempotency (site_id, key_hash, request_hash, comment_id, status, created_at)
      values ('bakery', 'a', 'b', '00000000-0000-7000-8000-000000000100', 201, 1);
";

async fn connect(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(folder.join("porch.db"));
    let options = options.create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// A data folder of the version that had so many migrations.
async fn of_version(version: i64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connect(folder.path()).await;
    MIGRATIONS.run_to(1, &mut connection).await.unwrap();
    sqlx::raw_sql(ROWS).execute(&mut connection).await.unwrap();
    MIGRATIONS.run_to(version, &mut connection).await.unwrap();
    connection.close().await.unwrap();
    folder
}

/// What was said, with its place and status: what no upgrade may change.
async fn words(connection: &mut SqliteConnection) -> Vec<String> {
    let rows = sqlx::query(
        "select id || ' ' || coalesce(parent_id, '-') || ' ' || source || ' ' || status || ' ' || posted_at from comments order by id",
    );
    rows.fetch_all(connection).await.unwrap().iter().map(|row| row.get(0)).collect()
}

fn copies(folder: &Path) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("porch-before-")).collect()
}

#[tokio::test]
async fn a_database_of_every_version_before_keeps_all_that_was_said() {
    let versions: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    let newest = *versions.last().unwrap();
    assert!(versions.len() > 10, "{versions:?}");
    for version in versions {
        let folder = of_version(version).await;
        let mut before = connect(folder.path()).await;
        let said = words(&mut before).await;
        before.close().await.unwrap();

        let storage = porch_storage::open(folder.path(), PATIENCE).await.unwrap();
        let opening = CommentId("00000000-0000-7000-8000-000000000100".parse().unwrap());
        let read = storage.comment("bakery", opening).await.unwrap().unwrap();
        assert_eq!(read.status, Status::Published, "from {version}");
        assert!(storage.thread_of_page("bakery", "bakery.example/old").await.unwrap().is_some(), "from {version}");
        storage.close().await;

        let mut after = connect(folder.path()).await;
        assert_eq!(words(&mut after).await, said, "from {version}");
        for check in ["pragma integrity_check", "pragma foreign_key_check"] {
            let rows = sqlx::query(check).fetch_all(&mut after).await.unwrap();
            assert!(rows.iter().all(|row| row.get::<String, _>(0) == "ok"), "{check}, from {version}");
        }
        after.close().await.unwrap();

        // The way back: the copy is whole, and of the version before.
        let kept = copies(folder.path());
        assert_eq!(kept.len(), usize::from(version < newest), "from {version}");
        for copy in kept {
            let options = SqliteConnectOptions::new().filename(copy);
            let mut copy = SqliteConnection::connect_with(&options).await.unwrap();
            assert_eq!(words(&mut copy).await, said, "the copy of {version}");
            let last = sqlx::query("select max(version) from _sqlx_migrations").fetch_one(&mut copy).await.unwrap();
            assert_eq!(last.get::<i64, _>(0), version);
        }
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone_and_the_way_back_is_told() {
    let folder = of_version(MIGRATIONS.iter().map(|migration| migration.version).max().unwrap()).await;
    let mut later = connect(folder.path()).await;
    let applied = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                   values (9999, 'of a later version', true, x'00', 1)";
    sqlx::query(applied).execute(&mut later).await.unwrap();
    later.close().await.unwrap();
    let refused = porch_storage::open(folder.path(), PATIENCE).await.err().unwrap().to_string();
    assert!(refused.contains("a newer version of Porch") && refused.contains("porch restore"), "{refused}");
    assert!(copies(folder.path()).is_empty());
}
