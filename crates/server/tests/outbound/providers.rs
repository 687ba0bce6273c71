//! Signing in with an identity provider: the window that its opener answers, the code where nobody does, and what others try.

use std::sync::Mutex;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use porch_protocol::people::ConfirmedBy;
use porch_server::config::{Limits, Settings};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::browser::{Browser, code_in};
use super::confirmed_mark::history;
use super::fixture::Fixture;
use super::identity_provider::IdentityProvider;

/// A server whose visitors may sign in with this provider, by the id `club`.
pub(crate) async fn server(provider: &IdentityProvider) -> Fixture {
    Fixture::with(Settings { provider: vec![provider.settings("club")], ..Settings::default() }).await
}

/// The window that a widget opens: another browsing context with a cookie of its own.
pub(crate) struct Window {
    client: Client,
    pub(crate) cookie: Mutex<Option<String>>,
}

impl Window {
    pub(crate) fn new() -> Self {
        Self { client: Client::builder().redirect(Policy::none()).build().unwrap(), cookie: Mutex::default() }
    }

    pub(crate) async fn asks(&self, method: Method, url: &str, origin: Option<&str>) -> Response {
        let request = self.client.request(method, url);
        let request = origin.into_iter().fold(request, |request, origin| request.header("origin", origin));
        let cookie = self.cookie.lock().unwrap().clone();
        let request = cookie.into_iter().fold(request, |request, cookie| request.header("cookie", cookie));
        let response = request.send().await.unwrap();
        if let Some(cookie) = response.headers().get("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("SameSite=Lax") && cookie.contains("HttpOnly"), "{cookie}");
            *self.cookie.lock().unwrap() = cookie.split(';').next().map(str::to_owned);
        }
        response
    }

    /// Opens the address that the widget was told. Where the provider is.
    pub(crate) async fn opens(&self, url: &str) -> Url {
        let sent = self.asks(Method::GET, url, None).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
        Url::parse(sent.headers()["location"].to_str().unwrap()).unwrap()
    }

    /// Comes back from the provider: the status, and the page.
    pub(crate) async fn comes_back(&self, url: &Url) -> (StatusCode, String) {
        let answer = self.asks(Method::GET, url.as_str(), None).await;
        (answer.status(), answer.text().await.unwrap())
    }

    /// Its opener has answered it.
    pub(crate) async fn is_answered(&self, server: &str) -> StatusCode {
        self.asks(Method::POST, &format!("{server}/sign-in/opener"), Some(server)).await.status()
    }

    /// Shows its code.
    pub(crate) async fn shows_code(&self, server: &str) -> (StatusCode, String) {
        let answer = self.asks(Method::POST, &format!("{server}/sign-in/code"), Some("null")).await;
        (answer.status(), answer.text().await.unwrap())
    }
}

/// A sign-in that a widget has begun.
pub(crate) struct Begun {
    pub(crate) verifier: String,
    pub(crate) url: String,
}

impl Begun {
    /// Begun by whoever sends this challenge.
    pub(crate) async fn made(send: impl AsyncFnOnce(String) -> Response) -> Self {
        let verifier = URL_SAFE_NO_PAD.encode(Sha256::digest(uuid::Uuid::new_v4().as_bytes()));
        let begun = send(URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier))).await;
        assert_eq!(begun.status(), StatusCode::OK);
        let begun: Value = begun.json().await.unwrap();
        Self { verifier, url: begun["url"].as_str().unwrap().to_owned() }
    }
}

pub(crate) async fn begins(browser: &Browser, provider: &str) -> Begun {
    let call = format!("me/providers/{provider}");
    Begun::made(async |challenge| browser.sends(&call, json!({ "challenge": challenge })).await).await
}

pub(crate) async fn redeems(browser: &Browser, begun: &Begun, code: Option<&str>) -> Response {
    let mut body = json!({ "verifier": begun.verifier });
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    browser.sends("me/providers/redeem", body).await
}

/// Signs a browser in by a window that its opener has answered.
pub(crate) async fn signs_in(browser: &Browser, provider: (&str, &IdentityProvider), change: &Value) -> Response {
    let (begun, window) = (begins(browser, provider.0).await, Window::new());
    let back = provider.1.signs_in(&window.opens(&begun.url).await, change);
    assert_eq!(window.comes_back(&back).await.0, StatusCode::OK);
    assert_eq!(window.is_answered(&browser.server).await, StatusCode::NO_CONTENT);
    redeems(browser, &begun, None).await
}

