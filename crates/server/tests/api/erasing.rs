//! What a visitor sees of what is stored, takes along and erases; and what the team erases.

use std::sync::Arc;

use porch_domain::comment::WITHDRAWN_WORDS_LIFE;
use porch_domain::erased_person::{SECOND_PASS_AFTER, is_erased};
use porch_protocol::own_data::OwnData;
use porch_protocol::people::{People, PersonHistory};
use porch_protocol::published::TeamComment;
use porch_protocol::team_api::HistoryEntry;
use porch_protocol::visitor_mail::StoredAboutMe;
use porch_protocol::{Actor, CommentPosted, ErrorCode, Role, Status, Timestamp};
use porch_server::erasures;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::external_checks;
use crate::fixture::{Fixture, Person, RYE, key, problem, said};
use crate::review::Host;
use crate::spam_service::Says;

impl Person {
    async fn erases_everything(&self) -> StatusCode {
        let answer = self.sends(Method::DELETE, "me", &key(), json!(null)).await;
        assert!(answer.headers().get("set-cookie").is_none_or(|cookie| !cookie.is_empty()));
        answer.status()
    }

    async fn exports(&self) -> OwnData {
        let answer = self.gets("me/export").await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["cache-control"], "private, no-store");
        let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
        assert_eq!(name, "attachment; filename=\"comments-bakery-2025-06-15.json\"");
        answer.json().await.unwrap()
    }

    async fn stored(&self) -> StoredAboutMe {
        self.gets("me").await.json().await.unwrap()
    }
}

async fn reports(person: &Person, about: &CommentPosted, reason: &str) {
    let rest = format!("comments/{}/reports", about.comment.id);
    let answer = person.sends(Method::POST, &rest, &key(), json!({ "reason": reason })).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
}

#[tokio::test]
async fn a_visitor_sees_what_kinds_of_things_are_stored() {
    let fixture = Fixture::open().await;
    let (ada, ben) = (fixture.visitor("Ada"), fixture.visitor("Ben"));
    assert_eq!(ada.stored().await, StoredAboutMe::default());
    let [one, two] = [ada.posts(RYE, "one").await, ada.posts(RYE, "two").await];
    let others = ben.posts(RYE, "of others").await;
    reports(&ada, &others, "unkind").await;
    ada.withdraws(&two, 1).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    marta.decides("keep", None, &[&one]).await;
    ada.edits(&one, 1, "one, better").await;
    let stored = ada.stored().await;
    let by_status: Vec<_> = stored.by_status.iter().map(|one| (one.status, one.count)).collect();
    assert_eq!(by_status, [(Status::Published, 1), (Status::Withdrawn, 1)]);
    assert_eq!((stored.comments, stored.earlier_texts, stored.reports), (2, 1, 1));
    assert!(stored.browsers.is_empty() && stored.asked_mail.is_none());
}

#[tokio::test]
async fn a_visitor_takes_everything_along() {
    let fixture = Fixture::open().await;
    let (ada, ben) = (fixture.visitor("Ada"), fixture.visitor("Ben"));
    let stranger = fixture.visitor("Eve").exports().await;
    assert_eq!((stranger.comments, stranger.name), (Vec::new(), None));
    let one = ada.posts(RYE, "*one*").await;
    let others = ben.posts(RYE, "of others").await;
    reports(&ada, &others, "unkind").await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    marta.decides("keep", None, &[&one]).await;
    ada.edits(&one, 1, "one, better").await;
    let reply = ada.replies(RYE, &others, "a reply").await;
    marta.decides("remove", Some("Be kind"), &[&reply]).await;
    fixture.pass(1);
    // More than are read at a time.
    for number in 0..150 {
        ada.posts("https://bakery.example/spelt", &format!("number {number}")).await;
    }
    let data = ada.exports().await;
    assert_eq!((data.site.as_str(), data.name.as_deref(), data.comments.len()), ("bakery", Some("Ada"), 152));
    assert_eq!((data.reports[0].reason.as_str(), data.reports[0].comment), ("unkind", others.comment.id));
    let [reply, first] = &data.comments[150..] else { panic!("{:?}", data.comments.len()) };
    let texts: Vec<_> = first.texts.iter().map(|text| (text.version, text.source.as_str())).collect();
    assert_eq!(texts, [(1, "*one*"), (2, "one, better")]);
    assert_eq!((first.page.as_str(), first.status), (RYE, Status::Published));
    assert_eq!((reply.status, reply.reason.as_deref()), (Status::Removed, Some("Be kind")));
    assert_eq!(reply.parent, Some(others.comment.id));
    assert!(data.comments.iter().all(|comment| !comment.texts[0].source.contains("of others")));
}

