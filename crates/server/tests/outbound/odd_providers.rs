//! Identity providers with odd answers: each signs nobody in, or names somebody else than it may.

use std::time::Duration;

use porch_server::config::Settings;
use porch_server::identity_providers::{Failure, Providers, SignInSecrets};
use porch_server::outbound;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::browser::{ADA, Browser, mailing};
use super::fixture::Fixture;
use super::identity_provider::{IdentityProvider, Odd};
use super::providers::{Window, begins, redeems, server, signs_in};
use super::sink::Sink;
use super::tokens::{NOW, Signer};

/// Whether a browser is signed in by what the provider says, with this change.
async fn is_signed_in(fixture: &Fixture, provider: &IdentityProvider, change: &Value) -> bool {
    let ada = Browser::new(&fixture.address, "bakery");
    let (begun, window) = (begins(&ada, "club").await, Window::new());
    let back = provider.signs_in(&window.opens(&begun.url).await, change);
    let (status, _) = window.comes_back(&back).await;
    window.is_answered(&fixture.address).await;
    let redeemed = redeems(&ada, &begun, None).await.status();
    assert_eq!(status == StatusCode::OK, redeemed == StatusCode::OK, "{status} {redeemed}");
    assert!([StatusCode::OK, StatusCode::FORBIDDEN].contains(&redeemed), "{redeemed}");
    redeemed == StatusCode::OK
}

#[tokio::test]
async fn a_token_that_does_not_fit_signs_nobody_in() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    for change in [
        json!({ "iss": "https://evil.example" }),
        json!({ "iss": format!("{}/", provider.url) }),
        json!({ "iss": "missing" }),
        json!({ "aud": "other" }),
        json!({ "aud": ["porch", "other"] }),
        json!({ "aud": ["porch", "other"], "azp": "other" }),
        json!({ "aud": "missing" }),
        json!({ "nonce": "x" }),
        json!({ "nonce": "missing" }),
        json!({ "exp": NOW - 60 }),
        json!({ "exp": (NOW + 60).to_string() }),
        json!({ "exp": "missing" }),
        json!({ "iat": NOW - 3_600 }),
        json!({ "iat": NOW + 3_600 }),
        json!({ "sub": "" }),
        json!({ "sub": " " }),
        json!({ "sub": null }),
        json!({ "sub": 7 }),
        json!({ "sub": "missing" }),
    ] {
        assert!(!is_signed_in(&fixture, &provider, &change).await, "{change}");
    }
    assert!(is_signed_in(&fixture, &provider, &json!({})).await);
}

#[tokio::test]
async fn an_answer_that_is_none_signs_nobody_in() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    for odd in [
        Odd::Status(400),
        Odd::Status(500),
        Odd::Status(204),
        Odd::Redirects,
        Odd::Huge,
        Odd::Words,
        Odd::OtherKey,
        Odd::Unsigned,
        Odd::PublicKeyAsSecret,
        Odd::OtherClaims,
        Odd::NoToken,
    ] {
        provider.is(odd.clone());
        assert!(!is_signed_in(&fixture, &provider, &json!({})).await, "{odd:?}");
    }
    provider.is(Odd::Not);
    assert!(is_signed_in(&fixture, &provider, &json!({})).await);
}

#[tokio::test]
async fn a_provider_that_signs_by_rsa_vouches_for_what_it_has_signed_and_nothing_else() {
    let provider = IdentityProvider::signing_with(Signer::rsa(), json!({})).await;
    let fixture = server(&provider).await;
    assert!(is_signed_in(&fixture, &provider, &json!({})).await);
    for odd in [Odd::OtherClaims, Odd::OtherKey, Odd::PublicKeyAsSecret, Odd::Unsigned] {
        provider.is(odd.clone());
        assert!(!is_signed_in(&fixture, &provider, &json!({})).await, "{odd:?}");
    }
    provider.is(Odd::Not);
    assert!(!is_signed_in(&fixture, &provider, &json!({ "aud": "other" })).await);
    assert!(is_signed_in(&fixture, &provider, &json!({})).await);
}

#[tokio::test]
async fn a_provider_is_waited_for_only_so_long_and_reached_only_where_it_may_be() {
    let provider = IdentityProvider::open().await;
    provider.is(Odd::Silent);
    let settings = Settings { provider: vec![provider.settings("club")], ..Settings::default() };
    let config = settings.check().unwrap().providers;
    let secrets = SignInSecrets { state: "s".into(), nonce: "n".into(), verifier: "v".into() };
    let fails = async |allowed: &[&str]| {
        let allowed: Vec<_> = allowed.iter().map(|net| net.parse().unwrap()).collect();
        let client = outbound::Client::new(&allowed, Duration::from_millis(200)).unwrap();
        let providers = Providers::new(&config, &client);
        providers.find("club").unwrap().authorization_url(&secrets, "https://talk.example").await.unwrap_err()
    };
    assert!(matches!(fails(&["127.0.0.0/8"]).await, Failure::Unreachable(outbound::Failure::Timeout)));
    assert!(matches!(fails(&[]).await, Failure::Unreachable(outbound::Failure::Refused(_))));
}

#[tokio::test]
async fn a_provider_that_describes_another_is_not_asked() {
    let provider = IdentityProvider::described(json!({ "issuer": "https://evil.example" })).await;
    let fixture = server(&provider).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let begun = begins(&ada, "club").await;
    let window = Window::new().asks(reqwest::Method::GET, &begun.url, None).await;
    assert_eq!(window.status(), StatusCode::GONE);
}

