//! Webhooks and spam services, as the team sets them in the dashboard.

use porch_protocol::integrations::{ExternalCheckList, IntegrationTestResult, WebhookSecret, Webhooks};
use porch_protocol::team_api::HistoryEntry;
use porch_protocol::{DeliveryFailure, ErrorCode, Role};
use porch_server::team::OPERATOR;
use porch_server::team::webhooks::{self, NewReceiver};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{Fixture, RYE, problem};
use crate::host::expert_comes_in;
use crate::review::Host;
use crate::spam_service::{Asked, ExternalCheck, Says, words};
use crate::wait::until;

const KEY: &str = "sekret-0123456789";

async fn posts(host: &Host<'_>, what: &str, body: Value) -> Response {
    host.asks(Method::POST, what, Some(body)).await
}

async fn adds(host: &Host<'_>, url: &str, shape: &str, events: &[&str]) -> WebhookSecret {
    let added = posts(host, "webhooks", json!({ "url": url, "shape": shape, "events": events })).await;
    assert_eq!(added.status(), StatusCode::CREATED);
    added.json().await.unwrap()
}

async fn tests(host: &Host<'_>, what: &str) -> IntegrationTestResult {
    host.asks(Method::POST, &format!("{what}/test"), None).await.json().await.unwrap()
}

fn header<'a>(came: &'a Asked, name: &str) -> &'a str {
    came.headers[name].to_str().unwrap()
}

fn signed_with(came: &Asked, secret: &str) -> bool {
    let signer = standardwebhooks::Webhook::new(secret).unwrap();
    let time = header(came, "webhook-timestamp").parse().unwrap();
    let expected = signer.sign(header(came, "webhook-id"), time, came.body.as_bytes()).unwrap();
    header(came, "webhook-signature").split(' ').any(|signature| signature == expected)
}

#[tokio::test]
async fn a_webhook_is_added_gets_events_is_tested_gets_a_new_secret_and_is_removed() {
    let (fixture, mut receiver) = (Fixture::open().await, ExternalCheck::open().await);
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    assert!(marta.reads::<Webhooks>("webhooks").await.receivers.is_empty());
    let added = adds(&marta, &format!(" {}/secret-path ", receiver.url), "standard", &[]).await;
    let secret = added.secret.unwrap();
    fixture.visitor("Amira").posts(RYE, "hello").await;
    let came = receiver.next().await;
    assert!(secret.starts_with("whsec_") && signed_with(&came, &secret));
    assert!(came.path.ends_with("/secret-path"));
    // What came of it is noted before anything else is.
    until("a note of it", async || fixture.app.storage.pending_and_failed(1).await.unwrap().is_empty().then_some(()))
        .await;

    let here = format!("webhooks/{}", added.id);
    let tested = tests(&marta, &here).await;
    assert_eq!((tested.works, tested.status, tested.failure), (true, Some(200), None));
    assert!(receiver.next().await.body.contains("webhook.test"));
    receiver.says([Says::Words(500, String::new())]);
    let tested = tests(&marta, &here).await;
    let refused = DeliveryFailure::Status { status: 500 };
    assert_eq!((tested.works, tested.status, tested.failure.as_ref()), (false, None, Some(&refused)));
    let list = marta.asks(Method::GET, "webhooks", None).await.text().await.unwrap();
    assert!(!list.contains("secret-path") && !list.contains("whsec"), "{list}");
    let list: Webhooks = serde_json::from_str(&list).unwrap();
    let [line] = <[_; 1]>::try_from(list.receivers).unwrap();
    assert_eq!((line.host.as_deref(), line.shape.as_str(), line.asymmetric), (Some("127.0.0.1"), "standard", false));
    assert_eq!(line.last.unwrap().why, Some(refused));
    assert_eq!(line.failing_since, None, "a test says nothing about what was to be told");

    let fresh: WebhookSecret = marta.asks(Method::POST, &format!("{here}/secret"), None).await.json().await.unwrap();
    let fresh = fresh.secret.unwrap();
    tests(&marta, &here).await;
    receiver.next().await;
    let came = receiver.next().await;
    assert!(fresh != secret && signed_with(&came, &fresh) && signed_with(&came, &secret));

    assert_eq!(marta.asks(Method::DELETE, &here, None).await.status(), StatusCode::NO_CONTENT);
    let gone = problem(marta.asks(Method::DELETE, &here, None).await, 409).await;
    assert_eq!(gone.detail.as_deref(), Some("there is no webhook of this id any more"));
    for rest in ["test", "secret"] {
        problem(marta.asks(Method::POST, &format!("{here}/{rest}"), None).await, 409).await;
    }
    let log: Vec<HistoryEntry> = marta.reads("settled?what=site").await;
    let told: Vec<_> = log.iter().map(|line| (line.by.name().unwrap_or_default(), line.what.as_str())).collect();
    let expected = ["webhook_removed", "webhook_rotated", "webhook_added"].map(|what| ("Marta", what));
    assert_eq!(told[..3], expected);
    let log = format!("{log:?}");
    assert!(!log.contains("secret-path") && !log.contains("whsec") && log.contains(&added.id), "{log}");
}

