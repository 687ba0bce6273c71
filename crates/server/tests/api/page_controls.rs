//! The pages of a site as its team finds them, closes, slows and opens them; and who may not.

use porch_domain::page::page_of_site;
use porch_protocol::published::{PublishedComments, TeamComment};
use porch_protocol::team_api::HistoryEntry;
use porch_protocol::thread_controls::{PageControls, PageControlsList};
use porch_protocol::{CommentPosted, ErrorCode, Role, ThreadId};
use porch_server::team::OPERATOR;
use porch_server::team::thread_controls::{self, PageChanges};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{BAKERY, Fixture, Person, RYE, key, problem};
use crate::host::expert_comes_in;
use crate::review::Host;

pub(crate) const SPELT: &str = "https://bakery.example/spelt";

impl Fixture {
    /// What is decided on the server about a page of the bakery, by its key.
    pub(crate) async fn paces(&self, key: &str, new: &PageChanges<'_>) {
        let site = self.app.site("bakery").unwrap();
        let page = page_of_site(key, &site.origins).unwrap();
        thread_controls::set_page(&self.app, "bakery", page, new, (OPERATOR, None)).await.unwrap();
    }
}

impl Host<'_> {
    pub(crate) async fn meets(&self, posted: &CommentPosted) -> TeamComment {
        self.reads(&format!("comments/{}", posted.comment.id)).await
    }

    pub(crate) async fn cools(&self, posted: &CommentPosted, what: Value) -> reqwest::Response {
        self.asks(Method::PUT, &format!("comments/{}/cooling", posted.comment.id), Some(what)).await
    }

    pub(crate) async fn paces(&self, thread: ThreadId, what: Value) -> reqwest::Response {
        self.asks(Method::PATCH, &format!("pages/{thread}"), Some(what)).await
    }
}

pub(crate) async fn thread(fixture: &Fixture, page: &str) -> ThreadId {
    let key = page.trim_start_matches("https://");
    fixture.app.storage.thread_of_page("bakery", key).await.unwrap().unwrap().id
}

/// Tries to say something; what the server says to that, if it refuses.
pub(crate) async fn refused(person: &Person, page: &str, parent: Option<&CommentPosted>) -> Option<ErrorCode> {
    let mut words = person.words(page, "one more word");
    words["parent"] = json!(parent.map(|parent| parent.comment.id));
    let answer = person.sends(Method::POST, "comments", &key(), words).await;
    if answer.status().is_success() {
        return None;
    }
    Some(answer.json::<porch_protocol::Problem>().await.unwrap().code)
}

#[tokio::test]
async fn a_page_is_found_by_its_title_however_its_letters_are_written() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let amira = fixture.visitor("Amira");
    for (page, title) in [(RYE, "Öfen und Brötchen"), (SPELT, "50%_off")] {
        let mut words = amira.words(page, &format!("about {title}"));
        words["title"] = json!(title);
        assert_eq!(amira.sends(Method::POST, "comments", &key(), words).await.status(), StatusCode::CREATED);
    }
    for (find, of) in
        [("BRÖTCHEN", Some(RYE)), ("öfen", Some(RYE)), ("Öfen", Some(RYE)), ("0%25_o", Some(SPELT)), ("0_o", None)]
    {
        let found: PageControlsList = marta.reads(&format!("pages?find={find}")).await;
        let found: Vec<_> = found.pages.iter().map(|page| page.place.url.as_str()).collect();
        assert_eq!(found, of.into_iter().collect::<Vec<_>>(), "{find}");
    }
}

#[tokio::test]
async fn a_page_is_found_by_the_letters_of_its_address_although_those_are_encoded() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let amira = fixture.visitor("Amira");
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
        let found: PageControlsList = marta.reads(&format!("pages?find={find}")).await;
        assert_eq!(found.pages.len(), count, "{find}: {:?}", found.pages);
    }
}

#[tokio::test]
async fn a_page_is_found_by_the_letters_of_its_host_although_those_are_encoded() {
    let fixture = Fixture::open().await;
    let origins = [BAKERY, "https://www.xn--bcker-gra.example", "https://xn--bcker-gra.example:8443"];
    let origins = origins.map(|origin| ("origin".to_owned(), origin.to_owned()));
    porch_server::team::settings::set(&fixture.app, "bakery", &origins, "operator").await.unwrap();
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let amira = fixture.visitor("Amira");
    for page in [
        "https://www.bäcker.example/öfen/Größe 1",
        "https://xn--bcker-gra.example:8443/rye_bread",
        "key:xn--bcker-gra.example/",
        RYE,
    ] {
        amira.posts(page, &format!("about {page}")).await;
    }
    for (find, count) in [
        ("bäcker", 2),
        ("BÄCKER.example", 2),
        ("äck", 2),
        ("xn--bcker", 3),
        ("ackr", 0),
        ("bäcker.example/", 1),
        ("bäcker.example:8443", 1),
        ("bäcker.example:8443/rye_", 1),
        ("bäcker.example:8443/rye%25", 0),
        ("Bäcker.example/Öfen/Größe 1", 1),
        ("bäcker.example/öfen/gr", 1),
        ("bäcker.example/fen", 0),
        ("bäck/öfen", 0),
        ("/öfen", 1),
        ("bakery.example/rye", 1),
        ("https://bakery.example/rye", 1),
        ("https://www.bakery.example/rye/?utm_source=letter%23porch-c", 1),
        ("HTTPS://BAKERY.EX", 1),
        ("https://www.bäcker.example/öfen/", 1),
        ("https://cafe.example/rye", 0),
    ] {
        let found: PageControlsList = marta.reads(&format!("pages?find={find}")).await;
        assert_eq!(found.pages.len(), count, "{find}: {:?}", found.pages);
    }
}