#[tokio::test]
async fn the_file_is_limited() {
    let fixture = Fixture::with_limits().await;
    let ada = fixture.visitor("Ada");
    for _ in 0..3 {
        assert_eq!(ada.gets("me/export").await.status(), StatusCode::OK);
    }
    assert_eq!(problem(ada.gets("me/export").await, 429).await.code, ErrorCode::RateLimited);
    fixture.pass(301);
    assert_eq!(ada.gets("me/export").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn whoever_erases_everything_is_nobody_and_the_talk_keeps_its_shape() {
    let fixture = Fixture::open().await;
    let (ada, ben) = (fixture.visitor("Ada"), fixture.visitor("Ben"));
    assert_eq!(fixture.visitor("Eve").erases_everything().await, StatusCode::NO_CONTENT, "nobody has nothing");
    let first = ada.posts(RYE, "MARKER one").await;
    let reply = ben.replies(RYE, &first, "a reply").await;
    let last = ada.replies(RYE, &reply, "MARKER two").await;
    let listener = ben.reads(RYE).await;
    assert!(ben.reads_the_page(RYE).await.contains("MARKER"));

    assert_eq!(ada.erases_everything().await, StatusCode::NO_CONTENT);

    let page = ben.reads(RYE).await;
    let seen = &page.comments;
    assert_eq!(seen.iter().map(|one| one.status).collect::<Vec<_>>(), [Status::Withdrawn, Status::Published]);
    assert_eq!((seen[0].id, &seen[0].author, said(&seen[1]).as_str()), (first.comment.id, &None, "a reply"));
    let told = ben.hears_since(RYE, &listener.cursor.0).await;
    assert!(told.changes.iter().any(|change| change.comment.id == last.comment.id), "{told:?}");
    for what in ["fragment", "thread", "changes"] {
        let query = format!("{what}?page={RYE}&since={}", listener.cursor.0);
        let text = ben.gets(&query).await.text().await.unwrap();
        assert!(!text.contains("MARKER") && !text.contains("Ada"), "{what}: {text}");
    }
    assert_eq!(ada.stored().await, StoredAboutMe { kept: true, ..StoredAboutMe::default() });
    assert!(ada.me(RYE).await.comments.is_empty());
    assert_eq!(ada.edits(&first, 2, "again").await.status(), StatusCode::NOT_FOUND);
    ada.posts(RYE, "as somebody new").await;
    assert_eq!(ada.stored().await.comments, 1);
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let people: People = marta.reads("people").await;
    let mut names: Vec<_> = people.people.iter().map(|line| line.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Ada", "Ben"], "the one who was erased is in no list");
}

/// The post waits for a spam service while its author erases everything.
#[tokio::test]
async fn what_is_posted_while_its_author_is_erased_is_erased_two_minutes_later() {
    let (fixture, mut service) = external_checks::bakery("akismet").await;
    let (ada, ben) = (Arc::new(fixture.visitor("Ada")), fixture.visitor("Ben"));
    ada.posts(RYE, "first").await;
    service.next().await;
    service.says([Says::Silence]);
    let author = ada.clone();
    let waits = tokio::spawn(async move { author.posts(RYE, "MARKER").await });
    service.next().await;
    assert_eq!(ada.erases_everything().await, StatusCode::NO_CONTENT);
    service.breaks_its_silence();
    let late = waits.await.unwrap();
    ben.replies(RYE, &late, "a reply").await;

    fixture.pass(SECOND_PASS_AFTER / Timestamp::SECOND);
    erasures::round(&fixture.app).await.unwrap();

    let page = ben.reads(RYE).await;
    assert_eq!((page.comments[0].status, &page.comments[0].author), (Status::Withdrawn, &None));
    let text = ben.reads_the_page(RYE).await;
    assert!(text.contains("a reply") && !text.contains("MARKER"), "{text}");
    let stub = fixture.app.storage.comment("bakery", late.comment.id).await.unwrap().unwrap();
    assert!(is_erased(&stub.person) && stub.name.is_empty() && stub.source.is_empty(), "{stub:?}");
}

#[tokio::test]
async fn owners_and_hosts_erase_a_comment_with_a_reason_that_readers_do_not_see() {
    let fixture = Fixture::open().await;
    let (ada, ben) = (fixture.visitor("Ada"), fixture.visitor("Ben"));
    let spoken = ada.posts(RYE, "MARKER").await;
    ben.replies(RYE, &spoken, "a reply").await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let what = format!("comments/{}/erase", spoken.comment.id);
    let refused = marta.asks(Method::POST, &what, Some(json!({ "reason": " " }))).await;
    assert_eq!(problem(refused, 422).await.code, ErrorCode::ReasonInvalid);
    let erased = marta.asks(Method::POST, &what, Some(json!({ "reason": "SECRET" }))).await;
    assert_eq!(erased.status(), StatusCode::NO_CONTENT);
    let page = ben.reads_the_page(RYE).await;
    assert!(!page.contains("MARKER") && !page.contains("SECRET") && page.contains("a reply"), "{page}");
    let stub: TeamComment = marta.reads(&format!("comments/{}", spoken.comment.id)).await;
    assert_eq!((stub.comment.status, &stub.comment.author), (Status::Removed, &None));
    let history: Vec<HistoryEntry> = marta.reads("settled").await;
    assert_eq!((history[0].what.as_str(), history[0].reason.as_deref()), ("comment_erased", Some("SECRET")));
    assert_eq!(history[0].by, Actor::Member { name: "Marta".into() });
    let restored = marta.decides("restore", None, &[&spoken]).await.text().await.unwrap();
    assert!(restored.contains("\"left\":[\""), "there is nothing to restore: {restored}");
}

#[tokio::test]
async fn owners_and_hosts_erase_a_person_but_nobody_of_the_team() {
    let fixture = Fixture::open().await;
    let ada = fixture.visitor("Ada");
    ada.posts(RYE, "MARKER").await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let people: People = marta.reads("people").await;
    let person = people.people.into_iter().find(|line| line.name == "Ada").unwrap().person;
    let what = format!("people/{person}/erase");
    assert_eq!(marta.asks(Method::POST, &what, None).await.status(), StatusCode::NO_CONTENT);
    let again = marta.asks(Method::POST, &what, None).await;
    assert_eq!(problem(again, 404).await.code, ErrorCode::PersonUnknown);
    assert!(!ada.me(RYE).await.guest, "her browser is nobody's");
    let member = fixture.app.storage.members("bakery").await.unwrap().swap_remove(0).person;
    let refused = problem(marta.asks(Method::POST, &format!("people/{member}/erase"), None).await, 409).await;
    assert_eq!(serde_json::to_value(refused.cause).unwrap(), json!({ "code": "team-member-not-erased" }));
    let history: Vec<HistoryEntry> = marta.reads("settled").await;
    assert_eq!((history[0].what.as_str(), &history[0].by), ("person_erased", &Actor::Member { name: "Marta".into() }));
    let gone = marta.asks(Method::GET, &format!("people/{person}"), None).await;
    assert_eq!(problem(gone, 404).await.code, ErrorCode::PersonUnknown);
}

#[tokio::test]
async fn the_history_says_that_a_person_was_erased_wherever_it_named_them() {
    let fixture = Fixture::open().await;
    let (ada, ben) = (fixture.visitor("Ada"), fixture.visitor("Ben"));
    let (spoken, others) = (ada.posts(RYE, "MARKER").await, ben.posts(RYE, "of others").await);
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for comment in [&spoken, &others] {
        marta.decides("remove", Some("Be kind"), &[comment]).await;
    }
    let people: People = marta.reads("people").await;
    let person = people.people.into_iter().find(|line| line.name == "Ada").unwrap().person;
    let ban = json!({ "person": person, "reason": "Insults" });
    assert!(marta.asks(Method::POST, "bans", Some(ban)).await.status().is_success());
    assert_eq!(ada.erases_everything().await, StatusCode::NO_CONTENT);

    let history: Vec<HistoryEntry> = marta.reads("settled").await;
    let of = |what: &str| history.iter().filter(|line| line.what == what).collect::<Vec<_>>();
    let [erased] = of("person_erased")[..] else { panic!("{history:?}") };
    assert_eq!((&erased.by, &erased.by_id), (&Actor::Erased, &None));
    let [banned] = of("banned")[..] else { panic!("{history:?}") };
    assert_eq!((banned.erased, &banned.person, &banned.name), (true, &None, &None));
    let [other, own] = of("comment_removed")[..] else { panic!("{history:?}") };
    assert_eq!((own.erased, &own.person, &own.name, &own.excerpt), (true, &None, &None, &None));
    assert_eq!((other.erased, other.name.as_deref()), (false, Some("Ben")));
    let told = serde_json::to_string(&history).unwrap();
    assert!(!told.contains(&person) && !told.contains("Ada") && !told.contains("MARKER"), "{told}");
}

#[tokio::test]
async fn withdrawn_words_are_gone_for_the_team_once_nothing_can_be_undone() {
    let fixture = Fixture::open().await;
    let (ada, ben) = (fixture.visitor("Ada"), fixture.visitor("Ben"));
    let spoken = ada.posts(RYE, "MARKER").await;
    ben.replies(RYE, &spoken, "a reply").await;
    ada.withdraws(&spoken, 1).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let words = async || {
        let comment: TeamComment = marta.reads(&format!("comments/{}", spoken.comment.id)).await;
        said(&comment.comment)
    };
    erasures::round(&fixture.app).await.unwrap();
    assert_eq!(words().await, "MARKER");
    fixture.pass(WITHDRAWN_WORDS_LIFE / Timestamp::SECOND);
    erasures::round(&fixture.app).await.unwrap();
    assert_eq!(words().await, "");
    let person = fixture.app.storage.comment("bakery", spoken.comment.id).await.unwrap().unwrap().person;
    let history: PersonHistory = marta.reads(&format!("people/{person}")).await;
    assert_eq!((history.name.as_str(), history.comments.len()), ("Ada", 1), "who withdrew it is known");
    let page = ben.reads(RYE).await;
    assert_eq!(page.comments[0].status, Status::Withdrawn);
}
