//! Receivers of a site's events: signed, tried again under the same id, paused, and in the way of nobody else.

use porch_server::webhooks::signing;
use porch_storage::outbox::Follower;
use porch_storage::webhooks::{Shape, Webhook};
use serde_json::json;

use super::fixture::{BEGIN, Fixture};
use super::receiver::{Came, Receiver, SILENCE};
use super::wait::until;

const HOUR: i64 = 3_600;

/// Adds a receiver to the bakery; its id and its secret.
async fn add(fixture: &Fixture, url: &str, shape: &str, events: &[&str]) -> (String, String) {
    let add = json!({ "site": "bakery", "url": url, "shape": shape, "events": events });
    let said = fixture.verb("/webhook/add", add).await.unwrap();
    let id = said.split([' ', '.']).nth(1).unwrap().to_owned();
    let secret = said.split("whsec_").nth(1).map(|rest| format!("whsec_{}", rest.trim())).unwrap_or_default();
    (id, secret)
}

async fn list(fixture: &Fixture) -> String {
    fixture.verb("/webhook/list", json!({ "site": "bakery" })).await.unwrap()
}

/// Whether one of the signatures is made with this secret.
fn signed_with(came: &Came, secret: &str) -> bool {
    let signer = standardwebhooks::Webhook::new(secret).unwrap();
    let time = came.header("webhook-timestamp").parse().unwrap();
    let expected = signer.sign(came.header("webhook-id"), time, came.body.as_bytes()).unwrap();
    came.header("webhook-signature").split(' ').any(|signature| signature == expected)
}

#[test]
fn a_signature_is_the_one_that_the_specification_shows() {
    let webhook = Webhook {
        site: "bakery".into(),
        id: "x".into(),
        url: "https://a.example".into(),
        shape: Shape::Standard,
        events: Vec::new(),
        secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into(),
        old_secret: None,
        since_seq: 0,
        failing_since: None,
        paused: None,
        tried: None,
    };
    let now = porch_protocol::Timestamp(1_614_265_330_999_999);
    let headers = signing::headers(&webhook, "msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}", now).unwrap();
    assert_eq!(headers["webhook-timestamp"], "1614265330");
    assert_eq!(headers["webhook-signature"], "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assert_eq!(signing::new_secret(false).unwrap().len(), "whsec_".len() + 44);

    // The specification shows this one among its headers; Svix's server says what it was made of.
    let pair = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
    let webhook = Webhook { secret: pair.into(), ..webhook };
    let headers = signing::headers(&webhook, "msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}", now).unwrap();
    let shown = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
    assert_eq!(headers["webhook-signature"], shown);
    assert_eq!(signing::checked_with(pair), "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
    let fresh = signing::new_secret(true).unwrap();
    assert!(fresh.len() == "whsk_".len() + 88 && signing::checked_with(&fresh).starts_with("whpk_"));
}

#[tokio::test]
async fn a_receiver_gets_signed_events_without_texts() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    fixture.hears("Bo", "before anybody listened").await;
    let (_, secret) = add(&fixture, &receiver.url, "standard", &[]).await;
    let id = fixture.hears("Ada", "with <b>words</b>").await;
    let came = receiver.next().await;
    assert!(signed_with(&came, &secret));
    assert_eq!(came.header("content-type"), "application/json");
    assert_eq!(came.header("webhook-timestamp"), (BEGIN.0 / 1_000_000).to_string());
    let body = came.json();
    assert_eq!((&body["type"], &body["data"]["comment"]), (&json!("comment.published"), &json!(id)));
    assert_eq!(body["timestamp"], "2025-06-15T15:06:40Z");
    assert_eq!(body["data"]["page"], "https://bakery.example/rye");
    assert_eq!((&body["data"]["site"], &body["data"]["version"]), (&json!("bakery"), &json!(1)));
    assert!(!came.body.contains("words") && !came.body.contains("Ada"), "{}", came.body);
    fixture.verb("/comment/change", json!({ "verb": "remove", "id": id, "why": "Off topic" })).await.unwrap();
    let came = receiver.next().await;
    assert_eq!(came.json()["type"], "comment.removed");
    fixture.has_told_all().await;
    assert!(receiver.has().is_none());
}

#[tokio::test]
async fn only_what_was_asked_for_is_sent() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    add(&fixture, &receiver.url, "standard", &["comment.removed", "comment.held"]).await;
    let id = fixture.hears("Ada", "hello").await;
    fixture.verb("/comment/change", json!({ "verb": "remove", "id": id, "why": "x" })).await.unwrap();
    assert_eq!(receiver.next().await.json()["type"], "comment.removed");
    fixture.sets("hold", "all").await;
    fixture.hears("Bo", "hello").await;
    assert_eq!(receiver.next().await.json()["type"], "comment.held");
    fixture.has_told_all().await;
    assert!(receiver.has().is_none());
}

