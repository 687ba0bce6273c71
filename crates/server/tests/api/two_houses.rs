//! Somebody who belongs to the teams of two sites of one server, in one browser.

use porch_protocol::host::{Decided, Member, Settled, ToRead};
use porch_protocol::house::SiteSettings;
use porch_protocol::{ErrorCode, Role};
use porch_server::storage::team;
use reqwest::{Method, Response};
use serde_json::json;

use crate::host::{asks_for, cookie, enters, invites_to};
use crate::house::{House, RYE, problem};

/// The cookie of somebody who came into the house of a site, and who they are there.
pub(crate) async fn comes_in(house: &House, site: &str, name: &str, role: Role) -> (String, team::Member) {
    let (member, token) = invites_to(house, site, (name, role, None)).await;
    (cookie(&enters(house, token.secret()).await), member)
}

async fn asks(house: &House, rest: &str, cookies: &str) -> Response {
    asks_for(house, Method::GET, rest, Some(cookies)).send().await.unwrap()
}

/// Marta, who owns the bakery and moderates the café, in both.
async fn both(house: &House) -> (String, [team::Member; 2]) {
    let (bakery, owner) = comes_in(house, "bakery", "Marta", Role::Owner).await;
    let (cafe, moderator) = comes_in(house, "cafe", "Marta", Role::Moderator).await;
    (format!("{bakery}; {cafe}"), [owner, moderator])
}

#[tokio::test]
async fn whoever_is_in_two_houses_says_which_one_they_mean() {
    let house = House::open().await;
    let (cookies, _) = both(&house).await;
    let sites: Vec<Member> = asks(&house, "sites", &cookies).await.json().await.unwrap();
    let sites: Vec<_> = sites.iter().map(|one| (one.site.as_str(), one.role)).collect();
    assert_eq!(sites, [("bakery", Role::Owner), ("cafe", Role::Moderator)]);
    for site in ["bakery", "cafe"] {
        let who: Member = asks(&house, &format!("session?site={site}"), &cookies).await.json().await.unwrap();
        assert_eq!(who.site, site);
        let room: SiteSettings = asks(&house, &format!("site?site={site}"), &cookies).await.json().await.unwrap();
        assert_eq!(room.origins, [format!("https://{site}.example")]);
    }
    for rest in ["session", "to-read", "site", "team"] {
        assert_eq!(problem(asks(&house, rest, &cookies).await, 404).await.code, ErrorCode::SiteUnknown, "{rest}");
    }
    let alone = cookies.split("; ").next().unwrap();
    let who: Member = asks(&house, "session", alone).await.json().await.unwrap();
    assert_eq!(who.site, "bakery", "whoever is in one need not say");
}

#[tokio::test]
async fn a_cookie_opens_the_house_in_its_name_and_no_other() {
    let house = House::open().await;
    let (cookies, _) = both(&house).await;
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
        (&*format!("__Host-porch-host={}", token(bakery)), "bakery"),
        (&*format!("__Host-porch-host-={}", token(bakery)), "bakery"),
    ] {
        let refused = asks(&house, &format!("to-read?site={site}"), cookies).await;
        assert_eq!(problem(refused, 401).await.code, ErrorCode::SignInNeeded, "{site} by {cookies}");
    }
    problem(asks(&house, "sites", &forged).await, 401).await;
    // The first name in the address counts, wherever else another one stands.
    let who: Member = asks(&house, "session?site=cafe&site=bakery", &cookies).await.json().await.unwrap();
    assert_eq!(who.site, "cafe");
}

#[tokio::test]
async fn what_somebody_may_in_one_house_they_may_not_in_the_other() {
    let house = House::open().await;
    let (cookies, [_, moderator]) = both(&house).await;
    let sets = async |site: &str| {
        let change = json!({ "settings": [{ "key": "hold", "value": "all" }] });
        let request = asks_for(&house, Method::PATCH, &format!("site?site={site}"), Some(&cookies));
        request.json(&change).send().await.unwrap()
    };
    assert_eq!(problem(sets("cafe").await, 403).await.code, ErrorCode::RoleNotAllowed);
    assert!(sets("bakery").await.status().is_success());
    assert_eq!(house.app.site("cafe").unwrap().hold.word(), "off");

    let words = house.visitor("Amira").words(RYE, "How sour is it?");
    house.visitor("Amira").sends(Method::POST, "comments", &crate::house::key(), words).await;
    let read = async |site: &str| {
        asks(&house, &format!("to-read?site={site}"), &cookies).await.json::<ToRead>().await.unwrap()
    };
    assert!(read("cafe").await.cards.is_empty());
    let card = read("bakery").await.cards.remove(0);
    let decision = json!({ "verb": "approve", "comments": [{ "id": card.comment.id, "version": 1 }] });
    let decides = async |site: &str| {
        let request = asks_for(&house, Method::POST, &format!("decisions?site={site}"), Some(&cookies));
        request.json(&decision).send().await.unwrap()
    };
    let there = decides("cafe").await;
    assert!(!there.status().is_success() || there.json::<Decided>().await.unwrap().done.is_empty());
    assert_eq!(decides("bakery").await.json::<Decided>().await.unwrap().done, [card.comment.id]);
    let log: Vec<Settled> = asks(&house, "settled?site=cafe", &cookies).await.json().await.unwrap();
    assert!(log.iter().all(|line| line.comment.is_none()), "the other house's log knows nothing of it");

    house.app.storage.end_member("cafe".into(), moderator.person, house.clock.now()).await.unwrap();
    problem(asks(&house, "to-read?site=cafe", &cookies).await, 401).await;
    let left: Vec<Member> = asks(&house, "sites", &cookies).await.json().await.unwrap();
    assert_eq!(left.len(), 1, "whoever is let go from one stays in the other");
    assert_eq!(asks(&house, "to-read", &cookies).await.status(), 200);
}

#[tokio::test]
async fn whoever_goes_goes_from_every_house_that_their_browser_is_in() {
    let house = House::open().await;
    let (cookies, _) = both(&house).await;
    let gone = asks_for(&house, Method::DELETE, "session?site=cafe", Some(&cookies)).send().await.unwrap();
    assert_eq!(gone.status(), 204);
    let cleared = gone.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned());
    let mut cleared: Vec<String> = cleared.collect();
    cleared.sort();
    for (cookie, site) in cleared.iter().zip(["bakery", "cafe"]) {
        assert!(cookie.starts_with(&format!("__Host-porch-host-{site}=; Path=/; Max-Age=0;")), "{cookie}");
    }
    for site in ["bakery", "cafe"] {
        problem(asks(&house, &format!("session?site={site}"), &cookies).await, 401).await;
    }
    problem(asks_for(&house, Method::DELETE, "session", Some(&cookies)).send().await.unwrap(), 401).await;
}

#[tokio::test]
async fn each_house_closes_behind_whoever_does_nothing_in_it() {
    let house = House::open().await;
    let (cookies, _) = both(&house).await;
    house.pass(20 * 60);
    assert_eq!(asks(&house, "to-read?site=bakery", &cookies).await.status(), 200);
    house.pass(20 * 60);
    problem(asks(&house, "to-read?site=cafe", &cookies).await, 401).await;
    let left: Vec<Member> = asks(&house, "sites", &cookies).await.json().await.unwrap();
    assert_eq!(left.iter().map(|one| one.site.as_str()).collect::<Vec<_>>(), ["bakery"]);
}
