//! Posting, editing and taking back: what is promised to whoever writes.

use porch_protocol::{CommentPosted, DisclosedHoldReason, ErrorCode, Status};
use porch_storage::sites::{Hold, SiteChange};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{BAKERY, Fixture, RYE, as_to_its_author, key, problem, said};

#[tokio::test]
async fn what_is_posted_is_read_by_everyone() {
    let fixture = Fixture::open().await;
    let posted = fixture.visitor("Amira").posts(RYE, "My rye **collapsed** after 40 minutes.").await;
    let read = fixture.visitor("Ben").reads("https://bakery.example/rye/?utm_source=news").await;
    let comments: Vec<_> = read.comments.into_iter().map(as_to_its_author).collect();
    assert_eq!(comments, [posted.comment]);
    assert_eq!((read.total, read.page_key.as_str()), (1, "bakery.example/rye"));
    assert_eq!(posted.cursor, Some(read.cursor));
}

#[tokio::test]
async fn the_same_key_posts_once_and_answers_twice_but_makes_nobody_else_the_author() {
    let fixture = Fixture::open().await;
    let (amira, again) = (fixture.visitor("Amira"), fixture.visitor("Amira"));
    let (key, words) = (key(), amira.words(RYE, "once"));
    let first = amira.sends(Method::POST, "comments", &key, words.clone()).await;
    let second = again.sends(Method::POST, "comments", &key, words).await;
    assert!(first.headers().contains_key("set-cookie"));
    assert!(!second.headers().contains_key("set-cookie"), "whoever overhears a request can repeat it");
    assert_eq!((first.status(), second.status()), (StatusCode::CREATED, StatusCode::CREATED));
    let answers: [CommentPosted; 2] = [first.json().await.unwrap(), second.json().await.unwrap()];
    assert_eq!(answers[0], answers[1]);
    let stolen = again.edits(&answers[0], 1, "not mine").await;
    assert_eq!(problem(stolen, 404).await.code, ErrorCode::CommentNotFound);
    assert_eq!(amira.reads(RYE).await.total, 1);
    let other = amira.sends(Method::POST, "comments", &key, amira.words(RYE, "twice")).await;
    assert_eq!(problem(other, 422).await.code, ErrorCode::IdempotencyKeyReused);
}

#[tokio::test]
async fn who_is_introduced_first_keeps_their_words_though_the_answer_is_lost() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let introduced = amira.sends(Method::POST, "me", &key(), Value::Null).await;
    assert_eq!(introduced.status(), StatusCode::NO_CONTENT);
    let (key, words) = (key(), amira.words(RYE, "once"));
    drop(amira.sends(Method::POST, "comments", &key, words.clone()).await);
    let again: CommentPosted = amira.sends(Method::POST, "comments", &key, words).await.json().await.unwrap();
    assert_eq!(amira.edits(&again, 1, "once and for all").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn twenty_posts_at_once_with_one_key_are_one_comment() {
    let fixture = Fixture::open().await;
    let (key, amira) = (key(), fixture.visitor("Amira"));
    let all = (0..20).map(|_| amira.sends(Method::POST, "comments", &key, amira.words(RYE, "hurry")));
    for response in futures_util::future::join_all(all).await {
        assert_eq!(response.status(), StatusCode::CREATED);
    }
    assert_eq!(amira.reads(RYE).await.total, 1);
}

#[tokio::test]
async fn many_people_who_open_a_page_together_share_one_thread() {
    let fixture = Fixture::open().await;
    let people: Vec<_> = (0..30).map(|i| fixture.visitor(&format!("P{i}"))).collect();
    let posts = people.iter().map(|person| person.posts(RYE, "first!"));
    let mut times: Vec<_> = futures_util::future::join_all(posts).await.iter().map(|p| p.comment.posted_at).collect();
    times.sort();
    times.dedup();
    assert_eq!(times.len(), 30, "live posts rise within their thread though the clock stands still");
    assert_eq!(fixture.visitor("Reader").reads(RYE).await.total, 30);
}

#[tokio::test]
async fn a_guest_edits_after_a_reload_and_a_late_edit_is_marked() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "fourty minutes").await;
    let me = amira.me(RYE).await;
    assert_eq!((me.guest, me.name.as_deref()), (true, Some("Amira")));
    assert_eq!((me.comments[0].id, me.comments[0].source.as_str()), (posted.comment.id, "fourty minutes"));
    let edited: CommentPosted = amira.edits(&posted, 1, "forty minutes").await.json().await.unwrap();
    assert_eq!((said(&edited.comment).as_str(), edited.comment.edited_at), ("forty minutes", None));
    fixture.pass(15 * 60 + 1);
    let late: CommentPosted = amira.edits(&posted, 2, "40 minutes").await.json().await.unwrap();
    assert_eq!(late.comment.edited_at, Some(fixture.clock.now()));
    let comments = fixture.visitor("Ben").reads(RYE).await.comments;
    assert_eq!(comments.into_iter().map(as_to_its_author).collect::<Vec<_>>(), [late.comment]);
}

