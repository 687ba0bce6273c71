//! The Install view: what pages tell of themselves, whoever pretends to be one, and the picture of the comments.

use porch_protocol::site_settings::{InstallCheck, WritingCheck};
use porch_protocol::{ErrorCode, Role};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::json;

use crate::fixture::{BAKERY, CAFE, Fixture, Person, RYE, problem};
use crate::host::{asks_for, comes_in};
use crate::live::Listener;
use crate::review::Host;

/// Pages of a site that are remembered.
const PAGES: usize = 20;

async fn tells_from(fixture: &Fixture, site: &str, origin: Option<&str>, query: &[(&str, &str)]) -> Response {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    let request = Client::new().post(format!("{}/v1/sites/{site}/writing?{query}", fixture.address));
    match origin {
        Some(origin) => request.header("origin", origin),
        None => request,
    }
    .send()
    .await
    .unwrap()
}

async fn tells(person: &Person, page: &str, is: &str) -> StatusCode {
    let url = person.url(&format!("writing?page={page}&is={is}"));
    person.asks(Method::POST, &url, HeaderMap::new(), None).await.status()
}

/// What the team sees of the pages: address, whether it reads, what it told of writing.
async fn seen(marta: &Host<'_>) -> Vec<(String, bool, Option<WritingCheck>)> {
    let heard: InstallCheck = marta.reads("site/heard").await;
    heard.pages.into_iter().map(|page| (page.url, page.reads, page.writing)).collect()
}

#[tokio::test]
async fn a_page_is_seen_then_read_then_blocked_and_mended_as_its_visits_show() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    amira.reads_the_page(RYE).await;
    assert_eq!(seen(&marta).await, [(RYE.into(), false, None)], "it has asked, and may not show them");
    let told = async |person: &Person| Listener::open(person, &[RYE]).await.next_data().await.unwrap()["tell"] == true;
    assert!(told(&amira).await, "nobody knows whether writing works");
    assert_eq!(seen(&marta).await, [(RYE.into(), true, None)]);
    assert_eq!(tells(&amira, RYE, "blocked").await, StatusCode::NO_CONTENT);
    assert_eq!(seen(&marta).await, [(RYE.into(), true, Some(WritingCheck::Blocked))]);
    // By the key that the server made of the address, as the widget knows it, it is the same page.
    assert_eq!(tells(&amira, "bakery.example/rye", "blocked").await, StatusCode::NO_CONTENT);
    assert_eq!(seen(&marta).await.len(), 1);
    assert!(told(&amira).await, "it is to say once it is mended");
    assert_eq!(tells(&amira, RYE, "works").await, StatusCode::NO_CONTENT);
    assert_eq!(seen(&marta).await, [(RYE.into(), true, Some(WritingCheck::Works))]);
    assert!(!told(&amira).await, "every visitor would send one request more");
    fixture.pass(2 * 86_400);
    let ines = Host::named(&fixture, "Ines", Role::Owner).await;
    assert!(seen(&ines).await.is_empty(), "that was long ago");
}

#[tokio::test]
async fn a_page_is_seen_where_the_server_lies_below_the_sites_own_address() {
    let fixture = Fixture::under_a_path().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let heard = async || {
        let heard = asks_for(&fixture, Method::GET, "site/heard", Some(&marta)).send().await.unwrap();
        heard.json::<InstallCheck>().await.unwrap()
    };
    let seen = async || heard().await.pages.into_iter().map(|page| page.url).collect::<Vec<_>>();
    let strange = async || heard().await.unlisted_origins.into_iter().map(|one| one.origin).collect::<Vec<_>>();
    let own = fixture.app.config.public_origin.clone();
    let reads = async |page: &str, from: &str| {
        let url = format!("{}/v1/sites/bakery/fragment?page={page}", fixture.address);
        let asks = Client::new().get(url).header("sec-fetch-site", from).header("sec-fetch-dest", "empty");
        asks.send().await.unwrap().status()
    };
    assert_eq!(reads(RYE, "same-origin").await, StatusCode::OK);
    assert!(seen().await.is_empty(), "this server's address is none of the site's");
    assert_eq!(reads(&format!("{own}/rye"), "same-origin").await, StatusCode::BAD_REQUEST);
    assert_eq!(strange().await, std::slice::from_ref(&own), "it may be added");
    let origins = [("origin".to_owned(), BAKERY.to_owned()), ("origin".to_owned(), own.clone())];
    porch_server::team::settings::set(&fixture.app, "bakery", &origins, "operator").await.unwrap();
    let page = format!("{own}/rye");
    for (number, from) in ["cross-site", "none", ""].into_iter().enumerate() {
        assert_eq!(reads(&format!("{page}/{number}"), from).await, StatusCode::OK);
    }
    assert!(seen().await.is_empty(), "a browser says where a page of the site asks from");
    assert_eq!(reads(&page, "same-origin").await, StatusCode::OK);
    assert_eq!(seen().await, [page]);
}

