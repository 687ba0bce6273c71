//! A browser that keeps no cookie: what its token is worth, where, and for how long.

use porch_protocol::CommentPosted;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

use super::browser::{ADA, Browser, code, two_sites};
use super::fixture::Fixture;
use super::identity_provider::IdentityProvider;
use super::providers::{Begun, Window, server};
use super::sink::Sink;
use super::sso::bakery;
use super::tokens::claims;

const HERE: (&str, &str) = ("bakery", "https://bakery.example");

/// A browser that takes no cookie, with the token that it has now.
struct Cookieless {
    server: String,
    client: Client,
    token: String,
}

impl Cookieless {
    async fn new(fixture: &Fixture) -> Self {
        let new = Self { server: fixture.address.clone(), client: Client::new(), token: String::new() };
        let made = new.requests(Method::POST, HERE, "me/token", None).await;
        assert!(!made.headers().contains_key("set-cookie"));
        new.with(&made.json().await.unwrap())
    }

    /// The same with another token: that of an answer.
    fn with(&self, answer: &Value) -> Self {
        let token = answer["token"].as_str().unwrap_or_else(|| panic!("there is no token in {answer}")).to_owned();
        Self { server: self.server.clone(), client: self.client.clone(), token }
    }

    async fn requests(
        &self,
        method: Method,
        (site, origin): (&str, &str),
        call: &str,
        body: Option<Value>,
    ) -> Response {
        let request = self.client.request(method, format!("{}/v1/sites/{site}/{call}", self.server));
        let request = request.header("origin", origin).header("idempotency-key", uuid::Uuid::new_v4().to_string());
        let request = if self.token.is_empty() { request } else { request.bearer_auth(&self.token) };
        body.iter().fold(request, reqwest::RequestBuilder::json).send().await.unwrap()
    }

    async fn sends(&self, call: &str, body: Value) -> Response {
        let answer = self.requests(Method::POST, HERE, call, Some(body)).await;
        assert!(!answer.headers().contains_key("set-cookie"), "{call} gives a cookie");
        answer
    }

    async fn me(&self, place: (&str, &str)) -> (StatusCode, Value) {
        let answer = self.requests(Method::GET, place, "me", None).await;
        (answer.status(), answer.json().await.unwrap())
    }

    /// Signs in by a code that is mailed.
    async fn confirms(&self, sink: &mut Sink) -> Self {
        assert_eq!(self.sends("me/mail", json!({ "mail": ADA })).await.status(), StatusCode::ACCEPTED);
        let code = code(&sink.next().await);
        let confirmed = self.sends("me/mail/confirm", json!({ "mail": ADA, "code": code })).await;
        assert_eq!(confirmed.status(), StatusCode::OK);
        self.with(&confirmed.json().await.unwrap())
    }

    /// That its token counts no more.
    async fn is_refused(&self, place: (&str, &str), why: &str) {
        let (status, problem) = self.me(place).await;
        assert_eq!((status, problem["code"].as_str()), (StatusCode::FORBIDDEN, Some("sign-in-again")), "{why}");
    }
}

#[tokio::test]
async fn a_browser_without_cookies_signs_in_by_mail_writes_and_takes_its_words_back() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let guest = Cookieless::new(&fixture).await;
    let (_, stored) = guest.me(HERE).await;
    assert_eq!((&stored["kept"], &stored["signed_in"]), (&json!(true), &Value::Null));
    let ada = guest.confirms(&mut sink).await;
    assert_eq!(ada.me(HERE).await.1["signed_in"], true);
    guest.is_refused(HERE, "the token of before").await;

    let page = "https://bakery.example/rye";
    let posted = ada.sends("comments", json!({ "page": page, "name": "Ada", "body": "words" })).await;
    let posted: CommentPosted = posted.json().await.unwrap();
    let call = format!("comments/{}", posted.comment.id);
    let changed = json!({ "version": posted.comment.version, "body": "more words" });
    assert_eq!(ada.requests(Method::PATCH, HERE, &call, Some(changed)).await.status(), StatusCode::OK);
    let other = Browser::new(&fixture.address, "bakery");
    other.confirms(&mut sink, ADA).await;
    assert_eq!(other.me().await.comments.len(), 1, "it is hers in every browser");
    assert_eq!(ada.sends("me/sign-out", json!({ "everywhere": false })).await.status(), StatusCode::NO_CONTENT);
    ada.is_refused(HERE, "signed out").await;
    assert!(other.me().await.signed_in, "the other browser is not");
}

