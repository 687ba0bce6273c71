//! Somebody who writes.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::fixture::{Fate, Fixture, Gate};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_before_the_webassembly_came_is_kept_with_selection_and_focus() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    fixture.road().always("GET", ".wasm", Fate::Held(gate.clone()));
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.writes("Is the starter yours?").await;
    amira.asks::<Value>("composer().elements.body.setSelectionRange(7, 14); return 1", &[]).await;
    fixture.road().comes("GET", ".wasm").await;
    gate.opens();
    amira.can_write().await;
    let field = "const { value, selectionStart, selectionEnd } = composer().elements.body; \
                 return [value, selectionStart, selectionEnd, root.activeElement === composer().elements.body]";
    assert_eq!(amira.asks::<Value>(field, &[]).await, json!(["Is the starter yours?", 7, 14, true]));
    amira.types("baker").await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.sees("Is the baker yours?").await;
    amira.is_told("Your comment is up.").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_pressed_before_the_webassembly_came_is_done_when_it_comes() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    fixture.road().always("GET", ".wasm", Fate::Held(gate.clone()));
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.writes("Is the starter yours?").await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.presses_at("Ask us", "Reply").await;
    // Slow enough that what comes alive does so in many small steps.
    amira.is_slower(12).await;
    gate.opens();
    amira.sees("Is the starter yours?").await;
    amira.owns("Is the starter").await;
    amira.is_slower(1).await;
    amira.until("the field of the reply", "return !!article('Ask us').querySelector('textarea')", &[]).await;
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 2, "each press counted once");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_writes_replies_edits_withdraws_and_still_edits_after_a_reload() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.shares("Amira", "How sour is it?").await;
    amira.answers("Ask us", "Amira", "I have a question about seeds").await;
    let count = "return root.querySelector('#porch-h').textContent";
    amira.settles("the count", count, json!("3 comments")).await;

    amira.edits("How sour", "How sour is the rye?").await;
    amira.reloads().await;
    amira.arrives().await;
    amira.edits("How sour is the rye?", "How sour is the old rye?").await;
    amira.withdraws("about seeds").await;
    amira.is_told("You deleted this comment.").await;

    let stored = fixture.neighbour("Ben").reads(&page).await;
    assert_eq!(stored.total, 2);
    let ben = fixture.visitor_at(&page).await;
    ben.sees("How sour is the old rye?").await;
    let strangers =
        "return all('.more-actions').length === 2 && !all('.more-actions[data-own]').length && !article('seeds')";
    ben.can_write().await;
    assert!(ben.asks::<bool>(strangers, &[]).await, "others change nothing");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_outlives_a_reload_and_goes_when_it_is_sent() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.can_write().await;
    amira.writes("Is the starter yours?").await;
    let kept = "return Object.values({ ...localStorage }).includes('Is the starter yours?')";
    amira.until("the draft to be kept", kept, &[]).await;
    amira.reloads().await;
    amira.arrives().await;
    amira.can_write().await;
    amira.has_typed("Is the starter yours?").await;
    amira.composer().await.send_keys(" I wonder.").await.unwrap();
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.sees("Is the starter yours? I wonder.").await;
    amira.is_told("Your comment is up.").await;
    amira.until("an empty field", "return composer().elements.body.value === ''", &[]).await;
    let forgotten = "return !JSON.stringify({ ...localStorage }).includes('starter')";
    amira.until("nothing to be kept of it", forgotten, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_sent_without_words_or_a_name_and_the_form_says_so() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_at(&page).await;
    amira.can_write().await;
    amira.writes("x").await;
    amira.composer().await.send_keys(Key::Backspace + "").await.unwrap();
    amira.presses("Comment").await;
    amira.is_told("A word or two first.").await;
    amira.writes("Is anybody here?").await;
    amira.presses("Comment").await;
    amira.is_told("Which name shall we show?").await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.sees("Is anybody here?").await;
    amira.is_told("Your comment is up.").await;
    let state = "return [thread.state, thread.matches(':state(ready)'), thread.summary.comments]";
    amira.settles("what the page is told", state, json!(["ready", true, 1])).await;
    amira.withdraws("Is anybody here?").await;
    amira.settles("what the page is told", state, json!(["empty", false, 0])).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_wait_for_the_host_are_seen_by_their_author_only() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_at(&page).await;
    amira.sends("Amira", "My first words here").await;
    amira.is_told("Thank you, Amira. The team reads first comments before others see them.").await;
    amira.reloads().await;
    amira.arrives().await;
    amira.sees("My first words here").await;
    amira.is_told("Waiting for the team").await;
    let ben = fixture.visitor_at(&page).await;
    ben.can_write().await;
    assert_eq!(ben.reads().await, Vec::<String>::new());
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_stay_and_a_way_is_shown_while_webassembly_does_not_come() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    fixture.road().always("GET", ".wasm", Fate::Lost);
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.writes("Is the starter yours?").await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.is_told("That didn’t reach us. Your words are safe here.").await;
    let own = "return [composer().elements.body.value, button('Read them on their own page').href.includes('/c/')]";
    assert_eq!(amira.asks::<Value>(own, &[]).await, json!(["Is the starter yours?", true]));
    fixture.road().is_free();
    amira.presses("Try again").await;
    amira.sees("Is the starter yours?").await;
    amira.is_told("Your comment is up.").await;
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 2);
    fixture.closes().await;
}
