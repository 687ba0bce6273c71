//! What visitors read on a page whose comments are closed, and pages that are closed before anybody has spoken there.

use porch_protocol::team_api::HistoryEntry;
use porch_protocol::thread_controls::{PageControls, PageControlsList};
use porch_protocol::{ClosedNote, ErrorCode, Role};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{Fixture, RYE, problem};
use crate::host::expert_comes_in;
use crate::live::Listener;
use crate::page_controls::{SPELT, refused, thread};
use crate::review::Host;

const TRIP: &str = "https://bakery.example/trip";

fn note(words: &str, by: &str) -> ClosedNote {
    ClosedNote { words: words.into(), by: Some(by.into()) }
}

impl Fixture {
    async fn fragment(&self, page: &str) -> String {
        let answer = reqwest::get(format!("{}/v1/sites/bakery/fragment?page={page}", self.address)).await.unwrap();
        answer.text().await.unwrap()
    }
}

impl Host<'_> {
    async fn closes(&self, page: &str, what: Value) -> reqwest::Response {
        let mut asked = json!({ "page": page });
        asked.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        self.asks(Method::POST, "pages", Some(asked)).await
    }
}

#[tokio::test]
async fn visitors_read_the_words_that_a_host_closes_with_and_the_team_alone_the_reason() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    amira.posts(RYE, "How sour is it?").await;
    let rye = thread(&fixture, RYE).await;
    let mut listener = Listener::open(&ben, &[RYE]).await;
    assert!(listener.next_data().await.unwrap().get("closed_note").is_none());
    let words = "Thank you all. <b>Write</b> to\nhttps://evil.example & us";
    let cleaned = "Thank you all. <b>Write</b> to https://evil.example & us";
    let asked = json!({ "closed": true, "note": words, "reason": "They quarrel" });
    let closed: PageControls = marta.paces(rye, asked).await.json().await.unwrap();
    assert_eq!(closed.closed_note, Some(note(cleaned, "Marta")));
    // Whoever reads on sees it at once, and whoever comes back to the stream hears nothing twice.
    let heard = listener.next_data().await.unwrap();
    assert_eq!((&heard["closed"], &heard["closed_note"]), (&json!(true), &json!({ "words": cleaned, "by": "Marta" })));
    let read = ben.reads(RYE).await;
    assert_eq!(read.closed_note, Some(note(cleaned, "Marta")));
    for page in [
        fixture.fragment(RYE).await,
        reqwest::get(format!("{}/c/bakery?page={RYE}", fixture.address)).await.unwrap().text().await.unwrap(),
    ] {
        assert!(page.contains("<bdi>Comments are closed.</bdi>") && page.contains("<svg"), "{page}");
        assert!(page.contains(
            "<bdi>Marta</bdi>: “<bdi>Thank you all. &lt;b&gt;Write&lt;/b&gt; to https://evil.example &amp; us</bdi>”"
        ));
        assert!(!page.contains("href=\"https://evil.example") && !page.contains("They quarrel"), "{page}");
        assert!(!page.contains("You can still read everything."), "{page}");
    }

    // Other words, and none; each is heard of, and named in another version.
    let other: PageControls = marta.paces(rye, json!({ "note": "See you in May" })).await.json().await.unwrap();
    assert_eq!((other.closed, other.closed_note), (true, Some(note("See you in May", "Marta"))));
    assert_eq!(listener.next_data().await.unwrap()["closed_note"]["words"], "See you in May");
    assert_ne!(ben.reads(RYE).await.version, read.version);
    marta.paces(rye, json!({ "closed": true, "reason": "again" })).await;
    assert_eq!(ben.reads(RYE).await.closed_note, Some(note("See you in May", "Marta")), "what is not named stays");
    marta.paces(rye, json!({ "note": " " })).await;
    assert!(listener.next_data().await.unwrap().get("closed_note").is_none());
    assert!(fixture.fragment(RYE).await.contains("<bdi>You can still read everything.</bdi>"));

    // Opened, it loses them; what took it back brings them again.
    marta.paces(rye, json!({ "note": "See you in May" })).await;
    let open: PageControls = marta.paces(rye, json!({ "closed": false })).await.json().await.unwrap();
    assert_eq!((open.closed, open.closed_note), (false, None));
    assert_eq!(ben.reads(RYE).await.closed_note, None);
    assert_eq!(refused(&ben, RYE, None).await, None);
    marta.paces(rye, json!({ "closed": true, "note": "See you in May" })).await;
    assert_eq!(ben.reads(RYE).await.closed_note, Some(note("See you in May", "Marta")));

    let log: Vec<HistoryEntry> = marta.reads("settled?what=talks").await;
    let told: Vec<_> = log
        .iter()
        .rev()
        .map(|line| (line.what.as_str(), line.detail.first().map(|one| one.value.as_str()), line.reason.as_deref()))
        .take(2)
        .collect();
    let first = ("thread_closed", Some(cleaned), Some("They quarrel"));
    assert_eq!(told, [first, ("closed_note_set", Some("See you in May"), None)]);
}

