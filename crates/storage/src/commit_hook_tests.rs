//! What happens between a commit and its answers.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use porch_protocol::Timestamp;
use tokio::sync::{Semaphore, mpsc};

use super::commit_hook::AfterCommit;
use super::posts::PostOutcome;
use super::sample_post::job;
use super::sites::{Hold, Site, SiteChange};
use super::touched::Touched;
use super::{Storage, open};

/// Says what it has to follow. It follows what touched a site when it may, and panics where it is to.
struct Gate {
    began: mpsc::UnboundedSender<Touched>,
    may: Semaphore,
    panics: bool,
}

impl AfterCommit for Gate {
    fn after_commit(self: Arc<Self>, touched: Touched) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async move {
            let waits = !touched.sites.is_empty();
            self.began.send(touched).unwrap();
            if waits {
                self.may.acquire().await.unwrap().forget();
            }
            assert!(!self.panics, "a hook that panics, on purpose");
        })
    }
}

struct Bakery {
    storage: Storage,
    gate: Arc<Gate>,
    began: mpsc::UnboundedReceiver<Touched>,
    _folder: tempfile::TempDir,
}

impl Bakery {
    async fn open(panics: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = open(folder.path(), Duration::from_mins(2)).await.unwrap();
        let (id, origins) = ("bakery".into(), vec!["https://bakery.example".into()]);
        let site = Site { id, name: None, origins, hold: Hold::Off, closed: false, created_at: Timestamp(1) };
        assert!(storage.add_site(site).await.unwrap());
        let (sender, began) = mpsc::unbounded_channel();
        let gate = Arc::new(Gate { began: sender, may: Semaphore::new(0), panics });
        storage.after_commits(&(gate.clone() as _));
        Self { storage, gate, began, _folder: folder }
    }

    async fn set(storage: Storage) -> bool {
        storage.set_site("bakery".into(), SiteChange::default(), Timestamp(2)).await.unwrap()
    }

    async fn posts(&self) -> PostOutcome {
        let job = job("bakery", "rye", "words");
        self.storage.post_comment(job).await.unwrap()
    }
}

#[tokio::test]
async fn who_wrote_is_answered_when_it_was_followed_and_who_posts_does_not_wait_for_a_site() {
    let mut bakery = Bakery::open(false).await;
    let set = tokio::spawn(Bakery::set(bakery.storage.clone()));
    assert!(bakery.began.recv().await.unwrap().sites.contains_key("bakery"));
    assert!(matches!(bakery.posts().await, PostOutcome::Stored(_)));
    let touched = bakery.began.recv().await.unwrap();
    assert_eq!((touched.threads.len(), touched.sites.len()), (1, 0));
    assert!(!set.is_finished());
    bakery.gate.may.add_permits(1);
    assert!(set.await.unwrap());
    bakery.storage.close().await;
}

#[tokio::test]
async fn a_commit_is_followed_when_its_caller_has_gone() {
    let mut bakery = Bakery::open(false).await;
    let mut set = Box::pin(Bakery::set(bakery.storage.clone()));
    assert!(futures_util::poll!(&mut set).is_pending());
    drop(set);
    assert!(bakery.began.recv().await.unwrap().sites.contains_key("bakery"));
    bakery.gate.may.add_permits(1);
    // Ending waits until all was followed.
    bakery.storage.close().await;
    assert_eq!(bakery.gate.may.available_permits(), 0);
}

#[tokio::test]
async fn what_follows_may_panic_and_the_answer_comes_all_the_same() {
    let bakery = Bakery::open(true).await;
    assert!(matches!(bakery.posts().await, PostOutcome::Stored(_)));
    bakery.gate.may.add_permits(1);
    assert!(Bakery::set(bakery.storage.clone()).await);
    bakery.storage.close().await;
}

#[tokio::test]
async fn where_nothing_follows_any_more_there_is_nothing_to_wait_for() {
    let Bakery { storage, gate, _folder, .. } = Bakery::open(false).await;
    drop(gate);
    assert!(Bakery::set(storage.clone()).await);
    storage.close().await;
}
