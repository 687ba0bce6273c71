//! Every limit of what is sent and stored: what just fits is accepted, and one more gets its answer.

use porch_domain::team::{MOST_PASSKEYS, MOST_PEOPLE};
use porch_protocol::team::Ceremony;
use porch_protocol::{ErrorCode, Role};
use porch_storage::sites::SiteChange;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::attacks::changed;
use crate::authenticator::Authenticator;
use crate::fixture::{Fixture, Person, RYE, key, patient, problem};
use crate::host::{asks_for, comes_in};
use crate::review::Host;

async fn is(response: Response, status: u16, what: &str) {
    assert_eq!(response.status().as_u16(), status, "{what}: {}", response.text().await.unwrap());
}

/// A server that holds nothing because of what it says.
pub(crate) async fn easy() -> Fixture {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { repeats: Some(false), spam: Some(false), ..SiteChange::default() }).await;
    fixture
}

async fn posts(person: &Person, change: Value) -> Response {
    let mut words = person.words(RYE, &format!("words {}", key()));
    words.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    person.sends(Method::POST, "comments", &key(), words).await
}

#[tokio::test]
async fn words_names_and_addresses_fit_up_to_their_last_letter() {
    let fixture = easy().await;
    let amira = fixture.visitor("Amira");
    let page = |bytes: usize| format!("{RYE}?{}", "p".repeat(bytes - RYE.len() - 1));
    for (name, most, of) in [
        ("body", 10_000, &(|count| json!({ "body": "x".repeat(count) })) as &dyn Fn(usize) -> Value),
        // Three bytes each: 16,384 of them are the bound.
        ("body", 5_461, &|count| json!({ "body": "€".repeat(count) })),
        ("body", 5, &|count| json!({ "body": "https://a.example/ ".repeat(count) })),
        ("name", 64, &|count| json!({ "name": "n".repeat(count) })),
    ] {
        is(posts(&amira, of(most)).await, 201, name).await;
        problem(posts(&amira, of(most + 1)).await, 422).await;
    }
    is(posts(&amira, json!({ "page": page(2_048) })).await, 201, "page").await;
    let refused = problem(posts(&amira, json!({ "page": page(2_049) })).await, 400).await;
    assert_eq!(refused.code, ErrorCode::PageNotAllowed);
    is(posts(&amira, json!({ "page": "k".repeat(256) })).await, 201, "page's key").await;
    problem(posts(&amira, json!({ "page": "k".repeat(257) })).await, 400).await;
    for (count, status) in [(21, 400), (22, 201), (128, 201), (129, 400)] {
        let key: String = format!("{count}-").chars().chain("k".repeat(count).chars()).take(count).collect();
        let words = amira.words(RYE, &format!("under a key of {count}"));
        is(amira.sends(Method::POST, "comments", &key, words).await, status, &format!("a key of {count}")).await;
    }
}

#[tokio::test]
async fn a_request_has_32_kibibytes_and_not_one_more() {
    let fixture = easy().await;
    let sends = async |bytes: usize| {
        let mut words = json!({ "page": RYE, "name": "Amira", "body": format!("words {}", key()) }).to_string();
        words.push_str(&" ".repeat(bytes - words.len()));
        let request = reqwest::Client::new().post(format!("{}/v1/sites/bakery/comments", fixture.address));
        let request = request.header("origin", crate::fixture::BAKERY).header("idempotency-key", key());
        request.header("content-type", "application/json").body(words).send().await.unwrap()
    };
    is(sends(32 * 1_024).await, 201, "32 KiB").await;
    assert_eq!(problem(sends(32 * 1_024 + 1).await, 413).await.code, ErrorCode::RequestTooLarge);
}

