//! Mail about replies: the first at once, then what gathered, with whole words and one click to stop; never to who wrote it,
//! and never about what was taken back.

use mail_parser::HeaderValue;
use porch_protocol::{CommentId, CommentPosted};
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::browser::{ADA, Browser};
use super::fixture::Fixture;
use super::sign_in::comes_in;
use super::sink::{Mail, Sink};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A server with two sites whose checks let every text through.
pub(super) async fn open(sink: &Sink) -> Fixture {
    let fixture = super::browser::two_sites(sink).await;
    for check in ["repeats", "spam", "links", "proof"] {
        fixture.sets(check, "off").await;
    }
    fixture
}

/// Ada has written and confirmed her address.
pub(super) async fn confirmed(fixture: &Fixture, sink: &mut Sink, words: &str) -> (Browser, CommentPosted) {
    let ada = Browser::new(&fixture.address, "bakery");
    let posted = ada.posts("Ada", words).await;
    ada.confirms(sink, ADA).await;
    (ada, posted)
}

/// Somebody new replies.
pub(super) async fn replies(fixture: &Fixture, parent: CommentId, name: &str, words: &str) -> CommentId {
    Browser::new(&fixture.address, "bakery").replies(parent, name, words).await.comment.id
}

/// Marta, the owner, replies from the dashboard.
async fn marta_replies(fixture: &Fixture, parent: CommentId, words: &str) -> CommentId {
    let cookie = comes_in(fixture, "Marta").await;
    let request = reqwest::Client::new().post(format!("{}/v1/host/answers", fixture.address));
    let request = request.header("origin", &fixture.address).header("cookie", cookie);
    let request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string());
    let posted = request.json(&json!({ "parent": parent, "body": words })).send().await.unwrap();
    posted.json::<CommentPosted>().await.unwrap().comment.id
}

async fn decides(fixture: &Fixture, verb: &str, id: CommentId) {
    fixture.verb("/comment/change", json!({ "verb": verb, "id": id, "why": "Because" })).await.unwrap();
}

/// The words of strangers in a mail: its quoted lines.
pub(super) fn quoted(mail: &Mail) -> Vec<String> {
    mail.text().lines().filter(|line| line.starts_with("> ")).map(|line| line[2..].to_owned()).collect()
}

/// A header as it travels, unfolded.
fn header(mail: &Mail, name: &str) -> Option<String> {
    let raw = String::from_utf8(mail.raw.clone()).unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
    raw.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(|value| value.trim().to_owned()))
}

pub(super) fn stop_link(mail: &Mail) -> String {
    header(mail, "List-Unsubscribe").unwrap().trim_matches(['<', '>']).to_owned()
}

/// As mail programs do it (RFC 8058): without cookies.
pub(super) async fn one_click(url: &str) -> StatusCode {
    let form = "application/x-www-form-urlencoded";
    let request = reqwest::Client::new().post(url).header("content-type", form).body("List-Unsubscribe=One-Click");
    request.send().await.unwrap().status()
}

/// A button of the page behind the link.
pub(super) async fn presses(url: &str, button: &str) -> String {
    let form = "application/x-www-form-urlencoded";
    let request = reqwest::Client::new().post(url).header("content-type", form).body(format!("stop={button}"));
    request.send().await.unwrap().text().await.unwrap()
}

pub(super) async fn is_quiet(fixture: &Fixture, sink: &mut Sink) {
    fixture.has_told_all().await;
    if let Some(mail) = sink.has() {
        panic!("there is a mail: {}", mail.text());
    }
}

