//! Who comes to which door: every spelling of an origin that is not the site's, every address that somebody claims to
//! come from, and every rate with what reaches it.

use porch_protocol::CommentPosted;
use porch_storage::sites::SiteChange;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{BAKERY, Fixture, Person, RYE, key};

/// Origins that look like the bakery's, or could be taken for nobody's.
const NOT_OURS: [&str; 24] = [
    "https://bakery.example.evil.example",
    "https://evilbakery.example",
    "https://bakery.example:444",
    "https://bakery.example:443",
    "http://bakery.example",
    "HTTPS://bakery.example",
    "https://BAKERY.example",
    "https://bakery.example.",
    "https://bakery.example/",
    "https://bakery.example/rye",
    "https://bakery.example?",
    "https://bakery.example#",
    "https://bakery.example@evil.example",
    "https://evil@bakery.example",
    "https://www.bakery.example",
    "https://xn--bkery-cua.example",
    "https://bakery.example, https://evil.example",
    "https://bakery.example https://evil.example",
    "https:bakery.example",
    "//bakery.example",
    "bakery.example",
    "https://cafe.example",
    "null",
    "*",
];

/// Every door that is somebody's own, with a body that would be taken.
fn doors(posted: &CommentPosted) -> Vec<(Method, String, Option<Value>)> {
    let id = posted.comment.id;
    vec![
        (Method::GET, format!("me?page={RYE}"), None),
        (Method::POST, "me".into(), None),
        (Method::POST, "comments".into(), Some(json!({ "page": RYE, "name": "Mallory", "body": "words" }))),
        (Method::PATCH, format!("comments/{id}"), Some(json!({ "version": 1, "body": "taken over" }))),
        (Method::DELETE, format!("comments/{id}"), Some(json!({ "version": 1 }))),
        (Method::POST, format!("comments/{id}/reports"), Some(json!({ "reason": "unkind" }))),
        (Method::POST, format!("comments/{id}/second-look"), Some(json!({}))),
        (Method::POST, "preview".into(), Some(json!({ "body": "words" }))),
        (Method::OPTIONS, "comments".into(), None),
        (Method::OPTIONS, format!("comments/{id}"), None),
        (Method::OPTIONS, "preview".into(), None),
    ]
}

/// A request with the author's own cookie, as their browser sends it along from any page.
async fn knocks(
    fixture: &Fixture,
    cookie: &str,
    origins: &[&str],
    door: &(Method, String, Option<Value>),
) -> reqwest::Response {
    let (method, rest, body) = door;
    let url = format!("{}/v1/sites/bakery/{rest}", fixture.address);
    let mut request = Client::new().request(method.clone(), url).header("cookie", cookie);
    for origin in origins {
        request = request.header("origin", HeaderValue::from_str(origin).unwrap());
    }
    request = request.header("idempotency-key", key()).header("access-control-request-method", "POST");
    match body {
        Some(body) => request.json(body),
        None => request,
    }
    .send()
    .await
    .unwrap()
}

async fn author(fixture: &Fixture) -> (CommentPosted, String) {
    let words = json!({ "page": RYE, "name": "Amira", "body": "mine" });
    let door = (Method::POST, "comments".to_owned(), Some(words));
    let response = knocks(fixture, "", &[BAKERY], &door).await;
    let cookie = response.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    (response.json().await.unwrap(), cookie)
}

#[tokio::test]
async fn no_spelling_of_an_origin_passes_for_another_origin() {
    let fixture = Fixture::open().await;
    let (posted, cookie) = author(&fixture).await;
    for door in doors(&posted) {
        let spellings = NOT_OURS.iter().map(|origin| vec![*origin]);
        let two = [vec![BAKERY, "https://evil.example"], vec![BAKERY, BAKERY]];
        // A read from the server's own page comes with none, and no other page may read its answer.
        let none = (door.0 != Method::GET).then(Vec::new);
        for origins in spellings.chain(two).chain(none) {
            let what = format!("{} {} from {origins:?}", door.0, door.1);
            let response = knocks(&fixture, &cookie, &origins, &door).await;
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{what}");
            for header in ["access-control-allow-origin", "access-control-allow-credentials", "set-cookie"] {
                assert!(!response.headers().contains_key(header), "{what}: {header}");
            }
        }
    }
    let after = fixture.visitor("Ben").reads(RYE).await;
    assert_eq!((after.total, after.comments[0].version), (1, 1));
}

