//! What the team knows of those who write, and who is asked to stay away.

use std::collections::BTreeMap;

use porch_protocol::people::{BanKind, Banned, ConfirmedBy, People, PersonComments, PersonHistory, StatusCount};
use porch_protocol::published::{PublishedComments, TeamComment};
use porch_protocol::team_api::{HistoryEntry, ReviewQueue, UnansweredList};
use porch_protocol::{Author, CommentPosted, ErrorCode, Role, Status, TrustLevel};
use porch_storage::identities::{Account, AccountSignIn, SITE_PROVIDER, UsedToken};
use porch_storage::mail_codes::{CodeProof, CodeRequest, DrawnCode};
use porch_storage::people::PeopleQuery;
use porch_storage::visitor_sessions::GuestChange;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::fixture::{Fixture, RYE, key, problem};
use crate::host::expert_comes_in;
use crate::review::{Host, held, holding_first_comments};

/// The id of whoever wrote the one comment that waits.
async fn who_waits(host: &Host<'_>) -> String {
    host.reads::<ReviewQueue>("to-read").await.cards.remove(0).person
}

#[tokio::test]
async fn a_card_says_what_its_author_said_before_and_the_history_says_it_all() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, first) = held(&fixture, "Amira", "How sour is it?").await;
    let card = marta.reads::<ReviewQueue>("to-read").await.cards.remove(0);
    assert_eq!((card.earlier.counts, card.earlier.reason), (vec![], None), "nothing before");
    marta.decides("approve", None, &[&first]).await;
    let ben = fixture.visitor("Ben");
    let report = format!("comments/{}/reports", first.comment.id);
    ben.sends(Method::POST, &report, &key(), json!({ "reason": "too sour" })).await;
    fixture.pass(60);
    let second = amira.posts(RYE, "Your baker is a fool").await;
    marta.decides("remove", Some("Rule 2"), &[&second]).await;
    fixture.pass(60);
    let third = {
        let words =
            json!({ "page": RYE, "name": "Amira B.", "body": "Cheap pills: https://a.example and https://b.example" });
        let answer = amira.sends(Method::POST, "comments", &key(), words).await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        answer.json::<porch_protocol::CommentPosted>().await.unwrap()
    };
    let cards = marta.reads::<ReviewQueue>("to-read").await.cards;
    let card = cards.into_iter().find(|card| card.comment.id == third.comment.id).unwrap();
    let count = |status| StatusCount { status, count: 1 };
    assert_eq!(card.earlier.counts, [count(Status::Published), count(Status::Removed)]);
    assert_eq!(card.earlier.reason.as_deref(), Some("Rule 2"));

    let known: PersonHistory = marta.reads(&format!("people/{}", card.person)).await;
    assert_eq!((known.name.as_str(), known.other_names.as_slice()), ("Amira B.", &["Amira".to_owned()][..]));
    assert_eq!(known.counts, [count(Status::Held), count(Status::Published), count(Status::Removed)]);
    assert_eq!(known.standing.level, TrustLevel::Newcomer, "one removal outweighs one comment");
    assert_eq!(known.standing.published, 1);
    assert_eq!(known.against[0].comment.reason.as_deref(), Some("Rule 2"));
    assert_eq!((known.reports[0].reason.as_str(), known.reports.len()), ("too sour", 1));
    assert_eq!(known.comments.len(), 3);
    assert_eq!((known.comments[0].comment.id, known.comments[0].place.url.as_str()), (third.comment.id, RYE));
    assert!(known.network_known && known.ban.is_none() && known.role.is_none());
    assert_eq!(marta.reads::<UnansweredList>("waiting").await.openings[0].person, card.person);
}