#[tokio::test]
async fn a_provider_that_says_who_answers_is_held_to_it() {
    let provider = IdentityProvider::open().await;
    let strict = IdentityProvider::described(json!({ "authorization_response_iss_parameter_supported": true })).await;
    for (provider, stated, good) in [
        (&provider, None, true),
        (&provider, Some(provider.url.clone()), true),
        (&provider, Some("https://evil.example".to_owned()), false),
        (&strict, None, false),
        (&strict, Some(strict.url.clone()), true),
    ] {
        let fixture = server(provider).await;
        let ada = Browser::new(&fixture.address, "bakery");
        let (begun, window) = (begins(&ada, "club").await, Window::new());
        let mut back = provider.signs_in(&window.opens(&begun.url).await, &json!({}));
        if let Some(stated) = &stated {
            back.query_pairs_mut().append_pair("iss", stated);
        }
        assert_eq!(window.comes_back(&back).await.0 == StatusCode::OK, good, "{stated:?}");
    }
}

#[tokio::test]
async fn an_address_joins_nobody() {
    let mut sink = Sink::open().await;
    let (club, other) = (IdentityProvider::open().await, IdentityProvider::open().await);
    let providers = vec![club.settings("club"), other.settings("other")];
    let fixture = Fixture::with(Settings { provider: providers, ..mailing(&sink) }).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let words = ada.posts("Ada", "words").await;
    ada.confirms(&mut sink, ADA).await;
    let stated = |verified: Value, sub: &str| json!({ "sub": sub, "email": ADA, "email_verified": verified });
    for (number, verified) in
        [json!(true), json!("true"), json!(1), json!(null), json!("missing")].into_iter().enumerate()
    {
        let eve = Browser::new(&fixture.address, "bakery");
        let answer = signs_in(&eve, ("club", &club), &stated(verified.clone(), &number.to_string())).await;
        assert_eq!(answer.text().await.unwrap(), "{}", "nobody who was known");
        assert_eq!(eve.edits(&words, "taken over").await, StatusCode::NOT_FOUND);
        assert_eq!(eve.me().await.mail, number == 0, "{verified}");
    }
    // The same account by name at another provider, and the same address there.
    let bob = Browser::new(&fixture.address, "bakery");
    let answer = signs_in(&bob, ("other", &other), &stated(json!(true), "0")).await;
    assert_eq!(answer.text().await.unwrap(), "{}");
    // Nor is an account added to whoever has confirmed an address in this browser.
    let answer = signs_in(&ada, ("club", &club), &json!({ "sub": "new" })).await;
    assert_eq!(answer.text().await.unwrap(), "{}");
    assert_eq!(ada.edits(&words, "by another person").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn github_names_accounts_by_number() {
    let provider = IdentityProvider::open().await;
    let fixture = Fixture::with(Settings { provider: vec![provider.settings("github")], ..Settings::default() }).await;
    let sign_in = async |profile: Value| {
        provider.shows(profile);
        let ada = Browser::new(&fixture.address, "bakery");
        let (begun, window) = (begins(&ada, "github").await, Window::new());
        let sent = window.opens(&begun.url).await;
        assert!(
            sent.path() == "/login/oauth/authorize" && sent.query().unwrap().contains("scope=read%3Auser"),
            "{sent}"
        );
        window.comes_back(&provider.signs_in(&sent, &json!({}))).await;
        window.is_answered(&fixture.address).await;
        redeems(&ada, &begun, None).await
    };
    let answer = sign_in(json!({ "id": 7, "login": "ada", "email": ADA })).await;
    assert_eq!((answer.status(), answer.text().await.unwrap().as_str()), (StatusCode::OK, r#"{"name":"ada"}"#));
    let answer = sign_in(json!({ "id": 7, "login": "renamed" })).await;
    assert_eq!(answer.text().await.unwrap(), r#"{"name":"renamed","known":true}"#);
    for profile in [json!({ "login": "ada" }), json!({ "id": "" }), json!({ "id": null }), json!([])] {
        assert_eq!(sign_in(profile.clone()).await.status(), StatusCode::FORBIDDEN, "{profile}");
    }
}

#[tokio::test]
async fn a_provider_without_tokens_names_accounts_by_its_profile() {
    let described = json!({ "jwks_uri": null, "scopes_supported": ["read", "profile"],
                            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"] });
    let provider = IdentityProvider::described(described).await;
    let fixture = server(&provider).await;
    let subject = format!("{}/users/ada", provider.url);
    provider.shows(json!({ "iss": provider.url, "sub": subject, "name": "Ada", "preferred_username": "ada" }));
    let ada = Browser::new(&fixture.address, "bakery");
    let (begun, window) = (begins(&ada, "club").await, Window::new());
    let sent = window.opens(&begun.url).await;
    let asked = |name: &str| sent.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    assert_eq!((asked("scope").as_deref(), asked("nonce")), (Some("profile"), None), "{sent}");
    window.comes_back(&provider.signs_in(&sent, &json!({}))).await;
    window.is_answered(&fixture.address).await;
    assert_eq!(redeems(&ada, &begun, None).await.text().await.unwrap(), r#"{"name":"Ada"}"#);
    provider.shows(json!({ "iss": "https://evil.example", "sub": subject }));
    assert!(!is_signed_in(&fixture, &provider, &json!({})).await);
}
