//! Decisions: what its author hears of one, how it is taken back, asked about once more, and written down.

use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::{CommentId, CommentPosted, ErrorCode, Status};
use porch_server::team::{OPERATOR, TeamError, decisions, review_queue};
use porch_storage::sites::SiteChange;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE, key, problem, said};
use crate::review::holding_first_comments;

impl Fixture {
    async fn undoes(&self, posted: &CommentPosted) -> porch_server::team::Result<Status> {
        decisions::undo(&self.app, "bakery", posted.comment.id, OPERATOR).await.map(|comment| comment.status)
    }

    async fn waiting(&self) -> Vec<CommentId> {
        let (rows, _) = review_queue::rows(&self.app, "bakery", 100).await.unwrap();
        rows.iter().map(|row| row.first.comment.id).collect()
    }
}

impl Person {
    async fn looks_again(&self, posted: &CommentPosted) -> StatusCode {
        let rest = format!("comments/{}/second-look", posted.comment.id);
        self.sends(Method::POST, &rest, &key(), json!({})).await.status()
    }

    async fn reports(&self, posted: &CommentPosted, reason: &str) -> StatusCode {
        let rest = format!("comments/{}/reports", posted.comment.id);
        self.sends(Method::POST, &rest, &key(), json!({ "reason": reason })).await.status()
    }
}

#[tokio::test]
async fn a_held_comment_is_let_in_for_everyone() {
    let fixture = holding_first_comments().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let held = amira.tries("my first words", json!({})).await;
    let cursor = ben.reads(RYE).await.cursor;
    assert_eq!(fixture.waiting().await, [held.comment.id]);
    fixture.decides(DecisionKind::Approve, &held, "").await.unwrap();
    assert!(fixture.waiting().await.is_empty());
    let changes = ben.hears_since(RYE, &cursor.0).await;
    assert_eq!((changes.total, said(&changes.changes[0].comment).as_str()), (1, "my first words"));
    assert_eq!(amira.tries("my second words", json!({})).await.comment.status, Status::Published);
}

#[tokio::test]
async fn what_is_declined_is_shown_fixed_and_sent_again_once_for_each_decision() {
    let fixture = holding_first_comments().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let held = amira.tries("The baker is a fool", json!({})).await;
    assert!(matches!(fixture.decides(DecisionKind::Decline, &held, " ").await, Err(TeamError::Reason(_))));
    fixture.decides(DecisionKind::Decline, &held, "About the bread, not the baker.").await.unwrap();
    let mine = amira.me(RYE).await.comments.remove(0);
    assert_eq!((mine.status, mine.reason.as_deref()), (Status::Declined, Some("About the bread, not the baker.")));
    let fixed = amira.edits(&held, mine.version, "The bread is too dark").await;
    assert_eq!(fixed.status(), 202);
    let mine = amira.me(RYE).await.comments.remove(0);
    assert_eq!((mine.status, mine.reason), (Status::Held, None));
    assert_eq!(fixture.waiting().await, [held.comment.id]);
    assert_eq!(ben.reads(RYE).await.total, 0);
    fixture.decides(DecisionKind::SendBack, &held, "Which loaf?").await.unwrap();
    let mine = amira.me(RYE).await.comments.remove(0);
    assert_eq!((mine.status, mine.reason.as_deref()), (Status::SentBack, Some("Which loaf?")));
    amira.edits(&held, mine.version, "The rye is too dark").await;
    fixture.decides(DecisionKind::Approve, &held, "").await.unwrap();
    assert_eq!(said(&ben.reads(RYE).await.comments[0]), "The rye is too dark");
}

