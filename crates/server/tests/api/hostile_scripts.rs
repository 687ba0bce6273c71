//! What a stranger with a script tries: names made for the purpose, reading from every place, work for us, doors held open.

use futures_util::future::join_all;
use porch_domain::moderation::site_rules::ProofRule;
use porch_server::server_limits::ServerLimits;
use porch_server::visitors::client_address::ClientAddress;
use porch_storage::sites::SiteChange;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::concurrency::dribbles;
use crate::fixture::{Fixture, Person, RYE, key, patient};
use crate::host::enters;

#[tokio::test]
async fn names_that_were_made_today_hide_nobodys_words() {
    // Nothing is held here, so anybody is known under as many names as they like.
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { reports: Some(3), ..SiteChange::default() }).await;
    let posted = fixture.visitor("Amira").posts(RYE, "The rye is too salty.").await;
    let rest = format!("comments/{}/reports", posted.comment.id);
    let mut puppets = Vec::new();
    for number in 0..6 {
        let puppet = fixture.visitor(&format!("Puppet {number}"));
        puppet.posts(RYE, &format!("I was here, says number {number}")).await;
        puppets.push(puppet);
    }
    for puppet in &puppets[..3] {
        let answer = puppet.sends(Method::POST, &rest, &key(), json!({ "reason": "unkind" })).await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
    }
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 7);
    let open = fixture.app.storage.open_reports("bakery", posted.comment.id).await.unwrap();
    assert_eq!(open.len(), 3, "and the host reads them all the same");
    // Those who are known since yesterday do.
    fixture.pass(86_401);
    for puppet in &puppets[3..] {
        puppet.sends(Method::POST, &rest, &key(), json!({ "reason": "unkind" })).await;
    }
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 6);
}

#[tokio::test]
async fn however_many_names_report_first_those_who_are_known_are_counted() {
    const ENOUGH: usize = 60;
    let fixture = Fixture::open().await;
    let change = SiteChange { reports: Some(60), repeats: Some(false), spam: Some(false), ..SiteChange::default() };
    fixture.set(change).await;
    let posted = fixture.visitor("Amira").posts(RYE, "The rye is too salty.").await;
    let rest = format!("comments/{}/reports", posted.comment.id);
    let people = async |kind: &str| {
        let people: Vec<_> = (0..ENOUGH).map(|number| fixture.visitor(&format!("{kind} {number}"))).collect();
        join_all(people.iter().map(|person| person.posts(RYE, "I was here"))).await;
        people
    };
    let report = async |person: &Person| person.sends(Method::POST, &rest, &key(), json!({ "reason": "unkind" })).await;
    let known = people("Known").await;
    fixture.pass(86_401);
    join_all(people("Puppet").await.iter().map(&report)).await;
    join_all(known[1..].iter().map(&report)).await;
    let total = fixture.visitor("Ben").reads(RYE).await.total;
    assert_eq!(total, 1 + 2 * 60, "one is missing");
    report(&known[0]).await;
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, total - 1);
}

#[tokio::test]
async fn whoever_reads_a_talk_from_every_place_fills_no_memory() {
    const KEPT: u64 = 32 << 20;
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { repeats: Some(false), spam: Some(false), ..SiteChange::default() }).await;
    let amira = fixture.visitor("Amira");
    let long = "Rye, water and salt. ".repeat(475);
    let mut all = Vec::new();
    for number in 0..75 {
        all.push(amira.posts(RYE, &format!("{number} {long}")).await.comment.id);
    }
    let mut read = 0;
    for order in ["conversation", "newest", "oldest"] {
        for id in &all {
            let answer = amira.gets(&format!("thread?page={RYE}&order={order}&after={id}")).await;
            read += answer.bytes().await.unwrap().len();
        }
    }
    assert!(read > 2 * (32 << 20), "it would not fit: {read}");
    let kept = fixture.app.cached.raw.weight();
    assert!(kept <= KEPT, "{kept} of {read}");
    // A place that is none is refused and remembered by nobody.
    let before = fixture.app.cached.raw.weight();
    for _ in 0..50 {
        let answer = amira.gets(&format!("thread?page={RYE}&after={}", uuid::Uuid::now_v7())).await;
        assert_eq!(answer.status(), StatusCode::GONE);
    }
    assert!(fixture.app.cached.raw.weight() <= before);
}

#[tokio::test]
async fn a_long_address_is_answered_and_not_remembered() {
    let fixture = Fixture::open().await;
    let ben = fixture.visitor("Ben");
    for (bytes, remembered) in [(1_025, false), (1_024, true)] {
        let rest = format!("thread?page={RYE}&x=");
        let target = format!("{rest}{}", "x".repeat(bytes - "/v1/sites/bakery/".len() - rest.len()));
        assert_eq!(ben.gets(&target).await.status(), StatusCode::OK);
        assert_eq!(fixture.app.cached.raw.weight() > 0, remembered, "{bytes}");
    }
}

#[tokio::test]
async fn so_many_challenges_are_made_at_a_time_for_everybody_together() {
    let fixture = Fixture::with_limits().await;
    fixture.set(SiteChange { proof: Some(ProofRule::Always), ..SiteChange::default() }).await;
    let noor = fixture.visitor("Noor");
    let asks = async |number: u32| {
        let headers = HeaderMap::from_iter([(
            "x-forwarded-for".parse().unwrap(),
            format!("203.0.113.{}", number % 250).parse().unwrap(),
        )]);
        noor.asks(Method::GET, &noor.url(&format!("challenge?page={RYE}")), headers, None).await.status()
    };
    assert_eq!(asks(0).await, StatusCode::OK);
    let flood = ClientAddress("203.0.113.1".parse().unwrap());
    while fixture.app.limits.make_challenge(flood).is_ok() {}
    assert_eq!(asks(1).await, StatusCode::TOO_MANY_REQUESTS);
    let elsewhere = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), "198.51.100.7".parse().unwrap())]);
    let answer = noor.asks(Method::GET, &noor.url(&format!("challenge?page={RYE}")), elsewhere, None).await;
    assert_eq!(answer.status(), StatusCode::OK, "a newcomer from elsewhere gets one");
}

#[tokio::test]
async fn a_body_that_never_comes_counts_as_a_sign_in_attempt() {
    let fixture = Fixture::bounded(ServerLimits { sign_in: 64, share: 1, ..patient() }).await;
    let mut slow = Vec::new();
    for _ in 0..10 {
        slow.push(dribbles(&fixture, "/v1/host/session", &fixture.address, "127.0.0.1").await);
        assert_eq!(slow.last().map(|slow| slow.status), Some(100));
    }
    let refused = enters(&fixture, "nonsense").await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers()["retry-after"], "11");
    fixture.pass(10);
    assert_eq!(enters(&fixture, "nonsense").await.status(), StatusCode::GONE);
}
