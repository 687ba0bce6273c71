//! The first owner of a site: comes in by a link of the server's, chooses a name, and nobody does so after them.

use porch_domain::team::{BEGIN_LIFE, LINK_LIFE};
use porch_protocol::team_api::{CheckedLink, Member};
use porch_protocol::{ErrorCode, Role, Timestamp};
use porch_server::control::first_steps::{first_steps, way_back};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

use crate::fixture::{BAKERY, Fixture, RYE, key, problem};
use crate::host::{asks_for, comes_in, cookie};

/// The secrets behind `#begin=` in what the server prints at its start, in the order of the sites.
async fn begin_links(fixture: &Fixture) -> Vec<String> {
    let said = first_steps(&fixture.app).await.unwrap_or_else(|sorry| panic!("{}", sorry.0));
    let links = said.lines().filter_map(|line| line.split_once("/host/#begin="));
    links.map(|(_, secret)| secret.to_owned()).collect()
}

async fn begins(fixture: &Fixture, token: &str, name: &str) -> Response {
    let body = json!({ "token": token, "name": name });
    asks_for(fixture, Method::POST, "session", None).json(&body).send().await.unwrap()
}

#[tokio::test]
async fn the_first_owner_chooses_a_name_which_is_theirs_alone_from_then_on() {
    let fixture = Fixture::open().await;
    let links = begin_links(&fixture).await;
    let [bakery, cafe] = links.as_slice() else { panic!("{links:?}") };
    problem(begins(&fixture, bakery, " ").await, 422).await;
    let answer = begins(&fixture, bakery, "Marta Halm").await;
    assert_eq!(answer.status(), StatusCode::OK);
    let cookie = cookie(&answer);
    let member: Member = answer.json().await.unwrap();
    assert_eq!((member.site.as_str(), member.name.as_str(), member.role), ("bakery", "Marta Halm", Role::Owner));
    let seen = asks_for(&fixture, Method::GET, "session", Some(&cookie)).send().await.unwrap();
    assert_eq!(seen.json::<Member>().await.unwrap().name, "Marta Halm");
    // It works once, for its own site only, and no visitor takes the name.
    assert_eq!(problem(begins(&fixture, bakery, "Ben").await, 410).await.code, ErrorCode::LinkGone);
    assert_eq!(begins(&fixture, cafe, "Ines").await.status(), StatusCode::OK);
    let visitor = fixture.visitor("Marta Halm");
    let refused = visitor.sends(Method::POST, "comments", &key(), visitor.words(RYE, "I am the owner")).await;
    assert_eq!(problem(refused, 422).await.code, ErrorCode::NameTaken);
    // Somebody is in: the next start prints no link, only how to get one.
    let hint = way_back(&fixture.app).await.unwrap_or_else(|sorry| panic!("{}", sorry.0));
    assert!(hint.contains(" token --site NAME\n") && hint.contains("<porch-thread>"), "{hint}");
    assert_eq!(first_steps(&fixture.app).await.map_err(|sorry| sorry.0), Ok(String::new()));
}

#[tokio::test]
async fn a_link_that_is_old_replaced_guessed_or_late_lets_nobody_in() {
    let fixture = Fixture::open().await;
    let first = begin_links(&fixture).await.remove(0);
    let second = begin_links(&fixture).await.remove(0);
    assert_eq!(problem(begins(&fixture, &first, "Marta").await, 410).await.code, ErrorCode::LinkGone);
    problem(begins(&fixture, &"A".repeat(43), "Marta").await, 410).await;
    problem(begins(&fixture, "short", "Marta").await, 410).await;
    fixture.pass(BEGIN_LIFE / Timestamp::SECOND + 1);
    problem(begins(&fixture, &second, "Marta").await, 410).await;
    // Whoever came in by another way made the team; nobody makes themselves its owner any more.
    let third = begin_links(&fixture).await.remove(0);
    comes_in(&fixture, "Jonas", Role::Owner).await;
    problem(begins(&fixture, &third, "Mallory").await, 410).await;
    assert_eq!(fixture.app.storage.members("bakery").await.unwrap().len(), 1);
}

/// Asks about a link, as the dashboard does before anybody presses anything.
async fn opens(fixture: &Fixture, token: &str) -> Response {
    let asked = asks_for(fixture, Method::POST, "session/link", None);
    asked.json(&json!({ "token": token })).send().await.unwrap()
}