#[tokio::test]
async fn a_reply_of_the_team_is_one_readable_mail() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (_, question) = confirmed(&fixture, &mut sink, "My *rye* collapsed.\n\nWhat did I miss?").await;
    let long = "Take it out earlier. ".repeat(150);
    let reply = marta_replies(&fixture, question.comment.id, &format!("**Twenty-five** minutes.\n\n{long}")).await;
    let mail = sink.next().await;
    assert_eq!(mail.to, ["RCPT TO:<ada@lovelace.example>"]);
    assert_eq!(mail.subject(), "A new reply to you on bakery.example");
    let text = mail.text();
    assert!(text.starts_with("“Marta” (owner) replied to your comment:\n"), "{text}");
    assert_eq!(quoted(&mail)[..2], ["> My rye collapsed.", "> What did I miss?"]);
    assert!(text.contains("\n> Twenty-five minutes.\n> Take it out earlier. Take"), "{text}");
    assert!(text.contains(long.trim_end()), "the whole comment");
    let link = format!("https://bakery.example/rye#porch-c-{reply}");
    assert!(text.contains(&format!("Read it on the page, and reply there: {link}\n")), "{text}");
    let html = mail.html();
    assert!(html.contains("<p><strong>Twenty-five</strong> minutes."), "{html}");
    assert!(html.contains(&format!("<a href=\"{link}\">")) && !html.contains("<img"), "{html}");

    assert_eq!(header(&mail, "Auto-Submitted").unwrap(), "auto-generated");
    assert_eq!(header(&mail, "List-Id").unwrap(), "<replies.bakery.talk.example>");
    assert_eq!(header(&mail, "List-Unsubscribe-Post").unwrap(), "List-Unsubscribe=One-Click");
    assert!(stop_link(&mail).starts_with(&format!("{}/mail/bakery/replies/", fixture.address)));
    assert!(text.contains(&format!("Stop these mails: {}", stop_link(&mail))), "{text}");
    assert!(mail.id().ends_with("@talk.example"), "{}", mail.id());
    assert_eq!(header(&mail, "From").unwrap(), "bakery.example <porch@talk.example>");
    is_quiet(&fixture, &mut sink).await;
}

#[tokio::test]
async fn what_comes_after_the_first_gathers_in_the_same_conversation() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (_, opening) = confirmed(&fixture, &mut sink, "one").await;
    let first = replies(&fixture, opening.comment.id, "Ben", "first").await;
    let mail = sink.next().await;
    let thread = format!("<conversation.{}@talk.example>", opening.comment.id);
    for name in ["In-Reply-To", "References"] {
        assert_eq!(header(&mail, name).as_ref(), Some(&thread));
    }
    for (pause, words) in [(15 * MINUTE, "a"), (HOUR, "b"), (DAY, "c"), (DAY, "d")] {
        replies(&fixture, opening.comment.id, "Cy", &format!("{words} one")).await;
        replies(&fixture, first, "Di", &format!("{words} two")).await;
        is_quiet(&fixture, &mut sink).await;
        fixture.pass(pause - 1);
        is_quiet(&fixture, &mut sink).await;
        fixture.pass(1);
        let next = sink.next().await;
        let lines = quoted(&next);
        let own: Vec<_> = lines.iter().filter(|line| !line.starts_with("> ")).collect();
        assert_eq!(own, [&format!("{words} one"), &format!("{words} two")], "after {pause}");
        assert!(next.text().contains("“Di” wrote in a conversation that you started:"), "{}", next.text());
        assert_eq!(header(&next, "References").as_ref(), Some(&thread));
        assert_ne!(next.id(), mail.id());
    }
    fixture.pass(DAY);
    is_quiet(&fixture, &mut sink).await;
}

#[tokio::test]
async fn whoever_is_replied_to_hears_of_it_and_never_of_themselves() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (ada, opening) = confirmed(&fixture, &mut sink, "one").await;
    let ben = Browser::new(&fixture.address, "bakery");
    let bens = ben.replies(opening.comment.id, "Ben", "two").await.comment.id;
    sink.next().await;
    ben.confirms(&mut sink, "ben@ben.example").await;
    ada.replies(bens, "Ada", "three").await;
    let mail = sink.next().await;
    assert_eq!(mail.to, ["RCPT TO:<ben@ben.example>"], "and not to Ada, whose conversation it is");
    assert_eq!(quoted(&mail), ["> two", "three"]);
    ben.replies(bens, "Ben", "a reply to himself").await;
    fixture.pass(15 * MINUTE);
    assert_eq!(sink.next().await.to, ["RCPT TO:<ada@lovelace.example>"]);
    is_quiet(&fixture, &mut sink).await;
}