#[tokio::test]
async fn a_window_that_its_opener_answers_signs_the_widgets_browser_in() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let words = ada.posts("Ada", "words").await;
    let me: Value = ada.gets("me?page=https://bakery.example/rye").await.json().await.unwrap();
    assert_eq!(me["providers"], json!([{ "id": "club", "name": "Club" }]));
    let stored: Value = ada.gets("me").await.json().await.unwrap();
    assert_eq!(stored["providers"], me["providers"]);

    let begun = begins(&ada, "club").await;
    assert_eq!(redeems(&ada, &begun, None).await.status(), StatusCode::ACCEPTED, "nothing has happened");
    let window = Window::new();
    let sent = window.opens(&begun.url).await;
    assert!(sent.as_str().starts_with(&format!("{}/authorize?kept=1&", provider.url)), "{sent}");
    assert!(sent.query().unwrap().contains("scope=openid+profile+email"), "{sent}");
    let back = provider.signs_in(&sent, &json!({ "name": "Ada Lovelace" }));
    let answer = window.asks(Method::GET, back.as_str(), None).await;
    assert_eq!(answer.headers()["referrer-policy"], "no-referrer");
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let page = answer.text().await.unwrap();
    assert!(page.contains("You are signing in to the comments on bakery.example"), "{page}");
    assert!(page.contains("data-origin=\"https://bakery.example\""), "{page}");
    let script = page.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
    assert!(policy.contains(&format!("script-src 'sha256-{hash}'")) && policy.contains("frame-ancestors 'none'"));
    assert_eq!(redeems(&ada, &begun, None).await.status(), StatusCode::ACCEPTED, "its opener has not answered");
    assert_eq!(window.is_answered(&fixture.address).await, StatusCode::NO_CONTENT);

    let guest = ada.copy();
    let answer = redeems(&ada, &begun, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.headers()["set-cookie"].to_str().unwrap().contains("Partitioned"));
    assert_eq!(answer.text().await.unwrap(), r#"{"name":"Ada"}"#);
    assert!(ada.me().await.signed_in && !guest.me().await.signed_in);
    assert_eq!(ada.edits(&words, "more words").await, StatusCode::OK);
    assert_eq!(redeems(&ada, &begun, None).await.status(), StatusCode::FORBIDDEN, "once");

    let phone = Browser::new(&fixture.address, "bakery");
    phone.posts("A. L.", "from the phone").await;
    let known: Value = signs_in(&phone, ("club", &provider), &json!({})).await.json().await.unwrap();
    assert_eq!(known, json!({ "name": "Ada", "known": true, "merged": 1 }));
    assert_eq!(history(&fixture, &words).await.confirmed_by, [ConfirmedBy::Provider("Club".into())]);
}

#[tokio::test]
async fn a_window_without_an_opener_shows_a_code_that_is_typed_into_the_widget() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let (begun, window) = (begins(&ada, "club").await, Window::new());
    let back = provider.signs_in(&window.opens(&begun.url).await, &json!({}));
    assert_eq!(window.shows_code(&fixture.address).await.0, StatusCode::GONE, "nobody has signed in there");
    assert_eq!(window.comes_back(&back).await.0, StatusCode::OK);
    let (status, page) = window.shows_code(&fixture.address).await;
    assert_eq!(status, StatusCode::OK);
    let code = code_in(&page);
    assert_eq!(code_in(&window.shows_code(&fixture.address).await.1), code, "the same, if it is loaded again");
    let status = async |code: Option<&str>| redeems(&ada, &begun, code).await.status();
    assert_eq!(status(None).await, StatusCode::FORBIDDEN, "the code is missing");
    assert_eq!(status(Some(&super::browser::wrong(&code))).await, StatusCode::FORBIDDEN);
    assert_eq!(status(Some("")).await, StatusCode::FORBIDDEN);
    assert_eq!(status(Some(&format!(" {} {}", &code[..4], &code[4..]))).await, StatusCode::OK);
    assert_eq!(status(Some(&code)).await, StatusCode::FORBIDDEN, "once");
    assert!(ada.me().await.signed_in);
}

