//! Signing in by a mailed link: whose address it is is told to nobody, a link works once and briefly, and its secret stands
//! in no table.

use porch_protocol::Role;
use porch_protocol::team::SignInMail;
use porch_protocol::team_api::Member;
use porch_server::config::Settings;
use porch_storage::team::Member as TeamMember;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

use super::fixture::Fixture;
use super::sink::{Mail, Sink};

const ADDRESS: &str = "marta@bakery.example";

async fn fixture(sink: &Sink) -> Fixture {
    let (smtp, mail_from) = (Some(sink.url.clone().into()), Some("porch@talk.example".to_owned()));
    Fixture::with(Settings { smtp, mail_from, ..Settings::default() }).await
}

async fn asks(fixture: &Fixture, method: Method, rest: &str, cookie: &str, body: Value) -> Response {
    let request = Client::new().request(method, format!("{}/v1/host/{rest}", fixture.address));
    request.header("origin", &fixture.address).header("cookie", cookie).json(&body).send().await.unwrap()
}

/// Somebody of the team comes in by a link of the operator's. Their cookie.
pub(super) async fn comes_in(fixture: &Fixture, name: &str) -> String {
    let person = uuid::Uuid::now_v7().to_string();
    let member = TeamMember { site: "bakery".into(), person, name: name.into(), role: Role::Owner, thread: None };
    fixture.app.storage.add_member(member.clone(), fixture.clock.now()).await.unwrap();
    let token = porch_server::secrets::Token::random().unwrap();
    let until = fixture.clock.now().plus(60_000_000);
    fixture.app.storage.invite(token.hash(), &member, until).await.unwrap();
    cookie(&enters(fixture, token.secret()).await)
}

async fn enters(fixture: &Fixture, token: &str) -> Response {
    asks(fixture, Method::POST, "session", "", json!({ "token": token })).await
}

fn cookie(answer: &Response) -> String {
    answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
}

/// The secret of the link in a mail.
fn secret(mail: &Mail, what: &str) -> String {
    let text = mail.text();
    let (_, rest) = text.split_once(&format!("/host/#{what}=")).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

/// Has links mailed there, and confirms it.
async fn is_mailed_at(fixture: &Fixture, sink: &mut Sink, cookie: &str, address: &str) {
    let body = json!({ "address": address });
    assert_eq!(asks(fixture, Method::PUT, "mail", cookie, body).await.status(), StatusCode::OK);
    let token = secret(&sink.next().await, "confirm");
    let confirmed = asks(fixture, Method::POST, "mail/confirm", cookie, json!({ "token": token })).await;
    let seen: SignInMail = confirmed.json().await.unwrap();
    assert_eq!((seen.address.as_deref(), seen.unconfirmed), (Some(address.to_lowercase().as_str()), None));
}

async fn wants_a_link(fixture: &Fixture, address: &str) -> StatusCode {
    let answer = asks(fixture, Method::POST, "session/mail", "", json!({ "address": address })).await;
    let status = answer.status();
    assert_eq!(answer.text().await.unwrap(), "", "the answer says nothing");
    status
}

#[tokio::test]
async fn a_mailed_link_lets_its_reader_in_once_and_within_a_quarter_of_an_hour() {
    let mut sink = Sink::open().await;
    let fixture = fixture(&sink).await;
    let marta = comes_in(&fixture, "Marta").await;
    is_mailed_at(&fixture, &mut sink, &marta, "Marta@Bakery.example").await;
    assert_eq!(wants_a_link(&fixture, " MARTA@bakery.example ").await, StatusCode::ACCEPTED);
    let mail = sink.next().await;
    assert_eq!(mail.to, [format!("RCPT TO:<{ADDRESS}>")]);
    assert_eq!(mail.subject(), "Sign in to the dashboard of bakery.example");
    assert!(mail.read().header("List-Unsubscribe").is_none() && !mail.text().contains("Marta"), "{}", mail.text());
    let token = secret(&mail, "enter");
    let entered = enters(&fixture, &token).await;
    assert_eq!(entered.status(), StatusCode::OK);
    assert_eq!(entered.json::<Member>().await.unwrap().name, "Marta");
    assert_eq!(enters(&fixture, &token).await.status(), StatusCode::GONE, "once");
    wants_a_link(&fixture, ADDRESS).await;
    let late = secret(&sink.next().await, "enter");
    fixture.pass(15 * 60);
    assert_eq!(enters(&fixture, &late).await.status(), StatusCode::GONE, "and not for long");
}

#[tokio::test]
async fn who_has_no_confirmed_address_gets_nothing_and_the_answer_is_the_same() {
    let mut sink = Sink::open().await;
    let fixture = fixture(&sink).await;
    let marta = comes_in(&fixture, "Marta").await;
    assert_eq!(wants_a_link(&fixture, "nobody@bakery.example").await, StatusCode::ACCEPTED);
    // An address that is asked for lets nobody in before it is confirmed, by the very member who asked.
    asks(&fixture, Method::PUT, "mail", &marta, json!({ "address": ADDRESS })).await;
    let token = secret(&sink.next().await, "confirm");
    assert_eq!(wants_a_link(&fixture, ADDRESS).await, StatusCode::ACCEPTED);
    let jan = comes_in(&fixture, "Jan").await;
    for (cookie, expected) in [("", StatusCode::UNAUTHORIZED), (&jan, StatusCode::GONE), (&marta, StatusCode::OK)] {
        let answer = asks(&fixture, Method::POST, "mail/confirm", cookie, json!({ "token": token })).await;
        assert_eq!(answer.status(), expected);
    }
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
    // What is asked for later does not lock out of what was confirmed; what is given up does.
    asks(&fixture, Method::PUT, "mail", &marta, json!({ "address": "typo@bakery.example" })).await;
    assert_eq!(sink.next().await.to, ["RCPT TO:<typo@bakery.example>"]);
    wants_a_link(&fixture, ADDRESS).await;
    assert_eq!(sink.next().await.to, [format!("RCPT TO:<{ADDRESS}>")]);
    asks(&fixture, Method::DELETE, "mail", &marta, json!(null)).await;
    wants_a_link(&fixture, ADDRESS).await;
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
}

#[tokio::test]
async fn who_has_left_the_team_is_mailed_nothing_and_an_older_link_lets_nobody_in() {
    let mut sink = Sink::open().await;
    let fixture = fixture(&sink).await;
    let (marta, jan) = (comes_in(&fixture, "Marta").await, comes_in(&fixture, "Jan").await);
    is_mailed_at(&fixture, &mut sink, &jan, "jan@bakery.example").await;
    wants_a_link(&fixture, "jan@bakery.example").await;
    let token = secret(&sink.next().await, "enter");
    let team: Value = asks(&fixture, Method::GET, "team", &marta, json!(null)).await.json().await.unwrap();
    let people = team["people"].as_array().unwrap();
    let id = people.iter().find(|one| one["name"] == "Jan").unwrap();
    assert!(id.get("until").is_none(), "a mailed link is no invitation");
    let end =
        asks(&fixture, Method::DELETE, &format!("team/{}", id["id"].as_str().unwrap()), &marta, json!(null)).await;
    assert_eq!(end.status(), StatusCode::NO_CONTENT);
    assert_eq!(enters(&fixture, &token).await.status(), StatusCode::GONE);
    wants_a_link(&fixture, "jan@bakery.example").await;
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
}

#[tokio::test]
async fn no_secret_stands_in_the_database_and_no_nonsense_is_taken() {
    let mut sink = Sink::open().await;
    let fixture = fixture(&sink).await;
    let marta = comes_in(&fixture, "Marta").await;
    is_mailed_at(&fixture, &mut sink, &marta, ADDRESS).await;
    wants_a_link(&fixture, ADDRESS).await;
    let token = secret(&sink.next().await, "enter");
    let file = fixture.app.storage.file().to_owned();
    for end in ["", "-wal"] {
        let bytes = std::fs::read(format!("{}{end}", file.display())).unwrap();
        assert!(!bytes.windows(token.len()).any(|part| part == token.as_bytes()), "porch.db{end} has the secret");
    }
    for address in ["", "marta", "a@b\r\nBcc: c@d", &format!("{}@bakery.example", "x".repeat(250))] {
        for rest in ["session/mail", "mail"] {
            let method = if rest == "mail" { Method::PUT } else { Method::POST };
            let answer = asks(&fixture, method, rest, &marta, json!({ "address": address })).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{rest}: {address:?}");
        }
    }
    let silent = Fixture::open().await;
    let answer = asks(&silent, Method::POST, "session/mail", "", json!({ "address": ADDRESS })).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT, "without a mail server nobody waits for mail");
}