#[tokio::test]
async fn each_count_of_a_history_opens_the_very_comments_that_it_counts() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let mut own = Vec::new();
    for number in 0..53 {
        fixture.pass(1);
        own.push(amira.posts(RYE, &format!("Loaf number {number}")).await);
    }
    marta.decides("remove", Some("Rule 2"), &[&own[0]]).await;
    marta.decides("spam", None, &[&own[1]]).await;
    let others = [ben.posts(RYE, "Buy my flour").await, ben.posts(RYE, "Buy my salt").await];
    for other in &others {
        let report = format!("comments/{}/reports", other.comment.id);
        amira.sends(Method::POST, &report, &key(), json!({ "reason": "advertising" })).await;
    }
    marta.decides("remove", Some("Rule 3"), &[&others[0]]).await;

    let people: People = marta.reads("people?find=Amira").await;
    let path = format!("people/{}", people.people[0].person);
    let known: PersonHistory = marta.reads(&path).await;
    let opened = async |query: &str| {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page: PersonComments = marta.reads(&format!("{path}/comments?{query}&after={after}")).await;
            assert!(page.comments.len() <= 50);
            all.extend(page.comments);
            match page.next {
                Some(next) => after = next,
                None => return all,
            }
        }
    };
    assert_eq!(known.counts.iter().map(|one| one.count).sum::<u32>(), 53);
    for StatusCount { status, count } in &known.counts {
        let found = opened(&format!("status={}", status.word())).await;
        assert_eq!(u32::try_from(found.len()).unwrap(), *count, "{status:?}");
        assert!(found.iter().all(|one| one.comment.status == *status && one.place.url == RYE));
        assert!(found.is_sorted_by(|one, next| one.comment.posted_at >= next.comment.posted_at), "the latest first");
    }
    let ids =
        |found: &[porch_protocol::people::CommentWithPage]| found.iter().map(|one| one.comment.id).collect::<Vec<_>>();
    assert_eq!(ids(&opened("status=removed").await), [own[0].comment.id]);
    assert_eq!(known.reported, 2);
    let mut reported = ids(&opened("reported=true").await);
    reported.sort();
    assert_eq!(reported, [others[0].comment.id, others[1].comment.id], "what became of it since changes nothing");
    for wrong in ["status=gone", "after=nonsense", "reported=perhaps"] {
        let answer = marta.asks(Method::GET, &format!("{path}/comments?{wrong}"), None).await;
        assert_eq!(problem(answer, 422).await.code, ErrorCode::Malformed, "{wrong}");
    }
    let nobody = marta.asks(Method::GET, &format!("people/{}/comments", uuid::Uuid::now_v7()), None).await;
    assert_eq!(problem(nobody, 404).await.code, ErrorCode::PersonUnknown);
}

#[tokio::test]
async fn who_is_banned_for_a_day_is_told_and_may_come_back() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, _) = held(&fixture, "Amira", "Buy my flour").await;
    let person = who_waits(&marta).await;
    assert!(!amira.me(RYE).await.banned);
    let ban = json!({ "person": person, "network": true, "seconds": 86_400, "reason": "Three adverts" });
    let made: Vec<Banned> = marta.asks(Method::POST, "bans", Some(ban)).await.json().await.unwrap();
    assert_eq!(made.len(), 2);
    let own = made.iter().find(|ban| ban.kind == BanKind::Person).unwrap();
    assert_eq!(
        (own.name.as_deref(), own.by.name().unwrap_or_default(), own.reason.as_str()),
        (Some("Amira"), "Marta", "Three adverts")
    );
    let refused = amira.sends(Method::POST, "comments", &key(), amira.words(RYE, "Why?")).await;
    assert_eq!(problem(refused, 403).await.code, ErrorCode::Banned);
    assert!(amira.me(RYE).await.banned, "she is told before she writes");
    let (ben, beside) = held(&fixture, "Ben", "I share her line").await;
    assert!(!ben.me(RYE).await.banned);
    assert_eq!(beside.comment.status, Status::Held, "a network's ban holds and does not refuse");

    let listed: Vec<Banned> = marta.reads("bans").await;
    assert_eq!(listed.len(), 2);
    let known: PersonHistory = marta.reads(&format!("people/{person}")).await;
    assert_eq!(known.ban.unwrap().reason, "Three adverts");
    assert_eq!(marta.reads::<People>("people?banned=true").await.people.len(), 1);
    for ban in listed {
        let end = json!({ "kind": ban.kind, "who": ban.who, "reason": "She asked kindly" });
        assert_eq!(marta.asks(Method::POST, "bans/end", Some(end)).await.status(), StatusCode::NO_CONTENT);
    }
    assert!(!amira.me(RYE).await.banned);
    assert!(amira.sends(Method::POST, "comments", &key(), amira.words(RYE, "Thanks")).await.status().is_success());
    let settled: Vec<HistoryEntry> = marta.reads("settled").await;
    let log: Vec<_> = settled.iter().take(2).map(|line| (line.what.as_str(), line.reason.as_deref())).collect();
    assert_eq!(log, [("ban_ended", Some("She asked kindly")); 2]);

    fixture.pass(1);
    let ban = json!({ "person": person, "seconds": 60, "reason": "again" });
    assert_eq!(marta.asks(Method::POST, "bans", Some(ban)).await.status(), StatusCode::OK);
    fixture.pass(61);
    assert!(marta.reads::<Vec<Banned>>("bans").await.is_empty(), "it ended by itself");
    assert!(marta.reads::<People>("people?banned=true").await.people.is_empty());
}

