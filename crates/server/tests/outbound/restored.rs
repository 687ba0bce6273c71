//! A backup that is restored: what was owed when it was made has mostly arrived since, and is not sent again unasked.

use porch_server::config::Settings;
use serde_json::json;

use super::browser::Browser;
use super::fixture::Fixture;
use super::receiver::Receiver;
use super::sink::Sink;

/// A bakery with a receiver and an owner, both of whom have something to come.
async fn owing(receiver: &Receiver, sink: &Sink) -> Fixture {
    let (smtp, mail_from) = (Some(sink.url.clone().into()), Some("porch@talk.example".to_owned()));
    let fixture = Fixture::with(Settings { smtp, mail_from, ..Settings::default() }).await;
    fixture.sets("hold", "all").await;
    let add = json!({ "site": "bakery", "url": receiver.url, "shape": "standard", "events": [] });
    fixture.verb("/webhook/add", add).await.unwrap();
    fixture.sets("notify", "owner@bakery.example").await;
    receiver.answers(&[500]);
    fixture
}

#[tokio::test]
async fn what_was_pending_in_a_backup_is_not_sent_again_unless_asked() {
    let (mut receiver, mut sink) = (Receiver::open().await, Sink::open().await);
    let fixture = owing(&receiver, &sink).await;
    fixture.hears("Ada", "hello").await;
    let first = receiver.next().await;
    sink.next().await;
    fixture.outbox_says(|said| said.contains("answered 500") && !said.contains("mail")).await;
    // This one has not even been looked at by anybody when the backup is made; its mail gathers.
    fixture.hears("Bo", "hello again").await;
    let backup = fixture.backs_up().await;
    // It all arrives after the backup.
    fixture.pass(1_000);
    receiver.next().await;
    receiver.next().await;
    sink.next().await;
    fixture.has_told_all().await;
    let (fixture, said) = fixture.restores(&backup, false).await;
    assert!(said.contains("is not sent") && said.contains("--send-pending"), "{said}");
    fixture.pass(100_000);
    // Whatever comes from now on is sent, and nothing before it.
    fixture.hears("Cy", "after").await;
    let next = receiver.next().await;
    assert_eq!(next.json()["type"], "comment.held");
    assert_ne!(next.header("webhook-id"), first.header("webhook-id"));
    assert!(sink.next().await.text().contains("“Cy” wrote"));
    fixture.outbox_says(|said| !said.contains("due")).await;
    assert!(receiver.has().is_none() && sink.has().is_none());
    assert!(fixture.outbox().await.contains("pending in a backup"));

    let (fixture, said) = fixture.restores(&backup, true).await;
    assert!(said.contains("is sent now"), "{said}");
    fixture.pass(1_000);
    let ids = [receiver.next().await, receiver.next().await];
    assert!(ids.iter().any(|came| came.header("webhook-id") == first.header("webhook-id")), "it has another name now");
    assert!(sink.next().await.text().contains("“Bo” wrote"));
    fixture.has_told_all().await;
}

#[tokio::test]
async fn a_reply_that_was_due_in_a_backup_is_not_mailed_unless_asked() {
    let mut sink = Sink::open().await;
    let fixture = super::reply_mail::open(&sink).await;
    let (_, opening) = super::reply_mail::confirmed(&fixture, &mut sink, "one").await;
    let ben = Browser::new(&fixture.address, "bakery");
    ben.replies(opening.comment.id, "Ben", "first").await;
    sink.next().await;
    ben.replies(opening.comment.id, "Ben", "second").await;
    fixture.has_told_all().await;
    let backup = fixture.backs_up().await;
    fixture.pass(1_000);
    sink.next().await;
    fixture.has_told_all().await;
    let (fixture, said) = fixture.restores(&backup, false).await;
    assert!(said.contains("is not sent"), "{said}");
    fixture.pass(100_000);
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
    let (fixture, _) = fixture.restores(&backup, true).await;
    fixture.pass(1_000);
    assert!(sink.next().await.text().contains("second"));
    fixture.has_told_all().await;
}
