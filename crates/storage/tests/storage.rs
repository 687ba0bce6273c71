//! The contract of the storage: what a database must promise, whichever it is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "storage/contract/mod.rs"]
mod contract;
#[path = "storage/databases.rs"]
mod databases;
#[path = "storage/log_bytes.rs"]
mod log_bytes;
#[path = "storage/power.rs"]
mod power;
#[path = "storage/refuses.rs"]
mod refuses;
#[path = "../src/sample_post.rs"]
mod sample_post;
#[path = "storage/unanswered.rs"]
mod unanswered;

use std::sync::Arc;

use porch_domain::visibility::Viewer;
use porch_protocol::{CommentId, DecisionKind, Status, Timestamp};
use porch_storage::comments::{Changed, CommentChange, CommentUpdate};
use porch_storage::posts::{self, PostJob, PostOutcome, StoredPost};
use porch_storage::threads::Moved;
use porch_storage::{self, Storage};
use sqlx::Connection;

use databases::{Database, PATIENCE, databases};
use sample_post::job;

/// The first of the databases, for tests of what is in an SQLite file.
async fn storage_with_sites() -> (Storage, tempfile::TempDir) {
    Database::Sqlite.with_sites().await
}

async fn post(storage: &Storage, job: PostJob) -> StoredPost {
    match storage.post_comment(job).await.unwrap() {
        PostOutcome::Stored(stored) => stored,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn public_changes_are_numbered_without_a_gap_and_hidden_ones_not_at_all() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let jobs = (0..100).map(|i| {
            let mut job = job("bakery", "rye", &format!("{i}"));
            if i % 3 == 0 {
                job.status = Status::Held;
            }
            storage.post_comment(job)
        });
        let stored = futures_util::future::join_all(jobs).await;
        let thread = match &stored[0] {
            Ok(PostOutcome::Stored(stored)) => stored.thread,
            other => panic!("{other:?}"),
        };
        let events = storage.public_events("bakery", thread, 0, 1_000).await.unwrap();
        let revs: Vec<i64> = events.iter().map(|event| event.rev).collect();
        assert_eq!(revs, (1..=66).collect::<Vec<_>>());
        assert_eq!(storage.thread("bakery", thread).await.unwrap().unwrap().rev, 66);
    }
}

#[tokio::test]
async fn one_bad_post_takes_no_other_along() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let mut bad = job("bakery", "rye", "bad");
        bad.status = Status::Published;
        bad.source = "x".repeat(300_000);
        let mut jobs: Vec<PostJob> = (0..10).map(|i| job("bakery", "rye", &format!("{i}"))).collect();
        jobs.insert(5, bad);
        let outcomes = futures_util::future::join_all(jobs.into_iter().map(|job| storage.post_comment(job))).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_err()).count(), 1);
        assert!(outcomes[5].is_err());
        let thread = storage.thread_of_page("bakery", "rye").await.unwrap().unwrap();
        assert_eq!(storage.public_comments("bakery", thread.id).await.unwrap().len(), 10);
    }
}

#[tokio::test]
async fn the_database_refuses_a_parent_of_another_thread_or_site() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let here = post(&storage, job("bakery", "rye", "here")).await;
        for (site, page) in [("bakery", "spelt"), ("cafe", "rye")] {
            let mut across = job(site, page, "across");
            across.parent = Some(here.id);
            assert_eq!(storage.post_comment(across).await.unwrap(), PostOutcome::ParentNotFound);
        }
    }
}

#[tokio::test]
async fn a_change_is_for_the_author_and_for_the_version_that_was_seen() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let stored = post(&storage, job("bakery", "rye", "one")).await;
        let change = |by: Option<&str>, version| CommentChange {
            site: "bakery".into(),
            id: stored.id,
            by: by.map(str::to_owned),
            version: Some(version),
            from: vec![Status::Published],
            to: CommentUpdate::Words { source: "two".into(), tree: "[]".into(), edited_at: None },
            reason: None,
            now: Timestamp(2_000),
            key: None,
        };
        assert_eq!(storage.change_comment(change(Some("bob"), 1)).await.unwrap(), Changed::NotFound);
        assert_eq!(storage.change_comment(change(Some("ada"), 2)).await.unwrap(), Changed::Conflict);
        let done = storage.change_comment(change(Some("ada"), 1)).await.unwrap();
        assert!(matches!(done, Changed::Done(comment, Some(2)) if comment.source == "two" && comment.version == 2));
    }
}

