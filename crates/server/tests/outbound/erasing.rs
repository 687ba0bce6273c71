//! Erasing where addresses are confirmed: who may, what becomes of mail that waits, and whom webhooks tell.

use porch_protocol::own_data::OwnData;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::browser::{ADA, Browser, mailing, two_sites};
use super::fixture::Fixture;
use super::sink::Sink;

impl Browser {
    pub(crate) async fn erases_everything(&self) -> (StatusCode, String) {
        let url = format!("{}/v1/sites/{}/me", self.server, self.site);
        let answer = self.requests(Method::DELETE, &url, None).await;
        (answer.status(), answer.text().await.unwrap())
    }
}

pub(crate) fn is_to_sign_in_again((status, text): &(StatusCode, String)) -> bool {
    let problem: Value = serde_json::from_str(text).unwrap_or_default();
    *status == StatusCode::FORBIDDEN && problem["code"] == "sign-in-again"
}

#[tokio::test]
async fn a_confirmed_person_erases_within_ten_minutes_of_signing_in() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (laptop, phone) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    laptop.posts("Ada", "from the laptop").await;
    laptop.confirms(&mut sink, ADA).await;
    phone.posts("Ada", "from the phone").await;
    phone.confirms(&mut sink, ADA).await;
    assert_eq!(laptop.stored().await.browsers.len(), 2);
    fixture.pass(600);
    assert!(is_to_sign_in_again(&laptop.erases_everything().await), "ten minutes are over");
    assert_eq!(laptop.me().await.comments.len(), 2, "nothing was erased");
    laptop.confirms(&mut sink, ADA).await;
    fixture.pass(599);
    assert!(is_to_sign_in_again(&phone.erases_everything().await), "that was another browser");
    let stolen = laptop.copy();
    assert_eq!(laptop.erases_everything().await.0, StatusCode::NO_CONTENT);
    for browser in [&laptop, &phone, &stolen] {
        let me = browser.me().await;
        assert_eq!((me.guest, me.signed_in, me.mail, me.comments.len()), (false, false, false, 0));
        assert_eq!(browser.stored().await.mail, None);
    }
    assert_eq!(laptop.erases_everything().await.0, StatusCode::NO_CONTENT, "of nobody");
    fixture.pass(3_600);
    let again = phone.confirms(&mut sink, ADA).await;
    assert_eq!(again, json!({}), "the address is nobody's");
}

/// Confirming an address on one site gives the browser another cookie, also on the others: that is no sign-in there.
#[tokio::test]
async fn what_happens_on_one_site_makes_no_sign_in_on_another_look_new() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let at_bakery = Browser::new(&fixture.address, "bakery");
    at_bakery.confirms(&mut sink, ADA).await;
    let since = at_bakery.stored().await.browsers[0].since;
    for act in ["confirm", "sign out"] {
        fixture.pass(3_600);
        let at_cafe = at_bakery.at("cafe");
        if act == "confirm" {
            at_cafe.confirms(&mut sink, ADA).await;
        } else {
            at_cafe.sends("me/sign-out", json!({})).await;
        }
        at_bakery.cookie.lock().unwrap().clone_from(&at_cafe.cookie.lock().unwrap());
        let browsers = at_bakery.stored().await.browsers;
        assert_eq!((browsers.len(), browsers[0].since, browsers[0].by.as_str()), (1, since, "mail"), "{act}");
        assert!(is_to_sign_in_again(&at_bakery.erases_everything().await), "{act}");
    }
}

#[tokio::test]
async fn mail_that_waits_is_erased_with_its_address() {
    let mut sink = Sink::open().await;
    let fixture = Fixture::with(mailing(&sink)).await;
    sink.answers(&["451 later"]);
    let ada = Browser::new(&fixture.address, "bakery");
    ada.posts("Ada", "words").await;
    ada.gets_code(&mut sink, ADA).await;
    assert_eq!(ada.stored().await.asked_mail.as_deref(), Some("a…@l….example"));
    fixture.outbox_says(|said| said.contains("451")).await;
    assert_eq!(ada.erases_everything().await.0, StatusCode::NO_CONTENT);
    assert!(!fixture.outbox().await.contains("451"));
    fixture.pass(60);
    fixture.app.live.log_grew.notify_one();
    let other = Browser::new(&fixture.address, "bakery");
    assert_eq!(other.asks_for_code("ben@b.example").await, StatusCode::ACCEPTED);
    assert_eq!(sink.next().await.to, ["RCPT TO:<ben@b.example>"], "and none to the other address");
}

#[tokio::test]
async fn the_file_has_no_address() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    ada.posts("Ada", "words").await;
    ada.confirms(&mut sink, ADA).await;
    ada.asks_for_code("other@lovelace.example").await;
    let file = ada.gets("me/export").await.text().await.unwrap();
    assert!(file.contains("words") && file.contains("a…@l….example") && !file.contains("lovelace"), "{file}");
}

#[tokio::test]
async fn the_line_of_a_guest_who_signs_in_is_in_the_file_and_is_erased_with_all_the_rest() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let browser = || Browser::new(&fixture.address, "bakery");
    let (ada, phone, tablet) = (browser(), browser(), browser());
    ada.posts("Ada", "from the laptop").await;
    ada.confirms(&mut sink, ADA).await;
    for (guest, line) in [(&phone, "Bakes on Sundays"), (&tablet, "Mills on Mondays")] {
        guest.posts("A. L.", line).await;
        assert_eq!(guest.sends("me/about", json!({ "about": line })).await.status(), StatusCode::NO_CONTENT);
        guest.confirms(&mut sink, ADA).await;
        assert_eq!(ada.stored().await.about.as_deref(), Some("Bakes on Sundays"), "the first one stays");
    }
    let file: OwnData = ada.gets("me/export").await.json().await.unwrap();
    assert_eq!(file.about.as_deref(), Some("Bakes on Sundays"));
    assert_eq!(file.other_lines, ["Mills on Mondays"]);

    let person = fixture.app.storage.comment("bakery", file.comments[0].id).await.unwrap().unwrap().person;
    let guests = fixture.app.storage.merges_into("bakery", &person).await.unwrap();
    assert_eq!(ada.erases_everything().await.0, StatusCode::NO_CONTENT);
    for id in guests.iter().map(|merge| &merge.from).chain([&person]) {
        assert_eq!(fixture.app.storage.profile("bakery", id).await.unwrap().about, None);
    }
}
