//! The owner's mail: the first at once, then what gathered; never twice, and nothing in it is alive.

use mail_parser::HeaderValue;
use porch_server::config::Settings;
use porch_server::smtp::MailSetupError;
use porch_server::smtp::Mailer;
use serde_json::json;

use super::fixture::Fixture;
use super::receiver::Receiver;
use super::sink::{Mail, Sink};

const MINUTE: i64 = 60;

/// A bakery where every comment waits and whose owner wants to know.
async fn bakery(sink: &Sink) -> Fixture {
    let settings = settings(sink);
    let fixture = Fixture::with(settings).await;
    fixture.sets("hold", "all").await;
    fixture.sets("notify", "owner@bakery.example").await;
    fixture
}

fn settings(sink: &Sink) -> Settings {
    let (smtp, mail_from) = (Some(sink.url.clone().into()), Some("porch@talk.example".to_owned()));
    Settings { smtp, mail_from, ..Settings::default() }
}

fn names(mail: &Mail) -> Vec<String> {
    let text = mail.text();
    let who = text
        .lines()
        .filter_map(|line| line.split_once(" wrote on ").map(|(name, _)| name.trim_matches(['“', '”']).to_owned()));
    who.collect()
}

#[tokio::test]
async fn a_mail_calls_the_site_by_the_name_that_it_has_when_it_is_sent() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.sets("name", "Halm & Krume").await;
    fixture.hears("Ada Lovelace", "Is the rye vegan?").await;
    assert_eq!(sink.next().await.subject(), "A comment to review on Halm & Krume");
}

#[tokio::test]
async fn a_mail_is_in_the_language_of_its_address() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.sets("mail-language", "de").await;
    fixture.hears("Ada", "Ist das Brot vegan?").await;
    let mail = sink.next().await;
    assert_eq!(mail.subject(), "Ein Kommentar zum Prüfen auf bakery.example");
    assert!(mail.text().contains("Ada") && !mail.text().contains("Review it"), "{}", mail.text());
    let unknown = json!({ "name": "bakery", "settings": [["mail-language", "tlh"]] });
    assert!(fixture.verb("/site/set", unknown).await.unwrap_err().contains("en, de, ar"));
    fixture.sets("mail-language", "ar").await;
    fixture.pass(16 * MINUTE);
    fixture.hears("Bo", "more").await;
    assert!(sink.next().await.subject().contains("bakery.example"));
}

#[tokio::test]
async fn the_first_comment_that_waits_is_told_at_once_with_its_words_and_its_page() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    let id = fixture.hears("Ada Lovelace", "Is the **rye** vegan?\n\nI ask for a friend.").await;
    let mail = sink.next().await;
    assert_eq!(mail.to, ["RCPT TO:<owner@bakery.example>"]);
    assert_eq!(mail.subject(), "A comment to review on bakery.example");
    assert_eq!(mail.read().from().unwrap().first().unwrap().address(), Some("porch@talk.example"));
    assert_eq!(mail.read().to().unwrap().first().unwrap().address(), Some("owner@bakery.example"));
    assert_eq!(mail.read().header("Auto-Submitted").and_then(HeaderValue::as_text), Some("auto-generated"));
    assert!(mail.id().ends_with("@talk.example"), "{}", mail.id());
    assert_eq!(mail.read().date().unwrap().to_rfc3339(), "2025-06-15T15:06:40Z");
    let text = mail.text();
    assert_eq!(names(&mail), ["Ada Lovelace"]);
    assert!(text.contains("“Rye”") && text.contains("(every comment is held)"), "{text}");
    assert!(text.contains("> Is the rye vegan?\n") && text.contains("> I ask for a friend."), "{text}");
    assert!(
        text.contains(&format!("Review it: {}/host/?site=bakery#comment={id}", fixture.app.config.public_url)),
        "{text}"
    );
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
}

#[tokio::test]
async fn what_comes_after_the_first_gathers_for_a_quarter_of_an_hour() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.hears("Ada", "one").await;
    assert_eq!(names(&sink.next().await), ["Ada"]);
    for name in ["Bo", "Cy", "Di"] {
        fixture.hears(name, "more").await;
        fixture.pass(2 * MINUTE);
    }
    fixture.pass(8 * MINUTE);
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
    fixture.pass(MINUTE);
    let mail = sink.next().await;
    assert_eq!(
        (mail.subject().as_str(), names(&mail)),
        ("3 comments to review on bakery.example", vec!["Bo".into(), "Cy".into(), "Di".into()])
    );
    fixture.pass(24 * 60 * MINUTE);
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
    fixture.hears("Ed", "later").await;
    assert_eq!(names(&sink.next().await), ["Ed"]);
}

#[tokio::test]
async fn a_flood_is_one_mail_that_counts() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.hears("Ada", "one").await;
    sink.next().await;
    for number in 0..30 {
        fixture.hears(&format!("Bot {number}"), "buy").await;
    }
    fixture.has_told_all().await;
    fixture.pass(16 * MINUTE);
    let mail = sink.next().await;
    assert_eq!(mail.subject(), "30 comments to review on bakery.example");
    assert_eq!(names(&mail).len(), 20);
    assert!(mail.text().contains("And 10 more."));
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
}

