//! Signing in by a token of the site's own server: what counts, what others try, and the rotation of keys.

use porch_protocol::Timestamp;
use porch_protocol::own_data::OwnData;
use porch_protocol::people::ConfirmedBy;
use porch_protocol::visitor_mail::StoredAccount;
use porch_server::config::{Limits, Settings};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::browser::{ADA, Browser, two_sites};
use super::confirmed_mark::history;
use super::erasing::is_to_sign_in_again;
use super::fixture::Fixture;
use super::sink::Sink;
use super::tokens::{NOW, Signer, claims};

/// Adds the public key of a signer to the bakery.
async fn adds(fixture: &Fixture, id: &str, signer: &Signer) {
    let key = json!({ "site": "bakery", "id": id, "public_key": signer.pem() });
    fixture.verb("/sso/key/add", key).await.unwrap();
}

/// Adds a secret to the bakery, which is printed once.
async fn adds_secret(fixture: &Fixture, id: &str) -> Signer {
    let said = fixture.verb("/sso/key/add", json!({ "site": "bakery", "id": id })).await.unwrap();
    let secret = said.trim().rsplit(' ').next().unwrap();
    assert!(secret.len() >= 32, "{said}");
    Signer::Secret(secret.as_bytes().to_vec())
}

async fn sets(fixture: &Fixture, id: &str, state: &str) {
    fixture.verb("/sso/key/state", json!({ "site": "bakery", "id": id, "state": state })).await.unwrap();
}

async fn status(fixture: &Fixture, token: &str) -> StatusCode {
    let browser = Browser::new(&fixture.address, "bakery");
    browser.sends("me/sso", json!({ "token": token })).await.status()
}

/// A bakery with a key, and whoever signs with it.
pub(crate) async fn bakery() -> (Fixture, Signer) {
    let (fixture, signer) = (Fixture::open().await, Signer::ed25519());
    adds(&fixture, "k", &signer).await;
    (fixture, signer)
}

#[tokio::test]
async fn a_token_of_the_site_signs_in_by_each_algorithm() {
    let fixture = Fixture::open().await;
    let (ed25519, p256) = (Signer::ed25519(), Signer::p256());
    adds(&fixture, "ed", &ed25519).await;
    adds(&fixture, "p256", &p256).await;
    let secret = adds_secret(&fixture, "secret").await;
    for (kid, signer) in [("ed", &ed25519), ("p256", &p256), ("secret", &secret)] {
        let ada = Browser::new(&fixture.address, "bakery");
        let token = signer.token(kid, &claims(&json!({ "name": "Ada  Lovelace", "sub": kid })));
        let answer = ada.sends("me/sso", json!({ "token": token })).await;
        assert_eq!(answer.status(), StatusCode::OK, "{kid}");
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("Partitioned"), "{cookie}");
        assert_eq!(answer.headers()["access-control-allow-origin"], "https://bakery.example");
        assert_eq!(answer.text().await.unwrap(), r#"{"name":"Ada Lovelace"}"#);
        let me = ada.me().await;
        assert_eq!((me.signed_in, me.mail, me.name.as_deref()), (true, false, Some("Ada Lovelace")));
    }
    let listed = fixture.verb("/sso/key/list", json!({ "site": "bakery" })).await.unwrap();
    assert_eq!(listed, "ed EdDSA current\np256 ES256 next\nsecret HS256 next\n");
    let log = fixture.verb("/log", json!({ "site": "bakery" })).await.unwrap();
    assert!(log.contains("added a sign-in key (algorithm HS256, key secret, state next)"), "{log}");
    let Signer::Secret(secret) = secret else { unreachable!() };
    assert!(!log.contains(std::str::from_utf8(&secret).unwrap()), "the secret is shown once");
}

