//! The published comments as the team sees them: the list, what can be done about each, and its history.

use porch_protocol::people::PersonHistory;
use porch_protocol::published::PublishedComments;
use porch_protocol::team_api::{DecisionResult, HistoryEntry, ReviewQueue};
use porch_protocol::thread_controls::PageControlsList;
use porch_protocol::{Actor, DecisionKind, ErrorCode, Role, Status};
use reqwest::Method;
use serde_json::json;

use crate::fixture::{Fixture, RYE, key, problem, said};
use crate::page_controls::{SPELT, thread};
use crate::review::Host;

#[tokio::test]
async fn whatever_is_offered_about_a_comment_is_done_and_the_next_thing_is_offered() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "How sour is it?").await;
    let person = marta.meets(&posted).await.person;
    let walk = [
        (DecisionKind::Remove, "remove", Status::Removed),
        (DecisionKind::Restore, "restore", Status::Published),
        (DecisionKind::Spam, "spam", Status::Spam),
        (DecisionKind::NotSpam, "not_spam", Status::Published),
        (DecisionKind::SendBack, "send_back", Status::SentBack),
        (DecisionKind::Decline, "decline", Status::Declined),
        (DecisionKind::Approve, "approve", Status::Published),
    ];
    for (verb, word, leads_to) in walk {
        let before = marta.meets(&posted).await.comment;
        assert!(DecisionKind::offered(before.status).contains(&verb), "{verb:?} at {:?}", before.status);
        let read = json!([{ "id": before.id, "version": before.version }]);
        let reason = verb.needs_reason().then_some("Rule 2");
        let decision = json!({ "verb": word, "reason": reason, "comments": read });
        let again = decision.clone();
        let decided: DecisionResult = marta.asks(Method::POST, "decisions", Some(decision)).await.json().await.unwrap();
        assert_eq!(decided.done, [before.id], "{verb:?}");
        let stale: DecisionResult = marta.asks(Method::POST, "decisions", Some(again)).await.json().await.unwrap();
        assert_eq!(stale.left, [before.id], "nobody has read what it is by now");
        assert_eq!(marta.meets(&posted).await.comment.status, leads_to);
        let history: PersonHistory = marta.reads(&format!("people/{person}")).await;
        assert_eq!(history.comments[0].comment.status, leads_to, "and its author's history says so");
        let up = usize::from(leads_to == Status::Published);
        assert_eq!(fixture.visitor("Ben").reads(RYE).await.comments.len(), up);
        assert_eq!(marta.reads::<PublishedComments>("comments").await.comments.len(), up);
        // More than the ten seconds in which it could simply be taken back.
        fixture.pass(60);
    }
    let log: Vec<HistoryEntry> = marta.reads("settled?what=decisions").await;
    assert_eq!(log.len(), walk.len());
    assert!(log.iter().all(|line| line.status == Some(Status::Published)), "a line says where its comment stands now");
    let outdated: Vec<_> = log.iter().map(|line| line.outdated).collect();
    assert_eq!(outdated, [false, true, true, true, true, true, true], "only the last word still holds");
}

#[tokio::test]
async fn a_line_of_the_log_knows_when_its_author_has_changed_what_it_was_about() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "How sour is it?").await;
    marta.decides("send_back", Some("Which bread?"), &[&posted]).await;
    let line = |log: Vec<HistoryEntry>| (log[0].status, log[0].outdated);
    assert_eq!(line(marta.reads("settled?what=decisions").await), (Some(Status::SentBack), false));
    assert!(amira.withdraws(&posted, 2).await.status().is_success());
    assert_eq!(line(marta.reads("settled?what=decisions").await), (Some(Status::Withdrawn), true));
    let undone = amira.posts(RYE, "Which flour?").await;
    marta.decides("spam", None, &[&undone]).await;
    marta.asks(Method::POST, "decisions/undo", Some(json!({ "comments": [undone.comment.id] }))).await;
    let log: Vec<HistoryEntry> = marta.reads("settled?what=decisions").await;
    assert_eq!((log[1].what.as_str(), log[1].outdated), ("comment_marked_spam", true), "it was taken back");
}