#[tokio::test]
async fn a_mail_gathers_a_hundred_and_the_next_one_tells_of_the_rest() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.hears("Ada", "one").await;
    sink.next().await;
    for number in 1..=101 {
        fixture.hears(&format!("Number {number}"), "more").await;
    }
    fixture.has_told_all().await;
    fixture.pass(16 * MINUTE);
    let mail = sink.next().await;
    assert_eq!(mail.subject(), "100 comments to review on bakery.example");
    assert!(mail.text().contains("And 80 more."));
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
    fixture.pass(16 * MINUTE);
    let mail = sink.next().await;
    assert_eq!(
        (mail.subject().as_str(), names(&mail)),
        ("A comment to review on bakery.example", vec!["Number 101".into()])
    );
}

#[tokio::test]
async fn who_was_let_in_meanwhile_is_not_told_of() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.hears("Ada", "one").await;
    sink.next().await;
    let ids = [fixture.hears("Bo", "two").await, fixture.hears("Cy", "three").await];
    for id in ids {
        fixture.verb("/comment/change", json!({ "verb": "approve", "id": id })).await.unwrap();
    }
    fixture.pass(16 * MINUTE);
    fixture.has_told_all().await;
    fixture.hears("Di", "four").await;
    assert_eq!(names(&sink.next().await), ["Di"]);
}

#[tokio::test]
async fn a_comment_that_comes_to_wait_again_is_told_again_and_a_decision_taken_back_is_not() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    let id = fixture.hears("Ada", "one").await;
    sink.next().await;
    fixture.verb("/comment/change", json!({ "verb": "approve", "id": id })).await.unwrap();
    fixture.verb("/comment/undo", json!({ "id": id })).await.unwrap();
    fixture.pass(16 * MINUTE);
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
    fixture.verb("/comment/change", json!({ "verb": "send_back", "id": id, "why": "Say which" })).await.unwrap();
    fixture.hears_differently(id, 4, "one of these").await;
    let mail = sink.next().await;
    assert!(mail.text().contains("> one of these"), "{}", mail.text());
}

#[tokio::test]
async fn who_asks_for_a_second_look_waits_as_well() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    let id = fixture.hears("Ada", "one").await;
    sink.next().await;
    fixture.pass(16 * MINUTE);
    fixture.verb("/comment/change", json!({ "verb": "decline", "id": id, "why": "Off topic" })).await.unwrap();
    fixture.pass(MINUTE);
    fixture.is_asked_to_look_again(id).await;
    let mail = sink.next().await;
    assert!(mail.text().contains("(its author asks for a second look)"), "{}", mail.text());
}

#[tokio::test]
async fn one_switch_turns_it_off_and_on_again() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.sets("notify", "off").await;
    fixture.hears("Ada", "unheard").await;
    fixture.has_told_all().await;
    fixture.sets("notify", "on").await;
    fixture.hears("Bo", "heard").await;
    assert_eq!(names(&sink.next().await), ["Bo"]);
    fixture.has_told_all().await;
    // A mail that waits when it is turned off is not sent.
    sink.answers(&["451 later"]);
    fixture.pass(16 * MINUTE);
    fixture.hears("Cy", "late").await;
    sink.next().await;
    fixture.outbox_says(|said| said.contains("451")).await;
    fixture.sets("notify", "off").await;
    fixture.pass(2 * MINUTE);
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
}

#[tokio::test]
async fn a_mail_that_is_not_taken_is_tried_again_under_its_id_or_given_up_with_the_reason() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    sink.answers(&["451 try later", "421 busy", "250 taken", "550 no such\x07 person"]);
    fixture.hears("Ada", "one").await;
    let first = sink.next().await;
    fixture.outbox_says(|said| said.contains("451") && said.contains("mail to owner@bakery.example")).await;
    fixture.pass(2 * MINUTE);
    assert_eq!(sink.next().await.id(), first.id());
    fixture.outbox_says(|said| said.contains("421")).await;
    fixture.pass(6 * MINUTE);
    assert_eq!(sink.next().await.id(), first.id());
    fixture.has_told_all().await;
    fixture.pass(16 * MINUTE);
    fixture.hears("Bo", "two").await;
    assert_ne!(sink.next().await.id(), first.id());
    let said = fixture.outbox_says(|said| said.contains("given up 2")).await;
    assert!(said.contains("550") && !said.contains('\x07'), "{said}");
    fixture.pass(60 * MINUTE);
    fixture.hears("Cy", "three").await;
    assert_eq!(names(&sink.next().await), ["Cy"], "what was given up is not tried again");
}

#[tokio::test]
async fn nothing_is_told_twice_after_a_restart() {
    let mut sink = Sink::open().await;
    let mut fixture = bakery(&sink).await;
    fixture.hears("Ada", "one").await;
    sink.next().await;
    fixture.hears("Bo", "two").await;
    for _ in 0..3 {
        fixture = fixture.restarts().await;
        fixture.has_told_all().await;
    }
    assert!(sink.has().is_none());
    fixture.pass(16 * MINUTE);
    assert_eq!(names(&sink.next().await), ["Bo"]);
}

