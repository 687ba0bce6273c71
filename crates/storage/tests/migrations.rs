//! Each migration by itself, from a database of the version before in which every table has rows.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "migrations/expected.rs"]
mod expected;
#[path = "migrations/filled.rs"]
mod filled;
#[path = "migrations/snapshot.rs"]
mod snapshot;

use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};

use snapshot::{Changes, Snapshot};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

async fn empty() -> (SqliteConnection, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new().filename(folder.path().join("porch.db")).foreign_keys(true);
    (SqliteConnection::connect_with(&options.create_if_missing(true)).await.unwrap(), folder)
}

fn versions() -> Vec<i64> {
    MIGRATIONS.iter().map(|migration| migration.version).collect()
}

/// A database of `version`, each table filled by what that version and those before it could write.
async fn filled_up_to(version: i64) -> (SqliteConnection, tempfile::TempDir) {
    let (mut database, folder) = empty().await;
    for applied in versions().into_iter().take_while(|applied| *applied <= version) {
        MIGRATIONS.run_to(applied, &mut database).await.unwrap();
        if let Some(rows) = filled::rows(applied) {
            sqlx::raw_sql(rows).execute(&mut database).await.unwrap();
        }
    }
    (database, folder)
}

#[tokio::test]
async fn each_migration_changes_what_it_is_meant_to_and_nothing_else() {
    let expected = expected::expected();
    let versions = versions();
    assert_eq!(
        versions[1..],
        *expected.keys().copied().collect::<Vec<_>>(),
        "each migration has what it does written down"
    );
    for pair in versions.windows(2) {
        let (mut database, _folder) = filled_up_to(pair[0]).await;
        let before = Snapshot::of(&mut database).await;
        assert_eq!(before.empty_tables(), Vec::<&str>::new(), "each table of version {} has rows", pair[0]);

        MIGRATIONS.run_to(pair[1], &mut database).await.unwrap();

        let after = Snapshot::of(&mut database).await;
        assert_eq!(Changes::between(&before, &after), expected[&pair[1]], "migration {}", pair[1]);
        snapshot::is_sound(&mut database).await;
    }
}

/// A database that was filled on the way has the same schema as one that was made today.
#[tokio::test]
async fn a_database_that_was_brought_up_has_the_schema_of_a_new_one() {
    let newest = *versions().last().unwrap();
    let (mut brought_up, _folder) = filled_up_to(newest).await;
    let (mut new, _folder) = empty().await;
    MIGRATIONS.run(&mut new).await.unwrap();
    assert_eq!(snapshot::schema(&mut brought_up).await, snapshot::schema(&mut new).await);
}

/// Something of an administrator's own is in the way of the last statement of a migration: it is taken back as a whole, and
/// works when that is out of the way.
#[tokio::test]
async fn a_migration_that_fails_leaves_the_database_as_it_was() {
    // Each is in the way of a statement that comes after others of its migration.
    let in_the_way = [
        (10, "create table outbox_next (id text)", "drop table outbox_next"),
        (12, "create index comments_up on sites (created_at)", "drop index comments_up"),
        (14, "create index events_paused on sites (created_at)", "drop index events_paused"),
        (27, "alter table comments add column in_history integer", "alter table comments drop column in_history"),
    ];
    for (version, obstacle, removal) in in_the_way {
        let before_it = versions().into_iter().take_while(|applied| *applied < version).last().unwrap();
        let (mut database, _folder) = filled_up_to(before_it).await;
        sqlx::raw_sql(obstacle).execute(&mut database).await.unwrap();
        let before = Snapshot::of(&mut database).await;

        assert!(MIGRATIONS.run_to(version, &mut database).await.is_err(), "migration {version}");

        let unchanged = Changes::between(&before, &Snapshot::of(&mut database).await);
        assert_eq!(unchanged, Changes::default(), "migration {version}");
        sqlx::raw_sql(removal).execute(&mut database).await.unwrap();
        MIGRATIONS.run_to(version, &mut database).await.unwrap();
    }
}
