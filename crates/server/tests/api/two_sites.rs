//! Somebody who belongs to the teams of two sites of one server, in one browser.

use porch_protocol::site_settings::SiteSettings;
use porch_protocol::team_api::{DecisionResult, HistoryEntry, Member, ReviewQueue};
use porch_protocol::{ErrorCode, Role};
use porch_storage::team;
use reqwest::{Method, Response};
use serde_json::json;

use crate::fixture::{Fixture, RYE, problem};
use crate::host::{asks_for, cookie, enters, invites_to};

/// The cookie of somebody who came into the dashboard of a site, and who they are there.
pub(crate) async fn comes_in(fixture: &Fixture, site: &str, name: &str, role: Role) -> (String, team::Member) {
    let (member, token) = invites_to(fixture, site, (name, role, None)).await;
    (cookie(&enters(fixture, token.secret()).await), member)
}

async fn asks(fixture: &Fixture, rest: &str, cookies: &str) -> Response {
    asks_for(fixture, Method::GET, rest, Some(cookies)).send().await.unwrap()
}

/// Marta, who owns the bakery and moderates the café, in both.
async fn both(fixture: &Fixture) -> (String, [team::Member; 2]) {
    let (bakery, owner) = comes_in(fixture, "bakery", "Marta", Role::Owner).await;
    let (cafe, moderator) = comes_in(fixture, "cafe", "Marta", Role::Moderator).await;
    (format!("{bakery}; {cafe}"), [owner, moderator])
}

#[tokio::test]
async fn whoever_is_in_two_sites_says_which_one_they_mean() {
    let fixture = Fixture::open().await;
    let (cookies, _) = both(&fixture).await;
    let sites: Vec<Member> = asks(&fixture, "sites", &cookies).await.json().await.unwrap();
    let sites: Vec<_> = sites.iter().map(|one| (one.site.as_str(), one.role)).collect();
    assert_eq!(sites, [("bakery", Role::Owner), ("cafe", Role::Moderator)]);
    for site in ["bakery", "cafe"] {
        let who: Member = asks(&fixture, &format!("session?site={site}"), &cookies).await.json().await.unwrap();
        assert_eq!(who.site, site);
        let room: SiteSettings = asks(&fixture, &format!("site?site={site}"), &cookies).await.json().await.unwrap();
        assert_eq!(room.origins, [format!("https://{site}.example")]);
    }
    for rest in ["session", "to-read", "site", "team"] {
        assert_eq!(problem(asks(&fixture, rest, &cookies).await, 404).await.code, ErrorCode::SiteUnknown, "{rest}");
    }
    let alone = cookies.split("; ").next().unwrap();
    let who: Member = asks(&fixture, "session", alone).await.json().await.unwrap();
    assert_eq!(who.site, "bakery", "whoever is in one need not say");
}

#[tokio::test]
async fn a_cookie_opens_the_dashboard_in_its_name_and_no_other() {
    let fixture = Fixture::open().await;
    let (cookies, _) = both(&fixture).await;
    let (bakery, cafe) = cookies.split_once("; ").unwrap();
    let token = |cookie: &str| cookie.split_once('=').unwrap().1.to_owned();
    let forged = bakery.replace("bakery", "cafe");
    for (cookies, site) in [
        (bakery, "cafe"),
        (cafe, "bakery"),
        (forged.as_str(), "cafe"),
        (forged.as_str(), "bakery"),
        (cookies.as_str(), "elsewhere"),
        (cookies.as_str(), ""),
        (&*format!("__Host-porch-dashboard={}", token(bakery)), "bakery"),
        (&*format!("__Host-porch-dashboard-={}", token(bakery)), "bakery"),
    ] {
        let refused = asks(&fixture, &format!("to-read?site={site}"), cookies).await;
        assert_eq!(problem(refused, 401).await.code, ErrorCode::SignInNeeded, "{site} by {cookies}");
    }
    problem(asks(&fixture, "sites", &forged).await, 401).await;
    // The first name in the address counts, wherever else another one stands.
    let who: Member = asks(&fixture, "session?site=cafe&site=bakery", &cookies).await.json().await.unwrap();
    assert_eq!(who.site, "cafe");
}

