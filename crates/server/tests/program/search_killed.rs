//! A server that is killed while it indexes: once it has started again, the index has what the log says, and nothing else.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::running::{Running, porch, with_bakery};
use crate::wait::until;

const PAGE: &str = "https://bakery.example/rye";
/// Comments that are written in a round; every third one is withdrawn.
const WRITTEN: usize = 30;

/// What one visitor does with one comment: its id if it stays.
async fn writes(server: &str, words: &str, stays: bool) -> Option<String> {
    let asks = |method, rest: &str, body: Value, cookie: &str| {
        let request = Client::new().request(method, format!("{server}/v1/sites/bakery/{rest}"));
        let request = request.header("origin", "https://bakery.example").header("cookie", cookie);
        request.header("idempotency-key", uuid::Uuid::new_v4().to_string()).json(&body).send()
    };
    let body = json!({ "page": PAGE, "name": "Ada", "body": words });
    let posted = asks(Method::POST, "comments", body, "").await.unwrap();
    let cookie = posted.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let posted: Value = posted.json().await.unwrap();
    let id = posted["comment"]["id"].as_str().unwrap().to_owned();
    if stays {
        return Some(id);
    }
    let withdrawn = asks(Method::DELETE, &format!("comments/{id}"), json!({ "version": 1 }), &cookie).await.unwrap();
    assert!(withdrawn.status().is_success());
    None
}

/// The comments that are found by a word that all have, and how many there are said to be.
async fn found(server: &Running) -> (BTreeSet<String>, u64) {
    let (mut ids, mut total) = (BTreeSet::new(), 0);
    for offset in (0..1_000).step_by(20) {
        let (_, text) = server.get(&format!("/v1/sites/bakery/search?q=sourdough&order=newest&offset={offset}")).await;
        let page: Value = serde_json::from_str(&text).unwrap();
        total = page["total"].as_u64().unwrap();
        let hits = page["hits"].as_array().unwrap();
        ids.extend(hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()));
        if hits.is_empty() {
            break;
        }
    }
    (ids, total)
}

#[tokio::test]
async fn the_index_has_what_the_log_says_whenever_the_server_was_killed() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let mut standing = BTreeSet::new();
    for round in 0..5 {
        let server = Running::serve(porch(&data), &[]);
        let words: Vec<String> = (0..WRITTEN).map(|number| format!("sourdough {round} {number}")).collect();
        let all = words.iter().enumerate().map(|(number, words)| writes(&server.address, words, number % 3 > 0));
        standing.extend(join_all(all).await.into_iter().flatten());
        if round % 2 == 1 {
            // Once the first of them are there, the rest is under way; else nothing has begun yet.
            until("the index to have something", async || (found(&server).await.1 > 0).then_some(())).await;
        }
        // It is killed, not ended.
        drop(server);
    }
    let server = Running::serve(porch(&data), &[]);
    until("the index to have all", async || (found(&server).await.0 == standing).then_some(())).await;
    assert_eq!(found(&server).await, (standing.clone(), standing.len() as u64));
    server.end();
}
