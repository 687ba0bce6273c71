//! A widget and a server of two versions (THREATS, R17): a page that is open goes on while the server is upgraded.

use porch_protocol::{Changes, CommentPosted, Me, Problem, ThreadPage};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::fixture::{Fixture, RYE, key};

/// The same with a field in every object that this version does not know.
fn of_later(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, of_later(value)));
            Value::Object(fields.chain([("of_a_later_version".to_owned(), json!({ "said": [1, "two"] }))]).collect())
        }
        Value::Array(all) => all.into_iter().map(of_later).collect(),
        other => other,
    }
}

/// What this version's widget reads of an answer, and of the same answer by a later server, must be the same.
fn is_read<T: Serialize + DeserializeOwned>(what: &str, answer: &Value) {
    let read = |answer: Value| {
        let read: T = serde_json::from_value(answer).unwrap_or_else(|error| panic!("{what}: {error}"));
        serde_json::to_value(read).unwrap()
    };
    assert_eq!(read(answer.clone()), read(of_later(answer.clone())), "{what}");
}

#[tokio::test]
async fn what_a_later_server_adds_to_its_answers_is_read_over() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted =
        amira.posts(RYE, "*How* sour is [it](https://bakery.example/sour)?\n\n- quite\n\n> so\n\n`code`").await;
    let start = amira.reads(RYE).await.cursor;
    fixture.visitor("Ben").replies(RYE, &posted, "Very").await;
    let answer = async |path: String| amira.gets(&path).await.json::<Value>().await.unwrap();
    is_read::<ThreadPage>("thread", &answer(format!("thread?page={RYE}")).await);
    is_read::<Changes>("changes", &answer(format!("changes?page={RYE}&since={}", start.0)).await);
    is_read::<Me>("me", &answer(format!("me?page={RYE}")).await);
    let again = amira.sends(Method::POST, "comments", &key(), amira.words(RYE, "another")).await;
    is_read::<CommentPosted>("posted", &again.json().await.unwrap());
    let refused: Value =
        amira.sends(Method::POST, "comments", &key(), amira.words(RYE, "")).await.json().await.unwrap();
    is_read::<Problem>("a refusal", &refused);
    // A reason, a block and a mark that this version has no name for are read all the same.
    let read: Problem =
        serde_json::from_value(json!({ "code": "of-a-later-version", "status": 422, "type": "about:blank",
        "title": "Later", "detail": "later" }))
        .unwrap();
    assert_eq!(read.status, 422);
}

/// The first version's widget sends these fields and no others.
#[tokio::test]
async fn the_fields_of_the_first_version_are_all_that_a_request_needs() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let sends = async |method: Method, rest: &str, body: Value| {
        let answer = amira.sends(method, rest, &key(), body).await;
        let status = answer.status().as_u16();
        (status, answer.json::<Value>().await.unwrap_or_default())
    };
    let (status, posted) =
        sends(Method::POST, "comments", json!({ "page": RYE, "name": "Amira", "body": "How sour is it?" })).await;
    assert_eq!(status, 201, "{posted}");
    let own = format!("comments/{}", posted["comment"]["id"].as_str().unwrap());
    let reply = json!({ "page": RYE, "name": "Amira", "body": "Very", "parent": posted["comment"]["id"] });
    assert_eq!(sends(Method::POST, "comments", reply).await.0, 201);
    assert_eq!(sends(Method::POST, "preview", json!({ "body": "*so*" })).await.0, 200);
    assert_eq!(sends(Method::PATCH, &own, json!({ "version": 1, "body": "How sour is it today?" })).await.0, 200);
    assert_eq!(sends(Method::DELETE, &own, json!({ "version": 2 })).await.0, 200);
}
