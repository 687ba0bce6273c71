//! The conversation of the team with visitors: replies come back, approving and answering are one step, own words are
//! edited and taken back, and the conversation around a comment is seen whole.

use porch_protocol::conversation::ConversationOfComment;
use porch_protocol::published::TeamComment;
use porch_protocol::team_api::{DecisionResult, HistoryEntry, ReviewQueue, UnansweredList};
use porch_protocol::{CommentId, CommentPosted, ErrorCode, Role, Status};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{Fixture, RYE, problem, said};
use crate::review::{Host, held, holding_first_comments};

async fn answers(host: &Host<'_>, to: CommentId, words: &str, approve: Option<u32>) -> Response {
    let mut body = json!({ "parent": to, "body": words });
    if let Some(version) = approve {
        body["approve"] = json!(version);
    }
    host.asks(Method::POST, "answers", Some(body)).await
}

async fn waiting(host: &Host<'_>) -> Vec<CommentId> {
    let list: UnansweredList = host.reads("waiting").await;
    assert_eq!(list.openings.len(), usize::try_from(list.total).unwrap());
    list.openings.iter().map(|one| one.comment.id).collect()
}

async fn log(host: &Host<'_>, what: &str) -> Vec<(String, String)> {
    let lines: Vec<HistoryEntry> = host.reads(&format!("settled?what={what}")).await;
    lines.into_iter().map(|line| (line.by.name().unwrap_or_default().to_owned(), line.what)).collect()
}

#[tokio::test]
async fn a_reply_to_the_host_comes_back_until_it_is_answered_or_needs_no_answer() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "My rye collapsed").await;
    let answer: CommentPosted =
        answers(&marta, opening.comment.id, "After how long?", None).await.json().await.unwrap();
    assert!(waiting(&marta).await.is_empty());
    let again = amira.replies(RYE, &answer, "After 40 minutes").await;
    ben.replies(RYE, &opening, "Mine as well").await;
    assert_eq!(waiting(&marta).await, [again.comment.id], "and what visitors say to each other does not");
    let list: UnansweredList = marta.reads("waiting").await;
    assert_eq!(list.openings[0].reply_to.as_ref().map(said).as_deref(), Some("After how long?"));

    let needed = |id: CommentId| format!("comments/{id}/answer-needed");
    let say = |needed: bool| Some(json!({ "needed": needed }));
    for (said, expected) in [(false, 0), (false, 0), (true, 1)] {
        let answer = marta.asks(Method::PUT, &needed(again.comment.id), say(said)).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        assert_eq!(waiting(&marta).await.len(), expected, "{said}");
    }
    let log = log(&marta, "answers").await;
    let kinds: Vec<_> = log.iter().map(|(by, what)| (by.as_str(), what.as_str())).collect();
    let expected = [("Marta", "answer_needed_again"), ("Marta", "no_answer_needed"), ("Marta", "comment_published")];
    assert_eq!(kinds, expected, "once each, and answers stand in the log");
    answers(&marta, again.comment.id, "Try 50.", None).await;
    assert!(waiting(&marta).await.is_empty());
    let answer = marta.asks(Method::PUT, &needed(CommentId(uuid::Uuid::now_v7())), say(false)).await;
    assert_eq!(problem(answer, 404).await.code, ErrorCode::CommentNotFound);
}

