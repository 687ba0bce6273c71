//! The profile card: what it knows, and what it shows of that.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use porch_protocol::author_card::{AuthorCard, AuthorComment, AuthorComments};
use porch_protocol::page_ref::PageRef;
use porch_protocol::{ErrorCode, Role, Timestamp};
use porch_sheets::card::state::{CardAction, CardEffect, CardState, reduce};
use porch_sheets::card::view::{CardScene, card};
use porch_sheets::text::Text;
use porch_text::Languages;
use porch_widget::client::Failure;
use yew::prelude::*;

static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/sheets.tables.rs"));
const GONE: Failure = Failure::Refused(ErrorCode::CommentNotFound, None);

fn comment(number: u32, url: &str, excerpt: &str) -> AuthorComment {
    AuthorComment {
        id: format!("{number:08}-0000-7000-8000-000000000000").parse().unwrap(),
        posted_at: Some(Timestamp(7 * Timestamp::SECOND)),
        page: PageRef { url: url.into(), title: None },
        excerpt: excerpt.into(),
    }
}

fn amira() -> AuthorCard {
    AuthorCard {
        id: "mG3".into(),
        name: "Amira".into(),
        role: None,
        confirmed: true,
        since: Some(Timestamp(3 * Timestamp::SECOND)),
        about: Some("Bakes on Sundays".into()),
        comments: 23,
        recent: vec![comment(1, "https://bakery.example/rye", "")],
    }
}

fn loaded() -> CardState {
    CardState { card: Some(amira()), ..CardState::default() }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    state: CardState,
    lang: &'static str,
}

#[component]
fn View(props: &Props) -> Html {
    let languages: &'static Languages = Box::leak(Box::new(Languages::new(SOURCES)));
    let text = Text::new(languages.nearest(props.lang));
    let (day, act) = (|moment: Timestamp| format!("day {}", moment.0 / Timestamp::SECOND), Callback::noop());
    let month = |moment: Timestamp| format!("month {}", moment.0 / Timestamp::SECOND);
    card(&CardScene { state: &props.state, name: "Amira", text, day: &day, month: &month, act: &act })
}

async fn shown(state: CardState) -> String {
    shown_in("en", state).await
}