#[tokio::test]
async fn a_forged_notice_changes_nothing() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (cookie, _) = crate::two_sites::comes_in(&fixture, "cafe", "Carl", Role::Owner).await;
    let carl = Host { fixture: &fixture, cookie };
    let own = fixture.app.config.public_origin.clone();
    let long = format!("https://bakery.example/{}", "x".repeat(2_100));
    for (site, origin, page, is, status) in [
        // No page, another site's, the null of a file or a sandbox, one that only looks like it.
        ("bakery", None, RYE, "blocked", 403),
        ("bakery", Some(CAFE), RYE, "blocked", 403),
        ("bakery", Some("null"), RYE, "blocked", 403),
        ("bakery", Some("https://bakery.example.evil.example"), RYE, "blocked", 403),
        ("bakery", Some("https://evil.example"), RYE, "blocked", 403),
        ("-", Some("https://evil.example"), RYE, "blocked", 404),
        ("-", None, RYE, "blocked", 404),
        ("nobody", Some(BAKERY), RYE, "blocked", 404),
        // The right origin, and a page that is none of the site's.
        ("bakery", Some(BAKERY), "https://cafe.example/menu", "blocked", 400),
        ("bakery", Some(BAKERY), "javascript:alert(1)", "blocked", 400),
        ("bakery", Some(BAKERY), "", "blocked", 400),
        ("bakery", Some(BAKERY), &long, "blocked", 400),
        ("bakery", Some(BAKERY), RYE, "<b>works</b>", 422),
        ("bakery", Some(BAKERY), RYE, "", 422),
        // The conversation's own page lies on the server: no policy of an owner's is there.
        ("bakery", Some(own.as_str()), RYE, "blocked", 204),
    ] {
        let answer = tells_from(&fixture, site, origin, &[("page", page), ("is", is)]).await;
        assert_eq!(answer.status().as_u16(), status, "{site} {origin:?} {page:.60} {is}");
    }
    assert!(seen(&marta).await.is_empty() && seen(&carl).await.is_empty());
    // A page of another site tells of that site, and of no other.
    assert_eq!(tells(&fixture.guest_of_the_cafe("Carl"), "https://cafe.example/menu", "works").await, 204);
    assert!(seen(&marta).await.is_empty());
    assert_eq!(seen(&carl).await.len(), 1);
    assert_eq!(
        fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().map(|one| one.id),
        None
    );
}

#[tokio::test]
async fn notices_take_little_memory_and_name_addresses_alone() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    for number in 0..3 * PAGES {
        assert_eq!(tells(&amira, &format!("https://bakery.example/{number}"), "blocked").await, 204);
    }
    // Longer than what is remembered: heard, and forgotten.
    let long = format!("https://bakery.example/{}", "x".repeat(600));
    assert_eq!(tells(&amira, &long, "blocked").await, 204);
    let known = seen(&marta).await;
    assert_eq!((known.len(), known[0].0.as_str()), (PAGES, "https://bakery.example/59"));
    let hostile = "https://bakery.example/<script>alert(1)</script>\u{202e}\"'?token=secret-of-somebody&a=1";
    let answer = tells_from(&fixture, "bakery", Some(BAKERY), &[("page", hostile), ("is", "blocked")]).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let url = &seen(&marta).await[0].0;
    assert!(url.is_ascii() && !url.contains(['<', '>', '"']) && !url.contains("secret"), "{url}");
}