#[tokio::test]
async fn a_reply_that_waits_for_the_team_is_mailed_when_it_is_let_in() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (_, opening) = confirmed(&fixture, &mut sink, "one").await;
    fixture.sets("hold", "all").await;
    let held = replies(&fixture, opening.comment.id, "Ben", "held").await;
    let spam = replies(&fixture, opening.comment.id, "Bot", "buy").await;
    decides(&fixture, "spam", spam).await;
    is_quiet(&fixture, &mut sink).await;
    decides(&fixture, "approve", held).await;
    assert_eq!(quoted(&sink.next().await), ["> one", "held"]);
    is_quiet(&fixture, &mut sink).await;
}

#[tokio::test]
async fn what_was_taken_back_by_then_is_not_sent() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (_, opening) = confirmed(&fixture, &mut sink, "one").await;
    let ben = Browser::new(&fixture.address, "bakery");
    ben.replies(opening.comment.id, "Ben", "first").await;
    sink.next().await;
    let withdrawn = ben.replies(opening.comment.id, "Ben", "withdrawn").await;
    let removed = replies(&fixture, opening.comment.id, "Cy", "removed").await;
    let edited = ben.replies(opening.comment.id, "Ben", "before the edit").await;
    assert_eq!(ben.withdraws(&withdrawn).await, StatusCode::OK);
    decides(&fixture, "remove", removed).await;
    assert_eq!(ben.edits(&edited, "after the edit").await, StatusCode::OK);
    // It is stored already when the next ones are taken back, and is not accepted at first.
    sink.answers(&["451 later"]);
    fixture.pass(15 * MINUTE);
    assert_eq!(quoted(&sink.next().await), ["> one", "after the edit"]);
    fixture.outbox_says(|said| said.contains("451")).await;
    decides(&fixture, "remove", edited.comment.id).await;
    fixture.pass(2 * MINUTE);
    is_quiet(&fixture, &mut sink).await;
}

#[tokio::test]
async fn looking_at_the_stop_page_changes_nothing_and_one_request_stops_the_conversation() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (ada, opening) = confirmed(&fixture, &mut sink, "one").await;
    let other = ada.posts("Ada", "another conversation").await;
    replies(&fixture, opening.comment.id, "Ben", "first").await;
    let link = stop_link(&sink.next().await);
    for method in [Method::GET, Method::HEAD, Method::GET] {
        let page = reqwest::Client::new().request(method, &link).send().await.unwrap();
        assert_eq!((page.status(), page.headers()["cache-control"].to_str().unwrap()), (StatusCode::OK, "no-store"));
        assert_eq!(page.headers()["referrer-policy"], "no-referrer");
    }
    let page = reqwest::get(&link).await.unwrap().text().await.unwrap();
    assert!(page.contains("<form method=\"post\">") && page.contains("value=\"conversation\""), "{page}");
    assert!(page.contains("value=\"site\"") && !page.contains("lovelace") && !page.contains("Ada"), "{page}");
    replies(&fixture, opening.comment.id, "Cy", "second").await;
    fixture.pass(15 * MINUTE);
    assert_eq!(stop_link(&sink.next().await), link, "an old mail stops it as well as the newest");

    replies(&fixture, opening.comment.id, "Di", "waits").await;
    is_quiet(&fixture, &mut sink).await;
    assert_eq!(one_click(&link).await, StatusCode::OK);
    assert_eq!(one_click(&link).await, StatusCode::OK, "again, it says the same");
    fixture.pass(DAY);
    replies(&fixture, opening.comment.id, "Ed", "later").await;
    is_quiet(&fixture, &mut sink).await;
    replies(&fixture, other.comment.id, "Ed", "in the other conversation").await;
    assert_eq!(quoted(&sink.next().await), ["> another conversation", "in the other conversation"]);
}