async fn shown_in(lang: &'static str, state: CardState) -> String {
    let props = Props { state, lang };
    let html = yew::LocalServerRenderer::<View>::with_props(props).hydratable(false).render().await;
    html.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_card_is_loaded_once_and_its_list_when_the_number_is_opened() {
    let mut state = CardState::default();
    assert_eq!(reduce(&mut state, CardAction::Load), Some(CardEffect::Load));
    assert_eq!(reduce(&mut state, CardAction::ShowList), None, "one request at a time");
    reduce(&mut state, CardAction::Back);
    reduce(&mut state, CardAction::Loaded { result: Ok(amira()), muted: false });
    assert_eq!((state.busy, state.card.is_some()), (false, true));
    assert_eq!(reduce(&mut state, CardAction::ShowList), Some(CardEffect::List(None)));
    let part = |number, next: Option<&str>| AuthorComments {
        comments: vec![comment(number, "rye", "words")],
        next: next.map(str::to_owned),
    };
    reduce(&mut state, CardAction::Listed(Ok(part(1, Some("7.1")))));
    reduce(&mut state, CardAction::Back);
    assert_eq!(reduce(&mut state, CardAction::ShowList), None, "it is there");
    assert_eq!(reduce(&mut state, CardAction::More), Some(CardEffect::List(Some("7.1".into()))));
    reduce(&mut state, CardAction::Listed(Ok(part(2, None))));
    assert_eq!((state.list.as_ref().map(Vec::len), state.next.clone()), (Some(2), None));
    assert_eq!(reduce(&mut state, CardAction::More), None, "at its end");
}

#[tokio::test]
async fn a_failure_is_said_until_the_same_is_tried_again() {
    let mut state = CardState::default();
    reduce(&mut state, CardAction::Load);
    reduce(&mut state, CardAction::Loaded { result: Err(GONE), muted: false });
    assert_eq!((state.failed, state.busy), (Some(GONE), false));
    let html = shown(state.clone()).await;
    assert!(html.contains("This comment is not here any more.") && html.contains("Try again"), "{html}");
    assert_eq!(reduce(&mut state, CardAction::Load), Some(CardEffect::Load));
    assert_eq!(state.failed, None);

    let mut state = loaded();
    reduce(&mut state, CardAction::ShowList);
    reduce(&mut state, CardAction::Listed(Err(Failure::Network)));
    let html = shown(state.clone()).await;
    assert!(html.contains("reach us") && html.contains("Back"), "{html}");
    assert_eq!(reduce(&mut state, CardAction::Load), Some(CardEffect::List(None)), "the list, not the card");
}

#[tokio::test]
async fn the_card_says_who_the_author_is_and_leads_to_what_they_wrote() {
    let html = shown(loaded()).await;
    for part in [
        "<bdi>Amira</bdi>",
        r#"aria-label="confirmed" title="confirmed" class="card-mark">✓"#,
        "Here since month 3",
        "Bakes on Sundays",
        r#"href="https://bakery.example/rye#porch-c-"#,
        ">bakery.example/rye</a>",
        "Read all 23 comments",
        "Mute for me",
        r#"data-m="A""#,
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let host = AuthorCard { role: Some(Role::Host), confirmed: false, about: None, since: None, ..amira() };
    let html = shown(CardState { card: Some(host), own: true, ..CardState::default() }).await;
    assert!(html.contains("host") && !html.contains("✓") && !html.contains("Mute"), "{html}");
    assert!(!shown(loaded()).await.contains("About you"), "it is somebody else's");
}

#[tokio::test]
async fn ones_own_card_leads_to_what_is_stored_about_oneself_in_every_language() {
    let own = CardState { own: true, ..loaded() };
    for (lang, words) in [("en", "About you"), ("de", "Über Sie"), ("ar", "عنك")] {
        let html = shown_in(lang, own.clone()).await;
        assert!(html.contains(&format!(">{words}</button>")), "{words}: {html}");
    }
    assert_eq!(reduce(&mut own.clone(), CardAction::AboutYou), Some(CardEffect::AboutYou));
}

#[tokio::test]
async fn whoever_is_muted_is_heard_again_by_the_same_button() {
    let mut state = loaded();
    assert_eq!(reduce(&mut state, CardAction::Mute(true)), Some(CardEffect::Mute(true)));
    let html = shown(state.clone()).await;
    assert!(html.contains("Unmute") && html.contains("You don’t see what Amira writes."), "{html}");
    assert_eq!(reduce(&mut state, CardAction::Mute(false)), Some(CardEffect::Mute(false)));
    reduce(&mut state, CardAction::Load);
    reduce(&mut state, CardAction::Loaded { result: Ok(amira()), muted: true });
    assert!(state.muted, "this browser has it from before");
}

#[tokio::test]
async fn one_comment_is_one_in_every_language() {
    for (lang, words) in [("en", "Read 1 comment"), ("de", "1 Kommentar lesen"), ("ar", "قراءة تعليق واحد")]
    {
        let card = AuthorCard { comments: 1, ..amira() };
        let html = shown_in(lang, CardState { card: Some(card), ..CardState::default() }).await;
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[tokio::test]
async fn the_list_links_to_each_comment_and_a_page_without_an_address_to_nothing() {
    let list = vec![comment(1, "https://bakery.example/rye", "How <b>sour</b>?"), comment(2, "owners-key", "Quite")];
    let state = CardState { is_list: true, list: Some(list), next: Some("7.1".into()), ..loaded() };
    let html = shown(state).await;
    assert!(html.contains("How &lt;b&gt;sour&lt;/b&gt;?") && html.contains("day 7"), "{html}");
    assert_eq!(html.matches("href=").count(), 1, "{html}");
    assert!(html.contains("Show more") && html.contains("Back"), "{html}");
}