#[tokio::test]
async fn a_page_is_closed_slowed_and_opened_and_its_readers_hear_of_it() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    amira.posts(RYE, "How sour is it?").await;
    amira.posts(SPELT, "And spelt?").await;
    let rye = thread(&fixture, RYE).await;
    let cursor = ben.reads(RYE).await.cursor;
    let closed: PageControls =
        marta.paces(rye, json!({ "closed": true, "reason": "We bake" })).await.json().await.unwrap();
    assert!(closed.closed && closed.place.url == RYE);
    assert!(ben.reads(RYE).await.closed && !ben.reads(SPELT).await.closed);
    assert_eq!(refused(&ben, RYE, None).await, Some(ErrorCode::ThreadClosed));
    let news = ben.hears_since(RYE, &cursor.0).await;
    assert!(news.closed && news.changes.is_empty() && news.cursor != cursor, "whoever listens hears of it");
    marta.paces(rye, json!({ "closed": true })).await;
    assert_eq!(ben.reads(RYE).await.cursor, news.cursor, "closing once more changes nothing");
    let opened: PageControls = marta.paces(rye, json!({ "closed": false, "slow": 30 })).await.json().await.unwrap();
    assert_eq!((opened.closed, opened.slow), (false, 30));
    assert_eq!(refused(&ben, RYE, None).await, None);
    assert_eq!(refused(&ben, RYE, None).await, Some(ErrorCode::RateLimited));
    let free: PageControls = marta.paces(rye, json!({ "slow": 0 })).await.json().await.unwrap();
    assert_eq!((free.closed, free.slow), (false, 0));
    assert_eq!(refused(&ben, RYE, None).await, None);
    let words = ben.hears_since(RYE, &news.cursor.0).await;
    assert!(!words.closed && !words.changes.is_empty(), "what was said meanwhile is told with it");
    let log: Vec<HistoryEntry> = marta.reads("settled?what=talks").await;
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
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let carl = fixture.guest_of_the_cafe("Carl");
    let menu = "https://cafe.example/menu";
    let posted = carl.posts(menu, "Tea?").await;
    let there = fixture.app.storage.thread_of_page("cafe", "cafe.example/menu").await.unwrap().unwrap().id;
    let about = format!("comments/{}", posted.comment.id);
    assert_eq!(marta.asks(Method::GET, &about, None).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(marta.cools(&posted, json!({ "seconds": 60 })).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(marta.paces(there, json!({ "closed": true })).await.status(), StatusCode::NOT_FOUND);
    assert!(marta.reads::<PublishedComments>(&format!("comments?thread={there}")).await.comments.is_empty());
    assert!(marta.reads::<PageControlsList>("pages").await.pages.is_empty());
    assert!(!carl.reads(menu).await.closed);
    let nobody = Host { fixture: &fixture, cookie: String::new() };
    for path in ["comments", "pages", about.as_str()] {
        assert_eq!(nobody.asks(Method::GET, path, None).await.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_guest_expert_keeps_the_pace_of_their_thread_and_meets_what_readers_do() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    let (rye, spelt) = (amira.posts(RYE, "How sour is it?").await, amira.posts(SPELT, "And spelt?").await);
    let fool = amira.posts(RYE, "Your baker is a fool").await;
    marta.decides("spam", None, &[&fool]).await;
    let (own, other) = (thread(&fixture, RYE).await, thread(&fixture, SPELT).await);
    let jonas = Host { fixture: &fixture, cookie: expert_comes_in(&fixture, "Jonas", own).await };
    assert_eq!(jonas.meets(&rye).await.person, "", "whose history is the team's to know");
    assert_eq!(jonas.cools(&rye, json!({ "seconds": 60 })).await.status(), StatusCode::OK);
    let pages: PageControlsList = jonas.reads("pages").await;
    assert_eq!(pages.pages.iter().map(|page| (page.thread, page.up)).collect::<Vec<_>>(), [(own, 1)]);
    assert!(
        jonas
            .reads::<PageControlsList>(&format!("pages?thread={other}"))
            .await
            .pages
            .iter()
            .all(|page| page.thread == own)
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
    assert!(fixture.visitor("Ben").reads(RYE).await.closed && !fixture.visitor("Ben").reads(SPELT).await.closed);
}
