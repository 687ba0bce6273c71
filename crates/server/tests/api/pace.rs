//! What the team meets on its pages, what it offers there, and how fast it lets a talk go.

use porch_protocol::host::{Decided, Settled, ToRead};
use porch_protocol::pace::{PagePace, PagePaces};
use porch_protocol::people::PersonHistory;
use porch_protocol::up_now::{MetComment, UpNow};
use porch_protocol::{CommentPosted, Cooling, ErrorCode, Role, Status, ThreadId, Timestamp, Verb};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::desk::Host;
use crate::host::expert_comes_in;
use crate::house::{House, Person, RYE, key, problem, said};

const SPELT: &str = "https://bakery.example/spelt";

impl Host<'_> {
    async fn meets(&self, posted: &CommentPosted) -> MetComment {
        self.reads(&format!("comments/{}", posted.comment.id)).await
    }

    async fn cools(&self, posted: &CommentPosted, what: Value) -> reqwest::Response {
        self.asks(Method::PUT, &format!("comments/{}/cooling", posted.comment.id), Some(what)).await
    }

    async fn paces(&self, thread: ThreadId, what: Value) -> reqwest::Response {
        self.asks(Method::PATCH, &format!("pages/{thread}"), Some(what)).await
    }
}

async fn thread(house: &House, page: &str) -> ThreadId {
    let key = page.trim_start_matches("https://");
    house.app.storage.thread_of_page("bakery", key).await.unwrap().unwrap().id
}

/// Tries to say something; what the server says to that, if it refuses.
async fn refused(person: &Person, page: &str, parent: Option<&CommentPosted>) -> Option<ErrorCode> {
    let mut words = person.words(page, "one more word");
    words["parent"] = json!(parent.map(|parent| parent.comment.id));
    let answer = person.sends(Method::POST, "comments", &key(), words).await;
    if answer.status().is_success() {
        return None;
    }
    Some(answer.json::<porch_protocol::Problem>().await.unwrap().code)
}

#[tokio::test]
async fn whatever_is_offered_about_a_comment_is_done_and_the_next_thing_is_offered() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Moderator).await;
    let amira = house.visitor("Amira");
    let posted = amira.posts(RYE, "How sour is it?").await;
    let person = marta.meets(&posted).await.person;
    let walk = [
        (Verb::Remove, "remove", Status::Removed),
        (Verb::Restore, "restore", Status::Published),
        (Verb::Spam, "spam", Status::Spam),
        (Verb::NotSpam, "not_spam", Status::Published),
        (Verb::SendBack, "send_back", Status::SentBack),
        (Verb::Decline, "decline", Status::Declined),
        (Verb::Approve, "approve", Status::Published),
    ];
    for (verb, word, leads_to) in walk {
        let before = marta.meets(&posted).await.comment;
        assert!(Verb::offered(before.status).contains(&verb), "{verb:?} at {:?}", before.status);
        let read = json!([{ "id": before.id, "version": before.version }]);
        let reason = verb.needs_reason().then_some("Rule 2");
        let decision = json!({ "verb": word, "reason": reason, "comments": read });
        let again = decision.clone();
        let decided: Decided = marta.asks(Method::POST, "decisions", Some(decision)).await.json().await.unwrap();
        assert_eq!(decided.done, [before.id], "{verb:?}");
        let stale: Decided = marta.asks(Method::POST, "decisions", Some(again)).await.json().await.unwrap();
        assert_eq!(stale.left, [before.id], "nobody has read what it is by now");
        assert_eq!(marta.meets(&posted).await.comment.status, leads_to);
        let history: PersonHistory = marta.reads(&format!("people/{person}")).await;
        assert_eq!(history.comments[0].comment.status, leads_to, "and its author's history says so");
        let up = usize::from(leads_to == Status::Published);
        assert_eq!(house.visitor("Ben").reads(RYE).await.comments.len(), up);
        assert_eq!(marta.reads::<UpNow>("comments").await.comments.len(), up);
        // More than the ten seconds in which it could simply be taken back.
        house.pass(60);
    }
    let log: Vec<Settled> = marta.reads("settled?what=decisions").await;
    assert_eq!(log.len(), walk.len());
    assert!(log.iter().all(|line| line.status == Some(Status::Published)), "a line says where its comment stands now");
    let outdated: Vec<_> = log.iter().map(|line| line.outdated).collect();
    assert_eq!(outdated, [false, true, true, true, true, true, true], "only the last word still holds");
}