#[tokio::test]
async fn a_ban_that_cannot_be_says_why_and_changes_nothing() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "How sour is it?").await;
    let person = marta.reads::<People>("people").await.people[0].person.clone();
    let asks = async |body| marta.asks(Method::POST, "bans", Some(body)).await;
    for reason in ["", "  ", &"x".repeat(1_001)] {
        let answer = asks(json!({ "person": person, "reason": reason })).await;
        assert_eq!(problem(answer, 422).await.code, ErrorCode::ReasonInvalid);
    }
    for seconds in [json!(0), json!(-1), json!(u32::MAX), json!("a day")] {
        let answer = asks(json!({ "person": person, "reason": "r", "seconds": seconds })).await;
        assert_eq!(problem(answer, 422).await.code, ErrorCode::Malformed, "{seconds}");
    }
    let answer = asks(json!({ "person": uuid::Uuid::now_v7(), "reason": "r" })).await;
    assert_eq!(problem(answer, 404).await.code, ErrorCode::PersonUnknown);
    let own = fixture.app.storage.members("bakery").await.unwrap().remove(0).person;
    let refused = problem(asks(json!({ "person": own, "reason": "r" })).await, 409).await;
    assert_eq!(refused.code, ErrorCode::NotPossible);
    assert!(refused.detail.unwrap().contains("team"));
    let end = json!({ "kind": "person", "who": person });
    let nothing = marta.asks(Method::POST, "bans/end", Some(end)).await;
    assert_eq!(problem(nothing, 409).await.code, ErrorCode::NotPossible);
    // A restart forgets where somebody wrote from.
    let folder = fixture.end().await;
    let fixture = Fixture::at(folder, porch_server::config::Limits::Off).await;
    let marta = Host::named(&fixture, "Ines", Role::Owner).await;
    let known: PersonHistory = marta.reads(&format!("people/{person}")).await;
    assert!(!known.network_known);
    let both = json!({ "person": person, "network": true, "reason": "r" });
    let refused = problem(marta.asks(Method::POST, "bans", Some(both)).await, 409).await;
    assert!(refused.detail.unwrap().contains("kept for a day"));
    assert!(marta.reads::<Vec<Banned>>("bans").await.is_empty(), "nobody is banned by half");
}

