//! A transaction that another writer was in the way of is run again, and its effect is there once.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use porch_protocol::Timestamp;
use tokio::sync::Mutex;

use super::commit_hook::AfterCommit;
use super::database::sqlite::Settings;
use super::database::{Connection, StorageError, query};
use super::database_fault::DatabaseFault;
use super::faults::job;
use super::health::Condition;
use super::posts::PostOutcome;
use super::replaced_files::OpenFiles;
use super::sites::{Hold, Site};
use super::touched::{Touched, TouchedSite};
use super::writer_connection::{MOST_TRIES, WriterConnection};
use super::{Storage, WriteError, WriteScope, open};

const TIMEOUT: Duration = Duration::from_mins(2);
const SHORT: Duration = Duration::from_millis(5);

/// Counts the commits that touched the site.
#[derive(Default)]
struct Commits(AtomicU32);

impl AfterCommit for Commits {
    fn after_commit(self: Arc<Self>, touched: Touched) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.0.fetch_add(u32::from(touched.sites.contains_key("bakery")), Ordering::SeqCst);
        Box::pin(std::future::ready(()))
    }
}

/// A storage with a site, and another connection to its file.
struct Bakery {
    storage: Storage,
    commits: Arc<Commits>,
    other: Arc<Mutex<Connection>>,
    folder: tempfile::TempDir,
}

/// How a job fails before it succeeds.
type Failure = fn() -> StorageError;

/// What a job is given: how many of its runs fail and how, and who counts its runs.
struct Runs {
    failing: u32,
    failure: Option<Failure>,
    other: Arc<Mutex<Connection>>,
    count: Arc<AtomicU32>,
}

impl Bakery {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = open(folder.path(), TIMEOUT).await.unwrap();
        let origins = vec!["https://bakery.example".to_owned()];
        let site =
            Site { id: "bakery".into(), name: None, origins, hold: Hold::Off, closed: false, created_at: Timestamp(1) };
        storage.add_site(site).await.unwrap();
        let commits = Arc::new(Commits::default());
        storage.after_commits(&(commits.clone() as _));
        let other =
            Settings::writing(&folder.path().join(open::FILE)).with_busy_timeout(SHORT).connect().await.unwrap();
        Self { storage, commits, other: Arc::new(Mutex::new(other)), folder }
    }

    /// Writes the number of the run, and fails in the first `failing` runs: with `failure`, or because the file is
    /// locked. Returns the answer and the number of runs.
    async fn write(&self, failing: u32, failure: Option<Failure>) -> (Result<u32, WriteError>, u32) {
        let count = Arc::new(AtomicU32::new(0));
        let runs = Runs { failing, failure, other: self.other.clone(), count: count.clone() };
        let work = self.storage.writer.write(WriteScope::site("bakery"), runs, |tx, runs| {
            Box::pin(async move {
                let run = runs.count.fetch_add(1, Ordering::SeqCst) + 1;
                tx.touched().site("bakery", TouchedSite::default());
                let note = query("insert into meta (key, value) values ('run', $1)").bind(run.to_string());
                note.execute(&mut *tx).await?;
                match runs.failure {
                    _ if run > runs.failing => Ok(run),
                    Some(failure) => Err(failure()),
                    None => {
                        // This transaction holds the lock, so the other connection does not get it.
                        query("begin immediate").execute(&mut *runs.other.lock().await).await?;
                        Ok(run)
                    }
                }
            })
        });
        let answer = work.await;
        (answer, count.load(Ordering::SeqCst))
    }

    async fn number(&self, sql: &'static str) -> Option<String> {
        let row = query(sql).fetch_optional(&self.storage.readers).await.unwrap()?;
        Some(row.try_get("number").unwrap())
    }

    async fn comments(&self) -> Option<String> {
        self.number("select cast(count(*) as text) as number from comments").await
    }

    async fn noted(&self) -> Option<String> {
        self.number("select value as number from meta where key = 'run'").await
    }
}