#[tokio::test]
async fn a_line_of_the_log_knows_when_its_author_has_changed_what_it_was_about() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Owner).await;
    let amira = house.visitor("Amira");
    let posted = amira.posts(RYE, "How sour is it?").await;
    marta.decides("send_back", Some("Which bread?"), &[&posted]).await;
    let line = |log: Vec<Settled>| (log[0].status, log[0].outdated);
    assert_eq!(line(marta.reads("settled?what=decisions").await), (Some(Status::SentBack), false));
    assert!(amira.withdraws(&posted, 2).await.status().is_success());
    assert_eq!(line(marta.reads("settled?what=decisions").await), (Some(Status::Withdrawn), true));
    let undone = amira.posts(RYE, "Which flour?").await;
    marta.decides("spam", None, &[&undone]).await;
    marta.asks(Method::POST, "decisions/undo", Some(json!({ "comments": [undone.comment.id] }))).await;
    let log: Vec<Settled> = marta.reads("settled?what=decisions").await;
    assert_eq!((log[1].what.as_str(), log[1].outdated), ("comment_marked_spam", true), "it was taken back");
}

#[tokio::test]
async fn what_is_up_is_found_newest_first_by_page_and_page_by_page() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Moderator).await;
    let amira = house.visitor("Amira");
    for number in 0..60 {
        house.pass(1);
        amira.posts(if number % 10 == 0 { SPELT } else { RYE }, &format!("words {number}")).await;
    }
    let first: UpNow = marta.reads("comments").await;
    assert_eq!((first.comments.len(), said(&first.comments[0].comment).as_str()), (50, "words 59"));
    assert_eq!(first.comments[0].place.url, RYE);
    let older: UpNow = marta.reads(&format!("comments?after={}", first.next.unwrap())).await;
    let last: Vec<_> = older.comments.iter().map(|one| said(&one.comment)).collect();
    assert_eq!((last.len(), last[0].as_str(), last[9].as_str(), older.next), (10, "words 9", "words 0", None));
    let of_spelt: UpNow = marta.reads(&format!("comments?thread={}", thread(&house, SPELT).await)).await;
    assert_eq!(of_spelt.comments.len(), 6);
    let pages: PagePaces = marta.reads("pages").await;
    let counts: Vec<_> = pages.pages.iter().map(|page| (page.place.url.as_str(), page.up)).collect();
    assert_eq!(counts, [(RYE, 54), (SPELT, 6)], "where somebody spoke last comes first");
    let found: PagePaces = marta.reads("pages?find=spe").await;
    assert_eq!(found.pages.len(), 1);
    assert!(marta.reads::<PagePaces>("pages?find=%25").await.pages.is_empty(), "a part of an address is no pattern");
    for wrong in ["comments?after=x", "comments?thread=x", "pages?after=1.x", "comments/x"] {
        assert!(marta.asks(Method::GET, wrong, None).await.status().is_client_error(), "{wrong}");
    }
    let long = format!("pages?find={}", "a".repeat(201));
    assert_eq!(problem(marta.asks(Method::GET, &long, None).await, 422).await.code, ErrorCode::Malformed);
}