#[tokio::test]
async fn one_network_tells_so_often_and_leaves_the_others_room() {
    let fixture = Fixture::with_limits().await;
    let from = async |network: &str| {
        let amira = fixture.visitor("Amira");
        let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), network.parse().unwrap())]);
        amira.asks(Method::POST, &amira.url(&format!("writing?page={RYE}&is=blocked")), headers, None).await
    };
    let mut through = 0;
    let mut last = None;
    for _ in 0..30 {
        let answer = from("203.0.113.1").await;
        through += usize::from(answer.status() == StatusCode::NO_CONTENT);
        last = Some(answer);
    }
    assert!((10..=12).contains(&through), "{through}");
    let refused = last.unwrap();
    assert_eq!(refused.headers()["access-control-allow-origin"], BAKERY);
    assert_eq!(problem(refused, 429).await.code, ErrorCode::RateLimited);
    assert_eq!(from("198.51.100.1").await.status(), StatusCode::NO_CONTENT);
}

async fn looks(fixture: &Fixture, cookie: Option<&str>, query: &str) -> Response {
    // As a browser asks for what stands in a frame of the dashboard.
    let request = Client::new().get(format!("{}/host/preview?{query}", fixture.address));
    let request = request.header("sec-fetch-site", "same-origin").header("sec-fetch-mode", "navigate");
    let request = request.header("sec-fetch-dest", "iframe");
    match cookie {
        Some(cookie) => request.header("cookie", cookie),
        None => request,
    }
    .send()
    .await
    .unwrap()
}

#[tokio::test]
async fn the_picture_shows_the_comments_of_whoever_looks_and_nothing_runs_in_it() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta <b>&amp;", Role::Host).await;
    let host = Host { fixture: &fixture, cookie: marta.clone() };
    let words = json!({ "words": { "question": "What did you <i>bake</i>?" } });
    assert_eq!(host.asks(Method::PUT, "rules/welcome", Some(words)).await.status(), StatusCode::OK);
    for (query, scheme) in [("", "light dark"), ("scheme=light", "light"), ("scheme=dark&minutes=-210", "dark")] {
        let answer = looks(&fixture, Some(&marta), &format!("site=bakery&{query}")).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let headers = answer.headers().clone();
        assert_eq!(
            headers["content-security-policy"],
            "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
        );
        assert_eq!(
            (&headers["cache-control"], &headers["referrer-policy"]),
            (&"no-store".parse().unwrap(), &"no-referrer".parse().unwrap())
        );
        assert!(headers.get("x-frame-options").is_none() && headers.get("set-cookie").is_none());
        let page = answer.text().await.unwrap();
        assert!(page.contains(&format!("<meta name=\"color-scheme\" content=\"{scheme}\">")), "{page}");
        assert!(page.contains("<main inert>") && !page.contains("<script"), "{page}");
        assert!(page.contains("</time>") && !page.contains("UTC"), "the time of whoever looks: {page}");
        assert!(
            page.contains("Marta &lt;b&gt;&amp;amp;") && page.contains("What did you &lt;i&gt;bake&lt;/i&gt;?"),
            "{page}"
        );
    }
    assert_eq!(
        looks(&fixture, Some(&marta), "site=bakery&scheme=red").await.status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(looks(&fixture, Some(&marta), "site=cafe").await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(looks(&fixture, None, "").await.status(), StatusCode::UNAUTHORIZED);
    let foreign = Client::new().get(format!("{}/host/preview", fixture.address)).header("cookie", &marta);
    let foreign = foreign.header("sec-fetch-site", "cross-site").send().await.unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_eq!(
        fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().map(|one| one.id),
        None
    );
}

#[tokio::test]
async fn the_dashboard_frames_its_own_picture_and_is_framed_by_nobody() {
    let fixture = Fixture::open().await;
    let page = reqwest::get(format!("{}/host/", fixture.address)).await.unwrap();
    if page.status() == StatusCode::NOT_FOUND {
        return println!("skipped: built without the dashboard");
    }
    assert_eq!(
        page.headers()["content-security-policy"],
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'"
    );
}

#[tokio::test]
async fn the_picture_names_only_addresses_below_a_path() {
    let fixture = Fixture::under_a_path().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let page = looks(&fixture, Some(&marta), "").await.text().await.unwrap();
    let named: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(named.iter().all(|url| url.starts_with("/talk") || url.starts_with('#')), "{named:?}");
}