#[tokio::test]
async fn a_job_runs_again_after_another_writer_was_in_its_way_and_its_effect_is_there_once() {
    let bakery = Bakery::open().await;
    let condition = bakery.storage.condition.subscribe();
    let (posted, (answer, runs)) = tokio::join!(bakery.storage.post_comment(job(0)), bakery.write(1, None));
    // The post is in the same transaction: it was not stored by the one that failed.
    let Ok(PostOutcome::Stored(stored)) = posted else { panic!("{posted:?}") };
    assert_eq!((stored.rev, bakery.comments().await.as_deref()), (Some(1), Some("1")));
    assert_eq!((answer.unwrap(), runs), (2, 2));
    assert_eq!(bakery.noted().await.as_deref(), Some("2"));
    assert_eq!(bakery.commits.0.load(Ordering::SeqCst), 1);
    let posts = bakery.number("select cast(count(*) as text) as number from events where comment_id is not null").await;
    assert_eq!(posts.as_deref(), Some("1"));
    assert!(!condition.has_changed().unwrap());
    assert_eq!(bakery.storage.faults().await.unwrap(), Vec::<String>::new());
    bakery.storage.close().await;
}

#[tokio::test]
async fn a_failure_that_stays_is_answered_after_the_last_try() {
    let bakery = Bakery::open().await;
    let (posted, (answer, runs)) = tokio::join!(bakery.storage.post_comment(job(0)), bakery.write(u32::MAX, None));
    for refused in [posted.map(drop), answer.map(drop)] {
        assert!(matches!(refused, Err(WriteError::Unavailable(DatabaseFault::Locked))), "{refused:?}");
    }
    assert_eq!(runs, MOST_TRIES);
    // While writing fails, nobody waits for further tries.
    let (answer, runs) = bakery.write(u32::MAX, None).await;
    assert!(matches!(answer, Err(WriteError::Unavailable(DatabaseFault::Locked))), "{answer:?}");
    assert_eq!(runs, 1);
    assert_eq!((bakery.comments().await.as_deref(), bakery.noted().await), (Some("0"), None));
    assert_eq!(bakery.commits.0.load(Ordering::SeqCst), 0);
    assert!(matches!(bakery.storage.post_comment(job(0)).await, Ok(PostOutcome::Stored(_))));
    bakery.storage.close().await;
}

#[tokio::test]
async fn a_job_that_fails_for_its_own_reasons_runs_once() {
    let bakery = Bakery::open().await;
    let refused = bakery.write(1, Some(|| StorageError::NotFound));
    let (posted, (answer, runs)) = tokio::join!(bakery.storage.post_comment(job(0)), refused);
    assert!(matches!(answer, Err(WriteError::Database(_))), "{answer:?}");
    assert!(matches!(posted, Ok(PostOutcome::Stored(_))), "{posted:?}");
    assert_eq!((runs, bakery.noted().await), (1, None));
    // Nobody knows whether a transaction whose connection broke was committed.
    let (answer, runs) = bakery.write(1, Some(|| StorageError::Broken)).await;
    assert!(matches!(answer, Err(WriteError::Unavailable(DatabaseFault::Transaction))), "{answer:?}");
    assert_eq!((runs, bakery.noted().await), (1, None));
    bakery.storage.close().await;
}

#[tokio::test]
async fn a_lock_that_is_released_between_two_tries_refuses_nobody() {
    let Bakery { storage, other, folder, .. } = Bakery::open().await;
    storage.close().await;
    query("begin immediate").execute(&mut *other.lock().await).await.unwrap();
    let file = folder.path().join(open::FILE);
    let settings = Settings::writing(&file).with_busy_timeout(SHORT);
    let (watched, opened) = ((OpenFiles::default(), Condition::default()), Arc::new(AtomicU32::new(0)));
    let writer_connection =
        WriterConnection::new(settings.clone(), settings.connect().await.unwrap(), None, watched.clone());
    let writer_connection = writer_connection.prepared(Box::new({
        let opened = opened.clone();
        move |_| {
            let (opened, other) = (opened.clone(), other.clone());
            Box::pin(async move {
                // The first connection is there before the lock is; the second one is opened for the second try.
                if opened.fetch_add(1, Ordering::SeqCst) == 1 {
                    query("rollback").execute(&mut *other.lock().await).await?;
                }
                Ok(())
            })
        }
    }));
    let storage = open::storage_with_connection(writer_connection.await, file, watched, TIMEOUT);
    let condition = storage.condition.subscribe();
    let posted = storage.post_comment(job(0)).await;
    assert!(matches!(posted, Ok(PostOutcome::Stored(_))), "{posted:?}");
    assert_eq!(opened.load(Ordering::SeqCst), 2);
    assert!(!condition.has_changed().unwrap());
    storage.close().await;
}
