//! The pages of a site with something to read.

use porch_protocol::held::HoldReason;
use porch_protocol::{DecisionKind, Status, ThreadId};
use porch_storage::Storage;
use porch_storage::posts::PostJob;

use super::super::databases::databases;
use super::super::{job, post};
use super::{LATER, NOW, decide};

async fn threads(storage: &Storage, site: &str) -> Vec<ThreadId> {
    let pages = storage.public_pages(site, (9, 0)).await.unwrap();
    assert_eq!(storage.count_public_pages(site).await.unwrap() as usize, pages.len());
    pages.into_iter().map(|page| page.thread).collect()
}

#[tokio::test]
async fn a_page_is_listed_while_a_comment_of_it_is_published() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let before = storage.end_of_log("bakery").await.unwrap().unwrap();
        let rye = post(&storage, job("bakery", "bakery.example/rye", "rye")).await;
        let held = PostJob { status: Status::Held, hold: Some(HoldReason::Links), ..job("bakery", "oats", "held") };
        let oats = post(&storage, held).await;
        assert_eq!(threads(&storage, "bakery").await, [rye.thread]);
        assert!(threads(&storage, "cafe").await.is_empty());

        decide(&storage, oats.id, DecisionKind::Approve, Status::Published).await;
        let mut both = [rye.thread, oats.thread];
        both.sort_unstable_by_key(ToString::to_string);
        assert_eq!(threads(&storage, "bakery").await, both);
        let second = storage.public_pages("bakery", (1, 1)).await.unwrap();
        assert_eq!(second.iter().map(|page| page.thread).collect::<Vec<_>>(), both[1..]);

        decide(&storage, rye.id, DecisionKind::Remove, Status::Removed).await;
        assert_eq!(threads(&storage, "bakery").await, [oats.thread]);
        assert!(storage.end_of_log("bakery").await.unwrap().unwrap() > before);
        assert_eq!(storage.end_of_log("nobodys").await.unwrap(), None);
    }
}

#[tokio::test]
async fn what_readers_do_not_notice_is_no_change_of_a_page() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let changed = async || storage.public_pages("bakery", (9, 0)).await.unwrap()[0].changed_at;
        post(&storage, job("bakery", "rye", "rye")).await;
        let first = changed().await;
        let held = PostJob {
            person: "bob".into(),
            status: Status::Held,
            hold: Some(HoldReason::Links),
            now: LATER,
            ..job("bakery", "rye", "held")
        };
        let held = post(&storage, held).await;
        assert_eq!(changed().await, first);
        decide(&storage, held.id, DecisionKind::Approve, Status::Published).await;
        assert_eq!(changed().await, NOW, "the time of the decision");
    }
}