#[tokio::test]
async fn words_that_cannot_be_shown_are_refused_and_nothing_is_done() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let rye = thread(&fixture, RYE).await;
    let long = problem(marta.paces(rye, json!({ "closed": true, "note": "é".repeat(301) })).await, 422).await;
    assert!(long.code == ErrorCode::SettingInvalid && long.detail.unwrap().contains("300 characters"));
    let open = problem(marta.paces(rye, json!({ "note": "Over" })).await, 409).await;
    assert!(open.detail.unwrap().contains("close them first"));
    let opening = problem(marta.paces(rye, json!({ "closed": false, "note": "Over" })).await, 409).await;
    assert_eq!(opening.code, ErrorCode::NotPossible);
    assert!(!fixture.visitor("Ben").reads(RYE).await.closed);
}

#[tokio::test]
async fn a_page_without_comments_is_closed_by_its_address() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let ben = fixture.visitor("Ben");
    // Somebody has it open already.
    let mut listener = Listener::open(&ben, &[TRIP]).await;
    assert!(listener.next_data().await.unwrap().get("closed").is_none());
    let asked = json!({ "note": "Comments open in May.", "reason": "Too early" });
    let closed: PageControls = marta.closes(&format!("{TRIP}?utm_source=mail"), asked).await.json().await.unwrap();
    assert_eq!((closed.closed, closed.up, closed.place.url.as_str()), (true, 0, TRIP));
    let heard = listener.next_data().await.unwrap();
    assert_eq!((&heard["closed"], &heard["closed_note"]["words"]), (&json!(true), &json!("Comments open in May.")));
    let read = ben.reads(TRIP).await;
    assert_eq!((read.closed, read.total, read.closed_note), (true, 0, Some(note("Comments open in May.", "Marta"))));
    assert_eq!(refused(&ben, TRIP, None).await, Some(ErrorCode::ThreadClosed));
    assert!(fixture.fragment(TRIP).await.contains("Comments open in May."));
    let pages: PageControlsList = marta.reads("pages").await;
    assert_eq!(pages.pages.iter().map(|page| page.thread).collect::<Vec<_>>(), [closed.thread]);
    let again = problem(marta.closes(TRIP, json!({})).await, 409).await;
    assert!(again.detail.unwrap().contains("closed on this page already"));

    // Open again, it is a page like any other: not listed before somebody speaks there.
    marta.paces(closed.thread, json!({ "closed": false })).await;
    assert!(marta.reads::<PageControlsList>("pages").await.pages.is_empty());
    assert_eq!(refused(&ben, TRIP, None).await, None);
    assert_eq!(thread(&fixture, TRIP).await, closed.thread);
    // One that has comments is closed likewise.
    ben.posts(SPELT, "And spelt?").await;
    assert_eq!(marta.closes("bakery.example/spelt", json!({})).await.status(), StatusCode::OK);
    assert!(ben.reads(SPELT).await.closed);
}

#[tokio::test]
async fn no_page_of_anybody_elses_is_closed_and_no_guest_closes_one() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for foreign in
        ["https://cafe.example/menu", "javascript:alert(1)", "rye", "", "https://bakery.example.evil.example/"]
    {
        let refused = problem(marta.closes(foreign, json!({})).await, 422).await;
        assert!(refused.detail.unwrap().contains("begins with https://bakery.example"), "{foreign}");
    }
    assert!(!fixture.guest_of_the_cafe("Carl").reads("https://cafe.example/menu").await.closed);
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let jonas =
        Host { fixture: &fixture, cookie: expert_comes_in(&fixture, "Jonas", thread(&fixture, RYE).await).await };
    let refused = problem(jonas.closes(TRIP, json!({})).await, 403).await;
    assert_eq!(refused.code, ErrorCode::RoleNotAllowed);
    assert!(marta.reads::<PageControlsList>("pages?find=trip").await.pages.is_empty());
}
