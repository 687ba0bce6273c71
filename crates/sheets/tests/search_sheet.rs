//! The search: what is typed, what follows, and what is shown of that.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use porch_protocol::comment_search::{FoundComment, FoundComments, PageFacet, SearchFacets, Snippet, YearFacet};
use porch_protocol::page_ref::PageRef;
use porch_protocol::{Author, ErrorCode, Timestamp};
use porch_sheets::search::bridge::SearchOptions;
use porch_sheets::search::reduce::{answered, counted, reduce};
use porch_sheets::search::state::{Asked, Filter, SearchAction, SearchEffect, SearchState};
use porch_sheets::search::typed;
use porch_sheets::search::view::{SearchScene, address, search};
use porch_sheets::text::Text;
use porch_text::Languages;
use porch_widget::client::Failure;
use yew::prelude::*;

static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/sheets.tables.rs"));
const HERE: &str = "11111111-0000-7000-8000-000000000000";
const OWN_PAGES: &str = "https://talk.example/c/bakery";

fn hit(number: u32) -> FoundComment {
    FoundComment {
        id: format!("{number:08}-0000-7000-8000-000000000000").parse().unwrap(),
        thread: "22222222-0000-7000-8000-000000000000".parse().unwrap(),
        page: PageRef { url: "https://bakery.example/spelt#top".into(), title: Some("Spelt".into()) },
        author: Author { name: "Amira".into(), role: None, confirmed: false, id: None },
        posted_at: Some(Timestamp(7 * Timestamp::SECOND)),
        snippet: Snippet {
            pieces: ["my ", "<rye>", " after 40 minutes"].map(String::from).into(),
            cut_before: true,
            cut_after: false,
        },
        found_in_page: false,
        found_in_name: false,
    }
}

fn part(numbers: std::ops::Range<u32>, total: u64) -> FoundComments {
    FoundComments { hits: numbers.map(hit).collect(), total, ..FoundComments::default() }
}

/// After these words were typed, asked and answered with this.
fn found(typed: &str, part: FoundComments) -> SearchState {
    let mut state = SearchState::default();
    reduce(&mut state, SearchAction::Typed(typed.into()));
    reduce(&mut state, SearchAction::Due);
    answer(&mut state, part);
    state
}

fn answer(state: &mut SearchState, part: FoundComments) -> Vec<SearchEffect> {
    let number = state.number;
    answered(state, number, Ok(part), false)
}

fn query(query: &str) -> Asked {
    Asked { query: query.into(), ..Asked::default() }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    state: SearchState,
    options: SearchOptions,
    lang: &'static str,
}

fn options() -> SearchOptions {
    let page = "https://bakery.example/rye?from=mail".into();
    SearchOptions { page, thread: Some(HERE.into()), team: Some("Marta".into()), asks: true }
}

#[component]
fn View(props: &Props) -> Html {
    let languages: &'static Languages = Box::leak(Box::new(Languages::new(SOURCES)));
    let text = Text::new(languages.nearest(props.lang));
    let (day, act) = (|moment: Timestamp| format!("day {}", moment.0 / Timestamp::SECOND), Callback::noop());
    let Props { state, options, .. } = props;
    search(&SearchScene { state, options, own_pages: OWN_PAGES, text, day: &day, act: &act })
}

async fn shown_in(lang: &'static str, state: SearchState, options: SearchOptions) -> String {
    let props = Props { state, options, lang };
    let html = yew::LocalServerRenderer::<View>::with_props(props).hydratable(false).render().await;
    html.replace(['\u{2068}', '\u{2069}'], "")
}

async fn shown(state: SearchState) -> String {
    shown_in("en", state, options()).await
}

