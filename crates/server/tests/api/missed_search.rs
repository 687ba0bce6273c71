//! What visitors look for and do not find: the team sees what was looked for several times, and nobody who it was.

use porch_protocol::Role;
use porch_protocol::comment_search::MissedSearch;
use porch_server::search::indexing::catch_up;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE};
use crate::review::Host;

/// Somebody in this network says that nothing was found.
async fn misses(person: &Person, network: &str, query: &str) -> StatusCode {
    let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), network.parse().unwrap())]);
    let body = Some(json!({ "q": query }));
    let answer = person.asks(Method::POST, &person.url("search-miss"), headers, body).await;
    assert!(answer.headers().get("set-cookie").is_none(), "no cookie is set");
    answer.status()
}

async fn seen(marta: &Host<'_>) -> Vec<(String, u32)> {
    let missed: Vec<MissedSearch> = marta.reads("missed-searches").await;
    missed.into_iter().map(|one| (one.term, one.times)).collect()
}

#[tokio::test]
async fn what_was_looked_for_in_vain_three_times_is_seen_by_the_team() {
    let fixture = Fixture::open().await;
    let (amira, marta) = (fixture.visitor("Amira"), Host::named(&fixture, "Marta", Role::Owner).await);
    for network in ["198.51.100.1", "198.51.100.1", "203.0.113.9"] {
        assert_eq!(misses(&amira, network, " Pretzel  TIMES ").await, StatusCode::NO_CONTENT);
    }
    assert_eq!(seen(&marta).await, [], "one of two networks asked twice");
    misses(&amira, "192.0.2.7", "pretzel times").await;
    assert_eq!(seen(&marta).await, [("pretzel times".into(), 3)]);
    // Until after midnight.
    fixture.pass(9 * 3_600);
    misses(&amira, "192.0.2.7", "pretzel times").await;
    let nils = Host::named(&fixture, "Nils", Role::Host).await;
    assert_eq!(seen(&nils).await, [("pretzel times".into(), 4)], "once more on another day");
}

#[tokio::test]
async fn what_is_found_and_what_may_be_private_is_not_counted_and_the_answer_is_the_same() {
    let fixture = Fixture::open().await;
    let (amira, marta) = (fixture.visitor("Amira"), Host::named(&fixture, "Marta", Role::Owner).await);
    amira.posts(RYE, "How sour is the rye?").await;
    catch_up(&fixture.app).await.unwrap();
    for query in ["sour rye", "ada@lovelace.example", "0664 123 45 67", "order 1234567", "from:amira", ""] {
        for network in ["198.51.100.1", "203.0.113.9", "192.0.2.7"] {
            assert_eq!(misses(&amira, network, query).await, StatusCode::NO_CONTENT, "{query}");
        }
    }
    assert_eq!(seen(&marta).await, []);
    let odd = amira.asks(Method::POST, &amira.url("search-miss"), HeaderMap::new(), Some(json!({ "w": 1 }))).await;
    assert_eq!(odd.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let long = misses(&amira, "192.0.2.7", &"x".repeat(600)).await;
    assert_eq!(long, StatusCode::NO_CONTENT, "it is no search for words");
}

#[tokio::test]
async fn one_network_says_so_only_so_often() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    let mut statuses = Vec::new();
    for number in 0..45 {
        statuses.push(misses(&amira, "192.0.2.7", &format!("word {number}")).await);
    }
    assert_eq!(statuses[0], StatusCode::NO_CONTENT);
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS));
}