#[tokio::test]
async fn a_link_ends_with_the_address_that_it_was_mailed_to() {
    let mut sink = Sink::open().await;
    let fixture = fixture(&sink).await;
    let marta = comes_in(&fixture, "Marta").await;
    is_mailed_at(&fixture, &mut sink, &marta, ADDRESS).await;
    wants_a_link(&fixture, ADDRESS).await;
    let removed = secret(&sink.next().await, "enter");
    assert_eq!(asks(&fixture, Method::DELETE, "mail", &marta, Value::Null).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(enters(&fixture, &removed).await.status(), StatusCode::GONE, "the address was removed");
    is_mailed_at(&fixture, &mut sink, &marta, ADDRESS).await;
    wants_a_link(&fixture, ADDRESS).await;
    let replaced = secret(&sink.next().await, "enter");
    is_mailed_at(&fixture, &mut sink, &marta, "marta@other.example").await;
    assert_eq!(enters(&fixture, &replaced).await.status(), StatusCode::GONE, "another one was confirmed");
}

#[tokio::test]
async fn a_link_is_mailed_in_the_language_of_the_browser_that_asked() {
    let mut sink = Sink::open().await;
    let fixture = fixture(&sink).await;
    let cookie = comes_in(&fixture, "Marta").await;
    is_mailed_at(&fixture, &mut sink, &cookie, ADDRESS).await;
    for (languages, subject, link) in [
        ("de-DE,de;q=0.9", "Anmelden im Dashboard von bakery.example", "Anmelden: "),
        ("ar", "تسجيل الدخول إلى لوحة تحكم bakery.example", "تسجيل الدخول: "),
        ("eo", "Sign in to the dashboard of bakery.example", "Sign in: "),
    ] {
        let request = Client::new().post(format!("{}/v1/host/session/mail", fixture.address));
        let request = request.header("origin", &fixture.address).header("accept-language", languages);
        let answer = request.json(&json!({ "address": ADDRESS })).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        let mail = sink.next().await;
        assert_eq!(mail.subject(), subject);
        assert!(
            mail.text().contains(&format!("{link}{}/host/#enter=", fixture.app.config.public_url)),
            "{}",
            mail.text()
        );
    }
}
