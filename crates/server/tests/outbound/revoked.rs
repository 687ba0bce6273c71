//! A cookie that was revoked is worth nothing, on every route that knows who somebody is.

use porch_protocol::CommentPosted;
use porch_protocol::own_data::OwnData;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::browser::{ADA, Browser, two_sites};
use super::fixture::Fixture;
use super::sink::Sink;
use super::wait::until;

/// Ada in two browsers, what she has written, and a copy of the cookie of the first browser.
async fn ada_in_two_browsers(fixture: &Fixture, sink: &mut Sink) -> (Browser, Browser, CommentPosted, Browser) {
    let laptop = Browser::new(&fixture.address, "bakery");
    let words = laptop.posts("Ada", "words").await;
    laptop.confirms(sink, ADA).await;
    let phone = Browser::new(&fixture.address, "bakery");
    phone.confirms(sink, ADA).await;
    let stolen = laptop.copy();
    assert!(stolen.me().await.signed_in && stolen.stored().await.mail.is_some());
    (laptop, phone, words, stolen)
}

/// Whoever has the cookie is a stranger. Each request is made with it anew: an answer may bring another one.
async fn is_a_stranger(stolen: &Browser, words: &CommentPosted) {
    let me = stolen.copy().me().await;
    assert_eq!((me.signed_in, me.mail, me.guest, me.comments.len(), me.name), (false, false, false, 0, None));
    let stored = stolen.copy().stored().await;
    assert_eq!((stored.comments, stored.signed_in, stored.mail, stored.browsers.len()), (0, false, None, 0));
    let exported: OwnData = stolen.copy().gets("me/export").await.json().await.unwrap();
    assert_eq!((exported.comments.len(), exported.name), (0, None));
    assert_eq!(stolen.copy().edits(words, "taken over").await, StatusCode::NOT_FOUND);
    assert_eq!(stolen.copy().withdraws(words).await, StatusCode::NOT_FOUND);
    let answer = stolen.copy().sends("me/mail/replies", json!({ "replies": false })).await;
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], "mail-not-confirmed");
    let url = format!("{}/v1/sites/bakery/me", stolen.server);
    let erased = stolen.copy().requests(Method::DELETE, &url, None).await;
    assert_eq!(erased.status(), StatusCode::FORBIDDEN, "nothing is erased, and nobody is told that it was");
    let signed_out = stolen.copy().sends("me/sign-out", json!({ "everywhere": true })).await;
    assert_eq!(signed_out.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn signing_out_everywhere_ends_a_stolen_cookie() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (laptop, phone, words, stolen) = ada_in_two_browsers(&fixture, &mut sink).await;
    phone.sends("me/sign-out", json!({ "everywhere": true })).await;
    is_a_stranger(&stolen, &words).await;
    laptop.confirms(&mut sink, ADA).await;
    let me = laptop.me().await;
    assert_eq!((me.comments.len(), me.comments[0].version), (1, words.comment.version), "nothing has happened to it");
    is_a_stranger(&stolen, &words).await;
}

#[tokio::test]
async fn signing_in_again_ends_a_stolen_cookie_and_what_its_bearer_tries_hurts_nobody() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (laptop, phone, words, stolen) = ada_in_two_browsers(&fixture, &mut sink).await;
    laptop.confirms(&mut sink, ADA).await;
    is_a_stranger(&stolen, &words).await;
    for browser in [&laptop, &phone] {
        let me = browser.me().await;
        assert_eq!((me.signed_in, me.comments.len()), (true, 1));
    }
    assert!(phone.stored().await.mail.unwrap().replies, "mail about replies is still on");
}

#[tokio::test]
async fn erasing_everything_in_one_browser_ends_the_cookies_of_all() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (laptop, phone, words, stolen) = ada_in_two_browsers(&fixture, &mut sink).await;
    let url = format!("{}/v1/sites/bakery/me", fixture.address);
    assert_eq!(phone.requests(Method::DELETE, &url, None).await.status(), StatusCode::NO_CONTENT);
    for browser in [&laptop, &stolen] {
        is_a_stranger(browser, &words).await;
    }
}

#[tokio::test]
async fn a_cookie_that_was_signed_out_of_on_one_site_is_not_lost_on_the_others() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (laptop, phone, _, _) = ada_in_two_browsers(&fixture, &mut sink).await;
    let at_cafe = laptop.at("cafe");
    at_cafe.posts("Ada", "coffee").await;
    phone.sends("me/sign-out", json!({ "everywhere": true })).await;
    // The browser writes again: it is somebody new here, and gets another cookie.
    let before = laptop.copy();
    let again = at_cafe.at("bakery");
    again.posts("Ada", "more words").await;
    assert_ne!(*again.cookie.lock().unwrap(), *before.cookie.lock().unwrap());
    assert_eq!(again.me().await.comments.len(), 1, "somebody new");
    assert_eq!(again.at("cafe").me().await.comments.len(), 1, "what was written there is still theirs");
    let is_ended = async || (at_cafe.at("cafe").me().await.comments.is_empty()).then_some(());
    until("the cookie of before to count nowhere", is_ended).await;
    again.confirms(&mut sink, ADA).await;
    assert_eq!(again.at("cafe").me().await.comments.len(), 1, "the same for who signs in");
}

#[tokio::test]
async fn answers_that_are_lost_and_requests_at_once_lose_nothing_on_other_sites() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (laptop, phone, _, _) = ada_in_two_browsers(&fixture, &mut sink).await;
    let at_cafe = laptop.at("cafe");
    at_cafe.posts("Ada", "coffee").await;
    phone.sends("me/sign-out", json!({ "everywhere": true })).await;
    let requests = [at_cafe.at("bakery"), at_cafe.at("bakery"), at_cafe.at("bakery")];
    let answers = futures_util::future::join_all(requests.iter().map(|browser| browser.sends("me", json!({})))).await;
    assert!(answers.iter().all(|answer| answer.status() == StatusCode::NO_CONTENT));
    assert_eq!(at_cafe.at("cafe").me().await.comments.len(), 1, "as if every answer had been lost");
    assert_eq!(requests[0].at("cafe").me().await.comments.len(), 1, "whichever the browser keeps");
}
