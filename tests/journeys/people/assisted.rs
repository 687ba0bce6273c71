//! Somebody who reads and writes with the help of other programs: what axe-core can tell of it.

use thirtyfour::Key;

use crate::house::{House, Look, Page, Visitor, axe};

/// Goes through what a conversation can look like, and finds no barrier in any of it.
async fn meets_no_barrier(house: &House, person: &Visitor, page: &str, axe: &str) {
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
    house.neighbour("Ben").says(page, "I say something new").await;
    person.is_told("1 new comment ↑").await;
    person.finds_no_barrier(axe).await;
    person.goes(&format!("{}/c/bakery?page={page}", house.talk)).await;
    person.finds_no_barrier(axe).await;
}

async fn journey(page: Page, look: Look) {
    let Some(house) = House::open().await else { return };
    let Some(axe) = axe::source() else { return };
    let page = house.shows("/rye", page);
    let marta = house.neighbour("Marta");
    // Code that is wider than any column: what scrolls sideways could not be reached by every keyboard.
    let code = format!("```\n{}\n```", "flour water salt ".repeat(20));
    let opening = marta
        .says(&page, &format!("Ask us about [rye](https://rye.example/) and `code`\n\n> or spelt\n\n{code}"))
        .await;
    let reply = marta.answers(&page, &opening, "مرحبا بكم في المخبز").await;
    let deeper = marta.answers(&page, &reply, "A deeper answer").await;
    marta.answers(&page, &deeper, "And a deeper one").await;
    marta.withdraws(&reply).await;
    let person = house.visitor_with(&look).await;
    meets_no_barrier(&house, &person, &page, axe).await;
    person.goes(&house.shows("/empty", Page::plain().light_or_dark())).await;
    person.arrives().await;
    person.finds_no_barrier(axe).await;
    house.closes().await;
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
    let Some(house) = House::at_the_end_of_a_road().await else { return };
    let Some(axe) = axe::source() else { return };
    house.road().always("GET", "/fragment", crate::house::Fate::Lost);
    for dark in [false, true] {
        let person = house.visitor_with(&Look { dark, ..Look::default() }).await;
        person.goes(&house.shows("/rye", Page::plain().light_or_dark())).await;
        person.is_told("The comments didn’t load.").await;
        person.finds_no_barrier(axe).await;
    }
    house.closes().await;
}
