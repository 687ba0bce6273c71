//! Comments in their conversations: their authors, their replies and what happened to them.

use porch_domain::visibility::Viewer;
use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, DecisionKind, Role, SecondLook, Status, Timestamp};
use porch_storage::Storage;
use porch_storage::comments::{CommentChange, CommentUpdate};
use porch_storage::earlier_texts::TextAtVersion;
use porch_storage::posts::{PostJob, PostOutcome};
use porch_storage::replies::Approved;
use porch_storage::reports::NewReport;

use super::super::databases::databases;
use super::super::{job, post};
use super::{LATER, NOW, decide, decision};

fn reply(person: &str, parent: CommentId) -> PostJob {
    PostJob {
        person: person.into(),
        name: person.to_uppercase(),
        parent: Some(parent),
        ..job("bakery", "rye", "reply")
    }
}

fn held(person: &str) -> PostJob {
    PostJob {
        person: person.into(),
        status: Status::Held,
        hold: Some(HoldReason::FirstComment),
        second_look: Some(SecondLook::Slept),
        ..job("bakery", "rye", "held")
    }
}

fn ids<'c>(comments: impl IntoIterator<Item = &'c porch_storage::comments::StoredComment>) -> Vec<CommentId> {
    comments.into_iter().map(|comment| comment.id).collect()
}

#[tokio::test]
async fn a_branch_is_read_upwards_and_downwards() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let top = post(&storage, job("bakery", "rye", "top")).await;
        let first = post(&storage, reply("bob", top.id)).await;
        let second = post(&storage, reply("eve", first.id)).await;
        let beside = post(&storage, reply("eve", top.id)).await;
        let lowest = storage.comment("bakery", second.id).await.unwrap().unwrap();
        assert_eq!(ids(&storage.above("bakery", &lowest, 9).await.unwrap()), [top.id, first.id]);
        assert_eq!(ids(&storage.above("bakery", &lowest, 1).await.unwrap()), [first.id]);
        let (below, total) = storage.below("bakery", (top.thread, top.id), (2, 9), Viewer::Stranger).await.unwrap();
        let below: Vec<_> = below.iter().map(|one| (one.comment.id, one.depth)).collect();
        assert_eq!((below, total), (vec![(first.id, 1), (second.id, 2)], 3), "{beside:?}");
        let branch = storage.branch("bakery", second.id).await.unwrap();
        assert_eq!(branch.len(), 3);
        let found = storage.comments_with_ids("bakery", top.thread, &[top.id, second.id]).await.unwrap();
        assert_eq!(found.len(), 2);
        assert!(storage.comments_with_ids("cafe", top.thread, &[top.id]).await.unwrap().is_empty());
        for (site, many) in [("bakery", 1), ("cafe", 0)] {
            assert_eq!(storage.threads(site, &[top.thread]).await.unwrap().len(), many, "{site}");
        }
    }
}

#[tokio::test]
async fn what_is_known_of_an_author_is_of_the_site() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let top = post(&storage, job("bakery", "rye", "top")).await;
        post(&storage, reply("bob", top.id)).await;
        post(&storage, held("eve")).await;
        let history = storage.history("bakery", "ada").await.unwrap();
        assert_eq!((history.published, history.answered, history.against), (1, 1, 0));
        assert_eq!(history.since, Some(top.posted_at));
        assert!(
            storage.has_published_comment("bakery", "ada").await.unwrap()
                && !storage.has_published_comment("cafe", "ada").await.unwrap()
        );
        assert!(!storage.has_published_comment("bakery", "eve").await.unwrap(), "nothing of hers is public");
        assert_eq!(storage.name_of("bakery", "bob").await.unwrap().as_deref(), Some("BOB"));
        assert_eq!(storage.last_post("bakery", "ada", Some(top.thread)).await.unwrap(), Some(top.posted_at));
        assert_eq!(storage.last_post("cafe", "ada", None).await.unwrap(), None);
        assert_eq!(storage.own_comments("bakery", top.thread, "eve").await.unwrap().len(), 1);
        assert_eq!(storage.author("bakery", "bob").await.unwrap().unwrap().name, "BOB");
        assert_eq!(storage.author_names("bakery", "ada").await.unwrap(), (vec!["Ada".to_owned()], 1));
    }
}

#[tokio::test]
async fn one_author_in_one_batch_has_the_last_name() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let named = |name: &str| PostJob { name: name.into(), ..job("bakery", "rye", name) };
        let jobs = ["Ada", "Ada L.", "Countess"].map(|name| storage.post_comment(named(name)));
        let stored = futures_util::future::join_all(jobs).await;
        assert!(stored.iter().all(|one| matches!(one, Ok(PostOutcome::Stored(_)))), "{stored:?}");
        assert_eq!(storage.name_of("bakery", "ada").await.unwrap().as_deref(), Some("Countess"));
        assert_eq!(storage.author_names("bakery", "ada").await.unwrap().1, 3);
    }
}

