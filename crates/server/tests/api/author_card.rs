//! The profile card of the author of a comment: what everyone may know of them, and nothing of what is hidden.

use porch_domain::moderation::site_rules::RuleKind;
use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::author_card::{AuthorCard, AuthorComments};
use porch_protocol::people::PersonHistory;
use porch_protocol::visitor_mail::StoredAboutMe;
use porch_protocol::{CommentId, CommentPosted, ErrorCode, Role, Status};
use porch_server::team::{OPERATOR, thread_controls};
use porch_storage::sites::{Hold, SiteChange};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE, key, problem};
use crate::review::Host;

const SPELT: &str = "https://bakery.example/spelt";

impl Person {
    async fn card_of(&self, id: CommentId) -> Response {
        self.gets(&format!("comments/{id}/author")).await
    }

    async fn opens(&self, posted: &CommentPosted) -> AuthorCard {
        let card = self.card_of(posted.comment.id).await;
        assert_eq!(card.status(), StatusCode::OK);
        card.json().await.unwrap()
    }

    async fn lists(&self, posted: &CommentPosted, after: &str) -> AuthorComments {
        let id = posted.comment.id;
        self.gets(&format!("comments/{id}/author/comments?after={after}")).await.json().await.unwrap()
    }

    async fn says_of_themselves(&self, about: &str) -> Response {
        self.sends(Method::POST, "me/about", &key(), json!({ "about": about })).await
    }
}

#[tokio::test]
async fn the_card_of_a_comment_has_what_is_public_of_its_author_and_links_to_it() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let first = amira.posts(RYE, "How sour is it?").await;
    ben.posts(RYE, "Very").await;
    fixture.pass(60);
    let second = amira.posts(SPELT, "And this **one**?").await;
    let third = amira.posts(SPELT, "I see").await;

    let answer = ben.card_of(first.comment.id).await;
    assert_eq!(answer.headers()["access-control-allow-origin"], "*", "it is the same for everybody");
    assert_eq!(answer.headers()["cache-control"], "no-store", "what is hidden is gone from it at once");
    assert!(answer.headers().get("set-cookie").is_none());
    let card: AuthorCard = answer.json().await.unwrap();
    assert_eq!((card.name.as_str(), card.role, card.confirmed, card.about.as_deref()), ("Amira", None, false, None));
    assert_eq!((card.comments, card.since), (3, Some(first.comment.posted_at)));
    let recent: Vec<_> = card.recent.iter().map(|one| (one.id, one.page.url.as_str())).collect();
    assert_eq!(recent, [(third.comment.id, SPELT), (first.comment.id, RYE)], "one of each page");
    assert_eq!(ben.opens(&third).await.id, card.id);
    let shown = ben.reads(RYE).await.comments;
    let ids: Vec<_> = shown.iter().map(|comment| comment.author.as_ref().unwrap().id.as_deref()).collect();
    assert!(ids.contains(&Some(card.id.as_str())) && ids[0] != ids[1], "{ids:?}");

    let list = ben.lists(&first, "").await;
    let listed: Vec<_> = list.comments.iter().map(|one| (one.id, one.excerpt.as_str())).collect();
    let all =
        [(third.comment.id, "I see"), (second.comment.id, "And this one?"), (first.comment.id, "How sour is it?")];
    assert_eq!((listed.as_slice(), list.next), (all.as_slice(), None));
}

#[tokio::test]
async fn nobody_learns_that_somebody_has_written_with_two_names() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let first = amira.posts(RYE, "How sour is it?").await;
    let second = amira.tries("I was ill of it", json!({ "name": "No name" })).await;
    assert_eq!(second.comment.status, Status::Published);
    amira.says_of_themselves("Bakes on Sundays").await;
    let (amira_card, no_name) = (amira.opens(&first).await, amira.opens(&second).await);
    assert_eq!((amira_card.name.as_str(), amira_card.comments, amira_card.recent.len()), ("Amira", 1, 1));
    assert_eq!((no_name.name.as_str(), no_name.comments, no_name.recent[0].id), ("No name", 1, second.comment.id));
    assert_ne!(amira_card.id, no_name.id);
    assert_eq!(
        (amira_card.about, no_name.about.as_deref()),
        (None, Some("Bakes on Sundays")),
        "she uses that name now"
    );
    assert_eq!(amira.lists(&first, "").await.comments.len(), 1);
}

#[tokio::test]
async fn the_number_opens_the_very_comments_that_it_counts() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let mut posted = Vec::new();
    for number in 0..23 {
        posted.push(amira.posts(RYE, &format!("Loaf {number}")).await);
    }
    let last = posted.last().unwrap();
    assert_eq!(amira.opens(last).await.comments, 23);
    let part = amira.lists(last, "").await;
    assert_eq!((part.comments.len(), part.comments[0].id), (20, last.comment.id));
    let rest = amira.lists(last, &part.next.unwrap()).await;
    assert_eq!((rest.comments.len(), rest.next, rest.comments[2].id), (3, None, posted[0].comment.id));
    let wrong = amira.gets(&format!("comments/{}/author/comments?after=x", last.comment.id)).await;
    assert_eq!(problem(wrong, 422).await.code, ErrorCode::Malformed);
}