#[tokio::test]
async fn what_everybody_may_read_never_says_who_asks() {
    let fixture = Fixture::open().await;
    let (_, cookie) = author(&fixture).await;
    for rest in ["thread", "fragment"] {
        for origin in [BAKERY, "https://evil.example", "null"] {
            let door = (Method::GET, format!("{rest}?page={RYE}"), None);
            let response = knocks(&fixture, &cookie, &[origin], &door).await;
            assert_eq!(response.headers()["access-control-allow-origin"], "*", "{rest} from {origin}");
            assert!(!response.headers().contains_key("access-control-allow-credentials"), "{rest} from {origin}");
        }
    }
}

#[tokio::test]
async fn a_site_takes_no_origin_that_stands_for_many() {
    for wrong in ["*", "null", "https://*.example", "http://bakery.example", "https://bakery.example/rye", "bakery", ""]
    {
        assert_eq!(porch_domain::origin::parse_origin(wrong), None, "{wrong}");
    }
    assert_eq!(porch_domain::origin::parse_origin("HTTPS://Bakery.Example:443/").as_deref(), Some(BAKERY));
}

/// Headers in which somebody says where they come from.
fn claims(number: usize) -> [(HeaderName, String); 7] {
    let address = format!("198.51.100.{number}");
    [
        ("x-forwarded-for", address.clone()),
        ("forwarded", format!("for={address};proto=https")),
        ("x-real-ip", address.clone()),
        ("x-client-ip", address.clone()),
        ("true-client-ip", address.clone()),
        ("cf-connecting-ip", address.clone()),
        ("x-forwarded", address),
    ]
    .map(|(name, value)| (HeaderName::from_static(name), value))
}

async fn posts_as(person: &Person, claims: impl IntoIterator<Item = (HeaderName, String)>) -> u16 {
    let mut headers = HeaderMap::new();
    headers.insert("idempotency-key", key().parse().unwrap());
    for (name, value) in claims {
        headers.append(name, value.parse().unwrap());
    }
    let words = person.words(RYE, &format!("words {}", key()));
    person.asks(Method::POST, &person.url("comments"), headers, Some(words)).await.status().as_u16()
}

/// Whether nobody else is taken for the sender of any of these, whatever each of them says about where it comes from: ten
/// are let in at once, and the clock stands still.
async fn held(fixture: &Fixture, claims: impl Fn(usize) -> Vec<(HeaderName, String)>) -> bool {
    for number in 0..11 {
        let status = posts_as(&fixture.visitor("Mallory"), claims(number)).await;
        if status == 429 {
            return number == 10;
        }
        assert!([201, 202].contains(&status), "{status}");
    }
    false
}

/// Whether each of twelve posts is taken, as those of different senders are.
async fn taken(fixture: &Fixture, claims: impl Fn(usize) -> Vec<(HeaderName, String)>) -> bool {
    for number in 0..12 {
        let status = posts_as(&fixture.visitor("Mallory"), claims(number)).await;
        assert!([201, 202, 429].contains(&status), "{status}");
        if status == 429 {
            return false;
        }
    }
    true
}

fn forwarded(value: String) -> Vec<(HeaderName, String)> {
    vec![(HeaderName::from_static("x-forwarded-for"), value)]
}

#[tokio::test]
async fn nobody_is_believed_who_says_where_they_come_from() {
    for header in 0..claims(0).len() {
        let fixture = Fixture::open_to_the_world().await;
        assert!(held(&fixture, |number| vec![claims(number)[header].clone()]).await, "{}", claims(0)[header].0);
    }
    let fixture = Fixture::open_to_the_world().await;
    assert!(held(&fixture, |number| claims(number).into()).await, "all of them together");
}