#[tokio::test]
async fn a_comment_is_approved_with_its_reply_or_not_at_all() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let waiting = post(&storage, held("eve")).await;
        let approve = || decision(waiting.id, DecisionKind::Approve, Status::Published);
        let answer = || PostJob { role: Some(Role::Owner), ..reply("marta", waiting.id) };
        let elsewhere = PostJob { page_key: "spelt".into(), ..answer() };
        let refused = storage.approve_and_answer(approve(), elsewhere).await.unwrap();
        assert_eq!(refused, Approved::Answered(PostOutcome::ParentNotFound));
        assert_eq!(storage.comment("bakery", waiting.id).await.unwrap().unwrap().status, Status::Held);
        let late = CommentChange { from: vec![Status::Published], ..approve() };
        assert!(matches!(storage.approve_and_answer(late, answer()).await.unwrap(), Approved::Not(_)));
        let (first, key) = (answer(), answer().key_hash);
        let again = PostJob { key_hash: key.clone(), id: first.id, ..answer() };
        let first = PostJob { key_hash: key, ..first };
        let done = storage.approve_and_answer(approve(), first).await.unwrap();
        assert!(matches!(done, Approved::Answered(PostOutcome::Stored(_))), "{done:?}");
        assert_eq!(storage.comment("bakery", waiting.id).await.unwrap().unwrap().status, Status::Published);
        let repeated = storage.approve_and_answer(approve(), again).await.unwrap();
        assert!(matches!(repeated, Approved::Answered(PostOutcome::Repeated(_))), "{repeated:?}");
    }
}

#[tokio::test]
async fn reports_wait_until_a_decision_settles_them() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let top = post(&storage, job("bakery", "rye", "top")).await;
        post(&storage, reply("bob", top.id)).await;
        for person in ["bob", "stranger"] {
            let (site, reason) = ("bakery".into(), format!("rude, says {person}"));
            let report = NewReport { site, comment: top.id, person: person.into(), reason, now: NOW };
            assert_eq!(storage.report_comment(report).await.unwrap(), Some(top.thread));
        }
        assert_eq!(storage.reporters_since("bakery", top.id, LATER).await.unwrap(), ["bob"], "whom the site knows");
        assert_eq!(storage.open_reports("bakery", top.id).await.unwrap().len(), 2);
        assert_eq!(storage.reports_about("bakery", "ada", 9).await.unwrap().0.len(), 2);
        assert_eq!(storage.reports_about("bakery", "bob", 9).await.unwrap().1, 1, "that he made");
        assert_eq!(storage.count_review_queue("bakery").await.unwrap(), 1);
        decide(&storage, top.id, DecisionKind::Keep, Status::Published).await;
        assert!(storage.open_reports("bakery", top.id).await.unwrap().is_empty());
        assert_eq!(storage.count_review_queue("bakery").await.unwrap(), 0);
    }
}

async fn rewritten(storage: &Storage, id: CommentId) {
    let words = CommentUpdate::HeldWords {
        source: "better".into(),
        tree: "[]".into(),
        edited_at: Some(LATER),
        hold: HoldReason::Edited,
    };
    let change = CommentChange {
        by: Some("ada".into()),
        to: words,
        now: LATER,
        ..decision(id, DecisionKind::Keep, Status::Held)
    };
    storage.change_comment(change).await.unwrap();
}

#[tokio::test]
async fn the_log_says_what_happened_and_what_was_decided() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let one = post(&storage, PostJob { person: "ada".into(), ..held("ada") }).await;
        decide(&storage, one.id, DecisionKind::SendBack, Status::SentBack).await;
        let seq = storage.latest_change("bakery").await.unwrap();
        assert_eq!(storage.decided("bakery", &[one.id]).await.unwrap()[&one.id], seq);
        let happened = storage.comment_events("bakery", 0, seq, 10).await.unwrap();
        assert_eq!(happened.len(), 2);
        assert_eq!(happened[1].before.as_ref().map(|before| before.from), Some(Status::Held));
        rewritten(&storage, one.id).await;
        let revised = storage.revised_comments("bakery", &[one.id]).await.unwrap();
        assert_eq!((revised[&one.id].decision, revised[&one.id].by.as_str()), (DecisionKind::SendBack, "marta"));
        assert!(matches!(
            storage.words_of_comments("bakery", &[one.id]).await.unwrap()[&one.id].at(1),
            TextAtVersion::Changed(_)
        ));
        let paused = storage.second_looks("bakery", Some(SecondLook::Slept), None, 10).await.unwrap();
        assert_eq!(paused.iter().map(|one| one.comment).collect::<Vec<_>>(), [one.id]);
        let counts = storage.second_look_counts("bakery").await.unwrap();
        assert_eq!((counts.slept, counts.kept, counts.edited), (1, 0, 0));
        assert!(storage.deciders("bakery", &[one.id]).await.unwrap().is_empty(), "nobody of the team");
        assert_eq!(storage.comments_named("bakery", &[one.id]).await.unwrap()[&one.id].source, "better");
        assert_eq!(ids(&storage.latest_comments("bakery", 10).await.unwrap()), [one.id]);
    }
}

#[tokio::test]
async fn replies_to_a_branch_are_paused_until_a_time() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let top = post(&storage, job("bakery", "rye", "top")).await;
        let by = || ("marta".to_owned(), None);
        let place = (top.thread, top.id);
        assert!(storage.pause_replies("bakery".into(), place, LATER, by(), NOW).await.unwrap());
        let reply_pauses = storage.paused_branches("bakery", NOW).await.unwrap();
        assert_eq!((reply_pauses[0].0.id, reply_pauses[0].1), (top.id, LATER));
        storage.end_expired_pauses("bakery".into(), Timestamp(LATER.0 - 1)).await.unwrap();
        assert_eq!(storage.paused_branches("bakery", NOW).await.unwrap().len(), 1, "not yet");
        storage.end_expired_pauses("bakery".into(), LATER).await.unwrap();
        assert!(storage.paused_branches("bakery", NOW).await.unwrap().is_empty());
    }
}