#[tokio::test]
async fn a_removed_comment_is_a_stub_to_strangers_and_whole_to_its_author() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let stored = post(&storage, job("bakery", "rye", "words")).await;
        let change = CommentChange {
            site: "bakery".into(),
            id: stored.id,
            by: None,
            version: None,
            from: vec![Status::Published],
            to: CommentUpdate::Decided(DecisionKind::Remove, Status::Removed, "operator".into()),
            reason: Some("rule 2".into()),
            now: Timestamp(2_000),
            key: None,
        };
        storage.change_comment(change).await.unwrap();
        let comment = storage.comment("bakery", stored.id).await.unwrap().unwrap();
        let stub = comment.seen_by(Viewer::Stranger).unwrap();
        assert_eq!((stub.author, stub.body, stub.reason.as_deref()), (None, None, Some("rule 2")));
        assert!(comment.seen_by(Viewer::Author).unwrap().body.is_some());
    }
}

#[tokio::test]
async fn a_moved_page_answers_to_both_addresses() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let stored = post(&storage, job("bakery", "rye", "words")).await;
        post(&storage, job("bakery", "taken", "words")).await;
        let moving = |old: &str, new: &str| {
            let place = (new.to_owned(), format!("https://bakery.example/{new}"));
            storage.move_page("bakery".into(), old.into(), place, Timestamp(2_000))
        };
        assert_eq!(moving("nowhere", "new").await.unwrap(), Moved::NotFound);
        assert_eq!(moving("rye", "taken").await.unwrap(), Moved::Taken);
        assert_eq!(moving("rye", "new").await.unwrap(), Moved::Done);
        for page in ["rye", "new"] {
            assert_eq!(storage.thread_of_page("bakery", page).await.unwrap().unwrap().id, stored.thread, "{page}");
        }
        assert_eq!(moving("new", "rye").await.unwrap(), Moved::Done);
        assert_eq!(storage.thread_of_page("bakery", "new").await.unwrap().unwrap().page_key, "rye");
    }
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_close_and_a_reopening() {
    for database in databases() {
        let (storage, folder) = database.with_sites().await;
        let jobs = (0..50).map(|i| post(&storage, job("bakery", "rye", &format!("{i}"))));
        let stored = futures_util::future::join_all(jobs).await;
        storage.close().await;
        assert_eq!(storage.condition().trouble(), None, "an ordinary end is no trouble");
        let storage = database.open(folder.path()).await;
        for one in stored {
            assert!(storage.comment("bakery", one.id).await.unwrap().is_some());
        }
    }
}