#[tokio::test]
async fn the_whole_site_is_stopped_and_the_person_turns_it_on_again() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (ada, opening) = confirmed(&fixture, &mut sink, "one").await;
    replies(&fixture, opening.comment.id, "Ben", "first").await;
    let link = stop_link(&sink.next().await);
    assert!(presses(&link, "site").await.contains("You get no more mail about replies on this site."));
    assert!(!ada.stored().await.mail.unwrap().replies);
    fixture.pass(DAY);
    replies(&fixture, opening.comment.id, "Cy", "second").await;
    is_quiet(&fixture, &mut sink).await;
    assert_eq!(ada.sends("me/mail/replies", json!({ "replies": true })).await.status(), StatusCode::NO_CONTENT);
    assert!(ada.stored().await.mail.unwrap().replies);
    replies(&fixture, opening.comment.id, "Di", "third").await;
    assert_eq!(quoted(&sink.next().await), ["> one", "third"], "what came meanwhile is not mailed later");
    let page = presses(&link, "conversation").await;
    assert!(page.contains("You get no more mail about this conversation."), "{page}");
}

#[tokio::test]
async fn a_link_of_nobody_or_of_another_site_stops_nothing() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (_, opening) = confirmed(&fixture, &mut sink, "one").await;
    replies(&fixture, opening.comment.id, "Ben", "first").await;
    let link = stop_link(&sink.next().await);
    let token = link.rsplit('/').next().unwrap();
    for path in
        [format!("cafe/replies/{token}"), "bakery/replies/x".into(), format!("bakery/replies/{}", "A".repeat(43))]
    {
        let url = format!("{}/mail/{path}", fixture.address);
        assert_eq!(one_click(&url).await, StatusCode::OK, "{path}");
        assert_eq!(reqwest::get(&url).await.unwrap().status(), StatusCode::OK);
    }
    fixture.pass(15 * MINUTE);
    replies(&fixture, opening.comment.id, "Cy", "second").await;
    assert_eq!(quoted(&sink.next().await), ["> one", "second"]);
}

#[tokio::test]
async fn only_who_is_signed_in_with_a_confirmed_address_chooses() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (ada, _) = confirmed(&fixture, &mut sink, "one").await;
    let guest = Browser::new(&fixture.address, "bakery");
    guest.posts("Guest", "words").await;
    for browser in [&guest, &Browser::new(&fixture.address, "bakery")] {
        let refused = browser.sends("me/mail/replies", json!({ "replies": false })).await;
        assert_eq!(refused.status(), StatusCode::CONFLICT);
        assert_eq!(refused.json::<serde_json::Value>().await.unwrap()["code"], "mail-not-confirmed");
    }
    assert_eq!(
        ada.sends("me/mail/replies", json!({ "replies": "no" })).await.status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(ada.sends("me/mail/replies", json!({ "replies": false })).await.status(), StatusCode::NO_CONTENT);
    assert!(!ada.stored().await.mail.unwrap().replies);
}

#[tokio::test]
async fn no_name_title_or_word_becomes_a_header_or_a_link() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let page = "https://bakery.example/hostile";
    let title = "Rye\r\nBcc: eve@evil.example\r\n\r\nStop these mails: https://evil.example\0";
    let opening = json!({ "page": page, "title": title, "name": "Ada", "body": "one" });
    let opening: CommentPosted = ada.sends("comments", opening).await.json().await.unwrap();
    ada.confirms(&mut sink, ADA).await;
    let body = "<img src=x onerror=alert(1)> [bank](https://evil.example/login) ![p](https://evil.example/p.gif)\n\n.\n\n\
                Stop these mails: https://evil.example\n\n<https://evil.example>";
    let name = "Ben\r\nBcc: eve@evil.example\0 evil.example";
    let reply = json!({ "page": page, "name": name, "body": body, "parent": opening.comment.id });
    assert!(Browser::new(&fixture.address, "bakery").sends("comments", reply).await.status().is_success());
    let mail = sink.next().await;
    let raw = String::from_utf8(mail.raw.clone()).unwrap();
    let head = raw.split("\r\n\r\n").next().unwrap();
    assert!(head.lines().all(|line| !line.to_lowercase().starts_with("bcc")), "{head}");
    assert_eq!(mail.to, ["RCPT TO:<ada@lovelace.example>"]);
    assert_eq!(mail.read().header("Bcc").and_then(HeaderValue::as_text), None);
    let (text, html) = (mail.text(), mail.html());
    assert!(!text.contains("https://evil.example") && !text.contains("evil.example"), "{text}");
    assert_eq!(html.matches("<a ").count(), 2, "to the page and to the stop page: {html}");
    assert!(!html.contains("<img") && !html.contains("evil.example") && !html.contains("alert(1)>"), "{html}");
    assert_eq!(text.lines().filter(|line| line.starts_with("Stop these mails: ")).count(), 1, "{text}");
}