#[tokio::test]
async fn a_token_counts_on_one_site_and_one_origin_for_ten_minutes_and_until_it_is_revoked() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let origins = json!({ "name": "bakery", "settings": [["origin", "https://bakery.example"], ["origin", "https://shop.example"]] });
    fixture.verb("/site/set", origins).await.unwrap();
    let ada = Cookieless::new(&fixture).await.confirms(&mut sink).await;
    for (place, why) in [
        (("cafe", "https://cafe.example"), "another site"),
        (("bakery", "https://shop.example"), "another origin of the site"),
        (("bakery", fixture.address.as_str()), "the server's own origin"),
    ] {
        ada.is_refused(place, why).await;
    }
    let without_origin = ada.client.get(format!("{}/v1/sites/bakery/me", ada.server)).bearer_auth(&ada.token);
    assert_eq!(without_origin.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    let lower = ada.client.get(format!("{}/v1/sites/bakery/me", ada.server)).header("origin", HERE.1);
    let lower = lower.header("authorization", format!("bearer {}", ada.token)).send().await.unwrap();
    let me: Value = lower.json().await.unwrap();
    assert_eq!(me["signed_in"], true, "the scheme may have small letters");
    for forged in ["x", "a.b.c", &ada.token.replace('.', ".."), &format!("{}A", ada.token)] {
        let forged = Cookieless { token: forged.to_owned(), server: ada.server.clone(), client: ada.client.clone() };
        forged.is_refused(HERE, &forged.token).await;
    }
    assert_eq!(ada.me(HERE).await.1["signed_in"], true, "all that has changed nothing");

    let browser = Browser::new(&fixture.address, "bakery");
    browser.confirms(&mut sink, ADA).await;
    assert_eq!(browser.sends("me/sign-out", json!({ "everywhere": true })).await.status(), StatusCode::NO_CONTENT);
    ada.is_refused(HERE, "revoked in another browser").await;

    let again = Cookieless::new(&fixture).await.confirms(&mut sink).await;
    fixture.pass(10 * 60 - 1);
    assert_eq!(again.me(HERE).await.0, StatusCode::OK);
    fixture.pass(1);
    again.is_refused(HERE, "ten minutes").await;
    assert_eq!(
        again
            .sends("comments", json!({ "page": "https://bakery.example/rye", "name": "Ada", "body": "late" }))
            .await
            .status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_token_says_whose_line_is_set_whatever_the_cookie_is() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Cookieless::new(&fixture).await.confirms(&mut sink).await;
    let ben = Browser::new(&fixture.address, "bakery");
    ben.posts("Ben", "words").await;
    let sets = async |token: &str, line: &str| {
        let url = format!("{}/v1/sites/bakery/me/about", fixture.address);
        let request = ben.client.post(url).header("origin", HERE.1).bearer_auth(token);
        let request = request.header("cookie", ben.cookie.lock().unwrap().clone().unwrap());
        request.json(&json!({ "about": line })).send().await.unwrap().status()
    };
    assert_eq!(sets(&ada.token, "Bakes on Sundays").await, StatusCode::NO_CONTENT);
    assert_eq!(sets("a.b.c", "Eve's").await, StatusCode::FORBIDDEN);
    assert_eq!(ada.me(HERE).await.1["about"], "Bakes on Sundays");
    assert_eq!(ben.stored().await.about, None);
}

#[tokio::test]
async fn a_token_of_the_servers_own_pages_counts_in_their_reads_which_name_no_origin() {
    let sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let new = Cookieless { server: fixture.address.clone(), client: Client::new(), token: String::new() };
    let made = new.requests(Method::POST, ("bakery", &fixture.address), "me/token", None).await;
    let own = new.with(&made.json().await.unwrap());
    let read = own.client.get(format!("{}/v1/sites/bakery/me", own.server)).bearer_auth(&own.token);
    let read = read.header("sec-fetch-site", "same-origin").send().await.unwrap();
    assert_eq!((read.status(), read.json::<Value>().await.unwrap()["kept"].clone()), (StatusCode::OK, json!(true)));
}

#[tokio::test]
async fn a_cookie_makes_no_token_and_a_token_no_cookie() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let browser = Browser::new(&fixture.address, "bakery");
    browser.confirms(&mut sink, ADA).await;
    // A script of the page asks with the cookie that it cannot read.
    let made: Value = browser.sends("me/token", json!({})).await.json().await.unwrap();
    let taken = Cookieless::new(&fixture).await.with(&made);
    assert_eq!(taken.me(HERE).await.1["signed_in"], Value::Null, "somebody new");
    // With a cookie and a token, the token counts.
    let both = browser.client.get(format!("{}/v1/sites/bakery/me", fixture.address)).header("origin", HERE.1);
    let both = both.header("cookie", browser.cookie.lock().unwrap().clone().unwrap()).bearer_auth(&taken.token);
    assert_eq!(both.send().await.unwrap().json::<Value>().await.unwrap()["signed_in"], Value::Null);
    // What a proxy before the server asks for says nothing of a visitor.
    let basic = browser.client.get(format!("{}/v1/sites/bakery/me", fixture.address)).header("origin", HERE.1);
    let basic =
        basic.header("cookie", browser.cookie.lock().unwrap().clone().unwrap()).basic_auth("staging", Some("x"));
    assert_eq!(basic.send().await.unwrap().json::<Value>().await.unwrap()["signed_in"], true);

    let ada = Cookieless::new(&fixture).await.confirms(&mut sink).await;
    for part in ada.token.split('.').chain([ada.token.as_str()]) {
        let thief = Browser::new(&fixture.address, "bakery");
        *thief.cookie.lock().unwrap() = Some(format!("__Host-porch={part}"));
        assert!(!thief.me().await.signed_in, "{part}");
    }
}

