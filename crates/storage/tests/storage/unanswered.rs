//! What waits for an answer: the column that the database keeps follows the rule, whatever happens to a conversation.

use std::collections::{BTreeSet, HashMap};

use porch_domain::unanswered::{Author, CommentFacts, ReplyTo, needs_answer};
use porch_protocol::{CommentId, DecisionKind, Role, Status, ThreadId, Timestamp};
use porch_storage::Storage;
use porch_storage::comments::{CommentChange, CommentUpdate, StoredComment};
use porch_storage::decisions::Undo;
use porch_storage::posts::PostJob;
use porch_storage::unanswered::AnswerNeeded;
use sqlx::{Connection, Row};

use super::{job, post, storage_with_sites};

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

fn words(person: &str, role: Option<Role>, parent: Option<CommentId>) -> PostJob {
    PostJob { person: person.into(), role, parent, ..job("bakery", "rye", "words") }
}

/// A change of one's own, or a decision of the team.
fn change(id: CommentId, from: Status, to: CommentUpdate) -> CommentChange {
    CommentChange {
        site: "bakery".into(),
        id,
        by: None,
        version: None,
        from: vec![from],
        to,
        reason: None,
        now: Timestamp(1_000),
        key: None,
    }
}

async fn listed(storage: &Storage) -> BTreeSet<CommentId> {
    let (found, total) = storage.unanswered("bakery", None, Timestamp(0), 1_000).await.unwrap();
    assert_eq!(found.len(), usize::try_from(total).unwrap());
    found.iter().map(|one| one.comment.id).collect()
}

/// What waits by the rule, asked of every comment.
fn by_the_rule(all: &[StoredComment], needless: &BTreeSet<CommentId>) -> BTreeSet<CommentId> {
    let known: HashMap<CommentId, &StoredComment> = all.iter().map(|one| (one.id, one)).collect();
    let answered: BTreeSet<CommentId> = all
        .iter()
        .filter(|one| one.role.is_some() && one.status == Status::Published)
        .flat_map(|one| std::iter::successors(one.parent, |id| known[id].parent))
        .collect();
    let reply_to = |parent: Option<CommentId>| match parent {
        None => ReplyTo::Nothing,
        Some(parent) if known[&parent].role.is_some() => ReplyTo::Team,
        Some(_) => ReplyTo::Visitor,
    };
    let facts = |one: &StoredComment| CommentFacts {
        status: one.status,
        author: if one.role.is_some() { Author::Team } else { Author::Visitor },
        reply_to: reply_to(one.parent),
        answered_below: answered.contains(&one.id),
        no_answer_needed: needless.contains(&one.id),
    };
    all.iter().filter(|one| needs_answer(facts(one))).map(|one| one.id).collect()
}

/// One thing that may happen in a conversation.
async fn happens(storage: &Storage, dice: &mut Dice, all: &[StoredComment], needless: &mut BTreeSet<CommentId>) {
    let published: Vec<_> = all.iter().filter(|one| one.status == Status::Published).collect();
    let some = (!published.is_empty()).then(|| published[dice.below(published.len().max(1))]);
    match (dice.below(10), some) {
        (0..=3, Some(parent)) => {
            post(storage, words("ben", None, Some(parent.id))).await;
        }
        (4..=5, Some(parent)) => {
            post(storage, words("marta", Some(Role::Host), Some(parent.id))).await;
        }
        (6, Some(one)) => {
            storage.change_comment(change(one.id, one.status, CommentUpdate::Withdrawn)).await.unwrap();
        }
        (7, Some(one)) => {
            let to = CommentUpdate::Decided(DecisionKind::Remove, Status::Removed, "marta".into());
            storage.change_comment(change(one.id, one.status, to)).await.unwrap();
            if dice.below(2) == 0 {
                let (site, by) = ("bakery".into(), "marta".into());
                let undo = Undo { site, id: one.id, by, since: Timestamp(0), now: Timestamp(1_000) };
                storage.undo_decision(undo).await.unwrap();
            }
        }
        (8, Some(one)) => {
            let needed = needless.contains(&one.id);
            let (site, by) = ("bakery".into(), "marta".into());
            let said = AnswerNeeded { site, id: one.id, needed, by, now: Timestamp(1_000) };
            if storage.set_answer_needed(said).await.unwrap() && !needless.remove(&one.id) {
                needless.insert(one.id);
            }
        }
        _ => {
            post(storage, words("ada", None, None)).await;
        }
    }
}

