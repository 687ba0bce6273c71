//! A visitor confirms a mail address by a code, and is the same person in another browser and after signing out.

use porch_storage::visitor_sessions::GuestSession;
use reqwest::StatusCode;
use serde_json::json;

use super::browser::{ADA, Browser, link, mailing, two_sites};
use super::fixture::Fixture;
use super::sink::Sink;
use super::wait::until;

#[tokio::test]
async fn a_guest_confirms_an_address_and_keeps_what_they_wrote() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let posted = ada.posts("Ada", "My rye collapsed.").await;
    let me = ada.me().await;
    assert_eq!((me.mail, me.signed_in, me.mail_possible), (false, false, true));
    let guest = ada.copy();

    assert_eq!(ada.asks_for_code(" Ada@Lovelace.EXAMPLE ").await, StatusCode::ACCEPTED);
    let mail = sink.next().await;
    assert_eq!(mail.to, ["RCPT TO:<Ada@lovelace.example>"]);
    assert_eq!(mail.subject(), "Your code for the comments on bakery.example");
    let code = super::browser::code(&mail);
    assert!(mail.html().contains(&format!("<strong dir=\"ltr\">{code}</strong>")), "{}", mail.html());
    assert!(!mail.text().contains("collapsed") && mail.read().header("List-Unsubscribe").is_none());

    let spaced = format!("{} {}", &code[..4], &code[4..]);
    let answer = ada.sends("me/mail/confirm", json!({ "mail": ADA, "code": spaced })).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.headers()["access-control-allow-origin"], "https://bakery.example");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("Secure") && cookie.contains("Partitioned"), "{cookie}");
    assert_eq!(answer.text().await.unwrap(), "{\"name\":\"Ada\"}");

    assert_ne!(*ada.cookie.lock().unwrap(), *guest.cookie.lock().unwrap(), "another cookie");
    let me = ada.me().await;
    assert_eq!((me.mail, me.signed_in, me.comments.len()), (true, true, 1));
    assert_eq!(ada.edits(&posted, "My rye collapsed again.").await, StatusCode::OK);
    let me = guest.me().await;
    assert_eq!((me.guest, me.signed_in, me.comments.len()), (false, false, 0), "the old cookie is worth nothing");
    assert_eq!(guest.edits(&posted, "taken over").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_browser_becomes_the_same_person_and_brings_its_comments() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (laptop, phone) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    let first = laptop.posts("Ada", "from the laptop").await;
    laptop.confirms(&mut sink, ADA).await;
    let second = phone.posts("A. L.", "from the phone").await;
    let answer = phone.confirms(&mut sink, "ADA@lovelace.example").await;
    assert_eq!(answer, json!({ "name": "Ada", "known": true, "merged": 1 }));
    for browser in [&laptop, &phone] {
        assert_eq!(browser.me().await.comments.len(), 2);
    }
    assert_eq!(laptop.edits(&second, "from the laptop, too").await, StatusCode::OK);
    assert_eq!(phone.edits(&first, "from the phone, too").await, StatusCode::OK);
    let stored = phone.stored().await;
    assert_eq!((stored.comments, stored.signed_in, stored.mail.unwrap().masked.as_str()), (2, true, "a…@l….example"));
}