#[tokio::test]
async fn a_provider_and_the_sites_own_token_sign_in_without_cookies() {
    let provider = IdentityProvider::open().await;
    let fixture = server(&provider).await;
    let ada = Cookieless::new(&fixture).await;
    let thief = Cookieless::new(&fixture).await;
    let begun =
        Begun::made(async |challenge| ada.sends("me/providers/club", json!({ "challenge": challenge })).await).await;
    let window = Window::new();
    let back = provider.signs_in(&window.opens(&begun.url).await, &json!({ "name": "Ada" }));
    window.comes_back(&back).await;
    window.is_answered(&fixture.address).await;
    let redeem = json!({ "verifier": begun.verifier });
    assert_eq!(thief.sends("me/providers/redeem", redeem.clone()).await.status(), StatusCode::FORBIDDEN);
    let redeemed: Value = ada.sends("me/providers/redeem", redeem).await.json().await.unwrap();
    assert_eq!(ada.with(&redeemed).me(HERE).await.1["signed_in"], true);

    let (fixture, signer) = bakery().await;
    let ada = Cookieless::new(&fixture).await;
    let token = signer.token("k", &claims(&json!({})));
    let signed_in: Value = ada.sends("me/sso", json!({ "token": token })).await.json().await.unwrap();
    assert_eq!(ada.with(&signed_in).me(HERE).await.1["signed_in"], true);
}