#[tokio::test]
async fn what_the_command_line_does_to_a_webhook_is_seen_in_the_dashboard() {
    let (fixture, mut receiver) = (Fixture::open().await, ExternalCheck::open().await);
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    adds(&marta, &receiver.url, "slack", &["comment.published"]).await;
    receiver.says([Says::Words(503, String::new()), Says::Words(410, String::new())]);
    fixture.visitor("Amira").posts(RYE, "Is it sour?").await;
    assert!(receiver.next().await.body.contains("Is it sour?"));
    let line = async || marta.reads::<Webhooks>("webhooks").await.receivers.remove(0);
    let tried = until("the first try", async || Some(line().await).filter(|line| line.last.is_some())).await;
    assert_eq!(tried.last.unwrap().why, Some(DeliveryFailure::Status { status: 503 }));
    assert!(tried.failing_since.is_some() && tried.paused.is_none());
    fixture.pass(6);
    fixture.app.live.log_grew.notify_one();
    receiver.next().await;
    let paused = until("the pause", async || Some(line().await).filter(|line| line.paused.is_some())).await;
    assert_eq!(paused.paused.as_deref(), Some("gone"));
    assert!(tests(&marta, &format!("webhooks/{}", paused.id)).await.works);
    let well = line().await;
    assert_eq!((well.paused, well.failing_since, well.last.unwrap().why), (None, None, None));
}

#[tokio::test]
async fn the_people_of_a_site_test_a_few_times_a_minute_whatever_they_test_and_whoever_they_are() {
    let (fixture, mut receiver) = (Fixture::with_limits().await, ExternalCheck::open().await);
    let (marta, ines) =
        (Host::named(&fixture, "Marta", Role::Owner).await, Host::named(&fixture, "Ines", Role::Host).await);
    let here = format!("webhooks/{}", adds(&marta, &receiver.url, "standard", &[]).await.id);
    for host in [&marta, &ines, &marta, &ines] {
        assert!(tests(host, &here).await.works);
        receiver.next().await;
    }
    // What is not there is no test less.
    problem(ines.asks(Method::POST, "judges/akismet/test", None).await, 409).await;
    for (host, what) in [(&marta, here.as_str()), (&ines, "judges/akismet")] {
        let more = host.asks(Method::POST, &format!("{what}/test"), None).await;
        let seconds: u32 = more.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        let told = problem(more, 429).await;
        assert_eq!((told.code, told.retry_after), (ErrorCode::RateLimited, Some(seconds)), "{what}");
        assert_eq!(seconds, 21, "three a minute, rounded up");
    }
    assert!(receiver.was_asked().is_none(), "what was refused asked nobody");
}