#[tokio::test]
async fn a_page_is_found_by_its_title_however_its_letters_are_written() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Moderator).await;
    let amira = house.visitor("Amira");
    for (page, title) in [(RYE, "Öfen und Brötchen"), (SPELT, "50%_off")] {
        let mut words = amira.words(page, &format!("about {title}"));
        words["title"] = json!(title);
        assert_eq!(amira.sends(Method::POST, "comments", &key(), words).await.status(), StatusCode::CREATED);
    }
    for (find, of) in
        [("BRÖTCHEN", Some(RYE)), ("öfen", Some(RYE)), ("Öfen", Some(RYE)), ("0%25_o", Some(SPELT)), ("0_o", None)]
    {
        let found: PagePaces = marta.reads(&format!("pages?find={find}")).await;
        let found: Vec<_> = found.pages.iter().map(|page| page.place.url.as_str()).collect();
        assert_eq!(found, of.into_iter().collect::<Vec<_>>(), "{find}");
    }
}

#[tokio::test]
async fn a_page_is_found_by_the_letters_of_its_address_although_those_are_encoded() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Moderator).await;
    let amira = house.visitor("Amira");
    let greetings = "https://bakery.example/gr%c3%bc%C3%9Fe/aus%20%D0%A0%D0%B8%D0%B3%D0%B8?wo=%C3%A4";
    for page in [greetings, "key:Größe 100%", RYE] {
        amira.posts(page, &format!("about {page}")).await;
    }
    for (find, count) in [
        ("grüße", 1),
        ("/Grüße/aus Риги", 1),
        ("/gr%25C3%25BC%25C3%259Fe", 1),
        ("риги", 1),
        ("Рига", 0),
        ("ä", 1),
        ("rÖße", 1),
        ("größe 100%25", 1),
        ("größe 1000%25", 0),
        ("gr%25e", 0),
    ] {
        let found: PagePaces = marta.reads(&format!("pages?find={find}")).await;
        assert_eq!(found.pages.len(), count, "{find}: {:?}", found.pages);
    }
}

