//! What is public of people beside their comments: that they have confirmed who they are, and their line about themselves.

use std::collections::HashSet;

use porch_protocol::{ChangeKind, CommentId, Status, ThreadId};
use porch_storage::Storage;
use porch_storage::events::{PublicEvent, PublicEventChange};
use porch_storage::posts::PostJob;
use porch_storage::profiles::{Profile, PublishedCount};

use super::super::databases::databases;
use super::super::{job, post};
use super::NOW;
use super::visitors::confirmed;

async fn posts(storage: &Storage, person: &str, page: &str, status: Status) -> (CommentId, ThreadId) {
    let job = PostJob { person: person.into(), name: person.into(), status, ..job("bakery", page, "words") };
    let stored = post(storage, job).await;
    (stored.id, stored.thread)
}

async fn rev(storage: &Storage, thread: ThreadId) -> i64 {
    storage.thread("bakery", thread).await.unwrap().unwrap().rev
}

#[tokio::test]
async fn whoever_confirms_is_marked_where_they_have_written_and_readers_there_are_told() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let (first, rye) = posts(&storage, "ada", "rye", Status::Published).await;
        let (second, _) = posts(&storage, "ada", "rye", Status::Published).await;
        posts(&storage, "ada", "rye", Status::Held).await;
        posts(&storage, "ben", "rye", Status::Published).await;
        let (_, spelt) = posts(&storage, "ada", "spelt", Status::Held).await;
        let people = HashSet::from(["ada", "ben"]);
        assert!(storage.confirmed_people("bakery", &people).await.unwrap().is_empty());
        let before = (rev(&storage, rye).await, rev(&storage, spelt).await);

        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        assert_eq!(storage.confirmed_people("bakery", &people).await.unwrap(), HashSet::from(["ada".to_owned()]));
        assert!(storage.confirmed_people("cafe", &people).await.unwrap().is_empty(), "another site");
        assert!(storage.confirmed_people("bakery", &HashSet::new()).await.unwrap().is_empty());
        assert!(storage.profile("bakery", "ada").await.unwrap().confirmed);
        let by_mail = storage.people_with_mail("bakery", &["ada", "ben"]).await.unwrap();
        assert_eq!(by_mail, HashSet::from(["ada".to_owned()]));
        let now = (rev(&storage, rye).await, rev(&storage, spelt).await);
        assert_eq!(now, (before.0 + 1, before.1), "what is held tells nobody anything");
        let events = storage.public_events("bakery", rye, before.0, 10).await.unwrap();
        let mut changed: Vec<_> = events.iter().flat_map(PublicEvent::changes).collect();
        changed.sort_by_key(|(_, id)| *id);
        let mut expected = [(ChangeKind::Edited, first), (ChangeKind::Edited, second)];
        expected.sort_by_key(|(_, id)| *id);
        assert_eq!((events.len(), changed.as_slice()), (1, expected.as_slice()));

        confirmed(&storage, ("ada2", "ada3"), "ada@b.example", NOW).await;
        assert_eq!(rev(&storage, rye).await, now.0, "it is said once");
    }
}

#[tokio::test]
async fn readers_are_told_whose_the_comments_of_a_merge_are() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let (words, rye) = posts(&storage, "guest", "rye", Status::Published).await;
        let (_, spelt) = posts(&storage, "guest", "spelt", Status::Held).await;
        let before = rev(&storage, rye).await;
        confirmed(&storage, ("guest", "guest2"), "ada@a.example", NOW).await;
        let merge = storage.merges_into("bakery", "ada").await.unwrap().remove(0);
        assert!(storage.undo_merge("bakery".into(), merge.id, "operator".into(), NOW).await.unwrap());
        let events = storage.public_events("bakery", rye, before, 10).await.unwrap();
        let changes: Vec<_> = events.into_iter().map(|event| event.change).collect();
        // Both say what belongs to that person now: after the undoing Ada has nothing there.
        assert_eq!(changes, [PublicEventChange::Author(Vec::new()), PublicEventChange::Author(vec![words])]);
        assert_eq!(rev(&storage, spelt).await, 0);
    }
}

#[tokio::test]
async fn readers_load_the_thread_again_where_an_author_has_very_many_comments() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let (_, rye) = posts(&storage, "ada", "rye", Status::Published).await;
        for _ in 0..200 {
            posts(&storage, "ada", "rye", Status::Published).await;
        }
        let before = rev(&storage, rye).await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        assert_eq!(rev(&storage, rye).await, before + 1);
        assert!(storage.public_events("bakery", rye, before, 10).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_line_about_oneself_is_stored_and_removed_by_its_author_or_the_team() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let about = async |line: Option<&str>| {
            storage.set_about("bakery".into(), "ada".into(), line.map(str::to_owned), NOW).await.unwrap();
        };
        let profile = async || storage.profile("bakery", "ada").await.unwrap();
        let removed = async || storage.remove_about("bakery".into(), "ada".into(), "marta".into(), NOW).await.unwrap();
        assert_eq!(profile().await, Profile::default());
        about(Some("Bakes")).await;
        assert_eq!(profile().await, Profile { confirmed: false, about: Some("Bakes".into()) });
        assert!(!removed().await, "she has written nothing that the log could name");
        about(None).await;
        assert_eq!(profile().await, Profile::default());

        let (words, _) = posts(&storage, "ada", "rye", Status::Held).await;
        assert!(!removed().await, "there is none");
        about(Some("Bakes")).await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        assert!(removed().await);
        assert_eq!(profile().await, Profile { confirmed: true, about: None });
        let line = storage.audit_log("bakery", 1).await.unwrap().remove(0);
        assert_eq!((line.what.word(), line.by.as_str(), line.comment), ("about_removed", "marta", Some(words)));
    }
}