#[tokio::test]
async fn what_the_command_line_refuses_the_dashboard_refuses_and_says_why() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let long = format!("http://127.0.0.1:1/{}", "a".repeat(2_048));
    let table = [
        ("https://10.0.0.1/hook", "standard", &[][..], "not open to everybody"),
        ("http://169.254.169.254/latest", "slack", &[], "not open to everybody"),
        ("https://user:word@127.0.0.1/", "standard", &[], "a name or a password"),
        ("not an address", "standard", &[], "not an address"),
        (&long, "standard", &[], "at most 2048 bytes"),
        ("http://127.0.0.1:1/", "irc", &[], "is not a known format"),
        ("http://127.0.0.1:1/", "telegram", &[], "chat_id"),
        ("http://127.0.0.1:1/", "standard", &["comment.liked"], "is not a type of event"),
    ];
    for (url, shape, events, why) in table {
        let body = json!({ "url": url, "shape": shape, "events": events });
        let refused = problem(posts(&marta, "webhooks", body).await, 422).await;
        assert_eq!(refused.code, ErrorCode::SettingInvalid, "{url}");
        assert!(refused.detail.as_ref().unwrap().contains(why), "{:?}", refused.detail);
    }
    let signed_chat = json!({ "url": "http://127.0.0.1:1/", "shape": "slack", "asymmetric": true });
    problem(posts(&marta, "webhooks", signed_chat).await, 422).await;
    for _ in 0..20 {
        adds(&marta, "http://127.0.0.1:1/", "standard", &[]).await;
    }
    let body = json!({ "url": "http://127.0.0.1:1/", "shape": "standard" });
    assert!(problem(posts(&marta, "webhooks", body).await, 409).await.detail.unwrap().contains("at most 20"));
}

#[tokio::test]
async fn a_receiver_with_a_public_key_checks_and_cannot_sign() {
    let (fixture, mut receiver) = (Fixture::open().await, ExternalCheck::open().await);
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let body = json!({ "url": receiver.url, "shape": "standard", "asymmetric": true });
    let added: WebhookSecret = posts(&marta, "webhooks", body).await.json().await.unwrap();
    let public = added.secret.unwrap();
    fixture.visitor("Amira").posts(RYE, "hello").await;
    let came = receiver.next().await;
    let signature = header(&came, "webhook-signature").strip_prefix("v1a,").unwrap();
    let decoded = |text: &str| base64::Engine::decode(&base64::engine::general_purpose::STANDARD, text).unwrap();
    let key = decoded(public.strip_prefix("whpk_").unwrap());
    assert_eq!(key.len(), 32);
    let key = ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, key);
    let signed = format!("{}.{}.{}", header(&came, "webhook-id"), header(&came, "webhook-timestamp"), came.body);
    key.verify(signed.as_bytes(), &decoded(signature)).unwrap();
    assert!(key.verify(came.body.as_bytes(), &decoded(signature)).is_err());
    assert!(marta.reads::<Webhooks>("webhooks").await.receivers[0].asymmetric);
}

#[tokio::test]
async fn whoever_only_moderates_sees_and_changes_nothing_and_a_guest_sees_nothing() {
    let (fixture, receiver) = (Fixture::open().await, ExternalCheck::open().await);
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let hook = adds(&marta, &receiver.url, "standard", &[]).await;
    let ask = json!({ "url": receiver.url, "key": KEY });
    assert!(marta.asks(Method::PUT, "judges/akismet", Some(ask.clone())).await.status().is_success());
    let posted = fixture.visitor("Amira").posts(RYE, "hello").await;
    let thread = fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().thread;
    let jan = Host::named(&fixture, "Jan", Role::Moderator).await;
    let guest = Host { fixture: &fixture, cookie: expert_comes_in(&fixture, "Dr. Rye", thread).await };
    let seen: Webhooks = jan.reads("webhooks").await;
    assert_eq!((seen.receivers[0].host.as_deref(), seen.may_change), (None, false));
    assert!(!jan.reads::<ExternalCheckList>("judges").await.may_change);
    for what in ["webhooks", "judges"] {
        assert_eq!(guest.asks(Method::GET, what, None).await.status(), StatusCode::FORBIDDEN);
    }
    let here = format!("webhooks/{}", hook.id);
    for host in [&jan, &guest] {
        let add = json!({ "url": receiver.url, "shape": "standard" });
        for (method, what, body) in [
            (Method::POST, "webhooks", Some(add)),
            (Method::DELETE, &*here, None),
            (Method::POST, &format!("{here}/test"), None),
            (Method::POST, &format!("{here}/secret"), None),
            (Method::PUT, "judges/akismet", Some(ask.clone())),
            (Method::DELETE, "judges/akismet", None),
            (Method::POST, "judges/akismet/test", None),
        ] {
            assert_eq!(host.asks(method.clone(), what, body).await.status(), StatusCode::FORBIDDEN, "{method} {what}");
        }
    }
    assert_eq!(marta.reads::<Webhooks>("webhooks").await.receivers.len(), 1);

    let new = NewReceiver { url: receiver.url, shape: "standard".into(), events: Vec::new(), asymmetric: false };
    let of_the_cafe = webhooks::add(&fixture.app, "cafe", new, OPERATOR).await.unwrap();
    let there = format!("webhooks/{}", of_the_cafe.id);
    problem(marta.asks(Method::DELETE, &there, None).await, 409).await;
    problem(marta.asks(Method::POST, &format!("{there}/secret"), None).await, 409).await;
    problem(marta.asks(Method::POST, &format!("{there}/test"), None).await, 409).await;
}