#[tokio::test]
async fn a_second_look_can_be_asked_once_and_by_its_author_alone() {
    let fixture = holding_first_comments().await;
    let (amira, mallory) = (fixture.visitor("Amira"), fixture.visitor("Mallory"));
    let held = amira.tries("words", json!({})).await;
    mallory.tries("other words", json!({ "website": "x" })).await;
    assert_eq!(amira.looks_again(&held).await, 404, "nothing is decided yet");
    fixture.decides(DecisionKind::Decline, &held, "Off topic.").await.unwrap();
    assert_eq!(mallory.looks_again(&held).await, 404);
    assert_eq!(amira.looks_again(&held).await, 200);
    assert_eq!(amira.looks_again(&held).await, 200, "asking again changes nothing");
    assert!(amira.me(RYE).await.comments[0].second_look);
    assert!(fixture.waiting().await.contains(&held.comment.id));
    let asked = fixture.app.storage.audit_log("bakery", 100).await.unwrap();
    assert_eq!(asked.iter().filter(|line| line.what.word() == "second_look_asked").count(), 1);
    fixture.pass(60);
    let declined = fixture.decides(DecisionKind::Decline, &held, "Still off topic.").await;
    assert!(matches!(declined, Err(TeamError::WrongStatus(_, Status::Declined))), "it is declined already");
    fixture.decides(DecisionKind::SendBack, &held, "Tell me more.").await.unwrap();
    fixture.decides(DecisionKind::Decline, &held, "Still off topic.").await.unwrap();
    assert_eq!(amira.looks_again(&held).await, 200);
    assert!(!fixture.waiting().await.contains(&held.comment.id), "once is once");
}

#[tokio::test]
async fn every_decision_can_be_taken_back_for_ten_seconds() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "words").await;
    fixture.decides(DecisionKind::Remove, &posted, "Off topic").await.unwrap();
    assert_eq!(amira.reads(RYE).await.total, 0);
    fixture.pass(10);
    assert_eq!(fixture.undoes(&posted).await.unwrap(), Status::Published);
    assert_eq!(said(&amira.reads(RYE).await.comments[0]), "words");
    assert!(matches!(fixture.undoes(&posted).await, Err(TeamError::NothingToUndo(_))), "once");
    fixture.decides(DecisionKind::Remove, &posted, "Off topic").await.unwrap();
    fixture.decides(DecisionKind::Spam, &posted, "").await.unwrap();
    assert_eq!(fixture.undoes(&posted).await.unwrap(), Status::Removed);
    let mine = amira.me(RYE).await.comments.remove(0);
    assert_eq!(mine.reason.as_deref(), Some("Off topic"), "the reason of before is back");
    fixture.decides(DecisionKind::Restore, &posted, "").await.unwrap();
    fixture.pass(11);
    assert!(matches!(fixture.undoes(&posted).await, Err(TeamError::NothingToUndo(_))), "too late");
}

#[tokio::test]
async fn a_decision_is_not_taken_back_over_what_its_author_did_since() {
    let fixture = holding_first_comments().await;
    let amira = fixture.visitor("Amira");
    let held = amira.tries("words", json!({})).await;
    fixture.decides(DecisionKind::Approve, &held, "").await.unwrap();
    assert_eq!(fixture.undoes(&held).await.unwrap(), Status::Held);
    assert_eq!(fixture.waiting().await, [held.comment.id]);
    fixture.decides(DecisionKind::Approve, &held, "").await.unwrap();
    assert_eq!(amira.edits(&held, 4, "better words").await.status(), 200);
    assert!(matches!(fixture.undoes(&held).await, Err(TeamError::NothingToUndo(_))));
    amira.withdraws(&held, 5).await;
    assert!(matches!(
        fixture.decides(DecisionKind::Restore, &held, "").await,
        Err(TeamError::WrongStatus(_, Status::Withdrawn))
    ));
}

#[tokio::test]
async fn what_strangers_never_saw_leaves_no_trace_when_it_is_taken_away() {
    let fixture = holding_first_comments().await;
    let (amira, mallory, ben) = (fixture.visitor("Amira"), fixture.visitor("Mallory"), fixture.visitor("Ben"));
    let first = amira.tries("canary of amira", json!({})).await;
    fixture.decides(DecisionKind::Approve, &first, "").await.unwrap();
    let before = ben.reads(RYE).await;
    let held = mallory.tries("canary of mallory", json!({})).await;
    let other = fixture.visitor("Canary").tries("another canary", json!({})).await;
    mallory.withdraws(&held, 1).await;
    fixture.decides(DecisionKind::Remove, &other, "No").await.unwrap();
    assert_eq!(ben.reads(RYE).await, before);
    assert!(ben.hears_since(RYE, &before.cursor.0).await.changes.is_empty());
}