#[test]
fn a_search_that_finds_nothing_is_missed_once_the_server_has_said_so_and_nothing_narrows_it() {
    let nothing = || FoundComments::default();
    assert_eq!(found("pretzel times", nothing()).missed().as_deref(), Some("pretzel times"));
    let some_words = FoundComments { loosened: true, ..part(0..2, 2) };
    assert_eq!(found("pretzel rye", some_words).missed().as_deref(), Some("pretzel rye"));
    assert_eq!(found("rye", part(0..2, 2)).missed(), None);
    assert_eq!(found("from:amira pretzel", nothing()).missed(), None);
    let mut state = found("pretzel", nothing());
    reduce(&mut state, SearchAction::Typed("pretzels".into()));
    assert_eq!(state.missed(), None, "somebody is typing");
    let mut state = found("pretzel", nothing());
    reduce(&mut state, SearchAction::Switch(Filter::Answered));
    answer(&mut state, nothing());
    assert_eq!(state.missed(), None);
}

#[test]
fn the_server_is_asked_after_a_pause_and_only_the_newest_answer_counts() {
    let mut state = SearchState::default();
    assert_eq!(reduce(&mut state, SearchAction::Typed("ry".into())), [SearchEffect::Wait(70)]);
    let first = SearchEffect::Ask { number: 1, asked: query("ry"), skip: 0 };
    assert_eq!(reduce(&mut state, SearchAction::Due), [first]);
    reduce(&mut state, SearchAction::Typed("rye".into()));
    reduce(&mut state, SearchAction::Due);
    answered(&mut state, 1, Ok(part(0..3, 3)), false);
    assert_eq!((&state.found, state.busy), (&None, true), "a stale answer");
    answer(&mut state, part(0..1, 1));
    assert_eq!((state.found.as_ref().map(|found| found.total), state.busy), (Some(1), false));

    reduce(&mut state, SearchAction::Typed("rye c".into()));
    reduce(&mut state, SearchAction::Due);
    assert!(state.found.is_some(), "the list stays while the next answer is awaited");
    answered(&mut state, 3, Err(Failure::Network), false);
    assert_eq!((state.failed, state.found.is_some()), (Some(Failure::Network), true));
    assert_eq!(reduce(&mut state, SearchAction::Typed("  ".into())), [SearchEffect::Forget]);
    assert_eq!((&state.found, state.busy, state.failed), (&None, false, None));
}

#[test]
fn a_busy_server_is_asked_again_and_an_answer_to_less_than_is_typed_ends_no_waiting() {
    let mut state = found("rye", part(0..1, 1));
    reduce(&mut state, SearchAction::SwitchOrder);
    let refused = Err(Failure::Refused(ErrorCode::RateLimited, Some(2)));
    let number = state.number;
    let effects = answered(&mut state, number, refused, false);
    assert_eq!((effects, state.failed), (vec![SearchEffect::Wait(2_000)], None));

    let mut state = found("rye", part(0..1, 1));
    reduce(&mut state, SearchAction::SwitchOrder);
    reduce(&mut state, SearchAction::Typed("ryes".into()));
    reduce(&mut state, SearchAction::Enter);
    assert_eq!(answer(&mut state, part(0..1, 1)), [], "nothing is opened that was not meant");
    assert!(state.busy);
    reduce(&mut state, SearchAction::Due);
    assert_eq!(answer(&mut state, part(0..1, 1)), [SearchEffect::Press(0)]);
}

#[test]
fn arrows_go_through_the_list_to_its_next_part_and_enter_opens() {
    let mut state = found("rye", part(0..2, 3));
    assert_eq!(reduce(&mut state, SearchAction::Enter), [SearchEffect::Press(0)]);
    for (next, at) in [(false, None), (true, Some(0)), (true, Some(1)), (false, Some(0)), (true, Some(1))] {
        let effects = reduce(&mut state, SearchAction::Step { next });
        assert_eq!((state.selected, effects), (at, at.map(SearchEffect::Reveal).into_iter().collect()));
    }
    let more = SearchEffect::Ask { number: 2, asked: query("rye"), skip: 2 };
    assert_eq!(reduce(&mut state, SearchAction::Step { next: true }), [more]);
    answered(&mut state, 2, Ok(part(2..3, 3)), true);
    assert_eq!((state.found.as_ref().unwrap().hits.len(), state.selected, state.has_more()), (3, Some(1), false));
    reduce(&mut state, SearchAction::Step { next: true });
    assert_eq!(reduce(&mut state, SearchAction::Enter), [SearchEffect::Press(2)]);
    assert_eq!(reduce(&mut state, SearchAction::Open(2)), [SearchEffect::Open(2)]);
    assert_eq!(reduce(&mut state, SearchAction::Step { next: true }), [], "at its end");
}

