//! What the search index is made of.

use porch_protocol::{CommentId, DecisionKind, Role, Status};
use porch_storage::Storage;
use porch_storage::posts::PostJob;

use super::super::databases::databases;
use super::super::{job, post};
use super::decide;

const PAGE: &str = "bakery.example/rye";

/// What changed after a place in the log, and the place that is reached.
async fn changed(storage: &Storage, after: i64, limit: u32) -> (Vec<CommentId>, i64) {
    let ends = storage.log_ends().await.unwrap();
    let last = ends.iter().find(|(site, _)| site == "bakery").unwrap().1;
    let changed = storage.changed_comments("bakery", (after, last), limit).await.unwrap();
    assert!(!changed.erased, "nothing was erased");
    (changed.ids, changed.reached)
}

async fn published(storage: &Storage, ids: &[CommentId]) -> Vec<(CommentId, bool)> {
    let found = storage.published_among("bakery", ids).await.unwrap();
    let mut found: Vec<_> = found.iter().map(|one| (one.comment.id, one.answered)).collect();
    found.sort_unstable();
    found
}

#[tokio::test]
async fn the_log_names_the_comments_that_changed_and_those_that_they_reply_to() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let first = post(&storage, job("bakery", PAGE, "first")).await.id;
        let second = post(&storage, job("bakery", PAGE, "second")).await.id;
        let (ids, reached) = changed(&storage, 0, 100).await;
        assert_eq!(ids, [first, second]);
        assert_eq!(changed(&storage, reached, 100).await, (Vec::new(), reached));
        let reply = PostJob { parent: Some(first), role: Some(Role::Host), ..job("bakery", PAGE, "reply") };
        let reply = post(&storage, reply).await.id;
        let (ids, reached) = changed(&storage, reached, 100).await;
        assert_eq!(ids, [first, reply], "whether it is answered has changed");
        assert_eq!(
            published(&storage, &[first, second, reply]).await,
            [(first, true), (second, false), (reply, false)]
        );
        assert!(!storage.hides_after("bakery", reached).await.unwrap());
        decide(&storage, second, DecisionKind::Remove, Status::Removed).await;
        assert!(storage.hides_after("bakery", reached).await.unwrap());
        assert!(!storage.hides_after("cafe", reached).await.unwrap());
        let (ids, end) = changed(&storage, reached, 100).await;
        assert_eq!(ids, [second]);
        assert_eq!(published(&storage, &ids).await, []);
        assert_eq!(storage.published_among("cafe", &[first]).await.unwrap().len(), 0);

        // In parts, nothing is left out.
        let (mut at, mut all) = (0, Vec::new());
        while at < end {
            let (ids, reached) = changed(&storage, at, 1).await;
            assert!(reached > at);
            all.extend(ids);
            at = reached;
        }
        assert!([first, second, reply].iter().all(|id| all.contains(id)));
    }
}

#[tokio::test]
async fn all_comments_of_a_page_have_changed_with_its_title() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let titled = PostJob { title: Some("Rye".into()), ..job("bakery", PAGE, "first") };
        let titled = post(&storage, titled).await.id;
        let other = post(&storage, job("bakery", PAGE, "second")).await.id;
        let (_, reached) = changed(&storage, 0, 100).await;
        decide(&storage, titled, DecisionKind::Remove, Status::Removed).await;
        let (ids, reached) = changed(&storage, reached, 100).await;
        assert_eq!(ids, [titled, other]);
        decide(&storage, other, DecisionKind::Remove, Status::Removed).await;
        assert_eq!(changed(&storage, reached, 100).await.0, [other], "it has brought no title");
    }
}

#[tokio::test]
async fn the_comments_of_a_page_that_moved_have_changed() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let first = post(&storage, job("bakery", PAGE, "first")).await.id;
        let (_, reached) = changed(&storage, 0, 100).await;
        let to = ("bakery.example/bread".to_owned(), "https://bakery.example/bread".to_owned());
        storage.move_page("bakery".into(), PAGE.into(), to, super::LATER).await.unwrap();
        assert_eq!(changed(&storage, reached, 100).await.0, [first]);
        let found = storage.published_among("bakery", &[first]).await.unwrap();
        assert_eq!(found[0].url, "https://bakery.example/bread");
    }
}