#[tokio::test]
async fn a_branch_cools_down_for_a_while_and_may_go_on_early() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Moderator).await;
    let (amira, ben) = (house.visitor("Amira"), house.visitor("Ben"));
    let opening = amira.posts(RYE, "Your baker is a fool").await;
    let reply = ben.replies(RYE, &opening, "So are you").await;
    let met: MetComment =
        marta.cools(&opening, json!({ "seconds": 3_600, "reason": "Sleep on it" })).await.json().await.unwrap();
    assert_eq!(met.cools_until, Some(house.clock.now().plus(3_600_000_000)));
    assert_eq!(refused(&amira, RYE, Some(&reply)).await, Some(ErrorCode::BranchCooling));
    assert_eq!(refused(&amira, RYE, None).await, None, "the page goes on");
    let pages: PagePaces = marta.reads("pages").await;
    let cooling = &pages.pages[0].cooling[0];
    assert_eq!((cooling.name.as_str(), cooling.excerpt.as_str()), ("Amira", "Your baker is a fool"));

    let met: MetComment = marta.cools(&opening, json!({ "seconds": 0 })).await.json().await.unwrap();
    assert_eq!(met.cools_until, None);
    assert_eq!(marta.cools(&opening, json!({ "seconds": 0 })).await.status(), StatusCode::OK, "once more does no harm");
    assert_eq!(refused(&amira, RYE, Some(&reply)).await, None);
    let log: Vec<Settled> = marta.reads("settled?what=talks").await;
    let told: Vec<_> = log.iter().map(|line| (line.by.as_str(), line.what.as_str(), line.reason.as_deref())).collect();
    assert_eq!(told, [("Marta", "cooling_ended", None), ("Marta", "branch_cooled", Some("Sleep on it"))]);
    assert!(
        log[1].detail.iter().any(|one| one.key == "until" && one.value.starts_with("2025-")),
        "{:?}",
        log[1].detail
    );

    assert_eq!(marta.cools(&opening, json!({ "seconds": 60 })).await.status(), StatusCode::OK);
    house.pass(61);
    assert_eq!(marta.meets(&opening).await.cools_until, None, "it ends by itself");
    for wrong in [json!({ "seconds": 31 * 86_400 + 1 }), json!({ "seconds": -1 }), json!({}), json!({ "hours": 1 })] {
        assert_eq!(marta.cools(&opening, wrong.clone()).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let long = json!({ "seconds": 60, "reason": "x".repeat(1_001) });
    assert_eq!(problem(marta.cools(&opening, long).await, 422).await.code, ErrorCode::ReasonInvalid);
}

#[tokio::test]
async fn readers_hear_that_a_branch_cools_down_when_and_that_it_goes_on_early_or_by_itself() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Moderator).await;
    let (amira, ben) = (house.visitor("Amira"), house.visitor("Ben"));
    let opening = amira.posts(RYE, "Your baker is a fool").await;
    let rests = |seconds: i64| {
        let until = house.clock.now().plus(seconds * Timestamp::SECOND);
        vec![Cooling { comment: opening.comment.id, until }]
    };
    for (ends, seconds) in [("early", 3_600), ("by itself", 60)] {
        let before = ben.reads(RYE).await;
        assert!(before.cooling.is_empty());
        let expected = rests(seconds);
        marta.cools(&opening, json!({ "seconds": seconds })).await;
        let news = ben.hears_since(RYE, &before.cursor.0).await;
        assert!(news.cooling == expected && news.changes.is_empty() && news.cursor != before.cursor, "{news:?}");
        let now = ben.reads(RYE).await;
        assert!(now.cooling == expected && now.version != before.version);
        assert!(ben.reads_the_page(RYE).await.contains("having a rest"));
        if ends == "early" {
            marta.cools(&opening, json!({ "seconds": 0 })).await;
        } else {
            porch_server::cooling::round(&house.app).await.unwrap();
            assert_eq!(ben.reads(RYE).await.cooling, expected, "not before its time");
            house.pass(seconds);
            porch_server::cooling::round(&house.app).await.unwrap();
        }
        let news = ben.hears_since(RYE, &now.cursor.0).await;
        assert!(news.cooling.is_empty() && news.cursor != now.cursor, "{ends}: {news:?}");
        assert!(!ben.reads_the_page(RYE).await.contains("having a rest"), "{ends}");
        assert_eq!(refused(&ben, RYE, Some(&opening)).await, None, "{ends}");
    }
    let log: Vec<Settled> = marta.reads("settled?what=talks").await;
    let told: Vec<_> = log.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(told, ["branch_cooled", "cooling_ended", "branch_cooled"], "what nobody did is nobody's deed");
    let all: Vec<Settled> = marta.reads("settled").await;
    assert!(all.iter().all(|line| line.what != "cooling_over"));
}

#[tokio::test]
async fn of_a_branch_that_strangers_do_not_see_they_hear_nothing_while_it_cools_down() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Moderator).await;
    let (amira, ben) = (house.visitor("Amira"), house.visitor("Ben"));
    amira.posts(RYE, "How sour is it?").await;
    let hidden = amira.posts(RYE, "Your baker is a fool").await;
    marta.decides("spam", None, &[&hidden]).await;
    let before = ben.reads(RYE).await;
    marta.cools(&hidden, json!({ "seconds": 60 })).await;
    assert_eq!(ben.reads(RYE).await, before);
    house.pass(61);
    porch_server::cooling::round(&house.app).await.unwrap();
    assert_eq!(ben.reads(RYE).await, before);
}