async fn works(fixture: &Fixture, token: &str) -> bool {
    let answer = opens(fixture, token).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json::<CheckedLink>().await.unwrap().works
}

#[tokio::test]
async fn whether_a_link_still_works_is_told_before_it_is_used_and_does_not_use_it() {
    let fixture = Fixture::open().await;
    let begin = begin_links(&fixture).await.remove(0);
    for _ in 0..3 {
        assert!(works(&fixture, &begin).await);
    }
    assert_eq!(begins(&fixture, &begin, "Marta").await.status(), StatusCode::OK);
    assert!(!works(&fixture, &begin).await, "used");
    fixture.pass(600);
    let (_, token) = crate::host::invited(&fixture, "Ines", Role::Host).await;
    assert!(works(&fixture, token.secret()).await);
    assert_eq!(crate::host::enters(&fixture, token.secret()).await.status(), StatusCode::OK);
    assert!(!works(&fixture, token.secret()).await, "used");

    let (jonas, token) = crate::host::invited(&fixture, "Jonas", Role::Host).await;
    assert!(works(&fixture, token.secret()).await);
    fixture.app.storage.end_member("bakery".into(), jonas.person, fixture.app.clock.now()).await.unwrap();
    assert!(!works(&fixture, token.secret()).await, "of somebody who has left");
    let (_, token) = crate::host::invited(&fixture, "Vera", Role::Host).await;
    fixture.pass(LINK_LIFE / Timestamp::SECOND + 1);
    for token in [token.secret(), "", "short", &"A".repeat(43), &"A".repeat(5_000)] {
        assert!(!works(&fixture, token).await, "too old, guessed or mangled");
    }
}

#[tokio::test]
async fn a_link_says_whom_it_signs_in_and_where_and_nothing_once_it_is_used() {
    let fixture = Fixture::open().await;
    let told = async |token: &str| {
        let told: CheckedLink = opens(&fixture, token).await.json().await.unwrap();
        (told.works, told.site_name, told.name)
    };
    let begin = begin_links(&fixture).await.remove(0);
    assert_eq!(told(&begin).await, (true, Some("bakery.example".into()), None));
    let (_, token) = crate::host::invited(&fixture, "Ines", Role::Host).await;
    assert_eq!(told(token.secret()).await, (true, Some("bakery.example".into()), Some("Ines".into())));
    assert_eq!(crate::host::enters(&fixture, token.secret()).await.status(), StatusCode::OK);
    assert_eq!(told(token.secret()).await, (false, None, None));
}

#[tokio::test]
async fn asking_about_links_has_the_rate_that_using_them_has() {
    let fixture = Fixture::with_limits().await;
    let mut asked = 0;
    while opens(&fixture, "short").await.status() == StatusCode::OK {
        asked += 1;
        assert!(asked < 100, "guesses have no rate");
    }
    assert_eq!(problem(begins(&fixture, "short", "Marta").await, 429).await.code, ErrorCode::RateLimited);
}

#[tokio::test]
async fn a_link_of_the_team_takes_no_name_and_a_begin_link_needs_one() {
    let fixture = Fixture::open().await;
    let begin = begin_links(&fixture).await.remove(0);
    let without = asks_for(&fixture, Method::POST, "session", None).json(&json!({ "token": begin }));
    problem(without.send().await.unwrap(), 410).await;
    let (_, token) = crate::host::invited(&fixture, "Marta", Role::Owner).await;
    problem(begins(&fixture, token.secret(), "Somebody else").await, 410).await;
}

#[tokio::test]
async fn whoever_is_only_invited_is_let_in_by_their_own_name_at_the_next_start() {
    let fixture = Fixture::open().await;
    crate::host::invited(&fixture, "Marta", Role::Owner).await;
    let said = first_steps(&fixture.app).await.unwrap_or_else(|sorry| panic!("{}", sorry.0));
    assert!(said.contains("as Marta (owner)") && said.contains("/host/#enter="), "{said}");
    assert!(said.contains(&format!("src=\"{}/v1/embed.js\"", fixture.address)), "{said}");
    assert!(said.contains("works on this machine only"), "{said}");
    assert!(!said.contains(BAKERY), "the lines are the same for all sites: {said}");
}