#[tokio::test]
async fn an_edit_that_saw_an_older_version_is_a_conflict() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "one").await;
    amira.edits(&posted, 1, "two").await;
    assert_eq!(problem(amira.edits(&posted, 1, "three").await, 409).await.code, ErrorCode::VersionConflict);
    assert_eq!(problem(amira.withdraws(&posted, 1).await, 409).await.code, ErrorCode::VersionConflict);
    assert_eq!(said(&amira.reads(RYE).await.comments[0]), "two");
}

#[tokio::test]
async fn a_repeated_edit_gets_the_first_answer() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "one").await;
    let (rest, key) = (format!("comments/{}", posted.comment.id), key());
    let edit = json!({ "version": 1, "body": "two" });
    let first: Value = amira.sends(Method::PATCH, &rest, &key, edit.clone()).await.json().await.unwrap();
    let again = amira.sends(Method::PATCH, &rest, &key, edit).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<Value>().await.unwrap(), first);
}

#[tokio::test]
async fn taking_words_back_leaves_a_stub_only_where_the_talk_goes_on() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "secret words").await;
    let reply = ben.replies(RYE, &opening, "an answer").await;
    let withdrawn: CommentPosted = amira.withdraws(&opening, 1).await.json().await.unwrap();
    assert_eq!((withdrawn.comment.status, withdrawn.comment.body), (Status::Withdrawn, None));
    let read = ben.reads(RYE).await;
    assert_eq!((read.total, read.comments.len(), read.comments[0].status), (1, 2, Status::Withdrawn));
    assert!(!ben.reads_the_page(RYE).await.contains("secret words"));
    ben.withdraws(&reply, 1).await;
    let read = ben.reads(RYE).await;
    assert_eq!((read.total, read.comments.len()), (0, 0), "nothing is left to hold a branch for");
}

#[tokio::test]
async fn nobody_changes_what_is_not_theirs() {
    let fixture = Fixture::open().await;
    let posted = fixture.visitor("Amira").posts(RYE, "mine").await;
    let mallory = fixture.visitor("Mallory");
    mallory.posts(RYE, "other words").await;
    assert_eq!(problem(mallory.edits(&posted, 1, "yours").await, 404).await.code, ErrorCode::CommentNotFound);
    assert_eq!(problem(mallory.withdraws(&posted, 1).await, 404).await.code, ErrorCode::CommentNotFound);
}

