//! The search of visitors: what is published is found, by whoever mistypes it, too; and nothing else leaves a trace.

use porch_protocol::comment_search::{FoundComment, FoundComments, RelatedComments};
use porch_protocol::{CommentPosted, ErrorCode, Role};
use porch_server::config::Limits;
use porch_server::search::indexing::catch_up;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE, key, problem};
use crate::review::{Host, held, holding_first_comments};

impl Person {
    /// Searches once the index is up to date.
    async fn finds(&self, fixture: &Fixture, query: &str) -> FoundComments {
        catch_up(&fixture.app).await.unwrap();
        let answer = self.gets(&format!("search?{query}")).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["access-control-allow-origin"], "*", "it is the same for everybody");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert!(answer.headers().get("set-cookie").is_none());
        answer.json().await.unwrap()
    }
}

/// The text of a hit's snippet, with what was found in brackets.
fn snippet(hit: &FoundComment) -> String {
    let piece = |(at, piece): (usize, &String)| if at % 2 == 1 { format!("[{piece}]") } else { piece.clone() };
    hit.snippet.pieces.iter().enumerate().map(piece).collect()
}

fn snippets(found: &FoundComments) -> Vec<String> {
    found.hits.iter().map(snippet).collect()
}

#[tokio::test]
async fn a_comment_is_found_by_its_words_also_mistyped_and_says_where_it_stands() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let question = amira.posts(RYE, "My **sourdough** collapses in the oven.").await;
    ben.replies(RYE, &question, "Bake it hotter").await;
    for query in
        ["q=sourdough+oven", "q=sourdoug+ovne", "q=sourdo&typing=true", "q=%22in+the+oven%22", "q=from:amira+oven"]
    {
        let found = amira.finds(&fixture, query).await;
        assert_eq!((found.total, found.hits.len()), (1, 1), "{query}");
        let hit = &found.hits[0];
        assert_eq!((hit.id, hit.page.url.as_str()), (question.comment.id, RYE));
        assert_eq!((hit.author.name.as_str(), hit.posted_at), ("Amira", Some(question.comment.posted_at)));
    }
    let found = amira.finds(&fixture, "q=sourdough+ovens").await;
    assert_eq!(snippets(&found), ["My [sourdough] collapses in the [oven]."]);
    assert_eq!(found.facets.pages[0].hits, 1);
    let nothing = amira.finds(&fixture, "q=pretzel").await;
    assert_eq!((nothing.total, nothing.hits.len()), (0, 0));
}

#[tokio::test]
async fn what_is_edited_withdrawn_or_removed_is_found_as_it_is_now() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let first = amira.posts(RYE, "marmalade").await;
    let second = amira.posts(RYE, "marmalade once more").await;
    assert_eq!(amira.finds(&fixture, "q=marmalade").await.total, 2);
    assert_eq!(amira.edits(&first, 1, "honey").await.status(), StatusCode::OK);
    assert_eq!(amira.finds(&fixture, "q=marmalade").await.hits[0].id, second.comment.id);
    assert_eq!(amira.finds(&fixture, "q=honey").await.total, 1);
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    marta.decides("remove", Some("off topic"), &[&second]).await;
    assert_eq!(amira.finds(&fixture, "q=marmalade").await, FoundComments::default());
    assert_eq!(amira.withdraws(&first, 2).await.status(), StatusCode::OK);
    assert_eq!(amira.finds(&fixture, "q=honey").await, FoundComments::default());
    assert_eq!(amira.finds(&fixture, "q=hone&typing=true").await.suggestion, None);
}

#[tokio::test]
async fn what_waits_for_review_is_found_only_once_it_is_published() {
    let fixture = holding_first_comments().await;
    let (eve, waiting) = held(&fixture, "Eve", "canarywaiting").await;
    for query in ["q=canarywaiting", "q=canarywait&typing=true", "q=canarywaitnig", "q=from:eve"] {
        assert_eq!(eve.finds(&fixture, query).await, FoundComments::default(), "{query}");
    }
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    marta.decides("approve", None, &[&waiting]).await;
    assert_eq!(eve.finds(&fixture, "q=canarywaiting").await.total, 1);
}

#[tokio::test]
async fn a_hit_that_was_hidden_since_the_index_heard_of_it_is_left_out() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "marmalade").await;
    assert_eq!(amira.finds(&fixture, "q=marmalade").await.hits.len(), 1);
    assert_eq!(amira.withdraws(&posted, 1).await.status(), StatusCode::OK);
    let answer = amira.gets("search?q=marmalade").await;
    assert_eq!(answer.json::<FoundComments>().await.unwrap(), FoundComments::default(), "no number counts it, either");
}