#[test]
fn a_filter_is_a_chip_or_an_operator() {
    let mut state = found("rye", part(0..1, 1));
    let asked = |state: &mut SearchState, filter| match reduce(state, SearchAction::Switch(filter)).pop() {
        Some(SearchEffect::Ask { asked, .. }) => asked,
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(&mut state, Filter::Answered), query("is:answered rye"));
    assert_eq!(asked(&mut state, Filter::ThisPage), Asked { this_page: true, ..query("is:answered rye") });
    asked(&mut state, Filter::Year(2024));
    let only_2025 = Asked { this_page: true, year: Some(2025), ..query("is:answered rye") };
    assert_eq!(asked(&mut state, Filter::Year(2025)), only_2025);
    reduce(&mut state, SearchAction::Widen);
    assert_eq!(asked(&mut state, Filter::HasLink), query("has:link rye"));

    let mut state = found("rye Is:Answered from:\"Ada B\"", part(0..1, 1));
    assert!(state.is_on(Filter::Answered) && !state.is_on(Filter::ByHost));
    assert_eq!(asked(&mut state, Filter::Answered), query("rye from:\"Ada B\""));
    reduce(&mut state, SearchAction::Remove("from:\"Ada B\"".into()));
    assert_eq!(state.typed, "rye");
}

#[test]
fn operators_are_told_from_words() {
    let typed = "rye from:ada on: \"is:host\" before:2024 http://x";
    assert_eq!(typed::operators(typed), ["from:ada", "before:2024"]);
    assert_eq!(typed::words(typed), "rye on: \"is:host\" http://x");
    assert_eq!(typed::operators("from:\"ada"), ["from:\"ada"], "quotes that do not end");
    assert_eq!(typed::words("é:x ü"), "é:x ü");
}

