//! Somebody of the team who thinks better of it: what they opened closes on Escape, wherever the focus is by then.

use thirtyfour::Key;

use super::host::{AT, comes_in, goes_to, hears, opens, presses, presses_at};
use crate::fixture::{Fixture, Visitor};

/// A comment and its reply, and their reader with a phone in the hand.
async fn at_hand() -> (Fixture, Visitor) {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let opening = fixture.neighbour("Amira").says(&page, "How sour is it?").await;
    fixture.neighbour("Sam").answers(&page, &opening, "Very").await;
    let marta = comes_in(&fixture, "Marta").await;
    (fixture, marta)
}

/// Takes the focus out of every field: onto a sentence of the form, and then onto nothing.
async fn looks_up(marta: &Visitor, to: &str) {
    let look = "if (given[0] === 'nothing') { document.activeElement.blur(); return document.activeElement === document.body; } \
                const at = document.activeElement.closest('.ask'); at?.focus(); return !!at && document.activeElement === at";
    marta.until(to, look, &[to.into()]).await;
}

/// Waits until no form asks anything, while this is still open.
async fn is_asked_nothing(marta: &Visitor, open: &str) {
    let look =
        format!("{AT} return !document.querySelector('main form[data-panel]') && !!all(given[0], document).find(seen)");
    marta.until("no question, and what it was about", &look, &[open.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escape_closes_a_question_about_a_page_and_the_page_stays_open() {
    let (fixture, marta) = at_hand().await;
    goes_to(&marta, "Pages").await;
    marta.clicks("the page", "return document.querySelector('.rows .brief')", &[]).await;
    for question in ["Close comments…", "Slow mode…"] {
        for to in ["field", "sentence", "nothing"] {
            presses(&marta, question).await;
            hears(&marta, "Why? Only the team").await;
            if to != "field" {
                looks_up(&marta, to).await;
            }
            marta.types(Key::Escape + "").await;
            is_asked_nothing(&marta, ".onehead").await;
        }
    }
    marta.types(Key::Escape + "").await;
    let list =
        format!("{AT} return !!all('.rows .brief', document).find(seen) && !all('.onehead', document).find(seen)");
    marta.until("the list", &list, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escape_closes_a_question_then_the_sheet_it_stands_in_and_then_the_comment() {
    let (fixture, marta) = at_hand().await;
    goes_to(&marta, "Published").await;
    for to in ["field", "nothing"] {
        presses_at(&marta, "How sour", "Pause or slow down").await;
        presses_at(&marta, "How sour", "Pause replies…").await;
        hears(&marta, "For how long").await;
        if to == "nothing" {
            looks_up(&marta, to).await;
        }
        marta.types(Key::Escape + "").await;
        is_asked_nothing(&marta, ".sheet section").await;
        looks_up(&marta, "nothing").await;
        marta.types(Key::Escape + "").await;
        let card = format!("{AT} return !document.querySelector('.sheet') && !!open()");
        marta.until("the comment without the sheet", &card, &[]).await;
    }
    // Below another comment of the thread it stands in no sheet, and closes all the same.
    let reply = format!("{AT} return all('.after li .more', open()).find(seen)");
    marta.clicks("what can be done about the reply", &reply, &[]).await;
    presses(&marta, "Pause or slow down").await;
    is_asked_nothing(&marta, "section.history").await;
    marta.types(Key::Escape + "").await;
    let closed = format!("{AT} return !document.querySelector('section.history') && !!open()");
    marta.until("the panel to be closed", &closed, &[]).await;
    opens(&marta, "How sour").await;
    fixture.closes().await;
}