#[tokio::test]
async fn people_are_found_by_their_names_page_by_page() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    for number in 0..52 {
        fixture.pass(1);
        fixture.visitor(&format!("Guest {number}")).posts(RYE, &format!("I am number {number}")).await;
    }
    fixture.pass(1);
    fixture.visitor("50% Ägidius").posts(RYE, "Half of me").await;
    let first: People = marta.reads("people").await;
    assert_eq!((first.people.len(), first.people[0].name.as_str()), (50, "50% Ägidius"), "the newest first");
    let next = first.next.unwrap();
    let second: People = marta.reads(&format!("people?after={next}")).await;
    let names: Vec<_> = second.people.iter().map(|line| line.name.as_str()).collect();
    assert_eq!((names, second.next), (vec!["Guest 2", "Guest 1", "Guest 0"], None));
    let longest: People = marta.reads("people?order=longest").await;
    assert_eq!(longest.people[0].name, "Guest 0");
    for (find, count) in [("guest 5", 3), ("ägid", 1), ("50%25", 1), ("%25", 1), ("_", 0), ("nobody", 0)] {
        assert_eq!(marta.reads::<People>(&format!("people?find={find}")).await.people.len(), count, "{find}");
    }
    let too_long = "a".repeat(65);
    for wrong in ["after=nonsense", "after=x.y", &format!("find={too_long}")] {
        let answer = marta.asks(Method::GET, &format!("people?{wrong}"), None).await;
        assert_eq!(problem(answer, 422).await.code, ErrorCode::Malformed, "{wrong}");
    }
}

#[tokio::test]
async fn people_are_filtered_by_how_they_are_known_and_each_part_goes_on_with_the_filter() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    for number in 0..51 {
        fixture.pass(1);
        let member = fixture.visitor(&format!("Member {number}")).posts(RYE, &format!("I am member {number}")).await;
        has_account(&fixture, &member, "club").await;
        fixture.visitor(&format!("Guest {number}")).posts(RYE, &format!("I am guest {number}")).await;
    }
    let subscriber = fixture.visitor("Subscriber").posts(RYE, "I pay for this").await;
    has_account(&fixture, &subscriber, SITE_PROVIDER).await;
    let correspondent = fixture.visitor("Correspondent").posts(RYE, "Write to me").await;
    has_mail(&fixture, &correspondent).await;

    for (kind, name, count) in [("provider", "Member", 51), ("guest", "Guest", 51)] {
        let first: People = marta.reads(&format!("people?kind={kind}")).await;
        let next = first.next.unwrap();
        let rest: People = marta.reads(&format!("people?kind={kind}&after={next}")).await;
        let all: Vec<_> = first.people.iter().chain(&rest.people).collect();
        assert_eq!((all.len(), first.people.len(), rest.next), (count, 50, None), "{kind}");
        assert!(all.iter().all(|line| line.name.starts_with(name)), "{kind}");
    }
    let found: People = marta.reads("people?kind=provider&find=member%205").await;
    assert_eq!(found.people.len(), 2);
    let known = [ConfirmedBy::Provider("club".into())];
    assert!(found.people.iter().all(|line| line.confirmed_by == known), "as the row says");
    for (kind, name) in [("site", "Subscriber"), ("mail", "Correspondent")] {
        let found: People = marta.reads(&format!("people?kind={kind}")).await;
        assert_eq!(found.people.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), [name]);
    }
    for wrong in ["kind=robot", "kind=", "kind=Guest", "kind=guest&kind=mail"] {
        let answer = marta.asks(Method::GET, &format!("people?{wrong}"), None).await;
        assert_eq!(problem(answer, 422).await.code, ErrorCode::Malformed, "{wrong}");
    }
}

#[tokio::test]
async fn the_lists_of_the_team_say_of_each_author_whether_they_have_confirmed_who_they_are() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let (_, of_guest) = held(&fixture, "Gil", "one").await;
    let (_, of_member) = held(&fixture, "Mia", "two").await;
    has_account(&fixture, &of_member, "club").await;
    let marks =
        |authors: Vec<Author>| authors.into_iter().map(|one| (one.name, one.confirmed)).collect::<BTreeMap<_, _>>();
    let expected = BTreeMap::from([("Gil".to_owned(), false), ("Mia".to_owned(), true)]);
    let queue: ReviewQueue = marta.reads("to-read").await;
    assert_eq!(marks(queue.cards.into_iter().filter_map(|card| card.comment.author).collect()), expected);
    marta.decides("approve", None, &[&of_guest, &of_member]).await;
    let waiting: UnansweredList = marta.reads("waiting").await;
    assert_eq!(marks(waiting.openings.into_iter().filter_map(|one| one.comment.author).collect()), expected);
    let published: PublishedComments = marta.reads("comments").await;
    assert_eq!(marks(published.comments.into_iter().filter_map(|one| one.comment.author).collect()), expected);
    let one: TeamComment = marta.reads(&format!("comments/{}", of_member.comment.id)).await;
    assert!(one.comment.author.unwrap().confirmed);
}

