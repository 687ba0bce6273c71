//! Fault injection: each step of the database for a post fails once, and the next post must be stored all the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use porch_protocol::Timestamp;

use super::database::sqlite::Settings;
use super::database::{Connection, query};
use super::database_fault::DatabaseFault;
use super::health::Condition;
use super::posts::{PostJob, PostOutcome};
use super::replaced_files::OpenFiles;
use super::sample_post;
use super::sites::{Hold, Site};
use super::writer_connection::WriterConnection;
use super::{Storage, WriteError, WriteScope, open};

/// Steps of SQLite's virtual machine between two checks of the plan.
const STRIDE: i32 = 7;
const TIMEOUT: Duration = Duration::from_mins(2);

/// The number of checks until the next fault; negative for none.
#[derive(Clone, Default)]
struct Plan {
    steps: Arc<AtomicI64>,
    commits: Arc<AtomicI64>,
    /// Whether a connection that is opened now fails to create the file.
    full: Arc<AtomicBool>,
}

impl Plan {
    /// Whether the fault is due.
    fn due(left: &AtomicI64) -> bool {
        left.fetch_sub(1, Ordering::SeqCst) == 1
    }

    fn disarm(&self) {
        self.steps.store(-1, Ordering::SeqCst);
        self.commits.store(-1, Ordering::SeqCst);
    }

    /// A database whose writing connection fails according to this plan: its statements are interrupted, so that SQLite
    /// rolls back the whole transaction, and its commits are turned into rollbacks.
    async fn storage(&self, folder: &std::path::Path) -> Storage {
        let storage = open(folder, TIMEOUT).await.unwrap();
        let origins = vec!["https://bakery.example".to_owned()];
        let site =
            Site { id: "bakery".into(), name: None, origins, hold: Hold::Off, closed: false, created_at: Timestamp(1) };
        storage.add_site(site).await.unwrap();
        storage.close().await;
        self.disarm();
        let file = folder.join(open::FILE);
        let settings = Settings::writing(&file);
        // Without an anchor connection the files beside the database are created and removed with the connection, so
        // they are not checked.
        let watched = (OpenFiles::default(), Condition::default());
        let connection = settings.connect().await.unwrap();
        let plan = self.clone();
        let writer_connection = WriterConnection::new(settings, connection, None, watched.clone());
        let writer_connection = writer_connection.prepared(Box::new(move |connection| {
            let plan = plan.clone();
            Box::pin(async move {
                if plan.full.load(Ordering::SeqCst) {
                    query("pragma max_page_count = 1").execute(&mut *connection).await?;
                }
                let Connection::Sqlite(connection) = connection;
                let mut handle = connection.lock_handle().await?;
                let steps = plan.steps.clone();
                handle.set_progress_handler(STRIDE, move || !Plan::due(&steps));
                handle.set_commit_hook(move || !Plan::due(&plan.commits));
                Ok(())
            })
        }));
        open::storage_with_connection(writer_connection.await, file, watched, TIMEOUT)
    }
}

/// A post that differs from those of other numbers.
pub(super) fn job(number: i64) -> PostJob {
    PostJob {
        key_hash: format!("key {number}"),
        // Some on a page without a thread, which is created with them.
        page_key: format!("page {}", number / 2).into(),
        ..sample_post::job("bakery", "rye", "words")
    }
}

/// Writes a number, beside the posts.
async fn note(storage: &Storage, number: i64) -> Result<(), WriteError> {
    let insert = "insert into meta (key, value) values ($1, 'noted') on conflict do nothing";
    let work = storage.writer.write(WriteScope::Server, (), move |tx, ()| {
        Box::pin(async move { query(insert).bind(format!("note {number}")).execute(tx).await.map(|_| ()) })
    });
    work.await
}

async fn noted(storage: &Storage, number: i64) -> bool {
    let query = query("select 1 from meta where key = $1").bind(format!("note {number}"));
    query.fetch_optional(&storage.readers).await.unwrap().is_some()
}

/// Checks the answers to the posts after a fault: they must be as without one.
async fn is_taken(storage: &Storage, number: i64, first: Result<PostOutcome, WriteError>) {
    let again = storage.post_comment(job(number)).await.unwrap();
    match (first, again) {
        (Ok(PostOutcome::Stored(first)), PostOutcome::Repeated(again)) => assert_eq!(first.id, again.id),
        // Not stored; or stored by a commit that could not report it, which a repeat with the same key finds out.
        (Err(WriteError::Unavailable(_)), PostOutcome::Stored(_) | PostOutcome::Repeated(_)) => {}
        other => panic!("{number}: {other:?}"),
    }
    assert_eq!(storage.condition.trouble(), None, "{number}");
}

async fn count(storage: &Storage) -> i64 {
    query("select count(*) as total from comments").fetch_one(&storage.readers).await.unwrap().try_get("total").unwrap()
}