#[tokio::test]
async fn what_cannot_be_posted_is_refused_by_its_own_code() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let words = |change: Value| {
        let mut words = amira.words(RYE, "words");
        words.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        words
    };
    let nobody = "00000000-0000-7000-8000-000000000000";
    for (change, status, code) in [
        (json!({ "body": "" }), 422, ErrorCode::BodyEmpty),
        (json!({ "body": " \n\t " }), 422, ErrorCode::BodyEmpty),
        (json!({ "body": "x".repeat(10_001) }), 422, ErrorCode::BodyTooLong),
        (json!({ "body": "https://a.example ".repeat(6) }), 422, ErrorCode::TooManyLinks),
        (json!({ "name": "  " }), 422, ErrorCode::NameEmpty),
        (json!({ "name": "n".repeat(65) }), 422, ErrorCode::NameTooLong),
        (json!({ "name": "\u{200b}\u{3164}\u{fffe}" }), 422, ErrorCode::NameEmpty),
        (json!({ "parent": nobody }), 409, ErrorCode::ParentNotFound),
        (json!({ "page": "https://elsewhere.example/" }), 400, ErrorCode::PageNotAllowed),
        (json!({ "page": "javascript:alert(1)" }), 400, ErrorCode::PageNotAllowed),
        (json!({ "status": "published" }), 422, ErrorCode::Malformed),
        (json!({ "body": "x".repeat(40_000) }), 413, ErrorCode::RequestTooLarge),
    ] {
        let shown = change.to_string().chars().take(60).collect::<String>();
        let response = amira.sends(Method::POST, "comments", &key(), words(change)).await;
        assert_eq!(response.status().as_u16(), status, "{shown}");
        assert_eq!(problem(response, status).await.code, code, "{shown}");
    }
    assert_eq!(amira.reads(RYE).await.total, 0);
}

#[tokio::test]
async fn a_write_needs_an_exact_origin_a_key_and_json() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let client = reqwest::Client::new();
    let post = |origin: Option<&str>| {
        let mut request = client.post(amira.url("comments")).body(amira.words(RYE, "hi").to_string());
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        request
    };
    for origin in [
        "https://bakery.example.evil.example",
        "https://evilbakery.example",
        "https://bakery.example:444",
        "http://bakery.example",
        "https://BAKERY.example",
        "https://bakery.example.",
        "https://xn--bkery-cua.example",
        "https://cafe.example",
        "null",
    ] {
        let response = post(Some(origin)).header("content-type", "application/json").header("idempotency-key", key());
        let response = response.send().await.unwrap();
        assert!(response.headers().get("access-control-allow-origin").is_none(), "{origin}");
        assert_eq!(problem(response, 403).await.code, ErrorCode::OriginNotAllowed, "{origin}");
    }
    let response = post(None).header("idempotency-key", key()).send().await.unwrap();
    assert_eq!(problem(response, 403).await.code, ErrorCode::OriginNotAllowed);
    for weak in ["", "1", "short-key", "spaces are not random at all"] {
        let response = post(Some(BAKERY)).header("idempotency-key", weak).send().await.unwrap();
        assert_eq!(problem(response, 400).await.code, ErrorCode::IdempotencyKeyInvalid, "{weak}");
    }
    let form = post(Some(BAKERY)).header("idempotency-key", key()).header("content-type", "text/plain");
    assert_eq!(problem(form.send().await.unwrap(), 415).await.code, ErrorCode::UnsupportedMediaType);
}

#[tokio::test]
async fn a_refused_write_can_be_read_by_the_page_that_sent_it() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let response = amira.sends(Method::POST, "comments", &key(), amira.words(RYE, "")).await;
    assert_eq!(response.headers()["access-control-allow-origin"], BAKERY);
    assert_eq!(response.headers()["access-control-allow-credentials"], "true");
}

#[tokio::test]
async fn a_preflight_names_the_origin_and_lasts_ten_minutes() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let response = amira.asks(Method::OPTIONS, &amira.url("comments"), HeaderMap::new(), None).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(response.headers()["access-control-allow-origin"], BAKERY);
    assert_eq!(response.headers()["access-control-max-age"], "600");
    let stranger = fixture.guest_of_the_cafe("Mallory");
    let response = stranger.asks(Method::OPTIONS, &amira.url("comments"), HeaderMap::new(), None).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_held_comment_is_seen_by_its_author_only() {
    let fixture = Fixture::open().await;
    let hold = SiteChange { hold: Some(Hold::First), ..SiteChange::default() };
    fixture.set(hold).await;
    let ada = fixture.visitor("Ada");
    let before = ada.reads(RYE).await;
    let response = ada.sends(Method::POST, "comments", &key(), ada.words(RYE, "canary words")).await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let held: CommentPosted = response.json().await.unwrap();
    assert_eq!((held.reason, held.cursor.as_ref()), (Some(DisclosedHoldReason::FirstComment), None));
    assert_eq!(ada.me(RYE).await.comments[0].status, Status::Held);
    let read = ada.reads(RYE).await;
    assert_eq!((read.total, read.comments.len()), (0, 0));
    assert_eq!(read.cursor, before.cursor, "holding can't be seen in the cursor");
    assert!(!ada.reads_the_page(RYE).await.contains("canary words"));
    let mut reply = ada.words(RYE, "to a held one");
    reply["parent"] = json!(held.comment.id);
    let response = ada.sends(Method::POST, "comments", &key(), reply).await;
    assert_eq!(problem(response, 409).await.code, ErrorCode::ParentNotFound);
}