#[tokio::test]
async fn what_is_stored_is_told_without_a_page_and_without_the_address() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let nobody = ada.gets("me").await;
    assert_eq!(nobody.headers()["cache-control"], "private, no-store");
    assert_eq!(nobody.text().await.unwrap(), r#"{"guest":false,"mail_possible":true}"#);
    ada.posts("Ada", "words").await;
    ada.confirms(&mut sink, ADA).await;
    let text = ada.gets("me").await.text().await.unwrap();
    assert!(text.contains(r#""masked":"a…@l….example""#) && !text.contains(ADA), "{text}");
    let text = ada.gets("me?page=https://bakery.example/rye").await.text().await.unwrap();
    assert!(text.contains(r#""mail":true"#) && !text.contains("lovelace"), "{text}");
    let other = Browser { site: "cafe", ..ada.copy() };
    let url = format!("{}/v1/sites/bakery/me", fixture.address);
    let foreign = other.requests(reqwest::Method::GET, &url, None).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN, "a page of another site");
}

#[tokio::test]
async fn no_answer_and_no_export_has_the_address() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (ada, phone) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    let posted = ada.posts("Ada", "words").await;
    ada.confirms(&mut sink, ADA).await;
    phone.posts("Ada", "more words").await;
    phone.confirms(&mut sink, ADA).await;
    let page = "page=https://bakery.example/rye";
    let since = posted.cursor.unwrap().0;
    let read = ["thread", "fragment", "me"].map(|what| format!("/v1/sites/bakery/{what}?{page}"));
    let read =
        read.into_iter().chain([format!("/v1/sites/bakery/changes?{page}&since={since}"), format!("/c/bakery?{page}")]);
    for path in read {
        let text = phone.requests(reqwest::Method::GET, &format!("{}{path}", fixture.address), None).await;
        assert_eq!(text.status(), StatusCode::OK, "{path}");
        assert!(!text.text().await.unwrap().contains("lovelace"), "{path}");
    }
    let (lines, mut exported) = tokio::sync::mpsc::channel(1_000);
    fixture.app.storage.export("bakery", lines).await.unwrap();
    let mut export = String::new();
    while let Some(line) = exported.recv().await {
        export.push_str(&serde_json::to_string(&line).unwrap());
    }
    assert!(export.contains("more words") && export.contains("comments_merged"), "{export}");
    assert!(!export.contains("lovelace"), "{export}");
    let log = fixture.verb("/log", json!({ "site": "bakery" })).await.unwrap();
    assert!(!log.contains("lovelace"), "{log}");
}

#[tokio::test]
async fn the_link_finishes_in_the_browser_that_asked_and_shows_the_code_in_any_other() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (ada, mail_program) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    ada.posts("Ada", "words").await;
    ada.asks_for_code(ADA).await;
    let mail = sink.next().await;
    let (link, code) = (link(&mail), super::browser::code(&mail));
    let shown = mail_program.requests(reqwest::Method::POST, &link, None).await;
    assert_eq!((shown.status(), shown.headers().get("set-cookie")), (StatusCode::OK, None));
    assert_eq!(shown.headers()["referrer-policy"], "no-referrer");
    assert!(shown.text().await.unwrap().contains(&code));
    assert!(!ada.me().await.signed_in, "nothing has happened");

    let page = ada.requests(reqwest::Method::GET, &link, None).await.text().await.unwrap();
    assert!(page.contains("<form method=\"post\">") && !page.contains(&code), "{page}");
    let done = ada.requests(reqwest::Method::POST, &link, None).await;
    assert_eq!(done.status(), StatusCode::OK);
    assert!(!done.text().await.unwrap().contains(&code));
    assert!(ada.me().await.signed_in);
    for browser in [&ada, &mail_program] {
        let gone = browser.requests(reqwest::Method::POST, &link, None).await;
        assert_eq!(gone.status(), StatusCode::GONE, "once");
    }
}

#[tokio::test]
async fn signing_out_leaves_this_browser_or_all() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let browsers: Vec<_> = (0..3).map(|_| Browser::new(&fixture.address, "bakery")).collect();
    for browser in &browsers {
        browser.confirms(&mut sink, ADA).await;
    }
    let signed_in = async || {
        let mut all = Vec::new();
        for browser in &browsers {
            all.push(browser.me().await.signed_in);
        }
        all
    };
    let stolen = browsers[0].copy();
    assert_eq!(browsers[0].sends("me/sign-out", json!({})).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(signed_in().await, [false, true, true]);
    assert!(!stolen.me().await.signed_in, "the cookie is worth nothing");
    browsers[1].sends("me/sign-out", json!({ "everywhere": true })).await;
    assert_eq!(signed_in().await, [false, false, false]);
    fixture.pass(3_600);
    assert_eq!(browsers[2].confirms(&mut sink, ADA).await["known"], true, "and in again");
}

#[tokio::test]
async fn two_sites_share_neither_addresses_nor_codes() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (ada, other) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "cafe"));
    ada.confirms(&mut sink, ADA).await;
    let code = other.gets_code(&mut sink, ADA).await;
    let same_cookie = Browser { site: "bakery", ..other.copy() };
    assert_eq!(same_cookie.types(ADA, &code).await, StatusCode::FORBIDDEN, "a code of the other site");
    let answer = other.sends("me/mail/confirm", json!({ "mail": ADA, "code": code })).await;
    assert_eq!(answer.text().await.unwrap(), "{}", "nobody there has confirmed it");
}