#[tokio::test]
async fn each_address_gets_a_mail_of_its_own() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    let both =
        json!({ "name": "bakery", "settings": [["notify", "a@bakery.example"], ["notify", "b@bakery.example"]] });
    fixture.verb("/site/set", both).await.unwrap();
    fixture.hears("Ada", "one").await;
    let (one, other) = (sink.next().await, sink.next().await);
    assert_ne!(one.id(), other.id());
    let mut to = [one.to.concat(), other.to.concat()];
    to.sort();
    assert_eq!(to, ["RCPT TO:<a@bakery.example>", "RCPT TO:<b@bakery.example>"]);
    let bad = json!({ "name": "bakery", "settings": [["notify", "a@b.example\r\nBcc: c@d.example"]] });
    assert!(fixture.verb("/site/set", bad).await.unwrap_err().contains("is not a mail address"));
}

#[tokio::test]
async fn what_a_visitor_wrote_is_neither_a_link_nor_an_image_nor_a_line_of_ours() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    let words = "<img src=x onerror=alert(1)> [bank](https://evil.example/login) ![pixel](https://evil.example/p.gif)\n\n\
                 Review it: https://evil.example\n\n.\n\nQUIT\n\n<https://evil.example>";
    fixture.hears("Review it: evil.example", words).await;
    let mail = sink.next().await;
    let html = mail.html();
    // Both links are ours: to the dashboard, and to the end of such mail.
    let ours = html.matches(&format!("<a href=\"{}/", fixture.app.config.public_url)).count();
    assert_eq!((html.matches("<a ").count(), ours), (2, 2), "{html}");
    assert!(!html.contains("<img") && !html.contains("https://evil.example") && !html.contains("alert(1)>"), "{html}");
    let text = mail.text();
    assert!(!text.contains("https://evil.example"), "{text}");
    let ours = text.lines().filter(|line| line.starts_with("Review it: "));
    assert_eq!(ours.filter(|line| line.contains("/host/?site=bakery#comment=")).count(), 1, "{text}");
    fixture.has_told_all().await;
}

#[tokio::test]
async fn what_waited_before_there_was_a_mail_server_is_told_when_there_is_one() {
    let mut sink = Sink::open().await;
    let mut fixture = Fixture::open().await;
    fixture.sets("hold", "all").await;
    fixture.sets("notify", "owner@bakery.example").await;
    fixture.hears("Ada", "one").await;
    fixture.settings = settings(&sink);
    let fixture = fixture.restarts().await;
    assert_eq!(names(&sink.next().await), ["Ada"]);
    fixture.has_told_all().await;
    assert!(sink.has().is_none(), "and once");
}

#[tokio::test]
async fn the_owner_gets_mail_about_a_receiver_that_nothing_reaches() {
    let (mut sink, receiver) = (Sink::open().await, Receiver::open().await);
    let fixture = bakery(&sink).await;
    fixture.sets("hold", "off").await;
    let add = json!({ "site": "bakery", "url": receiver.url, "shape": "standard", "events": [] });
    fixture.verb("/webhook/add", add).await.unwrap();
    receiver.answers(&[500; 9]);
    fixture.hears("Ada", "one").await;
    for tries in 1..4 {
        fixture.outbox_says(|said| said.contains(&format!("{tries} tr"))).await;
        fixture.pass(26 * 60 * MINUTE);
    }
    let mail = sink.next().await;
    assert_eq!(mail.subject(), "A webhook of bakery.example is paused");
    assert!(!mail.text().contains(&receiver.url));
}

#[test]
fn settings_that_would_leak_a_password_or_send_nothing_are_refused() {
    let new = |smtp: &str, from: &str| Mailer::new(&smtp.to_owned().into(), from);
    assert!(new("smtps://ada:secret@mail.example", "porch@talk.example").is_ok());
    assert!(new("smtp://ada:secret@mail.example?tls=required", "porch@talk.example").is_ok());
    assert!(new("smtp://ada:secret@127.0.0.1:25", "porch@talk.example").is_ok());
    assert!(new("smtp://relay.example", "porch@talk.example").is_ok());
    for clear in ["smtp://ada:secret@mail.example", "smtp://ada:secret@mail.example?tls=opportunistic"] {
        assert!(matches!(new(clear, "porch@talk.example"), Err(MailSetupError::Clear)));
    }
    assert!(matches!(new("https://mail.example", "porch@talk.example"), Err(MailSetupError::Smtp)));
    for from in ["", "porch", "porch@talk.example\r\nBcc: x@y.example", "Porch <porch@talk.example>"] {
        assert!(matches!(new("smtps://mail.example", from), Err(MailSetupError::From(_))), "{from:?}");
    }
    let smtp: porch_server::config::SmtpUrl = "smtps://ada:secret@mail.example".to_owned().into();
    assert!(!format!("{smtp:?}").contains("secret"));
}