#[tokio::test]
async fn the_list_follows_the_rule_whatever_happens_to_a_conversation() {
    let (storage, _folder) = storage_with_sites().await;
    let (mut dice, mut needless) = (Dice(7), BTreeSet::new());
    let first = post(&storage, words("ada", None, None)).await;
    for step in 0..400 {
        let all = whole(&storage, first.thread).await;
        assert_eq!(listed(&storage).await, by_the_rule(&all, &needless), "after {step} steps");
        happens(&storage, &mut dice, &all, &mut needless).await;
    }
}

/// Every comment of a thread, wherever it stands.
async fn whole(storage: &Storage, thread: ThreadId) -> Vec<StoredComment> {
    let mut file = sqlx::SqliteConnection::connect(&format!("sqlite://{}", storage.file().display())).await.unwrap();
    let rows = sqlx::query("select id from comments where thread_id = $1").bind(thread.to_string());
    let rows = rows.fetch_all(&mut file).await.unwrap();
    let ids: Vec<CommentId> = rows.iter().map(|row| row.get::<&str, _>("id").parse().unwrap()).collect();
    storage.comments_with_ids("bakery", thread, &ids).await.unwrap()
}

#[tokio::test]
async fn a_reply_to_the_team_waits_again_and_again_each_in_its_own_branch() {
    let (storage, _folder) = storage_with_sites().await;
    let opening = post(&storage, words("ada", None, None)).await;
    let answer = post(&storage, words("marta", Some(Role::Host), Some(opening.id))).await;
    assert!(listed(&storage).await.is_empty());
    let again = post(&storage, words("ada", None, Some(answer.id))).await;
    let other = post(&storage, words("ben", None, Some(answer.id))).await;
    post(&storage, words("cleo", None, Some(opening.id))).await;
    assert_eq!(listed(&storage).await, BTreeSet::from([again.id, other.id]), "not what visitors say to each other");
    let second = post(&storage, words("marta", Some(Role::Host), Some(again.id))).await;
    assert_eq!(listed(&storage).await, BTreeSet::from([other.id]));
    let withdrawn = change(second.id, Status::Published, CommentUpdate::Withdrawn);
    storage.change_comment(withdrawn).await.unwrap();
    assert_eq!(listed(&storage).await, BTreeSet::from([again.id, other.id]), "an answer that was taken back is none");
}

#[tokio::test]
async fn the_list_and_its_count_walk_through_what_waits_and_not_through_what_was_ever_said() {
    let (storage, _folder) = storage_with_sites().await;
    let mut file = sqlx::SqliteConnection::connect(&format!("sqlite://{}", storage.file().display())).await.unwrap();
    let waiting = "from comments c where c.site_id = 'bakery' and c.waits = 1 and c.posted_at >= 0";
    for question in
        [format!("select count(*) {waiting}"), format!("select c.id {waiting} order by c.posted_at, c.id limit 9")]
    {
        let plan =
            sqlx::query(sqlx::AssertSqlSafe(format!("explain query plan {question}"))).fetch_all(&mut file).await;
        let plan: Vec<String> = plan.unwrap().iter().map(|row| row.get("detail")).collect();
        assert!(plan.len() == 1 && plan[0].contains("comments_unanswered"), "{question}: {plan:?}");
    }
}