#[tokio::test]
async fn behind_a_proxy_only_what_the_proxy_says_counts() {
    // The left end is the visitor's own word, whatever it looks like.
    for spoof in ["198.51.100.N", "10.0.0.N", "127.0.0.1, 198.51.100.N", "::ffff:198.51.100.N", "unknown, 8.8.8.N"] {
        let fixture = Fixture::with_limits().await;
        let value = |number: usize| format!("{}, 203.0.113.7", spoof.replace('N', &number.to_string()));
        assert!(held(&fixture, |number| forwarded(value(number))).await, "{spoof}");
    }
    // Other headers are nobody's, and two of one are read as one.
    let fixture = Fixture::with_limits().await;
    let two = |number: usize| [forwarded(format!("198.51.100.{number}")), forwarded("203.0.113.7".into())].concat();
    assert!(held(&fixture, two).await);
    let fixture = Fixture::with_limits().await;
    let others = |number: usize| [claims(number)[1..].to_vec(), forwarded("203.0.113.7".into())].concat();
    assert!(held(&fixture, others).await);
    // One network is one sender, however many addresses it has; and two senders are two.
    let fixture = Fixture::with_limits().await;
    assert!(held(&fixture, |number| forwarded(format!("2001:db8:1:2::{number:x}"))).await);
    let fixture = Fixture::with_limits().await;
    assert!(taken(&fixture, |number| forwarded(format!("2001:db8:1:{number:x}::1"))).await);
    let fixture = Fixture::with_limits().await;
    assert!(taken(&fixture, |number| forwarded(format!("203.0.113.{number}"))).await);
}

/// How many of so many requests get through before the first is held back, and that it says for how long.
async fn until_held(person: &Person, most: usize, request: impl Fn(usize) -> (Method, String, Value)) -> usize {
    for number in 0..most {
        let (method, rest, body) = request(number);
        let response = person.sends(method, &rest, &key(), body).await;
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            let seconds: u32 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
            assert!((1..=600).contains(&seconds), "{seconds}");
            return number;
        }
        assert!(response.status().is_success(), "{}: {}", response.status(), response.text().await.unwrap());
    }
    panic!("{most} of them, and none was held back");
}

#[tokio::test]
async fn every_rate_of_a_visitor_fires_and_says_for_how_long() {
    let post = |page: String, number: usize| {
        let body = json!({ "page": page, "name": "Ada", "body": format!("{number} {}", key()) });
        (Method::POST, "comments".to_owned(), body)
    };
    let fixture = Fixture::with_limits().await;
    let writes = until_held(&fixture.visitor("Ada"), 20, |number| post(RYE.into(), number)).await;
    assert_eq!(writes, 10, "writes");
    let fixture = Fixture::with_limits().await;
    let page = |number: usize| post(format!("https://bakery.example/{number}"), number);
    assert_eq!(until_held(&fixture.visitor("Ada"), 20, page).await, 5, "new pages");
    let ben = fixture.visitor("Ben");
    let preview = |_| (Method::POST, "preview".to_owned(), json!({ "body": "words" }));
    assert_eq!(until_held(&ben, 20, preview).await, 10, "previews");
    fixture.pass(1);
    assert_eq!(until_held(&ben, 20, preview).await, 5, "a second later");
    let posted = fixture.visitor("Di").sends(Method::POST, "comments", &key(), json!({})).await;
    assert_eq!(posted.status(), StatusCode::UNPROCESSABLE_ENTITY, "a request without words is no write");
}

#[tokio::test]
async fn one_page_takes_so_many_comments_at_a_time_from_however_many_addresses() {
    let fixture = Fixture::with_limits().await;
    let posts = async |number: usize| {
        let from = forwarded(format!("203.0.{number}.7"));
        posts_as(&fixture.visitor("Bot"), from).await
    };
    // The first one makes the page, and the others come at once.
    assert_eq!(posts(0).await, 201);
    let answers = futures_util::future::join_all((1..60).map(posts)).await;
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 29);
    fixture.pass(1);
    assert_ne!(posts(60).await, 429, "one a second");
    assert_eq!(posts(61).await, 429);
}

#[tokio::test]
async fn a_thousand_reports_of_one_person_are_one() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { reports: Some(2), ..SiteChange::default() }).await;
    let posted = fixture.visitor("Amira").posts(RYE, "words").await;
    let mallory = fixture.visitor("Mallory");
    mallory.posts(RYE, "known here").await;
    let rest = format!("comments/{}/reports", posted.comment.id);
    for _ in 0..20 {
        let one = async || mallory.sends(Method::POST, &rest, &key(), json!({ "reason": "unkind" })).await;
        for answer in futures_util::future::join_all((0..50).map(|_| one())).await {
            assert_eq!(answer.status(), StatusCode::ACCEPTED);
        }
    }
    assert_eq!(fixture.app.storage.open_reports("bakery", posted.comment.id).await.unwrap().len(), 1);
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 2);
}
