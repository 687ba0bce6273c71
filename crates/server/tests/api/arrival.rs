//! What is kept of how a comment came: how long it took, what else spoke against it, and what a second look did.

use porch_protocol::held::HoldReason;
use porch_protocol::team_api::{ReviewQueue, SecondLookCounts, SecondLooks};
use porch_protocol::{Role, SecondLook, Status};
use porch_storage::sites::{Hold, SiteChange};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE, key};
use crate::review::{Host, holding_first_comments};

async fn sends(person: &Person, body: &str, more: serde_json::Value) -> porch_protocol::CommentPosted {
    let mut words = person.words(RYE, body);
    words.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let response = person.sends(Method::POST, "comments", &key(), words).await;
    assert!(response.status().is_success(), "{}", response.text().await.unwrap());
    response.json().await.unwrap()
}

#[tokio::test]
async fn a_card_says_how_long_it_took_and_all_that_spoke_against_it() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    let links = "See https://a.example/x and https://b.example/y";
    let posted = sends(&amira, links, json!({ "opened": 9_400 })).await;
    let card = marta.reads::<ReviewQueue>("to-read").await.cards.remove(0);
    assert_eq!((&card.reasons[..], card.sent_after), (&[HoldReason::Links, HoldReason::FirstComment][..], Some(9)));
    let said = porch_server::control::moderation::list_waiting(
        axum::extract::State(fixture.app.clone()),
        axum::Json(porch_server::control::moderation::SiteQuery { site: "bakery".into() }),
    );
    assert!(said.await.unwrap().contains("has links · first comment"));

    assert!(amira.edits(&posted, 1, "How sour is it?").await.status().is_success());
    let card = marta.reads::<ReviewQueue>("to-read").await.cards.remove(0);
    assert_eq!(
        (&card.reasons[..], card.sent_after),
        (&[HoldReason::FirstComment][..], None),
        "other words came otherwise"
    );
    let plain = sends(&fixture.visitor("Ben"), "Is there spelt?", json!({})).await;
    let cards = marta.reads::<ReviewQueue>("to-read").await.cards;
    let card = cards.iter().find(|card| card.comment.id == plain.comment.id).unwrap();
    assert_eq!((&card.reasons[..], card.sent_after), (&[HoldReason::FirstComment][..], None));
}

#[tokio::test]
async fn nobody_is_refused_for_a_time_that_no_clock_shows() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    sends(&fixture.visitor("Amira"), "How sour is it?", json!({ "opened": u64::MAX })).await;
    assert_eq!(marta.reads::<ReviewQueue>("to-read").await.cards[0].sent_after, Some(u32::MAX));
}

#[tokio::test]
async fn of_what_is_published_at_once_no_time_is_kept() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let posted = sends(&fixture.visitor("Amira"), "How sour is it?", json!({ "opened": 9_400 })).await;
    let report = json!({ "reason": "off topic" });
    let rest = format!("comments/{}/reports", posted.comment.id);
    fixture.visitor("Ben").sends(Method::POST, &rest, &key(), report).await;
    let card = marta.reads::<ReviewQueue>("to-read").await.cards.remove(0);
    assert_eq!((card.comment.is_published(), card.sent_after), (true, None));
}

#[tokio::test]
async fn what_a_second_look_did_is_counted_and_every_count_opens_its_comments() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let none: SecondLooks = marta.reads("pauses").await;
    assert_eq!((none.counts, none.comments.len()), (SecondLookCounts::default(), 0));
    let amira = fixture.visitor("Amira");
    sends(&amira, "nobody asked", json!({})).await;
    let edited = sends(&amira, "kinder now", json!({ "pause": "edited" })).await;
    sends(&fixture.visitor("Ben"), "as it was", json!({ "pause": "kept" })).await;
    let change = SiteChange { hold: Some(Hold::All), ..SiteChange::default() };
    fixture.set(change).await;
    sends(&amira, "slept on it", json!({ "pause": "slept" })).await;
    sends(&amira, "kinder again", json!({ "pause": "edited" })).await;
    assert!(amira.withdraws(&edited, 1).await.status().is_success());

    let all: SecondLooks = marta.reads("pauses").await;
    assert_eq!(all.counts, SecondLookCounts { edited: 2, kept: 1, slept: 1 });
    let told: Vec<_> = all.comments.iter().map(|one| (one.excerpt.as_deref(), one.pause, one.status)).collect();
    let expected = [
        (Some("kinder again"), SecondLook::Edited, Status::Held),
        (Some("slept on it"), SecondLook::Slept, Status::Held),
        (Some("as it was"), SecondLook::Kept, Status::Published),
        (Some("kinder now"), SecondLook::Edited, Status::Withdrawn),
    ];
    assert_eq!(told, expected);
    for (word, count) in [("edited", 2), ("kept", 1), ("slept", 1)] {
        let some: SecondLooks = marta.reads(&format!("pauses?pause={word}")).await;
        assert_eq!(some.comments.len(), count, "{word}");
        assert!(some.comments.iter().all(|one| one.pause.word() == word));
    }
    let older: SecondLooks = marta.reads(&format!("pauses?before={}", all.comments[1].seq)).await;
    assert_eq!(older.comments, all.comments[2..]);
    let cafe = fixture.guest_of_the_cafe("Carl");
    let words = json!({ "page": "https://cafe.example/menu", "name": "Carl", "body": "elsewhere", "pause": "kept" });
    assert_eq!(cafe.sends(Method::POST, "comments", &key(), words).await.status(), StatusCode::CREATED);
    assert_eq!(marta.reads::<SecondLooks>("pauses").await.counts.kept, 1, "another site's are not ours");
}