#[tokio::test]
async fn a_title_that_went_with_its_comment_is_found_no_more() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let titled = json!({ "page": RYE, "name": "Amira", "body": "first", "title": "Canarytitle" });
    let mut titled: CommentPosted = amira.sends(Method::POST, "comments", &key(), titled).await.json().await.unwrap();
    let other = ben.posts(RYE, "second").await;
    let found = amira.finds(&fixture, "q=canarytitle").await;
    assert_eq!((found.total, found.hits[0].found_in_page), (2, true));
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    marta.decides("spam", None, &[&titled]).await;
    assert_eq!(amira.finds(&fixture, "q=canarytitle").await, FoundComments::default());
    assert_eq!(amira.finds(&fixture, "q=second").await.hits[0].id, other.comment.id);
    titled.comment.version += 1;
    assert_eq!(marta.decides("not_spam", None, &[&titled]).await.status(), StatusCode::OK);
    assert_eq!(amira.finds(&fixture, "q=canarytitle").await.total, 2, "it is back with its comment");
}

#[tokio::test]
async fn another_site_finds_nothing_of_it() {
    let fixture = Fixture::open().await;
    let (amira, guest) = (fixture.visitor("Amira"), fixture.guest_of_the_cafe("Gil"));
    amira.posts(RYE, "canarybakery").await;
    for query in ["q=canarybakery", "q=canarybak&typing=true", "q=canarybakrey", "q=from:amira", "q=on:rye"] {
        assert_eq!(guest.finds(&fixture, query).await, FoundComments::default(), "{query}");
    }
}

#[tokio::test]
async fn answers_of_the_team_and_years_narrow_what_is_found() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let question = amira.posts(RYE, "rye flour?").await;
    amira.posts(RYE, "rye again").await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let reply = json!({ "parent": question.comment.id, "body": "rye flour, of course" });
    assert!(marta.asks(Method::POST, "answers", Some(reply)).await.status().is_success());
    let found = amira.finds(&fixture, "q=rye").await;
    assert_eq!((found.total, found.facets.by_host, found.facets.answered), (3, 1, 2));
    assert_eq!(found.facets.years.iter().map(|year| (year.year, year.hits)).collect::<Vec<_>>(), [(2025, 3)]);
    assert_eq!(amira.finds(&fixture, "q=rye+is:answered").await.total, 2);
    assert_eq!(amira.finds(&fixture, "q=rye+is:host").await.hits[0].author.role, Some(Role::Owner));
    assert_eq!(amira.finds(&fixture, "q=rye&year=2024").await.total, 0);
    let newest = amira.finds(&fixture, "q=rye&order=newest&limit=1&offset=1").await;
    assert_eq!((newest.total, newest.hits.len()), (3, 1));
    assert_eq!(amira.finds(&fixture, "q=rye+before:never").await.ignored, ["before:never"]);
}

#[tokio::test]
async fn whoever_writes_is_led_to_what_others_wrote_about_it() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let rye = amira.posts(RYE, "My sourdough collapses in the oven after twenty minutes").await;
    amira.posts(RYE, "Thank you for the oven").await;
    let hidden = amira.posts(RYE, "canarysourdough in a canaryoven").await;
    assert_eq!(amira.withdraws(&hidden, 1).await.status(), StatusCode::OK);
    catch_up(&fixture.app).await.unwrap();
    let asks = async |text: &str| {
        let answer = ben.sends(Method::POST, "related", "key", json!({ "text": text })).await;
        assert_eq!(
            (answer.status(), &answer.headers()["cache-control"]),
            (StatusCode::OK, &"no-store".parse().unwrap())
        );
        answer.json::<RelatedComments>().await.unwrap().hits
    };
    let found = asks("Why does the sourdoug from:my ovens fall down?").await;
    assert_eq!(found.iter().map(|hit| hit.id).collect::<Vec<_>>(), [rye.comment.id], "two words of three, mistyped");
    for text in ["sourdough", "", "Something else altogether", "canarysourdough canaryoven", "the oven is in the"] {
        assert_eq!(asks(text).await, [], "{text}");
    }
    let long = "sourdough oven ".repeat(600);
    assert_eq!(asks(&long).await.len(), 1, "of a long text the end counts");
}

#[tokio::test]
async fn odd_queries_get_an_answer_and_too_many_a_wait() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    for query in ["", "q=", "q=%00", "q=%F4%8F%BF%BF", "q=from:", "q=%22%22", "q=is:answered"] {
        assert_eq!(amira.finds(&fixture, query).await, FoundComments::default(), "{query:?}");
    }
    let long = amira.gets(&format!("search?q={}", "a".repeat(600))).await;
    assert_eq!(problem(long, 422).await.code, ErrorCode::Malformed);
    let mut refused = None;
    for _ in 0..60 {
        let answer = amira.gets("search?q=rye").await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(problem(answer, 429).await);
            break;
        }
    }
    assert_eq!(refused.unwrap().code, ErrorCode::RateLimited);
}

#[tokio::test]
async fn an_index_that_was_lost_is_made_anew_from_the_log() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    for number in 0..5 {
        amira.posts(RYE, &format!("marmalade number {number}")).await;
    }
    assert_eq!(amira.finds(&fixture, "q=marmalade").await.total, 5);
    let folder = fixture.end().await;
    std::fs::remove_dir_all(folder.path().join("search")).unwrap();
    let fixture = Fixture::at(folder, Limits::Off).await;
    assert_eq!(fixture.visitor("Ben").finds(&fixture, "q=marmalade").await.total, 5);
}