#[tokio::test]
async fn a_guests_line_becomes_the_persons_who_has_none_and_goes_back_when_the_merge_is_undone() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        posts(&storage, "guest", "rye", Status::Held).await;
        says(&storage, "guest", "Bakes", 1).await;
        confirmed(&storage, ("guest", "guest2"), "ada@a.example", NOW).await;
        let ada = storage.profile("bakery", "ada").await.unwrap();
        assert_eq!(ada, Profile { confirmed: true, about: Some("Bakes".into()) });
        assert_eq!(line(&storage, "guest").await, None);
        assert_eq!(storage.lines_of_merged("bakery", "ada").await.unwrap(), [""; 0]);

        undone(&storage).await;
        assert_eq!((line(&storage, "ada").await, line(&storage, "guest").await.as_deref()), (None, Some("Bakes")));
        assert!(storage.profile("bakery", "ada").await.unwrap().confirmed);
        assert_eq!(storage.lines_of_merged("bakery", "ada").await.unwrap(), [""; 0], "it is another's");
    }
}

#[tokio::test]
async fn a_person_keeps_their_own_line_and_what_they_made_of_a_guests() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        says(&storage, "ada", "Mills", 1).await;
        posts(&storage, "guest", "rye", Status::Held).await;
        says(&storage, "guest", "Bakes", 2).await;
        confirmed(&storage, ("guest", "guest2"), "ada@a.example", NOW).await;
        assert_eq!(line(&storage, "ada").await.as_deref(), Some("Mills"));
        assert_eq!(storage.lines_of_merged("bakery", "ada").await.unwrap(), ["Bakes"]);
        assert!(storage.lines_of_merged("cafe", "ada").await.unwrap().is_empty());
        undone(&storage).await;
        assert_eq!(line(&storage, "ada").await.as_deref(), Some("Mills"));
        assert_eq!(line(&storage, "guest").await.as_deref(), Some("Bakes"));
    }
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        posts(&storage, "guest", "rye", Status::Held).await;
        says(&storage, "guest", "Bakes", 1).await;
        confirmed(&storage, ("guest", "guest2"), "ada@a.example", NOW).await;
        says(&storage, "ada", "Mills", 2).await;
        undone(&storage).await;
        assert_eq!((line(&storage, "ada").await.as_deref(), line(&storage, "guest").await), (Some("Mills"), None));
    }
}

/// They say this about themselves.
async fn says(storage: &Storage, person: &str, line: &str, after: i64) {
    storage.set_about("bakery".into(), person.into(), Some(line.into()), NOW.plus(after)).await.unwrap();
}

async fn line(storage: &Storage, person: &str) -> Option<String> {
    storage.profile("bakery", person).await.unwrap().about
}

/// Takes the latest merge into Ada back.
async fn undone(storage: &Storage) {
    let merge = storage.merges_into("bakery", "ada").await.unwrap().remove(0);
    assert!(storage.undo_merge("bakery".into(), merge.id, "marta".into(), NOW).await.unwrap());
}

#[tokio::test]
async fn a_card_counts_and_names_what_is_published_with_one_name_alone() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let ada = ("ada", "ada");
        let none = storage.published_count("bakery", ada).await.unwrap();
        assert_eq!(none, PublishedCount { comments: 0, since: None });
        posts(&storage, "ada", "secret", Status::Held).await;
        let (first, _) = posts(&storage, "ada", "rye", Status::Published).await;
        let (second, _) = posts(&storage, "ada", "rye", Status::Published).await;
        let (third, _) = posts(&storage, "ada", "spelt", Status::Published).await;
        posts(&storage, "ben", "rye", Status::Published).await;
        let other = PostJob { person: "ada".into(), name: "another name".into(), ..job("bakery", "rye", "words") };
        post(&storage, other).await;
        let count = storage.published_count("bakery", ada).await.unwrap();
        let stored = storage.comment("bakery", first).await.unwrap().unwrap();
        assert_eq!(count, PublishedCount { comments: 3, since: Some(stored.posted_at) });
        let recent = async |limit| {
            let pages = storage.recent_pages("bakery", ada, limit).await.unwrap();
            pages.into_iter().map(|page| page.comment).collect::<Vec<_>>()
        };
        // Posts of one moment: the second one of a page has the later time.
        assert_eq!(recent(3).await, [second, third], "one of each page, the latest first");
        assert_eq!(recent(1).await, [second]);
        let list = async |after| {
            let found = storage.published_of("bakery", ada, after, 2).await.unwrap();
            found.into_iter().map(|found| (found.comment.posted_at, found.comment.id)).collect::<Vec<_>>()
        };
        let part = list(None).await;
        assert_eq!(part.iter().map(|(_, id)| *id).collect::<Vec<_>>(), [second, third]);
        let rest = list(Some(part[1])).await;
        assert_eq!(rest.iter().map(|(_, id)| *id).collect::<Vec<_>>(), [first]);
        assert!(storage.published_of("cafe", ada, None, 2).await.unwrap().is_empty());
    }
}