#[tokio::test]
async fn what_failed_is_tried_again_under_the_same_id_until_it_arrives() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    let (_, secret) = add(&fixture, &receiver.url, "standard", &[]).await;
    receiver.answers(&[500, 302, 429]);
    fixture.hears("Ada", "hello").await;
    let first = receiver.next().await;
    for (wait, answer) in [(6, "500"), (331, "302"), (1_981, "429")] {
        let said = fixture.outbox_says(|said| said.contains(&format!("the receiver answered {answer}"))).await;
        assert!(!said.contains(&receiver.url) && !said.contains("whsec"), "{said}");
        assert!(receiver.has().is_none());
        fixture.pass(wait);
        let again = receiver.next().await;
        assert_eq!((again.header("webhook-id"), &again.body), (first.header("webhook-id"), &first.body));
        assert!(again.header("webhook-timestamp") > first.header("webhook-timestamp"));
        assert!(signed_with(&again, &secret));
    }
    fixture.has_told_all().await;
    assert!(!list(&fixture).await.contains("failing"));
}

#[tokio::test]
async fn a_receiver_that_asks_for_time_gets_it() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    add(&fixture, &receiver.url, "standard", &[]).await;
    receiver.answers_later(429, "3600");
    fixture.hears("Ada", "hello").await;
    receiver.next().await;
    fixture.outbox_says(|said| said.contains("the receiver answered 429")).await;
    // Its own list would have tried again after five seconds.
    let again = fixture.app.storage.pending_and_failed(1).await.unwrap()[0].due_at;
    assert_eq!(again.0 - BEGIN.0, HOUR * 1_000_000);
    fixture.pass(HOUR);
    receiver.next().await;
    fixture.has_told_all().await;
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_not_asked_again_until_a_test_arrives() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    let (id, _) = add(&fixture, &receiver.url, "standard", &[]).await;
    receiver.answers(&[410]);
    fixture.hears("Ada", "hello").await;
    receiver.next().await;
    fixture.outbox_says(|said| said.contains("given up 2") && said.contains("410")).await;
    assert!(list(&fixture).await.contains("paused=gone"));
    fixture.hears("Bo", "nobody hears this").await;
    fixture.pass(HOUR);
    let one = json!({ "site": "bakery", "id": id });
    fixture.verb("/webhook/test", one.clone()).await.unwrap();
    assert_eq!(receiver.next().await.json()["type"], "webhook.test");
    assert!(!list(&fixture).await.contains("paused"));
    fixture.hears("Cy", "hello again").await;
    assert_eq!(receiver.next().await.json()["type"], "comment.published");
    fixture.verb("/webhook/remove", one.clone()).await.unwrap();
    assert!(fixture.verb("/webhook/test", one).await.unwrap_err().contains("there is no webhook"));
    assert!(list(&fixture).await.starts_with("No webhook"));
}

