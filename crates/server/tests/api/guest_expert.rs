//! A guest expert is told of comments that no reader sees what they are told of an id that nobody has, at every route.

use porch_protocol::conversation::ConversationOfComment;
use porch_protocol::{CommentId, CommentPosted, Role, Status};
use porch_storage::sites::{Hold, SiteChange};
use reqwest::Method;
use serde_json::{Value, json};

use crate::fixture::{Fixture, RYE, key};
use crate::host::expert_comes_in;
use crate::review::Host;

/// Every route of the dashboard that names a comment, with what is asked there.
fn questions(id: CommentId) -> Vec<(Method, String, Option<Value>)> {
    let document = serde_json::to_value(porch_server::http::openapi::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let mut questions = vec![(Method::POST, "answers".to_owned(), Some(json!({ "parent": id, "body": "words" })))];
    for (path, item) in paths.iter().filter(|(path, _)| path.starts_with("/v1/host/comments/{id}")) {
        for method in item.as_object().unwrap().keys() {
            let rest = path.trim_start_matches("/v1/host/");
            // A guest expert may erase nothing, whichever comment it is.
            if rest == "comments/{id}/erase" {
                continue;
            }
            let body = match (method.as_str(), rest) {
                ("get", _) => None,
                ("put", "comments/{id}/answer-needed") => Some(json!({ "needed": false })),
                ("put", "comments/{id}/cooling") => Some(json!({ "seconds": 60 })),
                ("patch", "comments/{id}") => Some(json!({ "version": 1, "body": "words" })),
                ("delete", "comments/{id}") => Some(json!({ "version": 1 })),
                (method, rest) => panic!("what is asked at {method} {rest}?"),
            };
            let method = method.to_uppercase().parse().unwrap();
            questions.push((method, rest.replace("{id}", &id.to_string()), body));
        }
    }
    questions
}

/// Comments in the expert's own conversation of which readers see nothing, and one of another conversation.
async fn unseen(fixture: &Fixture, marta: &Host<'_>) -> Vec<(&'static str, CommentPosted)> {
    let amira = fixture.visitor("Amira");
    let mut unseen = Vec::new();
    for (name, verb, reason) in [("spam", "spam", None), ("removed", "remove", Some("Rule 1"))] {
        let posted = amira.posts(RYE, name).await;
        assert!(marta.decides(verb, reason, &[&posted]).await.status().is_success());
        unseen.push((name, posted));
    }
    unseen.push(("elsewhere", amira.posts("https://bakery.example/spelt", "And spelt?").await));
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    for (name, verb) in
        [("held", None), ("declined", Some("decline")), ("sent back", Some("send_back")), ("withdrawn", None)]
    {
        let answer = amira.sends(Method::POST, "comments", &key(), amira.words(RYE, name)).await;
        let posted: CommentPosted = answer.json().await.unwrap();
        assert_eq!(posted.comment.status, Status::Held);
        if let Some(verb) = verb {
            assert!(marta.decides(verb, Some("Rule 1"), &[&posted]).await.status().is_success());
        }
        if name == "withdrawn" {
            assert!(amira.withdraws(&posted, 1).await.status().is_success());
        }
        unseen.push((name, posted));
    }
    unseen
}

#[tokio::test]
async fn a_comment_that_no_reader_sees_is_to_a_guest_expert_like_one_that_is_not_there() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let opening = fixture.visitor("Ben").posts(RYE, "How sour is it?").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let jonas = Host { fixture: &fixture, cookie: expert_comes_in(&fixture, "Jonas", thread.id).await };
    let unseen = unseen(&fixture, &marta).await;
    let told = async |id: CommentId| {
        let mut told = Vec::new();
        for (method, what, body) in questions(id) {
            let answer = jonas.asks(method.clone(), &what, body).await;
            let what = what.replace(&id.to_string(), "ID");
            told.push((method, what, answer.status(), answer.text().await.unwrap().replace(&id.to_string(), "ID")));
        }
        told
    };
    let nobodys = told(CommentId(uuid::Uuid::now_v7())).await;
    assert!(nobodys.len() > 5 && nobodys.iter().all(|(.., status, _)| *status == 404), "{nobodys:?}");
    for (name, posted) in &unseen {
        assert_eq!(told(posted.comment.id).await, nobodys, "{name}");
    }
    let around: ConversationOfComment = jonas.reads(&format!("comments/{}/around", opening.comment.id)).await;
    assert!(around.above.is_empty() && around.below.is_empty() && around.more == 0);
}

#[tokio::test]
async fn what_stands_below_is_counted_for_a_guest_expert_as_for_a_reader() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "How sour is it?").await;
    let seen = ben.replies(RYE, &opening, "Very").await;
    let stub = ben.replies(RYE, &opening, "You cannot bake").await;
    let below = amira.replies(RYE, &stub, "Be kind").await;
    let leaf = ben.replies(RYE, &opening, "Nor read").await;
    marta.decides("remove", Some("Rule 1"), &[&stub, &leaf]).await;
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let mut held = ben.words(RYE, "held");
    held["parent"] = json!(opening.comment.id);
    assert_eq!(ben.sends(Method::POST, "comments", &key(), held).await.status(), 202);
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let jonas = Host { fixture: &fixture, cookie: expert_comes_in(&fixture, "Jonas", thread.id).await };
    let path = format!("comments/{}/around", opening.comment.id);
    let ids = |around: &ConversationOfComment| around.below.iter().map(|line| line.comment.id).collect::<Vec<_>>();
    let (theirs, all): (ConversationOfComment, ConversationOfComment) =
        (jonas.reads(&path).await, marta.reads(&path).await);
    assert_eq!((ids(&theirs), theirs.more), (vec![seen.comment.id, stub.comment.id, below.comment.id], 0));
    assert_eq!((ids(&all).len(), all.more), (5, 0));
    let about_stub = format!("comments/{}", stub.comment.id);
    assert_eq!(jonas.asks(Method::GET, &about_stub, None).await.status(), 200, "readers see that something was here");
}