#[tokio::test]
async fn the_mail_is_in_the_language_of_the_page_or_of_the_browser() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    for (lang, subject) in
        [("de", "Ihr Code für die Kommentare auf bakery.example"), ("ar-EG", "رمزك لتعليقات bakery.example")]
    {
        ada.sends("me/mail", json!({ "mail": ADA, "lang": lang })).await;
        let mail = sink.next().await;
        assert_eq!(mail.subject(), subject);
        super::browser::code(&mail);
    }
}

#[tokio::test]
async fn a_server_without_mail_says_so_and_the_widget_asks_for_no_address() {
    let fixture = Fixture::open().await;
    let ada = Browser::new(&fixture.address, "bakery");
    assert!(!ada.me().await.mail_possible);
    assert_eq!(ada.asks_for_code(ADA).await, StatusCode::CONFLICT);
    assert_eq!(ada.types(ADA, "12345678").await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_mail_that_is_refused_for_now_is_sent_again_with_a_code_that_counts() {
    let mut sink = Sink::open().await;
    let fixture = Fixture::with(mailing(&sink)).await;
    sink.answers(&["451 later"]);
    let ada = Browser::new(&fixture.address, "bakery");
    let first = ada.gets_code(&mut sink, ADA).await;
    fixture.outbox_says(|said| said.contains("451")).await;
    fixture.pass(60);
    let mail = sink.next().await;
    assert_eq!(ada.types(ADA, &first).await, StatusCode::FORBIDDEN, "the newest mail counts");
    assert_eq!(ada.types(ADA, &super::browser::code(&mail)).await, StatusCode::OK);
}

#[tokio::test]
async fn a_cookie_that_two_sites_share_is_changed_for_both() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    ada.posts("Ada", "bread").await;
    let at_cafe = Browser { site: "cafe", ..ada.copy() };
    let posted = at_cafe.posts("Ada", "coffee").await;
    let old = at_cafe.copy();
    for _ in 0..2 {
        ada.confirms(&mut sink, ADA).await;
        at_cafe.cookie.lock().unwrap().clone_from(&ada.cookie.lock().unwrap());
        let me = at_cafe.me().await;
        assert_eq!((me.comments.len(), me.signed_in, me.mail), (1, false, false), "a guest as before");
    }
    assert_eq!(
        at_cafe.edits(&posted, "more coffee").await,
        StatusCode::ACCEPTED,
        "the site reads first comments first"
    );
    let is_ended = async || old.me().await.comments.is_empty().then_some(());
    until("the old cookie to count nowhere, once the new one has come", is_ended).await;
    assert_eq!(old.edits(&posted, "taken over").await, StatusCode::NOT_FOUND);
    ada.sends("me/sign-out", json!({})).await;
    at_cafe.cookie.lock().unwrap().clone_from(&ada.cookie.lock().unwrap());
    assert_eq!(at_cafe.me().await.comments.len(), 1, "signed out of one site");
}

#[tokio::test]
async fn a_browser_that_is_used_stays_signed_in() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    ada.confirms(&mut sink, ADA).await;
    for _ in 0..4 {
        fixture.pass(60 * 24 * 3_600);
        let now = fixture.clock.now();
        assert!(ada.me().await.signed_in);
        until("the visit to be stored", async || {
            let guest = fixture.app.storage.forget_old_visitor_sessions(now).await.unwrap();
            assert_eq!(guest, 0);
            let cookie = ada.cookie.lock().unwrap().clone().unwrap();
            let headers = http::HeaderMap::from_iter([(http::header::COOKIE, cookie.parse().unwrap())]);
            let guest = fixture.app.visitor_cookies.of_request(&headers).unwrap();
            let id = fixture.app.visitor_cookies.id("bakery", &guest);
            let session = fixture.app.storage.guest_session("bakery", &id).await.unwrap();
            matches!(session, GuestSession::Active { seen_at, .. } if seen_at == now).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_code_is_confirmed_without_the_address_in_the_browser_that_asked_and_in_no_other() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let code = ada.gets_code(&mut sink, ADA).await;
    assert_eq!(ada.stored().await.asked_mail.as_deref(), Some("a…@l….example"));
    let other = Browser::new(&fixture.address, "bakery");
    for browser in [&other, &ada.at("cafe")] {
        let refused = browser.sends("me/mail/confirm", json!({ "code": code })).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(ada.sends("me/mail/confirm", json!({ "code": code })).await.status(), StatusCode::OK);
    assert!(ada.me().await.signed_in);
}