#[tokio::test]
async fn after_three_days_without_an_answer_it_is_paused() {
    let (fixture, receiver) = (Fixture::open().await, Receiver::open().await);
    add(&fixture, &receiver.url, "standard", &[]).await;
    receiver.answers(&[503; 20]);
    fixture.hears("Ada", "hello").await;
    for tries in 1..10 {
        fixture.outbox_says(|said| said.contains(&format!("{tries} tr"))).await;
        fixture.pass(26 * HOUR);
        if tries >= 3 {
            break;
        }
    }
    fixture.outbox_says(|said| said.contains("given up 2")).await;
    assert!(list(&fixture).await.contains("paused=failing"));
}

#[tokio::test]
async fn a_receiver_that_says_nothing_delays_no_other() {
    let (fixture, mut silent, mut quick) = (Fixture::open().await, Receiver::open().await, Receiver::open().await);
    add(&fixture, &silent.url, "standard", &[]).await;
    add(&fixture, &quick.url, "standard", &[]).await;
    silent.answers(&[SILENCE; 5]);
    fixture.hears("Ada", "one").await;
    silent.next().await;
    for words in ["two", "three", "four"] {
        fixture.hears("Ada", words).await;
    }
    for _ in 0..4 {
        quick.next().await;
    }
    // The silent one is waited for longer than this test does for anything, one message at a time.
    assert!(silent.has().is_none());
}

#[tokio::test]
async fn a_long_log_is_queued_whole_however_many_batches_it_takes() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    let (id, _) = add(&fixture, &receiver.url, "standard", &[]).await;
    fixture.hears("Ada", "hello").await;
    receiver.next().await;
    fixture.has_told_all().await;
    receiver.answers(&[SILENCE]);
    let fixture = fixture
        .restarts_changed(&[
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 450)
             insert into events (site_id, seq, kind, thread_id, comment_id, version, at)
             select 'bakery', s.last_seq + i, 'comment_edited', c.thread_id, c.id, i, c.posted_at
             from n, comments c, sites s",
            "update sites set last_seq = last_seq + 450",
        ])
        .await;
    receiver.next().await;
    until("the whole log to be read", async || {
        fixture.app.storage.behind(Follower::Webhooks).await.unwrap().is_empty().then_some(())
    })
    .await;
    assert_eq!(fixture.app.storage.pending_by_webhook("bakery").await.unwrap()[&id], 450);
}

#[tokio::test]
async fn after_a_rotation_both_secrets_sign_for_a_day() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    let (id, old) = add(&fixture, &receiver.url, "standard", &[]).await;
    let said = fixture.verb("/webhook/rotate", json!({ "site": "bakery", "id": id })).await.unwrap();
    let new = format!("whsec_{}", said.split("whsec_").nth(1).unwrap().trim());
    fixture.hears("Ada", "hello").await;
    let came = receiver.next().await;
    assert!(signed_with(&came, &old) && signed_with(&came, &new) && old != new);
    fixture.pass(24 * HOUR);
    fixture.hears("Bo", "hello").await;
    let came = receiver.next().await;
    assert!(!signed_with(&came, &old) && signed_with(&came, &new));
}

#[tokio::test]
async fn what_waits_outlives_a_restart_under_its_name() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    add(&fixture, &receiver.url, "standard", &[]).await;
    receiver.answers(&[500]);
    fixture.hears("Ada", "hello").await;
    let first = receiver.next().await;
    fixture.outbox_says(|said| said.contains("answered 500")).await;
    let fixture = fixture.restarts().await;
    fixture.pass(6);
    let again = receiver.next().await;
    assert_eq!(again.header("webhook-id"), first.header("webhook-id"));
    fixture.has_told_all().await;
}

#[tokio::test]
async fn chats_get_a_message_with_the_words_and_the_page() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    let telegram = format!("{}/bot1:secret/sendMessage?chat_id=-42", receiver.url);
    for (url, shape) in [(&receiver.url, "slack"), (&receiver.url, "discord"), (&telegram, "telegram")] {
        add(&fixture, url, shape, &[]).await;
    }
    let id = fixture.hears("Ada", "Is the **rye** vegan? @everyone").await;
    for _ in 0..3 {
        let came = receiver.next().await;
        let body = came.json();
        let text = ["text", "content"].iter().find_map(|field| body[field].as_str()).unwrap();
        assert!(text.contains("New comment: “Ada”") && text.contains("rye") && text.contains("vegan"), "{text}");
        assert!(text.ends_with("https://bakery.example/rye"), "{text}");
        assert!(!came.headers.contains_key("webhook-signature"));
    }
    // Chats hear of what is new, not of everything.
    fixture.verb("/comment/change", json!({ "verb": "remove", "id": id, "why": "x" })).await.unwrap();
    fixture.has_told_all().await;
    assert!(receiver.has().is_none());
}