#[tokio::test]
async fn a_page_is_closed_slowed_and_opened_and_its_readers_hear_of_it() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Moderator).await;
    let (amira, ben) = (house.visitor("Amira"), house.visitor("Ben"));
    amira.posts(RYE, "How sour is it?").await;
    amira.posts(SPELT, "And spelt?").await;
    let rye = thread(&house, RYE).await;
    let cursor = ben.reads(RYE).await.cursor;
    let closed: PagePace = marta.paces(rye, json!({ "closed": true, "reason": "We bake" })).await.json().await.unwrap();
    assert!(closed.closed && closed.place.url == RYE);
    assert!(ben.reads(RYE).await.closed && !ben.reads(SPELT).await.closed);
    assert_eq!(refused(&ben, RYE, None).await, Some(ErrorCode::ThreadClosed));
    let news = ben.hears_since(RYE, &cursor.0).await;
    assert!(news.closed && news.changes.is_empty() && news.cursor != cursor, "whoever listens hears of it");
    marta.paces(rye, json!({ "closed": true })).await;
    assert_eq!(ben.reads(RYE).await.cursor, news.cursor, "closing once more changes nothing");
    let opened: PagePace = marta.paces(rye, json!({ "closed": false, "slow": 30 })).await.json().await.unwrap();
    assert_eq!((opened.closed, opened.slow), (false, 30));
    assert_eq!(refused(&ben, RYE, None).await, None);
    assert_eq!(refused(&ben, RYE, None).await, Some(ErrorCode::RateLimited));
    let free: PagePace = marta.paces(rye, json!({ "slow": 0 })).await.json().await.unwrap();
    assert_eq!((free.closed, free.slow), (false, 0));
    assert_eq!(refused(&ben, RYE, None).await, None);
    let words = ben.hears_since(RYE, &news.cursor.0).await;
    assert!(!words.closed && !words.changes.is_empty(), "what was said meanwhile is told with it");
    let log: Vec<Settled> = marta.reads("settled?what=talks").await;
    let told: Vec<_> = log.iter().map(|line| (line.what.as_str(), line.reason.as_deref())).collect();
    let closed_twice = [("thread_closed", None), ("thread_closed", Some("We bake"))];
    assert_eq!(told, [&[("thread_slowed", None), ("thread_opened", None)][..], &closed_twice].concat());

    for (wrong, status) in [
        (json!({}), 422),
        (json!({ "closed": "maybe" }), 422),
        (json!({ "slow": 86_401 }), 409),
        (json!({ "closed": true, "reason": "x".repeat(1_001) }), 422),
    ] {
        problem(marta.paces(rye, wrong).await, status).await;
    }
    let nobodys = ThreadId(uuid::Uuid::now_v7());
    assert_eq!(
        problem(marta.paces(nobodys, json!({ "closed": true })).await, 404).await.code,
        ErrorCode::ThreadNotFound
    );
    assert!(!ben.reads(RYE).await.closed, "nothing of a wrong change is done");
}