#[tokio::test]
async fn nothing_that_is_hidden_has_a_card_or_is_on_one() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let shown = amira.posts(RYE, "How sour is it?").await;
    let removed = amira.posts(SPELT, "Buy my flour").await;
    fixture.decides(DecisionKind::Remove, &removed, "Rule 3").await.unwrap();
    let withdrawn = amira.posts(SPELT, "I take this back").await;
    amira.withdraws(&withdrawn, 1).await;
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let rude = fixture.visitor("Rude").tries("rude words", json!({})).await;
    assert_eq!(rude.comment.status, Status::Held);
    let held = amira.tries("Perhaps", json!({ "name": "Rude Amira" })).await;
    let nowhere = CommentId(uuid::Uuid::from_u128(7));
    for hidden in [removed.comment.id, withdrawn.comment.id, rude.comment.id, held.comment.id, nowhere] {
        for path in ["author", "author/comments"] {
            let answer = amira.gets(&format!("comments/{hidden}/{path}")).await;
            assert_eq!(answer.headers()["access-control-allow-origin"], "*");
            assert_eq!(problem(answer, 404).await.code, ErrorCode::CommentNotFound, "{path}");
        }
    }
    let card = ben.opens(&shown).await;
    assert_eq!((card.name.as_str(), card.comments, card.recent.len()), ("Amira", 1, 1), "not the name that waits");
    assert_eq!(ben.lists(&shown, "").await.comments.len(), 1);
    let elsewhere = fixture.guest_of_the_cafe("Carl").card_of(shown.comment.id).await;
    assert_eq!(problem(elsewhere, 404).await.code, ErrorCode::CommentNotFound, "another site");
    fixture.decides(DecisionKind::Remove, &shown, "Rule 3").await.unwrap();
    assert_eq!(problem(ben.card_of(shown.comment.id).await, 404).await.code, ErrorCode::CommentNotFound, "at once");
}

#[tokio::test]
async fn a_page_without_a_name_for_its_site_finds_it_by_its_origin() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "How sour is it?").await;
    let url = format!("{}/v1/sites/-/comments/{}/author", fixture.address, posted.comment.id);
    let found = amira.asks(Method::GET, &url, reqwest::header::HeaderMap::new(), None).await;
    assert_eq!(found.status(), StatusCode::OK);
    let unnamed = reqwest::get(&url).await.unwrap();
    assert_eq!(problem(unnamed, 404).await.code, ErrorCode::SiteUnknown);
}

#[tokio::test]
async fn a_member_of_the_team_has_a_role_on_the_card_and_no_mark() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let amira = fixture.visitor("Amira");
    let question = amira.posts(RYE, "How sour is it?").await;
    let words = json!({ "parent": question.comment.id, "body": "Quite" });
    let answer = marta.asks(Method::POST, "answers", Some(words)).await;
    let answer: CommentPosted = answer.json().await.unwrap();
    let card = amira.opens(&answer).await;
    assert_eq!((card.name.as_str(), card.role, card.confirmed), ("Marta", Some(Role::Host), false));
    assert_eq!(card.comments, 1);
}

#[tokio::test]
async fn a_line_about_oneself_is_on_the_card_once_there_is_one() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let nobody = amira.says_of_themselves("Bakes on Sundays").await;
    assert_eq!(problem(nobody, 404).await.code, ErrorCode::PersonUnknown, "she has written nothing here");
    fixture.set(SiteChange { hold: Some(Hold::First), ..SiteChange::default() }).await;
    let held = amira.tries("How sour is it?", json!({})).await;
    assert_eq!(amira.says_of_themselves("  Bakes on\nSundays ").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(problem(amira.card_of(held.comment.id).await, 404).await.code, ErrorCode::CommentNotFound);
    let stored: StoredAboutMe = amira.gets("me").await.json().await.unwrap();
    assert_eq!(stored.about.as_deref(), Some("Bakes on Sundays"));
    fixture.decides(DecisionKind::Approve, &held, "fine").await.unwrap();
    assert_eq!(amira.opens(&held).await.about.as_deref(), Some("Bakes on Sundays"));
    amira.says_of_themselves("").await;
    assert_eq!(amira.opens(&held).await.about, None);
}

#[tokio::test]
async fn a_line_about_oneself_is_refused_for_what_would_hold_a_comment() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { team: Some(vec!["Marta Bell".into()]), ..SiteChange::default() }).await;
    thread_controls::add_rule(&fixture.app, "bakery", (RuleKind::Word, "casino".into()), OPERATOR).await.unwrap();
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "How sour is it?").await;
    for (about, code) in [
        ("x".repeat(161).as_str(), ErrorCode::BodyTooLong),
        ("Bakes at evil.example", ErrorCode::TooManyLinks),
        ("M\u{430}rta Bell", ErrorCode::NameTaken),
        ("Moderator", ErrorCode::NameTaken),
        ("c\u{430}sino every day", ErrorCode::SettingInvalid),
    ] {
        assert_eq!(problem(amira.says_of_themselves(about).await, 422).await.code, code, "{about}");
    }
    assert_eq!(amira.opens(&posted).await.about, None);
    let unknown = amira.sends(Method::POST, "me/about", &key(), json!({ "about": "x", "role": "owner" })).await;
    assert_eq!(problem(unknown, 422).await.code, ErrorCode::Malformed);
}

#[tokio::test]
async fn the_team_sees_a_line_about_oneself_and_removes_it() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "How sour is it?").await;
    amira.says_of_themselves("Bakes on Sundays").await;
    let person = fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().person;
    let known: PersonHistory = marta.reads(&format!("people/{person}")).await;
    assert_eq!((known.about.as_deref(), known.confirmed_by.is_empty()), (Some("Bakes on Sundays"), true));
    let remove = async || marta.asks(Method::DELETE, &format!("people/{person}/about"), None).await;
    assert_eq!(remove().await.status(), StatusCode::NO_CONTENT);
    assert_eq!(amira.opens(&posted).await.about, None);
    assert_eq!(problem(remove().await, 404).await.code, ErrorCode::PersonUnknown);
    let line = marta.reads::<Vec<porch_protocol::team_api::HistoryEntry>>("settled").await.remove(0);
    assert_eq!((line.what.as_str(), line.name.as_deref()), ("about_removed", Some("Amira")));
}