#[tokio::test]
async fn whoever_is_sent_anothers_window_signs_nobody_in() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    let (attacker, victim) = (Browser::new(&fixture.address, "bakery"), Window::new());
    let begun = begins(&attacker, "club").await;
    // The victim opens the address that the attacker mailed, signs in, and presses the button of the page.
    let back = provider.signs_in(&victim.opens(&begun.url).await, &json!({ "sub": "victim" }));
    assert_eq!(victim.comes_back(&back).await.0, StatusCode::OK);
    assert_eq!(redeems(&attacker, &begun, None).await.status(), StatusCode::ACCEPTED, "nothing is redeemed");
    let (_, page) = victim.shows_code(&fixture.address).await;
    let code = code_in(&page);
    assert_eq!(redeems(&attacker, &begun, None).await.status(), StatusCode::FORBIDDEN);
    // A page elsewhere cannot answer for the opener, and neither can the attacker's own browser.
    let opener = format!("{}/sign-in/opener", fixture.address);
    for origin in [None, Some("https://bakery.example"), Some("https://evil.example"), Some("null")] {
        let answer = victim.asks(Method::POST, &opener, origin).await.status();
        assert_eq!(answer, StatusCode::FORBIDDEN, "{origin:?}");
    }
    assert_eq!(Window::new().is_answered(&fixture.address).await, StatusCode::GONE);
    assert_eq!(redeems(&attacker, &begun, None).await.status(), StatusCode::FORBIDDEN);
    for _ in 0..5 {
        let guess = redeems(&attacker, &begun, Some(&super::browser::wrong(&code))).await.status();
        assert_eq!(guess, StatusCode::FORBIDDEN);
    }
    assert_eq!(redeems(&attacker, &begun, Some(&code)).await.status(), StatusCode::FORBIDDEN, "after five wrong ones");
    assert!(!attacker.me().await.signed_in);
}

#[tokio::test]
async fn whoever_takes_the_widgets_secret_cannot_use_it_in_another_browser() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let (begun, window) = (begins(&ada, "club").await, Window::new());
    let back = provider.signs_in(&window.opens(&begun.url).await, &json!({}));
    window.comes_back(&back).await;
    assert_eq!(window.is_answered(&fixture.address).await, StatusCode::NO_CONTENT);
    // A script of the page reads the secret and holds the widget's request back. It cannot read the cookie.
    let (thief, guest) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    guest.posts("Eve", "with a cookie of her own").await;
    for other in [&thief, &guest] {
        assert_eq!(redeems(other, &begun, None).await.status(), StatusCode::FORBIDDEN);
        assert!(!other.me().await.signed_in);
    }
    assert_eq!(redeems(&ada, &begun, None).await.status(), StatusCode::OK, "the browser that has begun");
}

#[tokio::test]
async fn what_a_provider_sends_back_counts_once_and_in_the_window_that_it_was_sent_from() {
    let (provider, other) = (IdentityProvider::open().await, IdentityProvider::open().await);
    let settings =
        Settings { provider: vec![provider.settings("club"), other.settings("other")], ..Settings::default() };
    let fixture = Fixture::with(settings).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let (begun, window) = (begins(&ada, "club").await, Window::new());
    let sent = window.opens(&begun.url).await;
    let back = provider.signs_in(&sent, &json!({}));
    let (eves, eve) = (begins(&ada, "club").await, Window::new());
    let eves_back = provider.signs_in(&eve.opens(&eves.url).await, &json!({ "sub": "eve" }));
    let changed = |name: &str, value: Option<&str>| {
        let mut url = back.clone();
        let kept: Vec<_> = back.query_pairs().into_owned().filter(|(key, _)| key != name).collect();
        url.query_pairs_mut().clear().extend_pairs(kept);
        if let Some(value) = value {
            url.query_pairs_mut().append_pair(name, value);
        }
        url
    };
    assert_eq!(Window::new().comes_back(&back).await.0, StatusCode::GONE, "another browser");
    assert_eq!(window.comes_back(&eves_back).await.0, StatusCode::GONE, "somebody else's answer");
    assert_eq!(window.comes_back(&changed("state", None)).await.0, StatusCode::GONE);
    assert_eq!(window.comes_back(&changed("state", Some("x"))).await.0, StatusCode::GONE);
    let mut elsewhere = back.clone();
    elsewhere.set_path("/sign-in/callback/other");
    assert_eq!(window.comes_back(&elsewhere).await.0, StatusCode::GONE, "another provider's address");
    assert_eq!(window.comes_back(&back).await.0, StatusCode::OK, "all that has changed nothing");
    assert_eq!(window.comes_back(&back).await.0, StatusCode::OK, "loaded again");
    assert_eq!(window.is_answered(&fixture.address).await, StatusCode::NO_CONTENT);
    assert_eq!(redeems(&ada, &begun, None).await.status(), StatusCode::OK);
    assert_eq!(window.comes_back(&back).await.0, StatusCode::GONE, "it is over");
    assert_eq!(window.asks(Method::GET, &begun.url, None).await.status(), StatusCode::GONE);
}