#[tokio::test]
async fn a_parent_lies_in_its_own_thread() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let opening = amira.posts(RYE, "rye").await;
    let mut words = amira.words("https://bakery.example/spelt", "spelt");
    words["parent"] = json!(opening.comment.id);
    let response = amira.sends(Method::POST, "comments", &key(), words).await;
    assert_eq!(problem(response, 409).await.code, ErrorCode::ParentNotFound);
}

#[tokio::test]
async fn whoever_hurries_hears_how_long_to_wait_and_a_repeat_is_free() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    let (first, words) = (key(), amira.words(RYE, "one"));
    amira.sends(Method::POST, "comments", &first, words.clone()).await;
    let mut held = None;
    for i in 0..12 {
        let response = amira.sends(Method::POST, "comments", &key(), amira.words(RYE, &format!("more {i}"))).await;
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            held = Some(response);
            break;
        }
    }
    let held = held.expect("ten at once are enough");
    let wait: u32 = held.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert_eq!(problem(held, 429).await.retry_after, Some(wait));
    assert!((1..=7).contains(&wait));
    let again = amira.sends(Method::POST, "comments", &first, words).await;
    assert_eq!(again.status(), StatusCode::CREATED);
    let spoofed = HeaderMap::from_iter([
        ("idempotency-key".parse().unwrap(), HeaderValue::from_str(&key()).unwrap()),
        ("x-real-ip".parse().unwrap(), HeaderValue::from_static("203.0.113.9")),
        ("forwarded".parse().unwrap(), HeaderValue::from_static("for=203.0.113.9")),
    ]);
    let other = amira.asks(Method::POST, &amira.url("comments"), spoofed, Some(amira.words(RYE, "spoof"))).await;
    assert_eq!(other.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_closed_thread_is_read_and_not_written() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "open").await;
    let close = SiteChange { closed: Some(true), ..SiteChange::default() };
    fixture.set(close).await;
    for page in [RYE, "https://bakery.example/new"] {
        let response = amira.sends(Method::POST, "comments", &key(), amira.words(page, "more")).await;
        assert_eq!(problem(response, 409).await.code, ErrorCode::ThreadClosed, "{page}");
    }
    let read = amira.reads(RYE).await;
    assert_eq!((read.closed, read.total), (true, 1));
}

#[tokio::test]
async fn a_preview_is_what_a_post_would_show_and_stores_nothing() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let body = "Some *stress* and <b>no html</b>";
    let preview: Value =
        amira.sends(Method::POST, "preview", &key(), json!({ "body": body })).await.json().await.unwrap();
    assert_eq!(amira.reads(RYE).await.total, 0);
    let posted = amira.posts(RYE, body).await;
    assert_eq!(preview["body"], serde_json::to_value(posted.comment.body.unwrap()).unwrap());
}

#[tokio::test]
async fn no_address_is_written_anywhere() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    let headers = HeaderMap::from_iter([
        ("idempotency-key".parse().unwrap(), HeaderValue::from_str(&key()).unwrap()),
        ("x-forwarded-for".parse().unwrap(), HeaderValue::from_static("203.0.113.77")),
    ]);
    let response = amira.asks(Method::POST, &amira.url("comments"), headers, Some(amira.words(RYE, "hi"))).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let folder = fixture.end().await;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            let bytes = std::fs::read(&file).unwrap();
            assert!(!bytes.windows(12).any(|window| window == b"203.0.113.77"), "{}", file.display());
        }
    }
}
