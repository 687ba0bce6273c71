//! Two twins: the same deeds on two sites of one server, and never a byte of one in an answer to the other.

use std::sync::Arc;

use porch_domain::moderation::site_rules::RuleKind;
use porch_server::team::{OPERATOR, thread_controls};
use porch_server::visitors::visitor_cookie::VisitorToken;
use reqwest::Method;
use serde_json::json;

use crate::fixture::{Fixture, RYE, key, problem};

const CANARY: &str = "canary-of-the-cafe";

#[tokio::test]
async fn one_site_never_sees_or_touches_another() {
    let fixture = Fixture::open().await;
    let (amira, carl) = (fixture.visitor("Amira"), fixture.guest_of_the_cafe(CANARY));
    let menu = "https://cafe.example/menu";
    let ours = amira.posts(RYE, "bread").await;
    let theirs = carl.posts(menu, CANARY).await;
    // The same page key on both sites is two threads.
    amira.posts("recipe-7", "bread").await;
    carl.posts("recipe-7", CANARY).await;
    let mut answers = Vec::new();
    let stranger = fixture.visitor("Stranger");
    for person in [&amira, &stranger] {
        for page in [RYE, "recipe-7", "key:recipe-7"] {
            for rest in ["thread", "fragment", "me"] {
                answers.push(person.gets(&format!("{rest}?page={page}")).await.text().await.unwrap());
            }
            let cursor = format!("{}-0", fixture.app.identity.database_epoch);
            answers.push(person.gets(&format!("changes?page={page}&since={cursor}")).await.text().await.unwrap());
        }
        let rest = format!("thread?page={menu}");
        answers.push(person.gets(&rest).await.text().await.unwrap());
    }
    let thread = fixture.app.storage.thread_of_page("cafe", "cafe.example/menu").await.unwrap().unwrap();
    for path in [format!("/c/bakery/{}", thread.id), format!("/c/bakery/{}/feed", thread.id)] {
        answers.push(reqwest::get(format!("{}{path}", fixture.address)).await.unwrap().text().await.unwrap());
    }
    for answer in answers {
        assert!(!answer.contains(CANARY), "{answer}");
    }
    let mut words = amira.words(RYE, "a reply across");
    words["parent"] = json!(theirs.comment.id);
    let across = amira.sends(Method::POST, "comments", &key(), words).await;
    assert_eq!(problem(across, 409).await.code, porch_protocol::ErrorCode::ParentNotFound);
    assert_eq!(amira.edits(&theirs, 1, "taken over").await.status(), 404);
    assert_eq!(carl.withdraws(&ours, 1).await.status(), 404);
    assert_eq!(carl.reads(menu).await.total, 1);
}

#[tokio::test]
async fn a_guest_is_another_person_on_another_site() {
    let fixture = Fixture::open().await;
    let guests = &fixture.app.visitor_cookies;
    let guest = VisitorToken::random().unwrap();
    assert_ne!(guests.id("bakery", &guest), guests.id("cafe", &guest));
}

#[tokio::test]
async fn one_key_on_two_sites_is_two_keys() {
    let fixture = Fixture::open().await;
    let (amira, carl) = (fixture.visitor("Amira"), fixture.guest_of_the_cafe("Carl"));
    let key = key();
    let a = amira.sends(Method::POST, "comments", &key, amira.words("recipe-7", "bread")).await;
    let b = carl.sends(Method::POST, "comments", &key, carl.words("recipe-7", "coffee")).await;
    assert_eq!((a.status().as_u16(), b.status().as_u16()), (201, 201));
}

#[tokio::test]
async fn what_a_site_changes_is_read_anew_and_the_rules_of_the_others_stay_as_they_were() {
    let fixture = Fixture::open().await;
    let app = &fixture.app;
    thread_controls::add_rule(app, "cafe", (RuleKind::Word, "tea".into()), OPERATOR).await.unwrap();
    let (ours, theirs) = (app.rules("bakery"), app.rules("cafe"));
    assert!(theirs.words.matches("some tea") && !ours.words.matches("some tea"));
    thread_controls::add_rule(app, "bakery", (RuleKind::Word, "rye".into()), OPERATOR).await.unwrap();
    assert!(app.rules("bakery").words.matches("some rye"));
    assert!(Arc::ptr_eq(&theirs, &app.rules("cafe")), "compiled once");
    // What comes at once is all there in the end.
    let (added, removed) = tokio::join!(
        thread_controls::add_rule(app, "cafe", (RuleKind::Word, "milk".into()), OPERATOR),
        thread_controls::remove_rule(app, "bakery", (RuleKind::Word, "rye".into()), OPERATOR),
    );
    added.unwrap();
    removed.unwrap();
    assert!(!app.rules("bakery").words.matches("some rye"));
    assert!(app.rules("cafe").words.matches("tea") && app.rules("cafe").words.matches("milk"));
}