#[tokio::test]
async fn a_used_key_is_found_beside_new_ones_and_after_a_reopening() {
    for database in databases() {
        let (storage, folder) = database.with_sites().await;
        // Whoever asks first has the keys read; those that come meanwhile are found all the same.
        let jobs: Vec<PostJob> = (0..40).map(|i| job("bakery", "rye", &format!("{i}"))).collect();
        let keys: Vec<String> = jobs.iter().map(|job| job.key_hash.clone()).collect();
        let posting = async {
            for (job, key) in jobs.into_iter().zip(&keys) {
                post(&storage, job).await;
                assert!(storage.used_key("bakery", key).await.unwrap().is_some());
            }
        };
        let asking = async {
            for _ in 0..40 {
                assert!(storage.used_key("bakery", "another").await.unwrap().is_none());
            }
        };
        tokio::join!(posting, asking);
        assert!(storage.used_key("cafe", &keys[0]).await.unwrap().is_none(), "another site's");
        storage.close().await;
        let storage = database.open(folder.path()).await;
        for key in keys {
            assert!(storage.used_key("bakery", &key).await.unwrap().is_some());
        }
        assert!(storage.used_key("bakery", "another").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn old_keys_are_forgotten_after_three_days() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let old = job("bakery", "rye", "old");
        let key: Arc<str> = old.key_hash.as_str().into();
        post(&storage, old).await;
        let hour = 3_600 * Timestamp::SECOND;
        assert_eq!(storage.forget_old_keys(Timestamp(71 * hour)).await.unwrap(), 0);
        assert!(storage.comment_of_key("bakery", &key).await.unwrap().is_some());
        assert_eq!(storage.forget_old_keys(Timestamp(73 * hour)).await.unwrap(), 1);
        assert!(storage.comment_of_key("bakery", &key).await.unwrap().is_none());
    }
}

/// Puts rows into a database as it was before the migration 15, which then opens as it is now.
async fn brought_up_from_14(rows: &'static str) -> (Storage, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join("porch.db"));
    let file = file.create_if_missing(true).journal_mode(sqlx::sqlite::SqliteJournalMode::Wal);
    let mut connection = sqlx::SqliteConnection::connect_with(&file).await.unwrap();
    sqlx::migrate!("migrations/sqlite").run_to(14, &mut connection).await.unwrap();
    sqlx::raw_sql(rows).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    (porch_storage::open(folder.path(), PATIENCE).await.unwrap(), folder)
}

/// Pages that had a title when a page had one at once, whoever said it and whether its words were seen.
const TITLED: &str = "
    insert into sites (id, created_at) values ('bakery', 1);
    insert into people (site_id, id, kind, name, created_at) values ('bakery', 'ada', 'guest', 'Ada', 1);
    insert into threads (site_id, id, page_key, url, title, title_by, created_at)
      select 'bakery', value ->> 0, value ->> 1, 'https://bakery.example/' || (value ->> 1), value ->> 2, value ->> 3, 1
      from json_each('[[\"00000000-0000-7000-8000-000000000001\", \"held\", \"Eve was here\", \"visitor\"],
                       [\"00000000-0000-7000-8000-000000000002\", \"seen\", \"Spelt\", \"visitor\"],
                       [\"00000000-0000-7000-8000-000000000003\", \"host\", \"Our rye\", \"host\"],
                       [\"00000000-0000-7000-8000-000000000004\", \"file\", \"Our oats\", \"import\"]]');
    insert into comments (site_id, thread_id, id, person_id, name, source, source_format, tree, tree_version, status,
                          posted_at, hold, arrived)
      select 'bakery', t.id, replace(t.id, '-7000-', printf('-7%03d-', value)), 'ada', 'Ada', 'words', 'markdown', '[]', 1,
             iif(value = 2 or t.page_key = 'seen', 'published', 'held'), value,
             iif(value = 2 or t.page_key = 'seen', null, 'first_comment'), iif(value = 1, '{\"opened\":9000}', null)
      from threads t, json_each('[1, 2]');
";

#[tokio::test]
async fn titles_of_before_go_back_to_the_words_that_they_came_with() {
    let (storage, _folder) = brought_up_from_14(TITLED).await;
    let title = async |page: &str| storage.thread_of_page("bakery", page).await.unwrap().unwrap().title;
    let told = async || [title("held").await, title("seen").await, title("host").await, title("file").await];
    let titles = |held: Option<&str>, seen: Option<&str>| {
        [held, seen, Some("Our rye"), Some("Our oats")].map(|title| title.map(str::to_owned))
    };
    assert_eq!(told().await, titles(None, Some("Spelt")), "nobody sees what came with words that wait");

    let first = async |page: &str| {
        let thread = storage.thread_of_page("bakery", page).await.unwrap().unwrap().id;
        let id = CommentId(thread.0.to_string().replace("-7000-", "-7001-").parse().unwrap());
        storage.comment("bakery", id).await.unwrap().unwrap()
    };
    let decide = async |page: &str, verb: DecisionKind, to: Status| {
        let before = first(page).await;
        let change = CommentChange {
            site: "bakery".into(),
            id: before.id,
            by: None,
            version: None,
            from: vec![before.status],
            to: CommentUpdate::Decided(verb, to, "operator".into()),
            reason: None,
            now: Timestamp(2_000),
            key: None,
        };
        assert!(matches!(storage.change_comment(change).await.unwrap(), Changed::Done(..)), "{page}");
    };
    for (page, title) in [("held", "Eve was here"), ("host", "Our rye"), ("file", "Our oats")] {
        let around = storage.thread_of_comment("bakery", &first(page).await).await.unwrap().unwrap();
        assert_eq!(around.title.as_deref(), Some(title), "the team reads it beside the words");
        decide(page, DecisionKind::Approve, Status::Published).await;
    }
    assert_eq!(told().await, titles(Some("Eve was here"), Some("Spelt")), "let in, with the words");
    for page in ["held", "seen", "host", "file"] {
        decide(page, DecisionKind::Spam, Status::Spam).await;
    }
    assert_eq!(told().await, titles(None, None), "what the host or a file said is nobody else's to take along");
}
