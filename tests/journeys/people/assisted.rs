//! Somebody who reads and writes with the help of other programs: what axe-core can tell of it.

use thirtyfour::Key;

use crate::fixture::{Fixture, Look, Page, Visitor, axe};

use super::host::{AT, hears, opens, presses, presses_at};
use super::reviewer::{at_work, desk, phone, sees};
use super::setter::is_for_everybody_in_forced_colours;

/// Goes through what a conversation can look like, and finds no barrier in any of it.
async fn meets_no_barrier(fixture: &Fixture, person: &Visitor, page: &str, axe: &str) {
    person.goes(page).await;
    person.arrives().await;
    person.finds_no_barrier(axe).await;
    person.shares("Amira", "How sour is it?").await;
    person.presses_at("How sour", "Edit").await;
    let typing = "return root.activeElement?.matches('article textarea')";
    person.until("the field of the change", typing, &[]).await;
    person.finds_no_barrier(axe).await;
    person.types(Key::Escape + "").await;
    person.presses_at("Ask us", "Reply").await;
    person.until("the field of the reply", typing, &[]).await;
    person.writes("Something *else*").await;
    person.presses("Preview").await;
    person.until("the preview", "return !!root.querySelector('[role=tabpanel]')", &[]).await;
    person.finds_no_barrier(axe).await;
    person.presses_at("How sour", "Delete").await;
    person.finds_no_barrier(axe).await;
    person.presses_at("How sour", "Delete").await;
    person.is_told("You deleted this comment.").await;
    fixture.neighbour("Ben").says(page, "I say something new").await;
    person.is_told("1 new comment").await;
    person.finds_no_barrier(axe).await;
    person.goes(&format!("{}/c/bakery?page={page}", fixture.talk)).await;
    person.finds_no_barrier(axe).await;
}