#[tokio::test]
async fn a_spam_service_is_added_tested_and_removed_and_its_key_never_comes_out() {
    let (fixture, mut service) = (Fixture::open().await, ExternalCheck::open().await);
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let none: ExternalCheckList = marta.reads("judges").await;
    let told: Vec<_> = none.checks.iter().map(|one| (one.kind.as_str(), one.enabled, one.host.as_str())).collect();
    assert_eq!(told, [("akismet", false, "rest.akismet.com"), ("openai", false, "api.openai.com")]);
    let ask = json!({ "url": service.url, "key": format!(" {KEY}\n"), "model": "judge-1" });
    let asked = marta.asks(Method::PUT, "judges/openai", Some(ask)).await.text().await.unwrap();
    assert!(!asked.contains(KEY), "{asked}");
    let asked: ExternalCheckList = serde_json::from_str(&asked).unwrap();
    assert_eq!((asked.checks[1].enabled, asked.checks[1].host.as_str()), (true, "127.0.0.1"));
    assert_eq!(asked.checks[1].model.as_deref(), Some("judge-1"));

    service.says([words(r#"{"results":[{"flagged":false}]}"#), words("invalid")]);
    assert!(tests(&marta, "judges/openai").await.works);
    assert_eq!(service.next().await.headers["authorization"], format!("Bearer {KEY}"));
    let broken = tests(&marta, "judges/openai").await;
    assert_eq!((broken.works, broken.failure), (false, Some(DeliveryFailure::Unreadable)));
    service.next().await;
    fixture.visitor("Amira").posts(RYE, "a harmless question").await;
    assert!(service.next().await.body.contains("a harmless question"));

    assert_eq!(marta.asks(Method::DELETE, "judges/openai", None).await.status(), StatusCode::OK);
    problem(marta.asks(Method::DELETE, "judges/openai", None).await, 409).await;
    problem(marta.asks(Method::POST, "judges/openai/test", None).await, 409).await;
    fixture.visitor("Ben").posts(RYE, "nobody outside reads this").await;
    assert!(service.was_asked().is_none());
    let log: Vec<HistoryEntry> = marta.reads("settled?what=site").await;
    let told: Vec<_> = log.iter().map(|line| (line.by.name().unwrap_or_default(), line.what.as_str())).collect();
    assert_eq!(told[..2], [("Marta", "judge_removed"), ("Marta", "judge_added")]);
    assert!(!format!("{log:?}").contains(KEY));
}

#[tokio::test]
async fn a_spam_service_in_a_closed_network_or_without_its_key_is_not_called() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for (kind, ask, why) in [
        ("akismet", json!({ "url": "https://10.0.0.1/1.1", "key": KEY }), "not open to everybody"),
        ("openai", json!({ "url": "http://[::ffff:169.254.169.254]/v1", "key": KEY }), "not open to everybody"),
        ("openai", json!({ "url": "http://127.0.0.1:1/v1?model=x", "key": KEY }), "without ? and #"),
        ("akismet", json!({ "url": "http://127.0.0.1:1/1.1" }), "its key is missing"),
        ("akismet", json!({ "url": "http://127.0.0.1:1/1.1", "key": "two words" }), "one line without spaces"),
        ("oracle", json!({ "key": KEY }), "is not a spam service"),
        ("openai", json!({ "key": "k".repeat(2_049) }), "at most 2048 bytes"),
        ("openai", json!({ "key": KEY, "model": "m".repeat(2_049) }), "at most 2048 bytes"),
    ] {
        let refused = problem(marta.asks(Method::PUT, &format!("judges/{kind}"), Some(ask)).await, 422).await;
        assert!(refused.detail.as_ref().unwrap().contains(why), "{:?}", refused.detail);
    }
    assert!(marta.reads::<ExternalCheckList>("judges").await.checks.iter().all(|one| !one.enabled));
}
