//! Requests that are repeated: the first answer, before anything is checked, and within limits.

use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::{CommentPosted, ErrorCode};
use porch_storage::sites::{Hold, SiteChange};
use reqwest::Method;
use serde_json::{Value, json};

use crate::fixture::{Fixture, Person, RYE, key, problem};

async fn edits(person: &Person, posted: &CommentPosted, key: &str, body: Value) -> reqwest::Response {
    person.sends(Method::PATCH, &format!("comments/{}", posted.comment.id), key, body).await
}

#[tokio::test]
async fn a_used_key_is_answered_without_a_rate_of_writing_and_with_one_of_its_own() {
    let fixture = Fixture::with_limits().await;
    fixture.set(SiteChange { repeats: Some(false), spam: Some(false), ..SiteChange::default() }).await;
    let amira = fixture.visitor("Amira");
    let (again, words) = (key(), amira.words(RYE, "once"));
    let sends = async |key: &str, words: &Value| amira.sends(Method::POST, "comments", key, words.clone()).await;
    let first: CommentPosted = sends(&again, &words).await.json().await.unwrap();
    while sends(&key(), &amira.words(RYE, &key())).await.status().is_success() {}
    // No write is left, and a look at what was written is.
    let repeated = sends(&again, &words).await;
    assert_eq!(repeated.status(), 201);
    assert_eq!(repeated.json::<CommentPosted>().await.unwrap(), first);
    assert_eq!(
        problem(sends(&again, &amira.words(RYE, "other words")).await, 422).await.code,
        ErrorCode::IdempotencyKeyReused
    );
    // Words that would cost much to weigh are not looked at under a key that was used.
    let costly = "\u{FDFA}".repeat(1_000);
    assert_eq!(
        problem(sends(&again, &amira.words(RYE, &costly)).await, 422).await.code,
        ErrorCode::IdempotencyKeyReused
    );
    let mut looks = 0;
    while sends(&again, &words).await.status() == 201 {
        looks += 1;
        assert!(looks < 30, "repeats have no rate");
    }
    fixture.pass(1);
    assert_eq!(sends(&again, &words).await.status(), 201, "one a second");
    assert_eq!(problem(sends(&again, &words).await, 429).await.retry_after, Some(2));
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 10);
}

#[tokio::test]
async fn whoever_overhears_a_request_learns_nothing_of_what_became_of_the_comment() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let amira = fixture.visitor("Amira");
    let (again, words) = (key(), amira.words(RYE, "once"));
    let first: CommentPosted = amira.sends(Method::POST, "comments", &again, words.clone()).await.json().await.unwrap();
    assert_eq!(amira.edits(&first, 1, "what only she and the team read").await.status(), 202);
    let id = first.comment.id.to_string();
    fixture.decides(DecisionKind::Decline, &first, "you are on probation").await.unwrap();
    let hers =
        amira.sends(Method::POST, "comments", &again, words.clone()).await.json::<CommentPosted>().await.unwrap();
    assert_eq!(hers.comment.reason.as_deref(), Some("you are on probation"));
    let eve = fixture.visitor("Eve");
    let overheard = eve.sends(Method::POST, "comments", &again, words).await;
    assert_eq!(overheard.json::<CommentPosted>().await.unwrap(), first, "what the request itself says");

    let (again, url) = (key(), format!("comments/{id}"));
    let body = json!({ "version": hers.comment.version });
    let withdrawn = amira.sends(Method::DELETE, &url, &again, body.clone()).await;
    assert_eq!(withdrawn.status(), 200);
    problem(eve.sends(Method::DELETE, &url, &again, body).await, 404).await;
}

#[tokio::test]
async fn a_change_that_comes_again_gets_the_first_answer_and_is_weighed_once() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "one").await;
    let (again, edit) = (key(), json!({ "version": 1, "body": "two" }));
    let first: CommentPosted = edits(&amira, &posted, &again, edit.clone()).await.json().await.unwrap();
    while amira.sends(Method::POST, "comments", &key(), amira.words(RYE, &key())).await.status().is_success() {}
    let repeated = edits(&amira, &posted, &again, edit.clone()).await;
    assert_eq!(repeated.status(), 200);
    assert_eq!(repeated.json::<CommentPosted>().await.unwrap(), first);
    let other = edits(&amira, &posted, &again, json!({ "version": 1, "body": "three" })).await;
    assert_eq!(problem(other, 422).await.code, ErrorCode::IdempotencyKeyReused);
    assert_eq!(edits(&amira, &posted, &key(), json!({ "version": 2, "body": "three" })).await.status(), 429);
    let mallory = fixture.visitor("Mallory");
    assert_eq!(problem(edits(&mallory, &posted, &again, edit).await, 404).await.code, ErrorCode::CommentNotFound);
    fixture.pass(6);
    let (again, withdrawal) = (key(), json!({ "version": 2 }));
    for _ in 0..3 {
        let rest = format!("comments/{}", posted.comment.id);
        assert_eq!(amira.sends(Method::DELETE, &rest, &again, withdrawal.clone()).await.status(), 200);
    }
}

#[tokio::test]
async fn words_that_grow_beyond_all_bounds_are_refused_wherever_they_are_sent() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "one").await;
    let costly = "\u{FDFA}".repeat(5_400);
    let sent = amira.sends(Method::POST, "comments", &key(), amira.words(RYE, &costly)).await;
    assert_eq!(problem(sent, 422).await.code, ErrorCode::BodyTooLong);
    assert_eq!(problem(amira.edits(&posted, 1, &costly).await, 422).await.code, ErrorCode::BodyTooLong);
    let previewed = amira.sends(Method::POST, "preview", &key(), json!({ "body": costly })).await;
    assert_eq!(problem(previewed, 422).await.code, ErrorCode::BodyTooLong);
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("page", RYE), ("name", "Noor"), ("body", &"\u{FDFA}".repeat(1_200))])
        .finish();
    let form = reqwest::Client::new().post(format!("{}/c/bakery", fixture.address)).header("origin", &fixture.address);
    let form = form.header("content-type", "application/x-www-form-urlencoded").body(body).send().await.unwrap();
    assert_eq!(form.status(), 422);
    assert!(form.text().await.unwrap().contains('\u{FDFA}'), "the words are given back");
}
