//! The keys with which a site's own server signs visitors in, as its owners set them in the dashboard.

use porch_protocol::Role;
use porch_protocol::sign_in_keys::SignInKeyState::{Current, Next, Retired, Retiring};
use porch_protocol::sign_in_keys::{SignInKeyAdded, SignInKeyState, SignInKeys};
use porch_protocol::team_api::HistoryEntry;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{Fixture, problem};
use crate::review::Host;

const PUBLIC_KEY: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";

async fn adds(owner: &Host<'_>, key: Value) -> SignInKeyAdded {
    let added = owner.asks(Method::POST, "sign-in-keys", Some(key)).await;
    assert_eq!(added.status(), StatusCode::CREATED);
    added.json().await.unwrap()
}

async fn listed(owner: &Host<'_>) -> Vec<(String, String, SignInKeyState)> {
    let list: SignInKeys = owner.reads("sign-in-keys").await;
    list.keys.into_iter().map(|key| (key.id, key.algorithm, key.state)).collect()
}

fn key(id: &str, algorithm: &str, state: SignInKeyState) -> (String, String, SignInKeyState) {
    (id.into(), algorithm.into(), state)
}

#[tokio::test]
async fn an_owner_adds_keys_rotates_them_and_removes_one() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let none: SignInKeys = marta.reads("sign-in-keys").await;
    assert_eq!((none.keys.len(), none.has_room, none.audience.as_str()), (0, true, "bakery"));
    let first = adds(&marta, json!({ "id": "2025" })).await;
    let secret = first.secret.unwrap();
    assert!(secret.len() >= 32);
    let second = adds(&marta, json!({ "id": "2026", "public_key": PUBLIC_KEY })).await;
    assert_eq!((second.id.as_str(), second.secret), ("2026", None));
    assert_eq!(listed(&marta).await, [key("2025", "HS256", Current), key("2026", "EdDSA", Next)]);

    let current = marta.asks(Method::POST, "sign-in-keys/2026/current", None).await;
    assert_eq!(current.status(), StatusCode::NO_CONTENT);
    assert_eq!(listed(&marta).await, [key("2025", "HS256", Retiring), key("2026", "EdDSA", Current)]);
    let list: SignInKeys = marta.reads("sign-in-keys").await;
    assert!(list.keys[0].until.is_some() && list.keys[1].until.is_none());

    let removed = marta.asks(Method::DELETE, "sign-in-keys/2026", None).await;
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
    fixture.pass(24 * 3_600);
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    assert_eq!(listed(&marta).await, [key("2025", "HS256", Retired)]);

    let history: Vec<HistoryEntry> = marta.reads("settled").await;
    let told = serde_json::to_string(&history).unwrap();
    for what in ["sso_key_added", "sso_key_set", "sso_key_removed"] {
        assert!(told.contains(what), "{what}: {told}");
    }
    assert!(!told.contains(&secret) && !serde_json::to_string(&list).unwrap().contains(&secret), "it is shown once");
}

#[tokio::test]
async fn a_key_that_cannot_be_is_refused_with_a_code() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    adds(&marta, json!({ "id": "a" })).await;
    let with_key = |pem: &str| json!({ "public_key": pem });
    for (body, cause) in [
        (json!({ "id": "a b" }), json!({ "code": "sign-in-key-id-invalid", "most": 64 })),
        (json!({ "id": "" }), json!({ "code": "sign-in-key-id-invalid", "most": 64 })),
        (json!({ "id": "a" }), json!({ "code": "sign-in-key-known" })),
        (with_key("ssh-ed25519 AAAA"), json!({ "code": "public-key-invalid" })),
        (with_key(&PUBLIC_KEY.replace("PUBLIC", "PRIVATE")), json!({ "code": "private-key-given" })),
        (with_key(&PUBLIC_KEY.replace("MCow", "MCox")), json!({ "code": "public-key-other-kind" })),
    ] {
        let refused = problem(marta.asks(Method::POST, "sign-in-keys", Some(body.clone())).await, 422).await;
        assert_eq!(serde_json::to_value(refused.cause).unwrap(), cause, "{body}");
    }
    for id in ["b", "c"] {
        adds(&marta, json!({ "id": id })).await;
    }
    let full: SignInKeys = marta.reads("sign-in-keys").await;
    assert!(!full.has_room);
    let refused = problem(marta.asks(Method::POST, "sign-in-keys", Some(json!({}))).await, 409).await;
    let cause = serde_json::to_value(refused.cause).unwrap();
    assert_eq!(cause, json!({ "code": "too-many-sign-in-keys", "most": 3 }));
    for (method, what) in [(Method::POST, "sign-in-keys/x/current"), (Method::DELETE, "sign-in-keys/x")] {
        let refused = problem(marta.asks(method, what, None).await, 409).await;
        assert_eq!(serde_json::to_value(refused.cause).unwrap(), json!({ "code": "sign-in-key-gone" }));
    }
}
