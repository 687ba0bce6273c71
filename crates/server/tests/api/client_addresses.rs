//! What one network can take of what all share, behind proxies as they write addresses.

use porch_storage::sites::SiteChange;
use porch_storage::thread_changes::ThreadChange;
use reqwest::Method;
use reqwest::header::HeaderMap;

use crate::fixture::{Fixture, Person, RYE, key};

async fn posts_from(person: &Person, from: &str, page: &str) -> u16 {
    let mut headers = HeaderMap::new();
    headers.insert("idempotency-key", key().parse().unwrap());
    headers.insert("x-forwarded-for", from.parse().unwrap());
    let words = person.words(page, &format!("words {}", key()));
    person.asks(Method::POST, &person.url("comments"), headers, Some(words)).await.status().as_u16()
}

fn taken(status: u16) -> bool {
    [201, 202].contains(&status)
}

#[tokio::test]
async fn one_line_with_sixty_four_networks_mutes_no_page_and_no_site() {
    let fixture = Fixture::with_limits().await;
    let line = |number: usize| format!("2001:db8:7:{number:x}::1");
    let customer = |number: usize| format!("203.0.113.{number}");
    assert!(taken(posts_from(&fixture.visitor("Amira"), &customer(0), RYE).await));
    let mut through = 0;
    for number in 0..192 {
        through += usize::from(taken(posts_from(&fixture.visitor("Bot"), &line(number % 64), RYE).await));
    }
    assert!((10..=25).contains(&through), "{through}");
    // Pages that are not there yet, of which it may make so many.
    for number in 0..192 {
        let page = format!("https://bakery.example/new/{number}");
        posts_from(&fixture.visitor("Bot"), &line((number % 64) << 8), &page).await;
    }
    for number in 1..10 {
        assert!(taken(posts_from(&fixture.visitor("Customer"), &customer(number), RYE).await), "customer {number}");
        let page = format!("https://bakery.example/bread/{number}");
        assert!(taken(posts_from(&fixture.visitor("Customer"), &customer(number), &page).await), "page {number}");
        let carl = fixture.guest_of_the_cafe("Carl");
        let menu = "https://cafe.example/menu";
        assert!(taken(posts_from(&carl, &customer(number), menu).await), "the cafe's customer {number}");
    }
}

#[tokio::test]
async fn what_is_refused_takes_nothing_of_what_all_share() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    assert!(taken(posts_from(&amira, "203.0.113.1", RYE).await));
    // Replies to what is not there, from as many networks as it takes to fill the page.
    for number in 0..40 {
        let bot = fixture.visitor("Bot");
        let mut words = bot.words(RYE, &format!("words {}", key()));
        words["parent"] = serde_json::json!(uuid::Uuid::now_v7());
        let mut headers = HeaderMap::new();
        headers.insert("idempotency-key", key().parse().unwrap());
        headers.insert("x-forwarded-for", format!("198.51.{number}.1").parse().unwrap());
        assert_eq!(bot.asks(Method::POST, &bot.url("comments"), headers, Some(words)).await.status(), 409);
    }
    // The first comment made the page, and took nothing of it.
    for number in 0..30 {
        let from = format!("192.0.{number}.1");
        assert!(taken(posts_from(&fixture.visitor("Customer"), &from, RYE).await), "{number}");
    }
    assert_eq!(posts_from(&fixture.visitor("Customer"), "192.0.99.1", RYE).await, 429, "the page is full now");
}

#[tokio::test]
async fn a_new_cookie_does_not_lead_round_a_slow_page() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    assert_eq!(posts_from(&amira, "203.0.113.1", RYE).await, 201);
    fixture.pass(3_600);
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let change = ThreadChange { slow: Some(60), by: "operator".into(), ..ThreadChange::default() };
    assert!(fixture.app.storage.set_thread("bakery".into(), thread.id, change, fixture.clock.now()).await.unwrap());
    let newcomer = async |from: &str| posts_from(&fixture.visitor("Bot"), from, RYE).await;
    assert!(taken(newcomer("203.0.113.7").await));
    assert_eq!(newcomer("203.0.113.7").await, 429);
    assert_eq!(newcomer("203.0.113.7").await, 429);
    // Whoever is known here has a turn of their own, and is not held back by the newcomers beside them.
    assert!(taken(posts_from(&amira, "203.0.113.7", RYE).await));
    assert_eq!(posts_from(&amira, "203.0.113.8", RYE).await, 429, "one turn, wherever they are");
    // Of one line, some households have their turn, and not all its networks.
    let mut line = 0;
    for number in 0..20 {
        line += usize::from(taken(newcomer(&format!("2001:db8:1:2{number:02x}::1")).await));
    }
    assert_eq!(line, 4);
    fixture.pass(61);
    assert!(taken(newcomer("203.0.113.7").await));
    // The same where the whole site is slow, on another page, and its turn is not used up by what was refused.
    fixture.set(SiteChange { slow: Some(60), ..SiteChange::default() }).await;
    let spelt = "https://bakery.example/spelt";
    assert!(taken(posts_from(&fixture.visitor("Bot"), "203.0.113.20", spelt).await));
    assert_eq!(newcomer("203.0.113.20").await, 429);
}

#[tokio::test]
async fn visitors_behind_a_proxy_that_writes_ports_are_told_apart() {
    let fixture = Fixture::with_limits().await;
    assert!(taken(posts_from(&fixture.visitor("Ada"), "203.0.113.250:40001", RYE).await));
    // One visitor on many ports is one, and two visitors are two.
    let mut one = 0;
    for number in 0..12 {
        one += usize::from(taken(
            posts_from(&fixture.visitor("Bot"), &format!("203.0.113.7:{}", 51_000 + number), RYE).await,
        ));
    }
    assert_eq!(one, 10);
    for number in 0..12 {
        let from = format!("[2001:db8:{number:x}::7]:443");
        assert!(taken(posts_from(&fixture.visitor("Ben"), &from, RYE).await), "{from}");
    }
}

#[tokio::test]
async fn pages_on_which_nobody_has_spoken_cost_next_to_nothing() {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "words").await;
    let ben = fixture.visitor("Ben");
    let weight = async || fixture.app.cached.weight().await + fixture.app.live.pages.weight();
    ben.reads_the_page(RYE).await;
    let before = weight().await;
    for batch in 0..40 {
        let asks = (0..50).map(|number| {
            let page = format!("https://bakery.example/{}{batch}/{number}", "nobody-is-here/".repeat(20));
            let ben = &ben;
            async move { ben.reads_the_page(&page).await.len() + ben.reads(&page).await.comments.len() }
        });
        assert!(futures_util::future::join_all(asks).await.into_iter().all(|length| length > 100));
    }
    // Two thousand pages at five kilobytes and more each; of what is spoken on nothing was pushed out.
    let after = weight().await;
    assert!(after - before < 6 << 20, "{before} {after}");
    assert_eq!(ben.reads(RYE).await.total, 1);
    // Whoever speaks on one of them makes it a page like others.
    let page = format!("https://bakery.example/{}0/7", "nobody-is-here/".repeat(20));
    fixture.visitor("Cem").posts(&page, "I am").await;
    assert!(ben.reads_the_page(&page).await.contains("I am"));
}
