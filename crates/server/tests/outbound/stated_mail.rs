//! Whoever is signed in by an account with a checked address gets mail about replies there, though nobody typed a code.

use porch_server::config::Settings;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::browser::{ADA, Browser, mailing, two_sites};
use super::erasing::is_to_sign_in_again;
use super::fixture::Fixture;
use super::identity_provider::IdentityProvider;
use super::providers;
use super::reply_mail::{one_click, presses, stop_link};
use super::sink::{Mail, Sink};
use super::tokens::{Signer, claims};

/// Ada writes; somebody replies, and Ada gets mail about it.
async fn gets_mail_about_a_reply(fixture: &Fixture, sink: &mut Sink, ada: &Browser) -> Mail {
    let words = ada.posts("Ada", "My rye collapsed.").await;
    Browser::new(&fixture.address, "bakery").replies(words.comment.id, "Ben", "Bake it longer.").await;
    fixture.has_told_all().await;
    let mail = sink.next().await;
    assert_eq!(mail.to, [format!("RCPT TO:<{ADA}>")]);
    assert!(mail.text().contains("> Bake it longer."), "{}", mail.text());
    mail
}

fn stated(verified: bool) -> Value {
    json!({ "email": ADA, "email_verified": verified })
}

#[tokio::test]
async fn an_address_in_a_token_of_the_site_gets_mail_about_replies() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let signer = Signer::ed25519();
    let key = json!({ "site": "bakery", "id": "k", "public_key": signer.pem() });
    fixture.verb("/sso/key/add", key).await.unwrap();
    let ada = Browser::new(&fixture.address, "bakery");
    let token = signer.token("k", &claims(&stated(true)));
    assert_eq!(ada.sends("me/sso", json!({ "token": token })).await.status(), StatusCode::OK);
    gets_mail_about_a_reply(&fixture, &mut sink, &ada).await;
}

#[tokio::test]
async fn an_address_that_a_provider_states_gets_mail_about_replies() {
    let mut sink = Sink::open().await;
    let club = IdentityProvider::open().await;
    let fixture = Fixture::with(Settings { provider: vec![club.settings("club")], ..mailing(&sink) }).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let answer = providers::signs_in(&ada, ("club", &club), &stated(true)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    gets_mail_about_a_reply(&fixture, &mut sink, &ada).await;
}

#[tokio::test]
async fn an_address_that_nobody_has_checked_gets_nothing() {
    let mut sink = Sink::open().await;
    let club = IdentityProvider::open().await;
    let fixture = Fixture::with(Settings { provider: vec![club.settings("club")], ..mailing(&sink) }).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let answer = providers::signs_in(&ada, ("club", &club), &stated(false)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let words = ada.posts("Ada", "My rye collapsed.").await;
    Browser::new(&fixture.address, "bakery").replies(words.comment.id, "Ben", "Bake it longer.").await;
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
}

/// An account may have stated no address. Its holder leaves one, and it becomes no way to sign in, nor a proof of who they are.
#[tokio::test]
async fn somebody_whose_account_has_no_address_leaves_one_for_replies() {
    let mut sink = Sink::open().await;
    let club = IdentityProvider::open().await;
    let fixture = Fixture::with(Settings { provider: vec![club.settings("club")], ..mailing(&sink) }).await;
    let other = Browser::new(&fixture.address, "bakery");
    other.posts("Someone", "words").await;
    other.confirms(&mut sink, ADA).await;
    let ada = Browser::new(&fixture.address, "bakery");
    assert_eq!(providers::signs_in(&ada, ("club", &club), &stated(false)).await.status(), StatusCode::OK);
    ada.posts("Ada", "before").await;
    fixture.pass(601);
    let copy = ada.copy();
    let confirmed = ada.confirms(&mut sink, ADA).await;
    assert_eq!((&confirmed["name"], &confirmed["known"]), (&json!("Ada"), &json!(true)));
    let stored = ada.stored().await;
    assert_eq!((stored.comments, stored.accounts.len(), stored.browsers.len()), (1, 1, 1), "the same person");
    assert!(stored.mail.is_some_and(|mail| mail.replies));
    assert!(is_to_sign_in_again(&ada.erases_everything().await), "it shows nothing about who asks");
    assert!(!copy.me().await.signed_in, "the cookie of before counts no more");
    let link = stop_link(&gets_mail_about_a_reply(&fixture, &mut sink, &ada).await);

    // Once more, and another one: it stays the same person.
    ada.confirms(&mut sink, ADA).await;
    let me = async || ada.stored().await;
    assert_eq!((me().await.accounts.len(), me().await.name.as_deref()), (1, Some("Ada")));
    assert!(presses(&link, "conversation").await.contains("name=\"undo\""), "the link counts for the same address");
    ada.confirms(&mut sink, "ada@other.example").await;
    assert_eq!((me().await.accounts.len(), me().await.mail.unwrap().masked.as_str()), (1, "a…@o….example"));
    assert!(!presses(&link, "site").await.contains("name=\"undo\""), "and not for another one");

    fixture.pass(3_600);
    let elsewhere = Browser::new(&fixture.address, "bakery");
    elsewhere.confirms(&mut sink, ADA).await;
    let stored = elsewhere.stored().await;
    assert_eq!(
        (stored.name.as_deref(), stored.accounts.len()),
        (Some("Someone"), 0),
        "a code is of who confirmed by it"
    );
}

#[tokio::test]
async fn who_got_the_mail_to_another_address_before_stops_none_to_the_new_one() {
    let mut sink = Sink::open().await;
    let club = IdentityProvider::open().await;
    let fixture = Fixture::with(Settings { provider: vec![club.settings("club")], ..mailing(&sink) }).await;
    let ada = Browser::new(&fixture.address, "bakery");
    providers::signs_in(&ada, ("club", &club), &stated(true)).await;
    let old = stop_link(&gets_mail_about_a_reply(&fixture, &mut sink, &ada).await);
    let moved = json!({ "email": "ada@new.example", "email_verified": true });
    assert_eq!(providers::signs_in(&ada, ("club", &club), &moved).await.status(), StatusCode::OK);
    assert_eq!(one_click(&old).await, StatusCode::OK, "it says the same as ever");
    presses(&old, "site").await;
    assert!(ada.stored().await.mail.unwrap().replies);
    let words = ada.posts("Ada", "And my wheat?").await;
    Browser::new(&fixture.address, "bakery").replies(words.comment.id, "Ben", "Later.").await;
    let mail = sink.next().await;
    assert_eq!(mail.to, ["RCPT TO:<ada@new.example>"]);
    presses(&stop_link(&mail), "site").await;
    assert!(!ada.stored().await.mail.unwrap().replies);
}

#[tokio::test]
async fn what_an_account_states_later_does_not_replace_what_its_holder_has_left() {
    let mut sink = Sink::open().await;
    let club = IdentityProvider::open().await;
    let fixture = Fixture::with(Settings { provider: vec![club.settings("club")], ..mailing(&sink) }).await;
    let ada = Browser::new(&fixture.address, "bakery");
    providers::signs_in(&ada, ("club", &club), &stated(false)).await;
    ada.confirms(&mut sink, "ada@other.example").await;
    assert_eq!(providers::signs_in(&ada, ("club", &club), &stated(true)).await.status(), StatusCode::OK);
    let stored = ada.stored().await;
    assert_eq!((stored.accounts.len(), stored.mail.unwrap().masked.as_str()), (1, "a…@o….example"));
}