#[tokio::test]
async fn a_right_on_one_site_is_none_on_another() {
    let fixture = Fixture::open().await;
    let (cookies, [_, moderator]) = both(&fixture).await;
    let sets = async |site: &str| {
        let change = json!({ "settings": [{ "key": "hold", "value": "all" }] });
        let request = asks_for(&fixture, Method::PATCH, &format!("site?site={site}"), Some(&cookies));
        request.json(&change).send().await.unwrap()
    };
    assert_eq!(problem(sets("cafe").await, 403).await.code, ErrorCode::RoleNotAllowed);
    assert!(sets("bakery").await.status().is_success());
    assert_eq!(fixture.app.site("cafe").unwrap().hold.word(), "off");

    let words = fixture.visitor("Amira").words(RYE, "How sour is it?");
    fixture.visitor("Amira").sends(Method::POST, "comments", &crate::fixture::key(), words).await;
    let read = async |site: &str| {
        asks(&fixture, &format!("to-read?site={site}"), &cookies).await.json::<ReviewQueue>().await.unwrap()
    };
    assert!(read("cafe").await.cards.is_empty());
    let card = read("bakery").await.cards.remove(0);
    let decision = json!({ "verb": "approve", "comments": [{ "id": card.comment.id, "version": 1 }] });
    let decides = async |site: &str| {
        let request = asks_for(&fixture, Method::POST, &format!("decisions?site={site}"), Some(&cookies));
        request.json(&decision).send().await.unwrap()
    };
    let there = decides("cafe").await;
    assert!(!there.status().is_success() || there.json::<DecisionResult>().await.unwrap().done.is_empty());
    assert_eq!(decides("bakery").await.json::<DecisionResult>().await.unwrap().done, [card.comment.id]);
    let log: Vec<HistoryEntry> = asks(&fixture, "settled?site=cafe", &cookies).await.json().await.unwrap();
    assert!(log.iter().all(|line| line.comment.is_none()), "the other site's log knows nothing of it");

    fixture.app.storage.end_member("cafe".into(), moderator.person, fixture.clock.now()).await.unwrap();
    problem(asks(&fixture, "to-read?site=cafe", &cookies).await, 401).await;
    let left: Vec<Member> = asks(&fixture, "sites", &cookies).await.json().await.unwrap();
    assert_eq!(left.len(), 1, "whoever is let go from one stays in the other");
    assert_eq!(asks(&fixture, "to-read", &cookies).await.status(), 200);
}

#[tokio::test]
async fn signing_out_ends_all_sessions_of_the_browser() {
    let fixture = Fixture::open().await;
    let (cookies, _) = both(&fixture).await;
    let gone = asks_for(&fixture, Method::DELETE, "session?site=cafe", Some(&cookies)).send().await.unwrap();
    assert_eq!(gone.status(), 204);
    let cleared = gone.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned());
    let mut cleared: Vec<String> = cleared.collect();
    cleared.sort();
    for (cookie, site) in cleared.iter().zip(["bakery", "cafe"]) {
        let parts: Vec<_> = cookie.split("; ").collect();
        assert_eq!(parts[0], format!("__Host-porch-dashboard-{site}="));
        assert!(["Path=/", "Max-Age=0", "Secure"].iter().all(|part| parts.contains(part)), "{cookie}");
    }
    for site in ["bakery", "cafe"] {
        problem(asks(&fixture, &format!("session?site={site}"), &cookies).await, 401).await;
    }
    problem(asks_for(&fixture, Method::DELETE, "session", Some(&cookies)).send().await.unwrap(), 401).await;
}

#[tokio::test]
async fn each_dashboard_session_ends_when_it_is_idle() {
    let fixture = Fixture::open().await;
    let (cookies, _) = both(&fixture).await;
    fixture.pass(20 * 60);
    assert_eq!(asks(&fixture, "to-read?site=bakery", &cookies).await.status(), 200);
    fixture.pass(20 * 60);
    problem(asks(&fixture, "to-read?site=cafe", &cookies).await, 401).await;
    let left: Vec<Member> = asks(&fixture, "sites", &cookies).await.json().await.unwrap();
    assert_eq!(left.iter().map(|one| one.site.as_str()).collect::<Vec<_>>(), ["bakery"]);
}