async fn journey(page: Page, look: Look) {
    let fixture = Fixture::open().await;
    let axe = axe::source();
    let page = fixture.shows("/rye", page);
    let marta = fixture.neighbour("Marta");
    // Code that is wider than any column: what scrolls sideways could not be reached by every keyboard.
    let code = format!("```\n{}\n```", "flour water salt ".repeat(20));
    let opening = marta
        .says(&page, &format!("Ask us about [rye](https://rye.example/) and `code`\n\n> or spelt\n\n{code}"))
        .await;
    let reply = marta.answers(&page, &opening, "مرحبا بكم في المخبز").await;
    let deeper = marta.answers(&page, &reply, "A deeper answer").await;
    marta.answers(&page, &deeper, "And a deeper one").await;
    marta.withdraws(&reply).await;
    let person = fixture.visitor_with(&look).await;
    meets_no_barrier(&fixture, &person, &page, axe).await;
    person.goes(&fixture.shows("/empty", Page::plain().light_or_dark())).await;
    person.arrives().await;
    person.finds_no_barrier(axe).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_barrier_in_the_light() {
    journey(Page::plain().light_or_dark(), Look::default()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_barrier_in_the_dark() {
    journey(Page::plain().light_or_dark(), Look { dark: true, ..Look::default() }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_barrier_from_right_to_left() {
    journey(Page::plain().light_or_dark().right_to_left(), Look::default()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_barrier_on_a_phone() {
    journey(Page::plain().light_or_dark(), Look { width: 390, ..Look::default() }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_barrier_on_a_narrow_phone_in_the_dark_from_right_to_left() {
    journey(Page::plain().light_or_dark().right_to_left(), Look { width: 320, dark: true, ..Look::default() }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_barrier_when_the_conversation_does_not_load() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let axe = axe::source();
    fixture.road().always("GET", "/fragment", crate::fixture::Fate::Lost);
    for dark in [false, true] {
        let person = fixture.visitor_with(&Look { dark, ..Look::default() }).await;
        person.goes(&fixture.shows("/rye", Page::plain().light_or_dark())).await;
        person.is_told("The comments didn’t load.").await;
        person.finds_no_barrier(axe).await;
    }
    fixture.closes().await;
}

/// The views of the dashboard, by their places in the address.
pub(super) const VIEWS: [&str; 13] = [
    "unanswered",
    "review",
    "published",
    "people",
    "pages",
    "history",
    "settings/general",
    "settings/install",
    "settings/rules",
    "settings/team",
    "settings/notifications",
    "settings/integrations",
    "settings/import-export",
];

/// What stands there now is for everybody who chose the colours of everything; and where the dashboard runs from right to
/// left, no English sentence has its full stop before its first word.
async fn is_fit(host: &Visitor) {
    is_for_everybody_in_forced_colours(host).await;
    let ends = "document.documentElement.dir = 'rtl'; \
                const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), wrong = []; \
                const at = (node, place) => { const range = document.createRange(); \
                  range.setStart(node, place); range.setEnd(node, place + 1); return range.getClientRects()[0]; }; \
                for (let node; (node = walk.nextNode());) { \
                  const words = node.data.trimEnd(); \
                  if (!/[A-Za-z][.…?!:]$/.test(words)) continue; \
                  const [letter, end] = [at(node, words.length - 2), at(node, words.length - 1)]; \
                  if (letter && end && Math.abs(letter.top - end.top) < 2 && end.left < letter.left) wrong.push(words); } \
                document.documentElement.dir = 'ltr'; return wrong";
    let wrong = host.asks::<Vec<String>>(ends, &[]).await;
    assert!(wrong.is_empty(), "sentences that end at their beginning: {wrong:#?}");
}

/// Goes to a place of the dashboard, and waits until all of it is there.
async fn is_at(host: &Visitor, place: &str) {
    host.asks::<()>("location.hash = given[0]", &[place.into()]).await;
    let here = "return location.hash === `#${given[0]}` && !document.querySelector('main [aria-busy]') \
                && !!document.querySelector('main :is(.split, .page)')";
    host.until(place, here, &[place.into()]).await;
}

/// Goes through all views, an open comment, and what is asked before a decision.
async fn meets_no_barrier_in_the_dashboard(host: &Visitor) {
    for view in VIEWS {
        is_at(host, view).await;
        is_fit(host).await;
    }
    is_at(host, "review").await;
    opens(host, "Great article").await;
    is_fit(host).await;
    presses_at(host, "Great article", "Decline").await;
    sees(host, "the field", "return document.activeElement.localName === 'textarea'").await;
    is_fit(host).await;
    presses(host, "Cancel").await;
    for list in ["people", "pages"] {
        is_at(host, list).await;
        host.clicks("the first row", &format!("{AT} return all('.rows .brief', document).find(seen)"), &[]).await;
        sees(host, "what was opened", "return all('.onehead', document).find(seen)").await;
        is_fit(host).await;
    }
    is_at(host, "history").await;
    host.clicks("the comment of a line", "return document.querySelector('.history-log .link')", &[]).await;
    sees(host, "the comment", "return document.querySelector('.history-log article')").await;
    is_fit(host).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_barrier_in_any_view_of_the_dashboard_in_chosen_colours_and_every_sentence_ends_at_its_end() {
    let (fixture, marta) = at_work(desk()).await;
    presses_at(&marta, "closed on a Monday", "Approve").await;
    hears(&marta, "Approved: Tove’s comment.").await;
    sees(&marta, "the next one", "return !row('closed on a Monday') && open()").await;
    meets_no_barrier_in_the_dashboard(&marta).await;
    marta.types("?").await;
    sees(&marta, "the shortcuts", "return document.querySelector('dialog[open]')").await;
    is_fit(&marta).await;
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Jan", "--role", "owner"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let jan = fixture.visitor_with(&phone()).await;
    jan.goes(&link).await;
    presses(&jan, "Sign in").await;
    sees(&jan, "the list", "return row('Great article')").await;
    meets_no_barrier_in_the_dashboard(&jan).await;
    fixture.closes().await;
}
