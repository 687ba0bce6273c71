//! A backup that is restored: what was owed when it was made has mostly arrived since, and is not sent again unasked.

use porch_server::config::Settings;
use serde_json::json;

use super::house::House;
use super::receiver::Receiver;
use super::sink::Sink;

/// A bakery with a receiver and an owner, both of whom have something to come.
async fn owing(receiver: &Receiver, sink: &Sink) -> House {
    let (smtp, mail_from) = (Some(sink.url.clone().into()), Some("porch@talk.example".to_owned()));
    let house = House::with(Settings { smtp, mail_from, ..Settings::default() }).await;
    house.sets("hold", "all").await;
    let add = json!({ "site": "bakery", "url": receiver.url, "shape": "standard", "events": [] });
    house.verb("/webhook/add", add).await.unwrap();
    house.sets("notify", "owner@bakery.example").await;
    receiver.answers(&[500]);
    house
}

#[tokio::test]
async fn what_was_pending_in_a_backup_is_not_sent_again_unless_asked() {
    let (mut receiver, mut sink) = (Receiver::open().await, Sink::open().await);
    let house = owing(&receiver, &sink).await;
    house.hears("Ada", "hello").await;
    let first = receiver.next().await;
    sink.next().await;
    house.outbox_says(|said| said.contains("answered 500") && !said.contains("mail")).await;
    // This one has not even been looked at by anybody when the backup is made; its mail gathers.
    house.hears("Bo", "hello again").await;
    let backup = house.backs_up().await;
    // It all arrives after the backup.
    house.pass(1_000);
    receiver.next().await;
    receiver.next().await;
    sink.next().await;
    house.has_told_all().await;
    let (house, said) = house.restores(&backup, false).await;
    assert!(said.contains("is not sent") && said.contains("--send-pending"), "{said}");
    house.pass(100_000);
    // Whatever comes from now on is sent, and nothing before it.
    house.hears("Cy", "after").await;
    let next = receiver.next().await;
    assert_eq!(next.json()["type"], "comment.held");
    assert_ne!(next.header("webhook-id"), first.header("webhook-id"));
    assert!(sink.next().await.text().contains("“Cy” wrote"));
    house.outbox_says(|said| !said.contains("due")).await;
    assert!(receiver.has().is_none() && sink.has().is_none());
    assert!(house.outbox().await.contains("pending in a backup"));

    let (house, said) = house.restores(&backup, true).await;
    assert!(said.contains("is sent now"), "{said}");
    house.pass(1_000);
    let ids = [receiver.next().await, receiver.next().await];
    assert!(ids.iter().any(|came| came.header("webhook-id") == first.header("webhook-id")), "it has another name now");
    assert!(sink.next().await.text().contains("“Bo” wrote"));
    house.has_told_all().await;
}
