//! What the dashboard's search field finds, and what it does not.

use porch_protocol::search::{SearchResults, SearchTotals};
use porch_protocol::{ErrorCode, Role};
use reqwest::Method;
use serde_json::json;

use crate::fixture::{Fixture, RYE, problem};
use crate::page_controls::SPELT;
use crate::review::Host;

fn words(found: &SearchResults) -> Vec<String> {
    found.comments.iter().map(|met| serde_json::to_string(&met.comment.body).unwrap()).collect()
}

#[tokio::test]
async fn comments_people_and_pages_are_found_by_a_part_of_them_the_newest_first() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, noor) = (fixture.visitor("Amira"), fixture.visitor("Élodie"));
    amira.posts(RYE, "How sour is it?").await;
    fixture.pass(60);
    let second = noor.posts(SPELT, "Sourdough, or yeast?").await;
    let found: SearchResults = marta.reads("search?find=SOUR").await;
    assert_eq!(found.comments.len(), 2);
    assert_eq!(found.comments[0].comment.id, second.comment.id, "the newest first");
    assert!(found.people.is_empty() && found.pages.is_empty());
    // A small letter finds a capital one that the database does not fold.
    let found: SearchResults = marta.reads("search?find=%C3%A9lo").await;
    assert_eq!(found.people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Élodie"]);
    let found: SearchResults = marta.reads("search?find=spelt").await;
    assert_eq!(found.pages.len(), 1);

    // What is held is found, what was withdrawn is not.
    let read = json!([{ "id": second.comment.id, "version": second.comment.version }]);
    let removal = json!({ "verb": "remove", "reason": "Rule 2", "comments": read });
    marta.asks(Method::POST, "decisions", Some(removal)).await;
    let found: SearchResults = marta.reads("search?find=yeast").await;
    assert_eq!(words(&found).len(), 1, "the team sees what readers do not");
    let gone = amira.posts(RYE, "Never mind yeast").await;
    amira.withdraws(&gone, 1).await;
    let found: SearchResults = marta.reads("search?find=yeast").await;
    assert_eq!(found.comments.len(), 1, "{:?}", words(&found));
}

#[tokio::test]
async fn all_that_is_found_is_counted_and_each_part_of_it_is_answered_whole_where_it_is_asked_for() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    for number in 0..12 {
        let page = format!("https://bakery.example/spelt-{number}");
        fixture.visitor(&format!("Spelta {number}")).posts(&page, &format!("No. {number}: spelt again")).await;
        fixture.pass(60);
    }
    let found: SearchResults = marta.reads("search?find=spelt").await;
    let lengths = |found: &SearchResults| (found.comments.len(), found.people.len(), found.pages.len());
    assert_eq!(lengths(&found), (8, 5, 5));
    assert_eq!(found.totals, SearchTotals { comments: 12, people: 12, pages: 12 });
    let all = [("comments", (12, 0, 0)), ("people", (0, 12, 0)), ("pages", (0, 0, 12))];
    for (part, expected) in all {
        let found: SearchResults = marta.reads(&format!("search?find=spelt&part={part}")).await;
        let SearchTotals { comments, people, pages } = found.totals;
        assert_eq!(lengths(&found), expected, "{part}");
        assert_eq!(comments + people + pages, 12, "{part}");
    }
    let few: SearchResults = marta.reads("search?find=again&part=people").await;
    assert_eq!((lengths(&few), few.totals), ((0, 0, 0), SearchTotals::default()));
    let wrong = marta.asks(Method::GET, "search?find=spelt&part=all", None).await;
    assert_eq!(problem(wrong, 422).await.code, ErrorCode::Malformed);
}

#[tokio::test]
async fn signs_of_a_pattern_stand_for_themselves_and_nothing_or_too_much_is_refused() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    fixture.visitor("Amira").posts(RYE, "100 % rye").await;
    let found: SearchResults = marta.reads("search?find=%25%25").await;
    assert!(found.comments.is_empty(), "{:?}", words(&found));
    let found: SearchResults = marta.reads("search?find=0%20%25").await;
    assert_eq!(found.comments.len(), 1);
    // A NUL ends a pattern of the database, and what is left of it would find everything.
    for find in ["%00%00", "0%00%00", "%00rye"] {
        let found: SearchResults = marta.reads(&format!("search?find={find}")).await;
        assert!(found.comments.is_empty() && found.people.is_empty() && found.pages.is_empty(), "{find}");
        for list in ["people", "pages"] {
            let answer = marta.asks(Method::GET, &format!("{list}?find={find}"), None).await;
            let found = answer.json::<serde_json::Value>().await.unwrap();
            assert_eq!(found[list], json!([]), "{list} {find}");
        }
    }
    for find in ["", "a", "%20a%20", &"x".repeat(101)] {
        let answer = marta.asks(Method::GET, &format!("search?find={find}"), None).await;
        assert_eq!(problem(answer, 422).await.code, ErrorCode::Malformed, "{find:?}");
    }
}