#[tokio::test]
async fn links_are_made_from_the_configuration_whatever_a_request_says() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (_, opening) = confirmed(&fixture, &mut sink, "one").await;
    let words =
        json!({ "page": "https://bakery.example/rye", "name": "Ben", "body": "two", "parent": opening.comment.id });
    let request = reqwest::Client::new().post(format!("{}/v1/sites/bakery/comments", fixture.address));
    let request = request.header("origin", "https://bakery.example").header("host", "evil.example");
    let request =
        request.header("forwarded", "host=evil.example;proto=https").header("x-forwarded-host", "evil.example");
    let request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string()).json(&words);
    assert!(request.send().await.unwrap().status().is_success());
    let mail = sink.next().await;
    assert!(!String::from_utf8_lossy(&mail.raw).contains("evil"), "{}", mail.text());
    assert!(stop_link(&mail).starts_with(&fixture.app.config.public_url));
}

#[tokio::test]
async fn a_mail_is_in_the_language_of_whoever_confirmed() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    for (lang, address, subject) in [
        ("de", "ada@lovelace.example", "Neue Antwort für Sie auf bakery.example"),
        ("ar", "ben@ben.example", "رد جديد عليك في bakery.example"),
    ] {
        let reader = Browser::new(&fixture.address, "bakery");
        let opening = reader.posts("Reader", lang).await;
        reader.sends("me/mail", json!({ "mail": address, "lang": lang })).await;
        let code = super::browser::code(&sink.next().await);
        assert_eq!(reader.types(address, &code).await, StatusCode::OK);
        replies(&fixture, opening.comment.id, "Di", "words").await;
        let mail = sink.next().await;
        assert_eq!(mail.subject(), subject);
        assert!(mail.html().contains(&format!("<html lang=\"{lang}\"")), "{}", mail.html());
    }
}

#[tokio::test]
async fn without_a_mail_server_nothing_is_queued_and_nothing_is_sent_later() {
    let mut sink = Sink::open().await;
    let mut fixture = open(&sink).await;
    let (_, opening) = confirmed(&fixture, &mut sink, "one").await;
    let settings = fixture.settings.clone();
    fixture.settings.smtp = None;
    fixture.settings.mail_from = None;
    let mut fixture = fixture.restarts().await;
    replies(&fixture, opening.comment.id, "Ben", "unheard").await;
    is_quiet(&fixture, &mut sink).await;
    fixture.settings = settings;
    let fixture = fixture.restarts().await;
    is_quiet(&fixture, &mut sink).await;
    replies(&fixture, opening.comment.id, "Cy", "heard").await;
    assert_eq!(quoted(&sink.next().await), ["> one", "heard"]);
}

#[tokio::test]
async fn a_comment_of_somebody_who_was_merged_is_replied_to_at_the_address() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    confirmed(&fixture, &mut sink, "from the laptop").await;
    let phone = Browser::new(&fixture.address, "bakery");
    let posted = phone.posts("A. L.", "from the phone").await;
    replies(&fixture, posted.comment.id, "Ben", "before").await;
    is_quiet(&fixture, &mut sink).await;
    phone.confirms(&mut sink, ADA).await;
    replies(&fixture, posted.comment.id, "Ben", "after").await;
    assert_eq!(quoted(&sink.next().await), ["> from the phone", "after"]);
}