#[tokio::test]
async fn a_stream_follows_twenty_pages_and_the_process_has_so_many_streams() {
    let bounds = porch_server::server_limits::ServerLimits { streams: 3, streams_of_network: 2, ..patient() };
    let fixture = Fixture::bounded(bounds).await;
    let ben = fixture.visitor("Ben");
    let pages = |count: usize| (0..count).map(|number| format!("page={RYE}{number}")).collect::<Vec<_>>().join("&");
    for (count, status) in [(0, 400), (21, 400)] {
        problem(ben.gets(&format!("live?{}", pages(count))).await, status).await;
    }
    let from = |number: u8| {
        let address = HeaderValue::from_str(&format!("203.0.113.{number}")).unwrap();
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), address)])
    };
    let live = ben.url(&format!("live?{}", pages(20)));
    let opens = async |number: u8| ben.asks(Method::GET, &live, from(number), None).await;
    let open = [opens(1).await, opens(1).await];
    let refused = opens(1).await;
    assert_eq!(refused.headers()["retry-after"], "30");
    assert_eq!(problem(refused, 429).await.code, ErrorCode::RateLimited);
    let last = opens(2).await;
    assert!(open.iter().chain([&last]).all(|one| one.status() == 200));
    let refused = opens(3).await;
    assert_eq!(refused.headers()["retry-after"], "1");
    assert_eq!(refused.headers()["access-control-allow-origin"], "*", "a page may read why");
    assert_eq!(problem(refused, 503).await.code, ErrorCode::Overloaded);
    // Other reads are no streams.
    assert_eq!(ben.reads(RYE).await.total, 0);
}

#[tokio::test]
async fn changes_reach_five_hundred_back_and_then_a_page_is_loaded_anew() {
    let fixture = easy().await;
    let amira = fixture.visitor("Amira");
    let start = amira.reads(RYE).await.cursor;
    amira.posts(RYE, "the first one").await;
    let first = amira.reads(RYE).await.cursor;
    for _ in 0..10 {
        let posts = (0..50).map(|_| posts(&amira, json!({})));
        for answer in futures_util::future::join_all(posts).await {
            is(answer, 201, "a post").await;
        }
    }
    let since = async |cursor: &str| amira.gets(&format!("changes?page={RYE}&since={cursor}")).await;
    is(since(&first.0).await, 200, "500 back").await;
    assert_eq!(problem(since(&start.0).await, 410).await.code, ErrorCode::CursorGone);
}

#[tokio::test]
async fn a_person_has_twenty_passkeys() {
    let fixture = Fixture::with_a_name().await;
    let cookie = comes_in(&fixture, "Ines", Role::Owner).await;
    for number in 1..=MOST_PASSKEYS + 1 {
        let begun = asks_for(&fixture, Method::POST, "passkeys/begin", Some(&cookie)).send().await.unwrap();
        let Ceremony { ceremony, options } = begun.json().await.unwrap();
        let credential = Authenticator::new(&options, &fixture.address).registers(&options);
        let asked = json!({ "ceremony": ceremony, "credential": credential, "name": format!("Key {number}") });
        let added = asks_for(&fixture, Method::POST, "passkeys", Some(&cookie)).json(&asked).send().await.unwrap();
        if number <= MOST_PASSKEYS {
            is(added, 201, "a passkey").await;
        } else {
            assert_eq!(problem(added, 409).await.code, ErrorCode::TooMany);
        }
    }
}

#[tokio::test]
async fn a_team_has_two_hundred_people() {
    let fixture = Fixture::open().await;
    // One is there already who invites the others, and one more fits.
    let mut fixture = fixture;
    for people in [
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
         insert into people (site_id, id, kind, name, created_at) select 'bakery', 'p' || i, 'guest', 'Number ' || i, 0 from n",
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
         insert into team (site_id, person_id, name, role, created_at)
         select 'bakery', 'p' || i, 'Number ' || i, 'moderator', 0 from n",
    ] {
        fixture = changed(fixture, people, i64::from(MOST_PEOPLE) - 2).await;
    }
    let ines = Host::named(&fixture, "Ines", Role::Owner).await;
    let invites =
        async |name: &str| ines.asks(Method::POST, "team", Some(json!({ "name": name, "role": "moderator" }))).await;
    is(invites("The last one").await, 201, "the two hundredth").await;
    assert_eq!(problem(invites("One more").await, 409).await.code, ErrorCode::TooMany);
}