#[tokio::test]
async fn nobody_paces_or_meets_what_is_another_sites() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Owner).await;
    let carl = house.guest_of_the_cafe("Carl");
    let menu = "https://cafe.example/menu";
    let posted = carl.posts(menu, "Tea?").await;
    let there = house.app.storage.thread_of_page("cafe", "cafe.example/menu").await.unwrap().unwrap().id;
    let about = format!("comments/{}", posted.comment.id);
    assert_eq!(marta.asks(Method::GET, &about, None).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(marta.cools(&posted, json!({ "seconds": 60 })).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(marta.paces(there, json!({ "closed": true })).await.status(), StatusCode::NOT_FOUND);
    assert!(marta.reads::<UpNow>(&format!("comments?thread={there}")).await.comments.is_empty());
    assert!(marta.reads::<PagePaces>("pages").await.pages.is_empty());
    assert!(!carl.reads(menu).await.closed);
    let nobody = Host { house: &house, cookie: String::new() };
    for path in ["comments", "pages", about.as_str()] {
        assert_eq!(nobody.asks(Method::GET, path, None).await.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_guest_expert_keeps_the_pace_of_their_thread_and_meets_what_readers_do() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Owner).await;
    let amira = house.visitor("Amira");
    let (rye, spelt) = (amira.posts(RYE, "How sour is it?").await, amira.posts(SPELT, "And spelt?").await);
    let fool = amira.posts(RYE, "Your baker is a fool").await;
    marta.decides("spam", None, &[&fool]).await;
    let (own, other) = (thread(&house, RYE).await, thread(&house, SPELT).await);
    let jonas = Host { house: &house, cookie: expert_comes_in(&house, "Jonas", own).await };
    assert_eq!(jonas.meets(&rye).await.person, "", "whose history is the team's to know");
    assert_eq!(jonas.cools(&rye, json!({ "seconds": 60 })).await.status(), StatusCode::OK);
    let pages: PagePaces = jonas.reads("pages").await;
    assert_eq!(pages.pages.iter().map(|page| (page.thread, page.up)).collect::<Vec<_>>(), [(own, 1)]);
    assert!(
        jonas.reads::<PagePaces>(&format!("pages?thread={other}")).await.pages.iter().all(|page| page.thread == own)
    );
    assert_eq!(jonas.paces(own, json!({ "closed": true })).await.status(), StatusCode::OK);
    assert_eq!(problem(jonas.paces(other, json!({ "closed": true })).await, 404).await.code, ErrorCode::ThreadNotFound);
    for hidden in [&fool, &spelt] {
        let about = format!("comments/{}", hidden.comment.id);
        assert_eq!(jonas.asks(Method::GET, &about, None).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(jonas.cools(hidden, json!({ "seconds": 60 })).await.status(), StatusCode::NOT_FOUND);
    }
    assert_eq!(problem(jonas.asks(Method::GET, "comments", None).await, 403).await.code, ErrorCode::RoleNotAllowed);
    assert_eq!(jonas.decides("remove", Some("Rule 2"), &[&rye]).await.status(), StatusCode::FORBIDDEN);
    assert!(house.visitor("Ben").reads(RYE).await.closed && !house.visitor("Ben").reads(SPELT).await.closed);
}

#[tokio::test]
async fn whoever_asks_for_a_second_look_is_answered_even_where_it_stays_as_it_is() {
    let house = House::open().await;
    let marta = Host::named(&house, "Marta", Role::Owner).await;
    let amira = house.visitor("Amira");
    for (word, reason, stands) in [("remove", Some("Rule 2"), Status::Removed), ("spam", None, Status::Spam)] {
        let posted = amira.posts(RYE, &format!("words that are called {word}")).await;
        marta.decides(word, reason, &[&posted]).await;
        house.pass(60);
        let look = format!("comments/{}/second-look", posted.comment.id);
        assert!(amira.sends(Method::POST, &look, &key(), json!({})).await.status().is_success());
        house.pass(1);
        let card = marta.reads::<ToRead>("to-read").await.cards.remove(0);
        assert!(card.second_look && card.comment.status == stands);
        let keep = json!({ "verb": "keep", "comments": card.alike });
        let decided: Decided = marta.asks(Method::POST, "decisions", Some(keep.clone())).await.json().await.unwrap();
        assert_eq!(decided.done, [posted.comment.id]);
        assert!(marta.reads::<ToRead>("to-read").await.cards.is_empty(), "it was looked at");
        let mine = amira.me(RYE).await.comments.into_iter().find(|mine| mine.id == posted.comment.id).unwrap();
        assert_eq!((mine.status, mine.reason.as_deref()), (stands, reason), "it stays with its reason");
        let undo = json!({ "comments": [posted.comment.id] });
        let undone: Decided = marta.asks(Method::POST, "decisions/undo", Some(undo)).await.json().await.unwrap();
        assert_eq!(undone.done, [posted.comment.id]);
        assert_eq!(marta.reads::<ToRead>("to-read").await.cards.len(), 1, "and waits again");
        house.pass(1);
        marta.asks(Method::POST, "decisions", Some(keep)).await;
        assert!(marta.reads::<ToRead>("to-read").await.cards.is_empty());
    }
    assert!(house.visitor("Ben").reads(RYE).await.comments.is_empty());
}