#[tokio::test]
async fn what_is_up_is_found_newest_first_by_page_and_page_by_page() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let amira = fixture.visitor("Amira");
    for number in 0..60 {
        fixture.pass(1);
        amira.posts(if number % 10 == 0 { SPELT } else { RYE }, &format!("words {number}")).await;
    }
    let first: PublishedComments = marta.reads("comments").await;
    assert_eq!((first.comments.len(), said(&first.comments[0].comment).as_str()), (50, "words 59"));
    assert_eq!(first.comments[0].place.url, RYE);
    let older: PublishedComments = marta.reads(&format!("comments?after={}", first.next.unwrap())).await;
    let last: Vec<_> = older.comments.iter().map(|one| said(&one.comment)).collect();
    assert_eq!((last.len(), last[0].as_str(), last[9].as_str(), older.next), (10, "words 9", "words 0", None));
    // The order is that of the server, page by page, and so is what the list is narrowed to.
    let oldest: PublishedComments = marta.reads("comments?order=oldest&choices=true").await;
    assert_eq!((oldest.comments.len(), said(&oldest.comments[0].comment).as_str()), (50, "words 0"));
    let urls: Vec<_> = oldest.choices.unwrap().pages.into_iter().map(|page| page.url).collect();
    assert_eq!(urls, [RYE, SPELT], "where somebody spoke last comes first");
    fixture.pass(1);
    amira.posts(RYE, "words 60").await;
    let newer: PublishedComments = marta.reads(&format!("comments?order=oldest&after={}", oldest.next.unwrap())).await;
    let rest: Vec<_> = newer.comments.iter().map(|one| said(&one.comment)).collect();
    assert_eq!((rest[0].as_str(), rest.last().unwrap().as_str(), rest.len()), ("words 50", "words 60", 11));
    let spelt = SPELT.replace(':', "%3A").replace('/', "%2F");
    let of_page: PublishedComments = marta.reads(&format!("comments?page={spelt}&order=oldest")).await;
    let words: Vec<_> = of_page.comments.iter().map(|one| said(&one.comment)).collect();
    assert_eq!(words, ["words 0", "words 10", "words 20", "words 30", "words 40", "words 50"]);
    let old: PublishedComments = marta.reads("comments?age=58").await;
    assert_eq!(
        old.comments.iter().map(|one| said(&one.comment)).collect::<Vec<_>>(),
        ["words 2", "words 1", "words 0"]
    );
    let of_spelt: PublishedComments = marta.reads(&format!("comments?thread={}", thread(&fixture, SPELT).await)).await;
    assert_eq!(of_spelt.comments.len(), 6);
    let pages: PageControlsList = marta.reads("pages").await;
    let counts: Vec<_> = pages.pages.iter().map(|page| (page.place.url.as_str(), page.up)).collect();
    assert_eq!(counts, [(RYE, 55), (SPELT, 6)], "where somebody spoke last comes first");
    let found: PageControlsList = marta.reads("pages?find=spe").await;
    assert_eq!(found.pages.len(), 1);
    assert!(
        marta.reads::<PageControlsList>("pages?find=%25").await.pages.is_empty(),
        "a part of an address is no pattern"
    );
    for wrong in [
        "comments?after=x",
        "comments?order=sideways",
        "comments?age=-1",
        "comments?thread=x",
        "pages?after=1.x",
        "comments/x",
    ] {
        assert!(marta.asks(Method::GET, wrong, None).await.status().is_client_error(), "{wrong}");
    }
    let long = format!("pages?find={}", "a".repeat(201));
    assert_eq!(problem(marta.asks(Method::GET, &long, None).await, 422).await.code, ErrorCode::Malformed);
}

#[tokio::test]
async fn whoever_asks_for_a_second_look_is_answered_even_where_it_stays_as_it_is() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    for (word, reason, stands) in [("remove", Some("Rule 2"), Status::Removed), ("spam", None, Status::Spam)] {
        let posted = amira.posts(RYE, &format!("words that are called {word}")).await;
        marta.decides(word, reason, &[&posted]).await;
        fixture.pass(60);
        let look = format!("comments/{}/second-look", posted.comment.id);
        assert!(amira.sends(Method::POST, &look, &key(), json!({})).await.status().is_success());
        fixture.pass(1);
        let card = marta.reads::<ReviewQueue>("to-read").await.cards.remove(0);
        assert!(card.second_look && card.comment.status == stands);
        let decided = card.prior_decision.map(|asked| (asked.by, asked.reason));
        assert_eq!(
            decided,
            Some((Actor::Member { name: "Marta".into() }, reason.map(str::to_owned))),
            "who decided, and why"
        );
        let waiting = marta.reads::<PageControlsList>("pages").await.pages.remove(0).waiting;
        assert_eq!(waiting, 1, "its page counts it as the list does");
        let keep = json!({ "verb": "keep", "comments": card.alike });
        let decided: DecisionResult =
            marta.asks(Method::POST, "decisions", Some(keep.clone())).await.json().await.unwrap();
        assert_eq!(decided.done, [posted.comment.id]);
        assert!(marta.reads::<ReviewQueue>("to-read").await.cards.is_empty(), "it was looked at");
        assert_eq!(marta.reads::<PageControlsList>("pages").await.pages.remove(0).waiting, 0);
        let mine = amira.me(RYE).await.comments.into_iter().find(|mine| mine.id == posted.comment.id).unwrap();
        assert_eq!((mine.status, mine.reason.as_deref()), (stands, reason), "it stays with its reason");
        let undo = json!({ "comments": [posted.comment.id] });
        let undone: DecisionResult = marta.asks(Method::POST, "decisions/undo", Some(undo)).await.json().await.unwrap();
        assert_eq!(undone.done, [posted.comment.id]);
        assert_eq!(marta.reads::<ReviewQueue>("to-read").await.cards.len(), 1, "and waits again");
        fixture.pass(1);
        marta.asks(Method::POST, "decisions", Some(keep)).await;
        assert!(marta.reads::<ReviewQueue>("to-read").await.cards.is_empty());
    }
    assert!(fixture.visitor("Ben").reads(RYE).await.comments.is_empty());
}