/// A new cookie for whoever wrote this.
async fn change(fixture: &Fixture, posted: &CommentPosted) -> GuestChange {
    let old = fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().person;
    let (site, new) = ("bakery".into(), uuid::Uuid::now_v7().to_string());
    GuestChange { site, old, new, others: Vec::new(), now: fixture.clock.now() }
}

/// Whoever wrote this has signed in with an account of theirs.
async fn has_account(fixture: &Fixture, posted: &CommentPosted, provider: &str) {
    let change = change(fixture, posted).await;
    let (subject, until) = (change.old.clone(), change.now.plus(1));
    let account = Account { provider: provider.into(), issuer: "https://bakery.example".into(), subject };
    let token = UsedToken { hash: change.new.clone(), expires_at: until };
    let sign_in = AccountSignIn { change, account, name: None, mail: None };
    fixture.app.storage.sign_in_with_token(sign_in, token).await.unwrap().unwrap();
}

/// Whoever wrote this has confirmed a mail address.
async fn has_mail(fixture: &Fixture, posted: &CommentPosted) {
    let (change, mail) = (change(fixture, posted).await, uuid::Uuid::now_v7());
    let (site, guest, now) = (change.site.clone(), change.old.clone(), change.now);
    let request = CodeRequest {
        site: site.clone(),
        guest: guest.clone(),
        address: "ada@lovelace.example".into(),
        address_key: "key".into(),
        mailbox_key: "key".into(),
        language: "en",
        mail,
        payload: "{}".into(),
        now,
    };
    let storage = &fixture.app.storage;
    assert!(storage.request_mail_code(request).await.unwrap());
    let (code_hash, link_hash) = ("code".to_owned(), "link".to_owned());
    storage.set_mail_code(DrawnCode { site, guest, mail: mail.to_string(), code_hash, link_hash, now }).await.unwrap();
    let typed = CodeProof::Typed { address_key: "key".into(), code_hash: "code".into() };
    storage.confirm_mail(change, typed).await.unwrap().unwrap();
}

#[tokio::test]
async fn nobody_looks_into_another_sites_people_and_an_expert_sees_none() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    fixture.guest_of_the_cafe("Carl").posts("https://cafe.example/menu", "Is there tea?").await;
    let theirs =
        fixture.app.storage.people("cafe", &PeopleQuery::default(), fixture.clock.now(), 1).await.unwrap().remove(0);
    let answer = marta.asks(Method::GET, &format!("people/{}", theirs.person), None).await;
    assert_eq!(problem(answer, 404).await.code, ErrorCode::PersonUnknown);
    let ban = json!({ "person": theirs.person, "reason": "r" });
    assert_eq!(marta.asks(Method::POST, "bans", Some(ban)).await.status(), StatusCode::NOT_FOUND);
    assert!(marta.reads::<People>("people").await.people.iter().all(|line| line.name == "Amira"));

    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let jonas = Host { fixture: &fixture, cookie: expert_comes_in(&fixture, "Jonas", thread.id).await };
    let ours = marta.reads::<People>("people").await.people.remove(0).person;
    for path in ["people", "bans", &format!("people/{ours}")] {
        let answer = jonas.asks(Method::GET, path, None).await;
        assert_eq!(problem(answer, 403).await.code, ErrorCode::RoleNotAllowed, "{path}");
    }
    let ban = json!({ "person": ours, "reason": "r" });
    assert_eq!(jonas.asks(Method::POST, "bans", Some(ban)).await.status(), StatusCode::FORBIDDEN);
    let end = json!({ "kind": "person", "who": ours });
    assert_eq!(jonas.asks(Method::POST, "bans/end", Some(end)).await.status(), StatusCode::FORBIDDEN);
}