#[tokio::test]
async fn whoever_cancels_is_not_signed_in() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let (begun, window) = (begins(&ada, "club").await, Window::new());
    let sent = window.opens(&begun.url).await;
    let state = sent.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let url = format!("{}/sign-in/callback/club?error=access_denied&state={state}", fixture.address);
    assert_eq!(window.comes_back(&Url::parse(&url).unwrap()).await.0, StatusCode::GONE);
    assert_eq!(redeems(&ada, &begun, None).await.status(), StatusCode::FORBIDDEN, "it is over");
}

#[tokio::test]
async fn a_sign_in_is_of_one_origin_and_ten_minutes() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    fixture.verb("/site/add", json!({ "name": "cafe", "origins": ["https://cafe.example"] })).await.unwrap();
    let origins = json!({ "name": "bakery", "settings": [["origin", "https://bakery.example"], ["origin", "https://shop.example"]] });
    fixture.verb("/site/set", origins).await.unwrap();
    let ada = Browser::new(&fixture.address, "bakery");
    let (begun, window) = (begins(&ada, "club").await, Window::new());
    let back = provider.signs_in(&window.opens(&begun.url).await, &json!({}));
    window.comes_back(&back).await;
    window.is_answered(&fixture.address).await;
    let at_cafe = Browser::new(&fixture.address, "cafe");
    assert_eq!(redeems(&at_cafe, &begun, None).await.status(), StatusCode::FORBIDDEN, "another site");
    let url = format!("{}/v1/sites/bakery/me/providers/redeem", fixture.address);
    let shop = Browser::new(&fixture.address, "shop");
    let answer = shop.requests(Method::POST, &url, Some(json!({ "verifier": begun.verifier }))).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN, "another origin of the site");
    fixture.pass(10 * 60);
    assert_eq!(redeems(&ada, &begun, None).await.status(), StatusCode::FORBIDDEN, "too late");
    assert_eq!(window.asks(Method::GET, &begun.url, None).await.status(), StatusCode::GONE);
}

#[tokio::test]
async fn of_twenty_who_redeem_at_once_one_is_signed_in() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let (begun, window) = (begins(&ada, "club").await, Window::new());
    let back = provider.signs_in(&window.opens(&begun.url).await, &json!({}));
    window.comes_back(&back).await;
    window.is_answered(&fixture.address).await;
    let browsers: Vec<_> = (0..20).map(|_| ada.copy()).collect();
    let tries = futures_util::future::join_all(browsers.iter().map(|browser| redeems(browser, &begun, None))).await;
    assert_eq!(tries.iter().filter(|answer| answer.status() == StatusCode::OK).count(), 1);
    assert_eq!(tries.iter().filter(|answer| answer.status() == StatusCode::FORBIDDEN).count(), 19);
}

#[tokio::test]
async fn a_challenge_is_one_and_a_provider_is_known() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let status = async |provider: &str, challenge: &str| {
        ada.sends(&format!("me/providers/{provider}"), json!({ "challenge": challenge })).await.status()
    };
    let challenge = URL_SAFE_NO_PAD.encode([7; 32]);
    assert_eq!(status("unknown", &challenge).await, StatusCode::NOT_FOUND);
    assert_eq!(status("club", "short").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(status("club", &challenge).await, StatusCode::OK);
    assert_eq!(status("club", &challenge).await, StatusCode::UNPROCESSABLE_ENTITY, "it was used");
    let nobodys = Begun { verifier: challenge, url: String::new() };
    assert_eq!(redeems(&ada, &nobodys, None).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn one_network_begins_few_sign_ins() {
    let provider = IdentityProvider::open().await;
    let settings =
        Settings { limits: Some(Limits::On), provider: vec![provider.settings("club")], ..Settings::default() };
    let fixture = Fixture::with(settings).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let mut statuses = Vec::new();
    for byte in 0..12 {
        let challenge = URL_SAFE_NO_PAD.encode([byte; 32]);
        statuses.push(ada.sends("me/providers/club", json!({ "challenge": challenge })).await.status());
    }
    assert_eq!(statuses[..10], [StatusCode::OK; 10]);
    assert_eq!(statuses[10..], [StatusCode::TOO_MANY_REQUESTS; 2]);
}
