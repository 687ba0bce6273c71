//! A server under a sub-path, `http://localhost:PORT/talk`: every address that it gives out lies there, whether a proxy
//! passes the path on or takes it off.

use porch_protocol::Role;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;

use crate::fixture::{Fixture, RYE};
use crate::host::{asks_for, comes_in};

async fn text(url: &str) -> String {
    let answer = reqwest::get(url).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{url}");
    answer.text().await.unwrap()
}

/// What stands in `name="…"` of a page.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let begin = format!(" {name}=\"");
    let parts = html.split(begin.as_str()).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

#[tokio::test]
async fn every_page_of_the_servers_own_names_only_addresses_below_the_path() {
    let fixture = Fixture::under_a_path().await;
    let posted = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap().id;
    assert!(fixture.address.ends_with("/talk"));
    let at = |rest: &str| format!("{}{rest}", fixture.address);
    let mut seen = 0;
    for page in ["/", "/host/", &format!("/c/bakery?page={RYE}"), &format!("/c/bakery/{thread}"), "/mail/bakery/token"]
    {
        let html = text(&at(page)).await;
        for name in ["href", "src", "action"] {
            for url in attributes(&html, name) {
                let own = url.starts_with("/talk/") || url.starts_with(&at("/"));
                let elsewhere = url.starts_with("https://bakery.example/") || url.starts_with('#') || url == "data:,";
                // What the program was built without has no address.
                let missing = url == "/talk";
                assert!(own || elsewhere || missing, "{page}: {name}={url}");
                seen += usize::from(own);
            }
        }
    }
    assert!(seen > 4, "{seen}");
    let fragment = fixture.visitor("Ben").reads_the_page(RYE).await;
    assert!(attributes(&fragment, "href").iter().any(|url| url.starts_with(&at("/c/bakery?"))), "{fragment}");
    assert!(text(&at(&format!("/c/bakery/{thread}/feed"))).await.contains(&posted.comment.id.to_string()));
    let document: Value = serde_json::from_str(&text(&at("/v1/openapi.json")).await).unwrap();
    assert_eq!(document["servers"][0]["url"], "..", "it is relative to the document");
}

#[tokio::test]
async fn a_proxy_may_take_the_path_off_or_pass_it_on() {
    let fixture = Fixture::under_a_path().await;
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let bare = fixture.address.strip_suffix("/talk").unwrap();
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    for base in [fixture.address.as_str(), bare] {
        for rest in ["/healthz", "/v1/openapi.json", "/host/", &format!("/v1/sites/bakery/fragment?page={RYE}")] {
            // The second time from memory.
            for _ in 0..2 {
                assert_eq!(text(&format!("{base}{rest}")).await, text(&format!("{base}{rest}")).await);
            }
        }
        let redirect = client.get(format!("{base}/host")).send().await.unwrap();
        assert_eq!(redirect.headers()["location"], "/talk/host/");
    }
    assert_eq!(text(&fixture.address).await, text(&format!("{bare}/")).await, "the path alone is the front page");
    let other = reqwest::get(format!("{bare}/talkative/healthz")).await.unwrap();
    assert_eq!(other.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_plain_form_leads_back_below_the_path() {
    let fixture = Fixture::under_a_path().await;
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let form = format!("page={RYE}&name=Amira&body=How+sour+is+it");
    let post = client.post(format!("{}/c/bakery", fixture.address)).header("origin", &fixture.app.config.public_origin);
    let post = post.header("content-type", "application/x-www-form-urlencoded");
    let answer = post.body(form).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let back = answer.headers()["location"].to_str().unwrap();
    assert!(back.starts_with(&format!("{}/c/bakery?page=", fixture.address)), "{back}");
}

#[tokio::test]
async fn two_servers_under_two_paths_of_one_host_leave_each_others_cookies_alone() {
    let (below, root) = (Fixture::under_a_path().await, Fixture::with_a_name().await);
    let (there, here) = (comes_in(&below, "Marta", Role::Owner).await, comes_in(&root, "Marta", Role::Owner).await);
    assert!(there.starts_with("__Host-porch-dashboard.talk-bakery="), "{there}");
    assert!(here.starts_with("__Host-porch-dashboard-bakery="), "{here}");
    // A browser sends both to both.
    let both = format!("{there}; {here}");
    for fixture in [&below, &root] {
        let answer = asks_for(fixture, Method::GET, "session", Some(&both)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
    }
    for (fixture, foreign) in [(&below, &here), (&root, &there)] {
        let answer = asks_for(fixture, Method::GET, "session", Some(foreign)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    // The same of guests: each server knows its own, and one does not replace the other's.
    let [mut there, mut here] = [String::new(), String::new()];
    for (fixture, cookie) in [(&below, &mut there), (&root, &mut here)] {
        let visitor = fixture.visitor("Amira");
        let answer = visitor.asks(Method::POST, &visitor.url("me"), HeaderMap::new(), None).await;
        *cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    }
    assert!(there.starts_with("__Host-porch.talk=") && there.contains("; Path=/;"), "{there}");
    assert!(here.starts_with("__Host-porch="), "{here}");
}

#[tokio::test]
async fn mail_links_lie_below_the_path() {
    let fixture = Fixture::under_a_path().await;
    let link = porch_server::mail::unsubscribe::link(&fixture.app, "bakery", "owner@bakery.example");
    assert!(link.starts_with(&format!("{}/mail/bakery/", fixture.address)), "{link}");
    assert!(text(&link).await.contains("Unsubscribe"));
    let answer = Client::new().post(&link).body("List-Unsubscribe=One-Click").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
}