#[tokio::test]
async fn the_log_says_who_did_what_and_why_and_cannot_be_changed() {
    let fixture = holding_first_comments().await;
    let held = fixture.visitor("Amira").tries("words", json!({})).await;
    fixture.decides(DecisionKind::Decline, &held, "Off topic").await.unwrap();
    fixture.undoes(&held).await.unwrap();
    let log = fixture.app.storage.audit_log("bakery", 100).await.unwrap();
    let told: Vec<_> = log.iter().map(|line| (line.by.as_str(), line.what.word(), line.reason.as_deref())).collect();
    assert_eq!(told[..2], [(OPERATOR, "decision_undone", None), (OPERATOR, "comment_declined", Some("Off topic"))]);
    assert_eq!(log[0].comment, Some(held.comment.id));
    let file = fixture.end().await;
    let database = format!("sqlite://{}/porch.db", file.path().display());
    let pool = sqlx::SqlitePool::connect(&database).await.unwrap();
    for change in ["update events set actor = 'nobody'", "delete from events where thread_id is not null"] {
        let refused = sqlx::query(sqlx::AssertSqlSafe(change)).execute(&pool).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}

#[tokio::test]
async fn enough_people_of_standing_hold_a_comment_and_one_person_counts_once() {
    let fixture = Fixture::open().await;
    let (mallory, stranger) = (fixture.visitor("Mallory"), fixture.visitor("Stranger"));
    let bad = mallory.posts(RYE, "unkind words").await;
    let known: Vec<Person> = (0..3).map(|number| fixture.visitor(&format!("Known {number}"))).collect();
    for person in &known {
        person.posts(RYE, &format!("{} was here", person.name)).await;
    }
    fixture.pass(86_401);
    for number in 0..5 {
        assert_eq!(fixture.visitor(&format!("New {number}")).reports(&bad, "unkind").await, 202, "newcomers are heard");
    }
    for _ in 0..3 {
        assert_eq!(known[0].reports(&bad, "unkind").await, 202);
    }
    assert_eq!(known[1].reports(&bad, "unkind").await, 202);
    assert_eq!(stranger.reads(RYE).await.total, 4, "two of standing are not enough");
    let rest = format!("comments/{}/reports", bad.comment.id);
    let last = known[2].sends(Method::POST, &rest, &key(), json!({ "reason": "unkind" })).await;
    assert_eq!((last.status().as_u16(), last.text().await.unwrap().as_str()), (202, "{}"), "nobody is told");
    assert_eq!(stranger.reads(RYE).await.total, 3);
    let (rows, _) = review_queue::rows(&fixture.app, "bakery", 10).await.unwrap();
    assert_eq!((rows[0].first.comment.id, rows[0].reports.len()), (bad.comment.id, 8));
    assert_eq!(mallory.me(RYE).await.comments[0].status, Status::Held);
    fixture.decides(DecisionKind::Approve, &bad, "").await.unwrap();
    assert_eq!(known[0].reports(&bad, "still").await, 202);
    assert_eq!(stranger.reads(RYE).await.total, 4, "what is decided is decided");
}

#[tokio::test]
async fn a_report_needs_a_reason_and_something_to_be_seen() {
    let fixture = holding_first_comments().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let held = amira.tries("words", json!({})).await;
    assert_eq!(ben.reports(&held, "unkind").await, 404, "nobody learns that it is there");
    fixture.decides(DecisionKind::Approve, &held, "").await.unwrap();
    for wrong in ["", "  ", &"x".repeat(1_001)] {
        let rest = format!("comments/{}/reports", held.comment.id);
        let refused = ben.sends(Method::POST, &rest, &key(), json!({ "reason": wrong })).await;
        assert_eq!(problem(refused, 422).await.code, ErrorCode::ReasonInvalid);
    }
    fixture.set(SiteChange { reports: Some(0), ..SiteChange::default() }).await;
    assert_eq!(ben.reports(&held, "unkind").await, 202);
}

#[tokio::test]
async fn reports_are_held_to_a_rate() {
    let fixture = Fixture::with_limits().await;
    let posted = fixture.visitor("Amira").posts(RYE, "words").await;
    let ben = fixture.visitor("Ben");
    let mut last = StatusCode::OK;
    for _ in 0..6 {
        last = ben.reports(&posted, "unkind").await;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