#[tokio::test]
async fn whoever_signs_in_again_is_the_same_person_and_brings_what_they_wrote() {
    let (fixture, signer) = bakery().await;
    let (laptop, phone) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    let first = laptop.posts("Ada", "from the laptop").await;
    let guest = laptop.copy();
    let signs_in = async |browser: &Browser| -> Value {
        let token = signer.token("k", &claims(&json!({ "name": "Ada Lovelace" })));
        browser.sends("me/sso", json!({ "token": token })).await.json().await.unwrap()
    };
    assert_eq!(signs_in(&laptop).await, json!({ "name": "Ada" }));
    assert_eq!(guest.edits(&first, "taken over").await, StatusCode::NOT_FOUND, "the old cookie is worth nothing");
    phone.posts("A. L.", "from the phone").await;
    assert_eq!(signs_in(&phone).await, json!({ "name": "Ada", "known": true, "merged": 1 }));
    assert_eq!(history(&fixture, &first).await.confirmed_by, [ConfirmedBy::Site]);
    let since = Timestamp(NOW * Timestamp::SECOND);
    let account = StoredAccount { by: "https://bakery.example".into(), name: Some("Ada Lovelace".into()), since };
    assert_eq!(phone.stored().await.accounts, std::slice::from_ref(&account));
    let exported: OwnData = phone.gets("me/export").await.json().await.unwrap();
    assert_eq!(exported.accounts, [account]);
    assert_eq!((laptop.me().await.comments.len(), phone.me().await.comments.len()), (2, 2));
    assert_eq!(phone.edits(&first, "from the phone, too").await, StatusCode::OK);
    laptop.sends("me/sign-out", json!({ "everywhere": true })).await;
    assert_eq!((laptop.me().await.signed_in, phone.me().await.signed_in), (false, false));
}