#[tokio::test]
async fn whatever_step_of_a_post_fails_the_next_one_is_taken() {
    let (folder, plan) = (tempfile::tempdir().unwrap(), Plan::default());
    let storage = plan.storage(folder.path()).await;
    let far = 1 << 40;
    plan.steps.store(far, Ordering::SeqCst);
    let (posted, beside) = tokio::join!(storage.post_comment(job(0)), note(&storage, 0));
    assert!(posted.is_ok() && beside.is_ok());
    let steps = far - plan.steps.load(Ordering::SeqCst);
    assert!(steps > 50, "{steps} steps: the faults do not reach the statements");
    let (mut failed, mut number) = (0, 0);
    for step in 1..=steps {
        number += 1;
        plan.steps.store(step, Ordering::SeqCst);
        let (posted, beside) = tokio::join!(storage.post_comment(job(number)), note(&storage, number));
        plan.disarm();
        failed += i64::from(posted.is_err());
        assert!(beside.is_err() || noted(&storage, number).await, "{number} was acknowledged and is not there");
        is_taken(&storage, number, posted).await;
    }
    assert!(failed > steps / 2, "{failed} of {steps} failed");
    assert_eq!(count(&storage).await, number + 1);
    assert_eq!(storage.faults().await.unwrap(), Vec::<String>::new());
    storage.close().await;
}

#[tokio::test]
async fn a_commit_that_fails_is_told_to_all_and_the_next_one_works() {
    let (folder, plan) = (tempfile::tempdir().unwrap(), Plan::default());
    let storage = plan.storage(folder.path()).await;
    for number in 0..4 {
        plan.commits.store(1, Ordering::SeqCst);
        let posted = storage.post_comment(job(number)).await;
        assert!(matches!(posted, Err(WriteError::Unavailable(DatabaseFault::Transaction))), "{posted:?}");
        assert_eq!(storage.condition.trouble(), Some(DatabaseFault::Transaction));
        assert_eq!(count(&storage).await, number);
        is_taken(&storage, number, posted).await;
    }
    storage.close().await;
}

#[tokio::test]
async fn a_job_that_panics_does_not_end_all_writing() {
    let (folder, plan) = (tempfile::tempdir().unwrap(), Plan::default());
    let storage = plan.storage(folder.path()).await;
    let broken = std::hint::black_box(true);
    let panics = storage.writer.write(WriteScope::Server, (), move |_, ()| {
        Box::pin(async move { if broken { panic!("a job that panics, on purpose") } else { Ok(()) } })
    });
    assert!(panics.await.is_err());
    assert!(storage.post_comment(job(0)).await.is_ok());
    storage.close().await;
}

#[tokio::test]
async fn while_nobody_writes_the_writer_finds_out_by_itself_that_it_works_again() {
    let (folder, plan) = (tempfile::tempdir().unwrap(), Plan::default());
    let storage = plan.storage(folder.path()).await;
    plan.commits.store(1, Ordering::SeqCst);
    assert!(storage.post_comment(job(0)).await.is_err());
    let mut hear = storage.condition.subscribe();
    hear.wait_for(Option::is_none).await.unwrap();
    assert!(storage.post_comment(job(0)).await.is_ok());
    storage.close().await;
}

#[tokio::test]
async fn a_commit_that_wrote_nothing_is_no_sign_that_writing_works() {
    let (folder, plan) = (tempfile::tempdir().unwrap(), Plan::default());
    plan.full.store(true, Ordering::SeqCst);
    let storage = plan.storage(folder.path()).await;
    let long = || PostJob { source: "words".repeat(20_000), ..job(0) };
    let posted = storage.post_comment(long()).await;
    assert!(matches!(posted, Err(WriteError::Unavailable(DatabaseFault::Full))), "{posted:?}");
    let nothing = storage.writer.write(WriteScope::Server, (), |tx, ()| {
        let nothing = "delete from meta where key = 'nobody'";
        Box::pin(async move { query(nothing).execute(tx).await.map(|_| ()) })
    });
    nothing.await.unwrap();
    // Answers are given after the commit, when the state of the disk is known.
    assert_eq!(storage.condition.trouble(), Some(DatabaseFault::Full));
    plan.full.store(false, Ordering::SeqCst);
    storage.condition.subscribe().wait_for(Option::is_none).await.unwrap();
    assert!(storage.post_comment(long()).await.is_ok());
    storage.close().await;
}

#[tokio::test]
async fn a_database_that_is_gone_is_not_replaced_by_an_empty_one() {
    let (folder, plan) = (tempfile::tempdir().unwrap(), Plan::default());
    let storage = plan.storage(folder.path()).await;
    let (file, aside) = (folder.path().join(open::FILE), folder.path().join("aside.db"));
    plan.commits.store(1, Ordering::SeqCst);
    assert!(storage.post_comment(job(0)).await.is_err());
    std::fs::rename(&file, &aside).unwrap();
    let posted = storage.post_comment(job(0)).await;
    assert!(matches!(posted, Err(WriteError::Unavailable(DatabaseFault::Unopenable))), "{posted:?}");
    assert!(!file.exists());
    std::fs::rename(&aside, &file).unwrap();
    assert!(storage.post_comment(job(0)).await.is_ok());
    storage.close().await;
}

#[tokio::test]
async fn a_lock_that_another_holds_is_told_at_once_after_the_first_time() {
    let (folder, plan) = (tempfile::tempdir().unwrap(), Plan::default());
    let storage = plan.storage(folder.path()).await;
    plan.commits.store(1, Ordering::SeqCst);
    assert!(storage.post_comment(job(0)).await.is_err());
    let mut other = Settings::writing(&folder.path().join(open::FILE)).connect().await.unwrap();
    query("begin immediate").execute(&mut other).await.unwrap();
    let posted = storage.post_comment(job(0)).await;
    assert!(matches!(posted, Err(WriteError::Unavailable(DatabaseFault::Locked))), "{posted:?}");
    query("rollback").execute(&mut other).await.unwrap();
    assert!(storage.post_comment(job(0)).await.is_ok());
    storage.close().await;
}
