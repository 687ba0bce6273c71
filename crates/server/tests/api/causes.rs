//! Causes: what exactly was wrong travels as a code with its values; the English sentence is beside it, for developers.

use porch_protocol::team_api::HistoryEntry;
use porch_protocol::{Actor, Role};
use porch_server::team::{OPERATOR, settings};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{BAKERY, CAFE, Fixture, RYE, problem};
use crate::review::Host;

/// A request as a member of the team sends it, and the cause with which it is refused.
type Refused = (Method, &'static str, Value, Value);

async fn are_refused(host: &Host<'_>, status: u16, requests: impl IntoIterator<Item = Refused>) {
    for (method, what, body, cause) in requests {
        let answer = host.asks(method, what, Some(body.clone())).await;
        let refused = problem(answer, status).await;
        let seen = serde_json::to_value(&refused.cause).unwrap();
        assert_eq!(seen, cause, "{what} {body}");
        assert!(refused.detail.is_some_and(|detail| !detail.is_empty()), "{what} {body}");
    }
}

fn setting(key: &str, value: &str) -> Value {
    json!({ "settings": [{ "key": key, "value": value }] })
}

#[tokio::test]
async fn a_setting_is_refused_with_a_code_and_its_values() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let origin = |code: &str, origin: &str| json!({ "code": code, "origin": origin });
    let instead = |code: &str, origin: &str| json!({ "code": code, "origin": origin, "instead": BAKERY });
    let refused = [
        ("slow", "86401", json!({ "code": "setting-value", "setting": "slow" })),
        ("colour", "red", json!({ "code": "setting-unknown", "setting": "colour" })),
        ("name", "\u{200B}", json!({ "code": "name-blank" })),
        ("team-name", &"x".repeat(65), json!({ "code": "name-too-long", "most": 64 })),
        ("notify", "nobody", json!({ "code": "address-not-mail", "address": "nobody" })),
        ("origin", CAFE, origin("origin-taken", CAFE)),
        ("origin", "nonsense!", origin("origin-malformed", "nonsense!")),
        ("origin", "https://*.bakery.example", origin("origin-wildcard", "https://*.bakery.example")),
        ("origin", "bakery.example", instead("origin-without-scheme", "bakery.example")),
        ("origin", "http://bakery.example", instead("origin-not-secure", "http://bakery.example")),
    ];
    let refused = refused.map(|(key, value, cause)| (Method::PATCH, "site", setting(key, value), cause));
    are_refused(&marta, 422, refused).await;
}

#[tokio::test]
async fn a_rule_a_note_and_a_receiver_are_refused_with_a_code_and_its_values() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let pattern = |text: &str| json!({ "kind": "pattern", "text": text });
    let receiver = |url: &str| json!({ "url": url, "shape": "standard" });
    let closed = json!({ "code": "address-unreachable", "failure": { "code": "closed-network" } });
    are_refused(
        &marta,
        422,
        [
            (
                Method::POST,
                "rules/words",
                pattern("casino("),
                json!({ "code": "pattern-syntax", "fault": "group-unclosed", "at": 7 }),
            ),
            (Method::POST, "rules/words", pattern("a*"), json!({ "code": "pattern-matches-all" })),
            (Method::POST, "rules/words", pattern(&"a".repeat(201)), json!({ "code": "rule-length", "most": 200 })),
            (
                Method::PUT,
                "rules/welcome",
                json!({ "words": { "rules": ["a", "b", "c", "d"] } }),
                json!({ "code": "too-many-house-rules", "most": 3 }),
            ),
            (
                Method::POST,
                "pages",
                json!({ "page": format!("{CAFE}/menu") }),
                json!({ "code": "page-elsewhere", "origins": [BAKERY] }),
            ),
            (
                Method::POST,
                "pages",
                json!({ "page": RYE, "note": "x".repeat(301) }),
                json!({ "code": "note-too-long", "most": 300 }),
            ),
            (Method::POST, "webhooks", receiver("https://10.0.0.1/hook"), closed),
            (
                Method::PUT,
                "judges/akismet",
                json!({ "url": "http://127.0.0.1:1", "key": "" }),
                json!({ "code": "key-missing" }),
            ),
        ],
    )
    .await;
    are_refused(
        &marta,
        409,
        [
            (Method::POST, "judges/akismet/test", json!({}), json!({ "code": "spam-service-off" })),
            (Method::DELETE, "webhooks/nobody", json!({}), json!({ "code": "webhook-gone" })),
            (
                Method::POST,
                "rules/words/remove",
                json!({ "kind": "word", "text": "casino" }),
                json!({ "code": "rule-gone" }),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn the_log_says_by_a_code_who_did_what() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let change = [("hold".to_owned(), "all".to_owned())];
    settings::set(&fixture.app, "bakery", &change, OPERATOR).await.unwrap();
    assert_eq!(marta.asks(Method::PATCH, "site", Some(setting("slow", "30"))).await.status(), StatusCode::OK);
    let log: Vec<HistoryEntry> = marta.reads("settled?what=site").await;
    let by: Vec<_> = log.iter().take(2).map(|line| &line.by).collect();
    assert_eq!(by, [&Actor::Member { name: "Marta".into() }, &Actor::Operator]);
    let raw = marta.asks(Method::GET, "settled?what=site", None).await.text().await.unwrap();
    assert!(
        raw.contains(r#""by":{"kind":"member","name":"Marta"}"#) && raw.contains(r#""by":{"kind":"operator"}"#),
        "{raw}"
    );
}