#[tokio::test]
async fn whoever_signed_in_long_ago_signs_in_again_before_all_is_erased() {
    let (fixture, signer) = bakery().await;
    let ada = Browser::new(&fixture.address, "bakery");
    ada.posts("Ada", "words").await;
    let token = signer.token("k", &claims(&json!({})));
    assert_eq!(ada.sends("me/sso", json!({ "token": token })).await.status(), StatusCode::OK);
    fixture.pass(600);
    assert!(is_to_sign_in_again(&ada.erases_everything().await));
    let (iat, exp) = (NOW + 600, NOW + 660);
    let token = signer.token("k", &claims(&json!({ "iat": iat, "exp": exp })));
    assert_eq!(ada.sends("me/sso", json!({ "token": token })).await.status(), StatusCode::OK);
    assert_eq!(ada.erases_everything().await.0, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn what_the_site_has_not_signed_for_this_moment_is_refused() {
    let (fixture, signer) = bakery().await;
    let other = Signer::ed25519();
    let header = |change: Value| {
        let mut header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": "k" });
        header.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        header
    };
    let with_public = Signer::Secret(signer.public());
    let with_pem = Signer::Secret(signer.pem().into_bytes());
    let good = signer.token("k", &claims(&json!({})));
    let (signed, _) = good.rsplit_once('.').unwrap();
    let (head, _) = good.split_once('.').unwrap();
    let unsigned = Signer::Secret(Vec::from([0])).signs(&header(json!({ "alg": "none" })), &claims(&json!({})));
    let (unsigned, _) = unsigned.rsplit_once('.').unwrap();
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": "AAAA" });
    let mut tokens = vec![
        ("nothing", String::new()),
        ("no token", "a.b.c".to_owned()),
        ("alg none", format!("{unsigned}.")),
        ("alg None", other.signs(&header(json!({ "alg": "None" })), &claims(&json!({})))),
        ("no signature", format!("{signed}.")),
        ("a cut signature", good[..good.len() - 2].to_owned()),
        ("another's claims", format!("{head}.{}", other.token("k", &claims(&json!({}))).split_once('.').unwrap().1)),
        ("HS256 with the public key", with_public.token("k", &claims(&json!({})))),
        ("HS256 with the public file", with_pem.token("k", &claims(&json!({})))),
        ("another key", other.token("k", &claims(&json!({})))),
        ("an unknown kid", signer.token("unknown", &claims(&json!({})))),
        ("no kid", signer.signs(&json!({ "alg": "EdDSA" }), &claims(&json!({})))),
        ("a key in the header", other.signs(&header(json!({ "jwk": jwk })), &claims(&json!({})))),
        (
            "an address in the header",
            other.signs(&header(json!({ "jku": "https://evil.example/keys" })), &claims(&json!({}))),
        ),
        (
            "certificates in the header",
            other.signs(&header(json!({ "x5u": "https://evil.example/" })), &claims(&json!({}))),
        ),
        ("an unknown extension", signer.signs(&header(json!({ "crit": ["x"], "x": 1 })), &claims(&json!({})))),
        ("ES256 by name", signer.signs(&header(json!({ "alg": "ES256" })), &claims(&json!({})))),
        ("a huge one", signer.token("k", &claims(&json!({ "name": "x".repeat(9_000) })))),
    ];
    for change in [
        json!({ "exp": (NOW + 60).to_string() }),
        json!({ "exp": NOW + 60, "iat": NOW.to_string() }),
        json!({ "exp": NOW + 301 }),
        json!({ "exp": NOW + 100_000_000 }),
        json!({ "iat": NOW - 100, "exp": NOW - 30 }),
        json!({ "iat": NOW + 40, "exp": NOW + 60 }),
        json!({ "nbf": NOW + 40 }),
        json!({ "aud": "cafe" }),
        json!({ "aud": ["bakery", "cafe"] }),
        json!({ "sub": "" }),
        json!({ "sub": 7 }),
        json!({ "iss": null }),
        json!({ "aud": null }),
        json!({ "sub": null }),
        json!({ "iat": null }),
        json!({ "exp": null }),
        json!({ "jti": null }),
    ] {
        tokens.push(("claims", signer.token("k", &claims(&change))));
    }
    for (what, token) in tokens {
        let answer = Browser::new(&fixture.address, "bakery").sends("me/sso", json!({ "token": token })).await;
        assert!(answer.headers().get("set-cookie").is_none(), "{what}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(
            (problem["status"].as_u64(), &problem["code"]),
            (Some(403), &json!("sign-in-refused")),
            "{what} {token}"
        );
        assert_eq!(problem.get("detail"), None, "no reason is told");
    }
    assert_eq!(status(&fixture, &good).await, StatusCode::OK, "all that while a good one counts");
}

#[tokio::test]
async fn a_token_counts_once_whoever_brings_it_and_however_many_at_once() {
    let (fixture, signer) = bakery().await;
    let token = signer.token("k", &claims(&json!({})));
    let tries = futures_util::future::join_all((0..20).map(|_| status(&fixture, &token))).await;
    assert_eq!(tries.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{tries:?}");
    assert!(tries.iter().all(|status| [StatusCode::OK, StatusCode::FORBIDDEN].contains(status)), "{tries:?}");
    fixture.pass(89);
    assert_eq!(status(&fixture, &token).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_role_says_nothing_and_a_name_of_the_team_is_left_out() {
    let (fixture, signer) = bakery().await;
    fixture.sets("team-name", "Marta").await;
    let eve = Browser::new(&fixture.address, "bakery");
    let roles =
        json!({ "role": "ADMIN", "roles": ["owner"], "admin": true, "user": { "role": "ADMIN" }, "name": "Marta" });
    let answer = eve.sends("me/sso", json!({ "token": signer.token("k", &claims(&roles)) })).await;
    assert_eq!((answer.status(), answer.text().await.unwrap().as_str()), (StatusCode::OK, "{}"));
    let page = json!({ "page": "https://bakery.example/rye", "name": "Marta", "body": "words" });
    assert_eq!(eve.sends("comments", page).await.json::<Value>().await.unwrap()["code"], "name-taken");
    let posted = eve.posts("Eve", "words").await;
    assert_eq!(posted.comment.author.unwrap().role, None);
    let dashboard = format!("{}/v1/host/session", fixture.address);
    assert_ne!(eve.requests(reqwest::Method::GET, &dashboard, None).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_address_joins_nobody_and_is_told_to_nobody() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let signer = Signer::p256();
    adds(&fixture, "k", &signer).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let words = ada.posts("Ada", "words").await;
    ada.confirms(&mut sink, ADA).await;
    for (sub, verified) in [("1", json!(true)), ("2", json!("true")), ("3", json!(1)), ("4", Value::Null)] {
        let eve = Browser::new(&fixture.address, "bakery");
        let stated = claims(&json!({ "sub": sub, "email": ADA, "email_verified": verified }));
        let answer = eve.sends("me/sso", json!({ "token": signer.token("k", &stated) })).await;
        assert_eq!(answer.text().await.unwrap(), "{}", "nobody who was known");
        assert_eq!(eve.edits(&words, "taken over").await, StatusCode::NOT_FOUND);
        assert_eq!(eve.me().await.mail, sub == "1", "{verified}");
        let stored = eve.gets("me").await.text().await.unwrap();
        assert!(!stored.contains("lovelace"), "{stored}");
    }
    let other = Browser::new(&fixture.address, "bakery");
    other.confirms(&mut sink, ADA).await;
    assert_eq!(other.me().await.comments.len(), 1, "the address is still that of who typed its code");
}

#[tokio::test]
async fn a_key_of_one_site_signs_nobody_in_on_another() {
    let sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (bakery, cafe) = (Signer::ed25519(), Signer::ed25519());
    adds(&fixture, "k", &bakery).await;
    let key = json!({ "site": "cafe", "id": "k", "public_key": cafe.pem() });
    fixture.verb("/sso/key/add", key).await.unwrap();
    let at = async |site, token: String| {
        Browser::new(&fixture.address, site).sends("me/sso", json!({ "token": token })).await.status()
    };
    let for_cafe = json!({ "aud": "cafe" });
    assert_eq!(at("cafe", bakery.token("k", &claims(&for_cafe))).await, StatusCode::FORBIDDEN);
    assert_eq!(at("cafe", bakery.token("k", &claims(&json!({})))).await, StatusCode::FORBIDDEN);
    assert_eq!(at("bakery", cafe.token("k", &claims(&for_cafe))).await, StatusCode::FORBIDDEN);
    assert_eq!(at("cafe", cafe.token("k", &claims(&for_cafe))).await, StatusCode::OK);
    let url = format!("{}/v1/sites/bakery/me/sso", fixture.address);
    let good = json!({ "token": bakery.token("k", &claims(&json!({}))) });
    let foreign = Browser::new(&fixture.address, "cafe").requests(reqwest::Method::POST, &url, Some(good)).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN, "a page of another site");
}

#[tokio::test]
async fn keys_are_rotated_without_a_failed_sign_in() {
    let (fixture, old) = bakery().await;
    let new = Signer::p256();
    let mut people = 0;
    let mut signs_in = async |kid: &str, signer: &Signer| {
        people += 1;
        let fresh = fixture.clock.now().0 / 1_000_000;
        let claims = claims(&json!({ "sub": people.to_string(), "iat": fresh, "exp": fresh + 60 }));
        status(&fixture, &signer.token(kid, &claims)).await
    };
    assert_eq!(signs_in("k", &old).await, StatusCode::OK);
    adds(&fixture, "new", &new).await;
    for (kid, signer) in [("k", &old), ("new", &new)] {
        assert_eq!(signs_in(kid, signer).await, StatusCode::OK, "{kid} before");
    }
    sets(&fixture, "new", "current").await;
    for (kid, signer) in [("k", &old), ("new", &new)] {
        assert_eq!(signs_in(kid, signer).await, StatusCode::OK, "{kid} after");
    }
    let listed = async || fixture.verb("/sso/key/list", json!({ "site": "bakery" })).await.unwrap();
    assert!(listed().await.starts_with("k EdDSA retiring until 2025-06-16"), "{}", listed().await);
    fixture.pass(24 * 3_600);
    assert_eq!(signs_in("k", &old).await, StatusCode::FORBIDDEN, "it has retired");
    assert_eq!(listed().await, "k EdDSA retired\nnew ES256 current\n");
    assert_eq!(signs_in("new", &new).await, StatusCode::OK);
    fixture.verb("/sso/key/remove", json!({ "site": "bakery", "id": "new" })).await.unwrap();
    assert_eq!(signs_in("new", &new).await, StatusCode::FORBIDDEN, "it is removed");
}

#[tokio::test]
async fn a_key_that_cannot_be_is_refused_with_a_reason() {
    let (fixture, signer) = bakery().await;
    let says = async |path: &str, words: Value| fixture.verb(path, words).await.unwrap_err();
    let add = |id: &str, pem: Option<&str>| json!({ "site": "bakery", "id": id, "public_key": pem });
    let pem = signer.pem();
    assert!(says("/sso/key/add", add("k", Some(&pem))).await.contains("already"));
    assert!(says("/sso/key/add", add("a b", Some(&pem))).await.contains("no id of a key"));
    assert!(says("/sso/key/add", add("x", Some("ssh-ed25519 AAAA"))).await.contains("no public key"));
    assert!(says("/sso/key/add", add("x", Some(&pem.replace("PUBLIC", "PRIVATE")))).await.contains("private key"));
    let nowhere = json!({ "site": "nowhere", "id": "x" });
    assert!(says("/sso/key/add", nowhere).await.contains("no site"));
    let state = |id: &str, state: &str| json!({ "site": "bakery", "id": id, "state": state });
    assert!(says("/sso/key/state", state("k", "new")).await.contains("next, current and retiring"));
    assert!(says("/sso/key/state", state("x", "next")).await.contains("no sign-in key"));
    assert!(says("/sso/key/remove", json!({ "site": "bakery", "id": "x" })).await.contains("no sign-in key"));
    for id in ["b", "c"] {
        adds_secret(&fixture, id).await;
    }
    assert!(says("/sso/key/add", add("d", Some(&pem))).await.contains("at most 3 keys"));
}

#[tokio::test]
async fn one_network_tries_few_tokens() {
    let fixture = Fixture::with(Settings { limits: Some(Limits::On), ..Settings::default() }).await;
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(status(&fixture, "a.b.c").await);
    }
    assert_eq!(statuses[0], StatusCode::FORBIDDEN);
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}