#[tokio::test]
async fn a_flood_leaves_a_chat_readable_and_a_standard_receiver_complete() {
    let (fixture, mut chat, mut machine) = (Fixture::open().await, Receiver::open().await, Receiver::open().await);
    let (id, _) = add(&fixture, &chat.url, "slack", &[]).await;
    add(&fixture, &machine.url, "standard", &[]).await;
    chat.answers(&[429; 100]);
    for number in 0..50 {
        fixture.hears("Bot", &format!("buy {number}")).await;
    }
    for _ in 0..50 {
        machine.next().await;
    }
    let waits = |said: &str| said.lines().filter(|line| line.contains("answered 429")).count() == 20;
    let said = fixture.outbox_says(waits).await;
    assert_eq!(said.lines().filter(|line| line.contains(&id)).count(), 20);
    chat.next().await;
}

#[tokio::test]
async fn an_import_is_no_news_with_its_log_or_without() {
    let export = include_str!("../samples/porch.jsonl");
    let silent: String =
        export.lines().filter(|line| !line.contains("\"event\"")).map(|line| line.to_owned() + "\n").collect();
    for lines in [export, &silent] {
        let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
        add(&fixture, &receiver.url, "standard", &[]).await;
        let said = fixture.imports(lines).await;
        assert!(said.contains("Imported: 3."), "{said}");
        fixture.has_told_all().await;
        assert!(receiver.has().is_none());
        let id = fixture.hears("Ada", "hello").await;
        assert_eq!(receiver.next().await.json()["data"]["comment"], json!(id));
    }
}

#[tokio::test]
async fn what_is_settled_is_forgotten_after_a_week() {
    let (fixture, mut receiver) = (Fixture::open().await, Receiver::open().await);
    add(&fixture, &receiver.url, "standard", &[]).await;
    receiver.answers(&[204, 410]);
    fixture.hears("Ada", "one").await;
    receiver.next().await;
    fixture.hears("Ada", "two").await;
    fixture.outbox_says(|said| said.contains("given up 2")).await;
    fixture.pass(6 * 24 * HOUR);
    assert_eq!(porch_server::delivery::tidy(&fixture.app).await.unwrap(), 0);
    fixture.pass(2 * 24 * HOUR);
    assert_eq!(porch_server::delivery::tidy(&fixture.app).await.unwrap(), 2);
    assert!(fixture.outbox().await.starts_with("Nothing is still to be sent"));
}

#[tokio::test]
async fn a_receiver_in_a_closed_network_cannot_be_added() {
    let fixture = Fixture::open().await;
    for (url, shape, events) in [
        ("https://10.0.0.1/hook", "standard", &[][..]),
        ("http://169.254.169.254/latest", "slack", &[]),
        ("not an address", "standard", &[]),
        ("http://127.0.0.1:1/", "irc", &[]),
        ("http://127.0.0.1:1/", "telegram", &[]),
        ("http://127.0.0.1:1/", "standard", &["comment.liked"]),
    ] {
        let add = json!({ "site": "bakery", "url": url, "shape": shape, "events": events });
        let why = fixture.verb("/webhook/add", add).await.unwrap_err();
        assert_eq!(why.lines().count(), 1, "{why}");
    }
    let add = json!({ "site": "nowhere", "url": "http://127.0.0.1:1/", "shape": "standard", "events": [] });
    assert!(fixture.verb("/webhook/add", add).await.unwrap_err().contains("no site"));
}