#[tokio::test]
async fn what_the_host_sets_and_asks_is_bounded() {
    let fixture = Fixture::open().await;
    let ines = Host::named(&fixture, "Ines", Role::Owner).await;
    let sets = async |key: &str, values: Vec<String>| {
        let settings: Vec<_> = values.iter().map(|value| json!({ "key": key, "value": value })).collect();
        ines.asks(Method::PATCH, "site", Some(json!({ "settings": settings }))).await
    };
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>();
    let origin = |number: usize| format!("https://{number}.bakery.example");
    let address = |number: usize| format!("{number}@bakery.example");
    let name = |number: usize| format!("Person {number}");
    let slow = |_: usize| "0".to_owned();
    for (key, most, one, status) in [
        ("origin", 50, &origin as &dyn Fn(usize) -> String, 422),
        ("notify", 5, &address, 422),
        ("team-name", 200, &name, 422),
        ("slow", 300, &slow, 422),
    ] {
        is(sets(key, many(most, one)).await, 200, key).await;
        problem(sets(key, many(most + 1, one)).await, status).await;
    }
    problem(sets("slow", Vec::new()).await, 422).await;
    for (key, most) in [("slow", 86_400), ("reports", 1_000)] {
        is(sets(key, vec![most.to_string()]).await, 200, key).await;
        problem(sets(key, vec![(most + 1).to_string()]).await, 422).await;
    }
    for (letters, status) in [(64, 200), (65, 422)] {
        is(ines.asks(Method::GET, &format!("people?find={}", "n".repeat(letters)), None).await, status, "find").await;
    }
    for (letters, status) in [(200, 200), (201, 422)] {
        is(ines.asks(Method::GET, &format!("pages?find={}", "n".repeat(letters)), None).await, status, "find").await;
    }
    for (letters, status) in [(10_000, 200), (10_001, 422)] {
        let asked = json!({ "rule": { "kind": "word", "text": "x" }, "sentence": "y".repeat(letters) });
        is(ines.asks(Method::POST, "rules/try", Some(asked)).await, status, "try").await;
    }
    for (bytes, status) in [(200, 204), (201, 422)] {
        let rule = json!({ "kind": "word", "text": "x".repeat(bytes) });
        is(ines.asks(Method::POST, "rules/words", Some(rule)).await, status, "a rule").await;
    }
    for (count, status) in [(200, 200), (201, 422)] {
        let comments: Vec<_> = (0..count).map(|_| json!({ "id": uuid::Uuid::now_v7(), "version": 1 })).collect();
        let asked = json!({ "verb": "approve", "comments": comments });
        is(ines.asks(Method::POST, "decisions", Some(asked)).await, status, "decisions").await;
    }
}

#[tokio::test]
async fn somebody_is_sent_away_for_ten_years_at_most() {
    let fixture = Fixture::open().await;
    let ines = Host::named(&fixture, "Ines", Role::Owner).await;
    let posted = fixture.visitor("Mallory").posts(RYE, "words").await;
    let person = fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().person;
    for (seconds, status) in [(0, 422), (10 * 366 * 86_400 + 1, 422), (10 * 366 * 86_400, 200)] {
        let ban = json!({ "person": person, "seconds": seconds, "reason": "a flood" });
        is(ines.asks(Method::POST, "bans", Some(ban)).await, status, &format!("{seconds} s")).await;
    }
}

#[tokio::test]
async fn a_network_asks_for_a_cookie_thirty_times_at_once() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    for _ in 0..30 {
        is(amira.sends(Method::POST, "me", &key(), json!({})).await, 204, "a cookie").await;
    }
    let refused = problem(amira.sends(Method::POST, "me", &key(), json!({})).await, 429).await;
    assert_eq!(refused.code, ErrorCode::RateLimited);
}
