//! Two people who hear each other.

use serde_json::Value;

use crate::fixture::{Fixture, Visitor};

/// Notes that the announcement came, also where it goes again; the stream is open when this returns.
async fn listens(reader: &Visitor) {
    reader.listens().await;
    let watch = "const heard = () => { if (button('1 new comment')) witness.heard = true; }; \
                 new MutationObserver(heard).observe(root, { subtree: true, childList: true, characterData: true }); heard(); return true";
    reader.asks::<Value>(watch, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_hear_each_other_at_once_and_nothing_moves_until_they_ask() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    // One of them never gets the widget: news need none.
    let amira = fixture.visitor().await;
    amira.never_gets("*.wasm").await;
    amira.goes(&page).await;
    amira.arrives().await;
    listens(&amira).await;
    // Only the open stream can tell her: nothing asks from time to time. How soon it does is what the bench measures.
    let ben = fixture.visitor().await;
    ben.goes(&page).await;
    ben.arrives().await;
    ben.shares("Ben", "How sour is it?").await;

    amira.until("the announcement", "return witness.heard", &[]).await;
    assert_eq!(amira.reads().await, ["Ask us about rye"], "nothing comes in under her eyes");
    let spoken = "return button('1 new comment').closest('[role=status]') !== null";
    assert!(amira.asks::<bool>(spoken, &[]).await, "a screen reader says it");
    amira.presses("1 new comment").await;
    amira.sees("How sour is it?").await;
    assert_eq!(amira.reads().await, ["How sour is it?", "Ask us about rye"]);
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_with_the_widget_hears_replies_edits_and_withdrawals() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    let opening = marta.says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.shares("Amira", "How sour is it?").await;
    listens(&amira).await;

    let reply = marta.answers(&page, &opening, "We also have spelt").await;
    amira.until("the announcement", "return witness.heard", &[]).await;
    assert!(!amira.reads().await.contains(&"We also have spelt".to_owned()), "it waits for her");
    amira.presses("1 new comment").await;
    amira.sees("We also have spelt").await;

    let edited = marta.edits(&reply, "We also have spelt and oats").await;
    amira.sees("We also have spelt and oats").await;
    marta.withdraws(&edited).await;
    amira.until("the words to go", "return !article('spelt and oats')", &[]).await;
    fixture.closes().await;
}
