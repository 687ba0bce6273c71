//! What the lists of the dashboard show beside a name: the moment that they are ordered by, titles, and names.

use porch_protocol::people::PersonHistory;
use porch_protocol::team_api::{HistoryEntry, ReviewQueue};
use porch_protocol::thread_controls::PageControlsList;
use porch_protocol::{CommentPosted, Role};
use reqwest::Method;
use serde_json::json;

use crate::fixture::{Fixture, RYE, key};
use crate::review::{Host, held, holding_first_comments};

const SPELT: &str = "https://bakery.example/spelt";

#[tokio::test]
async fn a_row_of_review_shows_the_wait_and_not_how_old_the_comment_is() {
    let fixture = Fixture::open().await;
    let old = fixture.visitor("Amira").posts(RYE, "The new owners are useless.").await;
    fixture.pass(30 * 86_400);
    fixture
        .set(porch_storage::sites::SiteChange { hold: Some(porch_storage::sites::Hold::First), ..Default::default() })
        .await;
    let (_, new) = held(&fixture, "Ben", "How sour is it?").await;
    fixture.pass(60);
    let what = format!("comments/{}/reports", old.comment.id);
    fixture.visitor("Carl").sends(Method::POST, &what, &key(), json!({ "reason": "not nice" })).await;
    // Whoever signed in before the month would be signed out by now.
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let cards = marta.reads::<ReviewQueue>("to-read").await.cards;
    let rows: Vec<_> = cards.iter().map(|card| (card.comment.id, card.since.unwrap())).collect();
    let reported = new.comment.posted_at.plus(60 * 1_000_000);
    assert_eq!(rows, [(new.comment.id, new.comment.posted_at), (old.comment.id, reported)]);
}

#[tokio::test]
async fn pages_stand_in_the_order_of_the_moment_that_they_show_and_say_what_waits() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, first) = held(&fixture, "Amira", "How sour is it?").await;
    marta.decides("approve", None, &[&first]).await;
    fixture.pass(60);
    let mut words = fixture.visitor("Ben").words(SPELT, "Does spelt keep?");
    words["title"] = "Spelt, twice".into();
    fixture.visitor("Ben").sends(Method::POST, "comments", &key(), words).await;
    let shown = async || {
        let pages = marta.reads::<PageControlsList>("pages").await.pages;
        assert!(pages.is_sorted_by(|one, next| one.last >= next.last), "{pages:?}");
        pages.into_iter().map(|page| (page.place.url, page.place.title, page.up, page.waiting)).collect::<Vec<_>>()
    };
    let rye = (RYE.to_owned(), None, 1, 0);
    // A title that nobody has read yet is the team's alone, and the same in all of their lists.
    let spelt = (SPELT.to_owned(), Some("Spelt, twice".to_owned()), 0, 1);
    assert_eq!(shown().await, [spelt.clone(), rye.clone()]);
    let card = marta.reads::<ReviewQueue>("to-read").await.cards.remove(0);
    assert_eq!(card.place.title, spelt.1);
    fixture.pass(60);
    amira.posts(RYE, "And how dense?").await;
    assert_eq!(shown().await, [(RYE.to_owned(), None, 2, 0), spelt]);
}

#[tokio::test]
async fn the_log_names_pages_by_their_titles_and_says_what_was_taken_back() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let ben = fixture.visitor("Ben");
    let mut words = ben.words(SPELT, "Does spelt keep?");
    words["title"] = "Spelt, twice".into();
    let posted: CommentPosted = ben.sends(Method::POST, "comments", &key(), words).await.json().await.unwrap();
    marta.decides("spam", None, &[&posted]).await;
    marta.asks(Method::POST, "decisions/undo", Some(json!({ "comments": [posted.comment.id] }))).await;
    let lines = marta.reads::<Vec<HistoryEntry>>("settled").await;
    let told: Vec<_> =
        lines.iter().map(|line| (line.what.as_str(), line.title.as_deref(), line.undid.as_deref())).collect();
    let title = Some("Spelt, twice");
    let expected = [("decision_undone", title, Some("comment_marked_spam")), ("comment_marked_spam", title, None)];
    assert_eq!(told[..2], expected);
    assert_eq!(lines.last().unwrap().title, None, "a line about no page has none");
}

#[tokio::test]
async fn all_names_of_somebody_are_told_or_counted() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let ben = fixture.visitor("Ben");
    for number in 0..9 {
        fixture.pass(60);
        let words = json!({ "page": RYE, "name": format!("Ben {number}"), "body": format!("Loaf number {number}") });
        ben.sends(Method::POST, "comments", &key(), words).await;
    }
    let people = marta.reads::<porch_protocol::people::People>("people").await.people;
    let known: PersonHistory = marta.reads(&format!("people/{}", people[0].person)).await;
    assert_eq!(known.name, "Ben 8");
    assert_eq!(known.other_names, ["Ben 7", "Ben 6", "Ben 5", "Ben 4", "Ben 3"]);
    assert_eq!(known.more_names, 3);
}