#[tokio::test]
async fn approving_and_answering_is_one_step_and_is_taken_back_as_one() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, posted) = held(&fixture, "Amira", "How sour is it?").await;
    let id = posted.comment.id;
    // Words that are refused, or that answer another version, approve nothing.
    assert_eq!(problem(answers(&marta, id, " ", Some(1)).await, 422).await.code, ErrorCode::BodyEmpty);
    assert_eq!(problem(answers(&marta, id, "Quite", Some(7)).await, 409).await.code, ErrorCode::VersionConflict);
    assert_eq!(amira.me(RYE).await.comments[0].status, Status::Held);
    let done = answers(&marta, id, "Quite, after three days.", Some(1)).await;
    assert_eq!(done.status(), StatusCode::CREATED);
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 2);
    assert!(waiting(&marta).await.is_empty() && marta.reads::<ReviewQueue>("to-read").await.cards.is_empty());

    let undo = json!({ "comments": [id] });
    let undone: DecisionResult = marta.asks(Method::POST, "decisions/undo", Some(undo)).await.json().await.unwrap();
    assert_eq!(undone.done, [id]);
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 0);
    assert_eq!(amira.me(RYE).await.comments[0].status, Status::Held);
    let around: ConversationOfComment = marta.reads(&format!("comments/{id}/around")).await;
    let below: Vec<_> = around.below.iter().map(|line| line.comment.status).collect();
    assert_eq!(below, [Status::Withdrawn], "the answer went with the approval");
    let both = [log(&marta, "answers").await, log(&marta, "decisions").await].concat();
    let kinds: Vec<_> = both.iter().map(|(_, what)| what.as_str()).collect();
    let expected = ["comment_withdrawn", "comment_published", "decision_undone", "comment_approved"];
    assert_eq!(kinds, expected);
}

#[tokio::test]
async fn an_answer_that_is_refused_approves_nothing() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, posted) = held(&fixture, "Amira", "How sour is it?").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let close = |closed: bool| json!({ "closed": closed });
    let page = format!("pages/{}", thread.id);
    marta.asks(Method::PATCH, &page, Some(close(true))).await;
    let refused = answers(&marta, posted.comment.id, "Quite.", Some(1)).await;
    assert_eq!(problem(refused, 409).await.code, ErrorCode::ThreadClosed);
    assert_eq!(amira.me(RYE).await.comments[0].status, Status::Held);
    assert!(!log(&marta, "decisions").await.iter().any(|(_, what)| what == "comment_approved"));
    marta.asks(Method::PATCH, &page, Some(close(false))).await;
    assert_eq!(answers(&marta, posted.comment.id, "Quite.", Some(1)).await.status(), StatusCode::CREATED);
    // Somebody was faster: the words are not sent to another place than they were meant for.
    let again = answers(&marta, posted.comment.id, "Very.", Some(1)).await;
    assert_eq!(problem(again, 409).await.code, ErrorCode::VersionConflict);
}

#[tokio::test]
async fn the_same_request_twice_approves_and_answers_once() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (_, posted) = held(&fixture, "Amira", "How sour is it?").await;
    let body = json!({ "parent": posted.comment.id, "body": "Quite.", "approve": 1 });
    let key = crate::fixture::key();
    let send = async || {
        let request = reqwest::Client::new().post(format!("{}/v1/host/answers", fixture.address));
        let request = request.header("origin", &fixture.address).header("cookie", &marta.cookie);
        request.header("idempotency-key", &key).json(&body).send().await.unwrap()
    };
    let [first, second]: [CommentPosted; 2] = [send().await.json().await.unwrap(), send().await.json().await.unwrap()];
    assert_eq!(first.comment.id, second.comment.id);
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 2);
}

