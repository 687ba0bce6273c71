//! Somebody with a keyboard alone.

use thirtyfour::Key;

use crate::house::{House, Visitor};

/// Presses Tab until the focus is on what is called this.
async fn tabs_to(person: &Visitor, label: &str) {
    let mut passed = Vec::new();
    while passed.len() < 40 {
        person.types(Key::Tab + "").await;
        let now = person.focus().await;
        if now == label {
            return;
        }
        passed.push(now);
    }
    panic!("Tab never came to {label:?}, but to {passed:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_is_enough_to_write_reply_and_leave() {
    let Some(house) = House::open().await else { return };
    let page = house.page("/rye");
    house.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = house.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.can_write().await;

    tabs_to(&amira, "Skip this conversation").await;
    tabs_to(&amira, "What would you like to say or ask?").await;
    amira.types("How sour is it?").await;
    tabs_to(&amira, "Name").await;
    amira.types("Amira").await;
    amira.holds(Key::Control, Key::Enter).await;
    amira.sees("How sour is it?").await;
    amira.is_told("Your words are up.").await;
    amira.until("the focus on the new comment", "return root.activeElement === article('How sour')", &[]).await;

    tabs_to(&amira, "Reply").await;
    amira.types(Key::Enter + "").await;
    let opened = "return root.activeElement === article('How sour').querySelector('textarea')";
    amira.until("the focus in the field of the reply", opened, &[]).await;
    amira.types("Never mind").await;
    amira.types(Key::Escape + "").await;
    let back = "return root.activeElement?.textContent === 'Reply' && !article('How sour').querySelector('textarea')";
    amira.until("the focus back on Reply", back, &[]).await;

    amira.types(Key::Enter + "").await;
    amira.until("the focus in the field again", opened, &[]).await;
    amira.types(" but thank you").await;
    amira.holds(Key::Control, Key::Enter).await;
    amira.sees("thank you").await;
    amira.until("the focus on the reply", "return root.activeElement === article('thank you')", &[]).await;
    house.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_skips_the_conversation_and_folds_it() {
    let Some(house) = House::open().await else { return };
    let page = house.page("/rye");
    let marta = house.neighbour("Marta");
    let opening = marta.says(&page, "Ask us about rye").await;
    marta.answers(&page, &opening, "Or about spelt").await;
    let amira = house.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    tabs_to(&amira, "1 reply").await;
    amira.types(Key::Enter + "").await;
    amira.until("the replies to fold", "return !shown(article('spelt'))", &[]).await;
    amira.goes(&page).await;
    amira.arrives().await;
    tabs_to(&amira, "Skip this conversation").await;
    amira.types(Key::Enter + "").await;
    amira.until("the end of the conversation", "return root.activeElement?.id === 'porch-e'", &[]).await;
    house.closes().await;
}