#[tokio::test]
async fn an_empty_list_leads_on_to_another_spelling_a_wider_list_and_the_composer() {
    let mut state = found("rye", FoundComments { suggestion: Some("dry".into()), ..FoundComments::default() });
    let html = shown(state.clone()).await;
    for words in ["Nothing found", "Did you mean dry?", "Nobody has asked this yet.", "Ask Marta this"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let effects = reduce(&mut state.clone(), SearchAction::Enter);
    assert!(matches!(&effects[..], [SearchEffect::Ask { asked, .. }] if *asked == query("dry")), "Enter takes it, too");
    assert!(
        matches!(&reduce(&mut state, SearchAction::Respell)[..], [SearchEffect::Ask { asked, .. }] if *asked == query("dry"))
    );

    let mut state = found("rye from:ada", part(0..0, 1));
    assert_eq!(answer(&mut state, FoundComments::default()), [SearchEffect::Count(1, query("rye"))]);
    counted(&mut state, 0, 9);
    assert_eq!(state.wider, None, "of an earlier list");
    counted(&mut state, 1, 4);
    let html = shown(state.clone()).await;
    assert!(html.contains("4 comments without these filters") && html.contains(">from:ada</button>"), "{html}");
    assert_eq!(reduce(&mut state, SearchAction::Ask), [SearchEffect::Compose("rye".into())]);
    reduce(&mut state, SearchAction::Widen);
    assert_eq!((state.typed.as_str(), state.filters.len()), ("rye", 0));

    let closed = SearchOptions { asks: false, ..options() };
    let html = shown_in("en", found("rye", FoundComments::default()), closed).await;
    assert!(!html.contains("Ask Marta"), "{html}");
}

#[tokio::test]
async fn a_hit_says_who_where_and_why_and_shows_no_markup_of_others() {
    let unmarked = || Snippet { pieces: vec!["Same here.".into()], ..Snippet::default() };
    let by_name = FoundComment { found_in_name: true, snippet: unmarked(), ..hit(1) };
    let by_title = FoundComment { found_in_page: true, posted_at: None, snippet: unmarked(), ..hit(2) };
    let by_both = FoundComment { found_in_page: true, ..hit(3) };
    let hits = vec![hit(0), by_name, by_title, by_both];
    let mut state = found("rye", FoundComments { hits, total: 4, ..FoundComments::default() });
    reduce(&mut state, SearchAction::Step { next: true });
    let html = shown(state).await;
    for part in [
        "4 comments found",
        "…my <mark>&lt;rye&gt;</mark> after 40 minutes",
        "<bdi>Amira</bdi> · <bdi>day 7</bdi> · <bdi>Spelt</bdi>",
        "Found in the name",
        "Found in the title of the page",
        r#"aria-activedescendant="porch-hit-0""#,
        r#"aria-expanded="true""#,
        r#"href="https://bakery.example/spelt#porch-c-00000001-"#,
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert_eq!(html.matches(r#"role="option""#).count(), 4, "{html}");
    assert_eq!(html.matches("Found in the title").count(), 1, "marks say why by themselves: {html}");
    assert_eq!(html.matches(r#"aria-selected="true""#).count(), 1, "{html}");
}

#[test]
fn a_comment_of_this_page_stays_on_it_and_one_without_an_address_is_on_the_server() {
    let here = FoundComment { thread: HERE.parse().unwrap(), ..hit(1) };
    assert!(address(&options(), OWN_PAGES, &here).starts_with("https://bakery.example/rye?from=mail#porch-c-00000001"));
    let key = FoundComment { page: PageRef { url: "owners-key".into(), title: None }, ..hit(1) };
    let own = address(&options(), OWN_PAGES, &key);
    assert!(own.starts_with(&format!("{OWN_PAGES}/22222222-0000-7000-8000-000000000000?comment=00000001-")), "{own}");
}

#[tokio::test]
async fn chips_are_offered_where_they_narrow_the_list() {
    let page = PageFacet { thread: HERE.parse().unwrap(), page: hit(0).page, hits: 2 };
    let years = [2025, 2024].map(|year| YearFacet { year, hits: 1 }).into();
    let facets = SearchFacets { by_host: 0, answered: 1, has_link: 3, pages: vec![page], years, about: false };
    let list = FoundComments { facets, ..part(0..3, 3) };
    let html = shown(found("rye", list.clone())).await;
    for chip in ["This page 2", "Answered 1", "2025: 1"] {
        assert!(html.contains(&format!(r#"aria-pressed="false" class="search-chip">{chip}<"#)), "{chip}: {html}");
    }
    assert!(!html.contains("By the team") && !html.contains("With a link"), "they narrow nothing: {html}");
    let mut state = found("rye", list.clone());
    reduce(&mut state, SearchAction::Switch(Filter::ByHost));
    answer(&mut state, list);
    let html = shown(state).await;
    assert!(html.contains(r#"aria-pressed="true" class="search-chip">By the team 3<"#), "{html}");
}

#[tokio::test]
async fn every_language_counts_in_its_own_way() {
    for (lang, total, words) in [
        ("en", 1, "1 comment found"),
        ("de", 1, "1 Kommentar gefunden"),
        ("ar", 2, "وُجد تعليقان"),
        ("ar", 3, "وُجدت 3 تعليقات"),
    ] {
        let html = shown_in(lang, found("rye", part(0..1, total)), options()).await;
        assert!(html.contains(words), "{words}: {html}");
    }
}