#[tokio::test]
async fn own_words_are_edited_and_taken_back_by_nobody_else() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let jan = Host::named(&fixture, "Jan", Role::Moderator).await;
    let amira = fixture.visitor("Amira");
    let opening = amira.posts(RYE, "When do you open?").await;
    let answer: CommentPosted = answers(&marta, opening.comment.id, "At 7", None).await.json().await.unwrap();
    let at = format!("comments/{}", answer.comment.id);
    let met: TeamComment = marta.reads(&at).await;
    assert_eq!(met.source.as_deref(), Some("At 7"));
    assert_eq!(jan.reads::<TeamComment>(&at).await.source, None);

    let edit = |version: u32, words: &str| Some(json!({ "version": version, "body": words }));
    let theirs = format!("comments/{}", opening.comment.id);
    for (host, at) in [(&jan, &at), (&marta, &theirs)] {
        assert_eq!(host.asks(Method::PATCH, at, edit(1, "Never")).await.status(), StatusCode::NOT_FOUND);
        let gone = host.asks(Method::DELETE, at, Some(json!({ "version": 1 }))).await;
        assert_eq!(gone.status(), StatusCode::NOT_FOUND);
    }
    fixture.pass(16 * 60);
    assert_eq!(marta.asks(Method::PATCH, &at, edit(1, "At 8")).await.status(), StatusCode::OK);
    let stale = problem(marta.asks(Method::PATCH, &at, edit(1, "At 9")).await, 409).await;
    assert_eq!(stale.code, ErrorCode::VersionConflict);
    let page = fixture.visitor("Reader").reads(RYE).await;
    let seen = page.comments.iter().find(|one| one.id == answer.comment.id).unwrap();
    assert!(said(seen) == "At 8" && seen.edited_at.is_some(), "marked as anybody's edit is: {seen:?}");
    assert!(waiting(&marta).await.is_empty());

    let gone = marta.asks(Method::DELETE, &at, Some(json!({ "version": 2 }))).await;
    assert_eq!(gone.status(), StatusCode::OK);
    assert_eq!(fixture.visitor("Reader").reads(RYE).await.total, 1);
    assert_eq!(waiting(&marta).await, [opening.comment.id], "nobody has answered now");
    let log = log(&marta, "answers").await;
    let kinds: Vec<_> = log.iter().map(|(by, what)| (by.as_str(), what.as_str())).collect();
    let expected = [("Marta", "comment_withdrawn"), ("Marta", "comment_edited"), ("Marta", "comment_published")];
    assert_eq!(kinds, expected, "and nothing that visitors do of themselves");
}

#[tokio::test]
async fn the_conversation_around_a_comment_is_seen_with_what_readers_do_not_see() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "My rye collapsed").await;
    let rude = ben.replies(RYE, &opening, "You cannot bake").await;
    let below = amira.replies(RYE, &rude, "Be kind").await;
    let last = ben.replies(RYE, &opening, "Which flour?").await;
    marta.decides("remove", Some("Rule 1"), &[&rude]).await;
    let around: ConversationOfComment = marta.reads(&format!("comments/{}/around", opening.comment.id)).await;
    let seen: Vec<_> = around.below.iter().map(|line| (line.comment.id, line.depth, line.comment.status)).collect();
    let expected = [
        (rude.comment.id, 1, Status::Removed),
        (below.comment.id, 2, Status::Published),
        (last.comment.id, 1, Status::Published),
    ];
    assert_eq!(seen, expected, "in reading order");
    assert_eq!(said(&around.below[0].comment), "You cannot bake");
    let around: ConversationOfComment = marta.reads(&format!("comments/{}/around", below.comment.id)).await;
    let above: Vec<_> = around.above.iter().map(|line| line.comment.id).collect();
    assert_eq!((above, around.below.len(), around.more), (vec![opening.comment.id, rude.comment.id], 0, 0));

    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let cookie = crate::host::expert_comes_in(&fixture, "Jonas", thread.id).await;
    let expert = Host { fixture: &fixture, cookie };
    let around: ConversationOfComment = expert.reads(&format!("comments/{}/around", opening.comment.id)).await;
    let stub = &around.below[0];
    assert!(stub.comment.body.is_none() && stub.person.is_empty(), "an expert sees what every reader does");
    let elsewhere = amira.posts("https://bakery.example/spelt", "And spelt?").await;
    let of_other: Value = json!({ "needed": false });
    let at = format!("comments/{}", elsewhere.comment.id);
    assert_eq!(expert.asks(Method::GET, &format!("{at}/around"), None).await.status(), StatusCode::NOT_FOUND);
    let answer = expert.asks(Method::PUT, &format!("{at}/answer-needed"), Some(of_other)).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let approve = json!({ "parent": opening.comment.id, "body": "words", "approve": 1 });
    assert_eq!(expert.asks(Method::POST, "answers", Some(approve)).await.status(), StatusCode::FORBIDDEN);
}
