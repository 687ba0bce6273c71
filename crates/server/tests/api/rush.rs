//! Many requests of one person at the same moment: what one after the other would get, all at once get, too.

use porch_domain::moderation::site_rules::RuleKind;
use porch_protocol::{CommentPosted, Status};
use porch_server::team::thread_controls::{self, BanTarget, NewBan};
use porch_server::team::webhooks::{self, NewReceiver};
use porch_server::team::{OPERATOR, settings};
use porch_storage::sites::{Hold, SiteChange};
use porch_storage::thread_changes::ThreadChange;
use reqwest::{Method, Response};

use crate::fixture::{Fixture, Person, RYE, key};

/// Posts at the same moment, each under its own key.
async fn rushes(person: &Person, page: &str, many: usize) -> Vec<Response> {
    let one = |number: usize| async move {
        let words = person.words(page, &format!("rush {number}: {}", key()));
        person.sends(Method::POST, "comments", &key(), words).await
    };
    futures_util::future::join_all((0..many).map(one)).await
}

fn count(responses: &[Response], status: u16) -> usize {
    responses.iter().filter(|response| response.status() == status).count()
}

/// Somebody whose cookie is there before the rush: without it, each request would be another person.
async fn known(fixture: &Fixture) -> Person {
    let mallory = fixture.visitor("Mallory");
    mallory.posts(RYE, "the first one").await;
    fixture.pass(3_600);
    mallory
}

#[tokio::test]
async fn of_many_at_once_a_slow_page_lets_one_in() {
    let fixture = Fixture::open().await;
    let mallory = known(&fixture).await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let change = ThreadChange { slow: Some(60), by: OPERATOR.into(), ..ThreadChange::default() };
    assert!(fixture.app.storage.set_thread("bakery".into(), thread.id, change, fixture.clock.now()).await.unwrap());
    fixture.app.pages.refresh("bakery").await.unwrap();
    let answers = rushes(&mallory, RYE, 20).await;
    assert_eq!((count(&answers, 201), count(&answers, 429)), (1, 19));
    for answer in answers.into_iter().filter(|answer| answer.status() == 429) {
        assert_eq!(answer.headers()["retry-after"], "60");
    }
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 2);
    // Another page keeps its own pace, and so does another person.
    assert_eq!(count(&rushes(&mallory, "https://bakery.example/spelt", 3).await, 201), 3);
    fixture.visitor("Ben").posts(RYE, "somebody else").await;
    fixture.pass(61);
    assert_eq!(count(&rushes(&mallory, RYE, 20).await, 201), 1);
}

#[tokio::test]
async fn of_many_at_once_on_many_pages_a_slow_site_lets_one_in() {
    let fixture = Fixture::open().await;
    let mallory = known(&fixture).await;
    fixture.set(SiteChange { slow: Some(20), ..SiteChange::default() }).await;
    let pages: Vec<_> = (0..5).map(|number| format!("https://bakery.example/{number}")).collect();
    let answers = futures_util::future::join_all(pages.iter().map(|page| rushes(&mallory, page, 4))).await;
    assert_eq!(answers.iter().map(|answers| count(answers, 201)).sum::<usize>(), 1);
    assert_eq!(answers.iter().map(|answers| count(answers, 429)).sum::<usize>(), 19);
}

#[tokio::test]
async fn of_many_at_once_only_so_many_are_no_flood() {
    let fixture = Fixture::with_limits().await;
    let mallory = known(&fixture).await;
    // From many addresses, so that their rate is not what stops them; under several pages for the same reason.
    let one = |number: usize| {
        let mallory = &mallory;
        async move {
            let mut headers = reqwest::header::HeaderMap::new();
            headers.insert("idempotency-key", key().parse().unwrap());
            headers.insert("x-forwarded-for", format!("203.0.113.{number}").parse().unwrap());
            let words =
                mallory.words(&format!("https://bakery.example/{}", number % 2), &format!("{number} {}", key()));
            mallory.asks(Method::POST, &mallory.url("comments"), headers, Some(words)).await
        }
    };
    let answers = futures_util::future::join_all((0..30).map(one)).await;
    assert_eq!((count(&answers, 201), count(&answers, 202)), (20, 10));
}

#[tokio::test]
async fn of_many_at_once_each_first_comment_waits() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { hold: Some(Hold::First), ..SiteChange::default() }).await;
    let ada = fixture.visitor("Ada");
    ada.sends(Method::POST, "me", &key(), serde_json::json!({})).await;
    for answer in rushes(&ada, RYE, 20).await {
        let posted: CommentPosted = answer.json().await.unwrap();
        assert_eq!(posted.comment.status, Status::Held);
    }
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 0);
}

#[tokio::test]
async fn the_same_request_many_times_at_once_is_one_comment_and_one_pace() {
    let fixture = Fixture::open().await;
    let mallory = known(&fixture).await;
    fixture.set(SiteChange { slow: Some(20), ..SiteChange::default() }).await;
    let (again, words) = (key(), mallory.words(RYE, "once"));
    let all = (0..20).map(|_| mallory.sends(Method::POST, "comments", &again, words.clone()));
    let answers = futures_util::future::join_all(all).await;
    assert_eq!(count(&answers, 201), 20);
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 2);
}

#[tokio::test]
async fn of_many_changes_of_a_site_at_once_all_hold() {
    let fixture = Fixture::open().await;
    let ban = |number: usize| {
        let whom = BanTarget::Person(format!("p{number}"));
        thread_controls::ban(
            &fixture.app,
            NewBan { site: "bakery".into(), whom, until: None, reason: "a flood".into(), by: OPERATOR.into() },
        )
    };
    let set = async |number: u32| {
        let slow = [("slow".to_owned(), number.to_string())];
        settings::set(&fixture.app, "bakery", &slow, OPERATOR).await
    };
    let all = (0..20_u32).map(async |number| {
        let (banned, set) = futures_util::future::join(ban(number as usize), set(number)).await;
        banned.unwrap();
        set.unwrap();
    });
    futures_util::future::join_all(all).await;
    assert_eq!(fixture.app.rules("bakery").bans.len(), 20);
}

#[tokio::test]
async fn of_many_at_once_only_so_many_receivers_and_rules_are_added() {
    let fixture = Fixture::open().await;
    let receiver = || {
        let (url, shape) = ("http://127.0.0.1:1/".to_owned(), "standard".to_owned());
        webhooks::add(
            &fixture.app,
            "bakery",
            NewReceiver { url, shape, events: Vec::new(), asymmetric: false },
            OPERATOR,
        )
    };
    let added = futures_util::future::join_all((0..25).map(|_| receiver())).await;
    assert_eq!(added.iter().filter(|one| one.is_ok()).count(), 20);
    // Each fits by itself; together they would repeat too much, and none would be looked for any more.
    let rule = |number: u32| {
        let pattern = format!("[ab]*a[ab]{{197}}{number}");
        thread_controls::add_rule(&fixture.app, "bakery", (RuleKind::Pattern, pattern), OPERATOR)
    };
    let added = futures_util::future::join_all((0..8).map(rule)).await;
    assert_eq!(added.iter().filter(|one| one.is_ok()).count(), 5);
    let words = format!("{}1", "a".repeat(300));
    assert!((0..8).any(|number| fixture.app.rules("bakery").words.matches(&words.replace('1', &number.to_string()))));
}
