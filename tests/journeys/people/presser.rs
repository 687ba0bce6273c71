//! Somebody who presses what they see: a mouse or a finger goes down and up at one point, and nothing moves in between.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::fixture::{Fate, Fixture, Gate, Hand, Look, SORT, Visitor};

const REPLY: &str = "return button('Reply', article('Ask us'))";
const NEWEST: &str = "return button('Newest')";
const BY_NEWEST: &str = "return root.querySelector('.order-menu b')?.textContent === 'Newest'";
const DOTS: &str = "return article('Ask us')?.querySelector('.more-actions')";

/// Touches the composer, types nothing, and presses what a script finds.
async fn presses_from_an_empty_composer(person: &Visitor, hand: Hand, look: &str) {
    let field = person.point_of("the composer", "return composer()?.elements.body", &[]).await;
    person.puts_down(hand, field).await;
    person.lifts(hand, field).await;
    let open = "return root.activeElement === composer().elements.body && shown(composer().elements.name)";
    person.until("the composer to be open", open, &[]).await;
    // Where it is now, with the composer open; scrolling is no part of a press.
    let at = person.point_of("what is pressed", look, &[]).await;
    person.puts_down(hand, at).await;
    person.lifts(hand, at).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_below_an_empty_composer_hits_what_it_began_on() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    for hand in [Hand::Mouse, Hand::Finger] {
        let amira = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
        amira.is_held_by(hand).await;
        for times in 0..2 {
            amira.goes(&page).await;
            amira.arrives().await;
            if times == 1 {
                amira.can_write().await;
            }
            presses_from_an_empty_composer(&amira, hand, REPLY).await;
            amira.is_in_a_field_below().await;
            presses_from_an_empty_composer(&amira, hand, DOTS).await;
            amira.until("the menu", "return root.activeElement?.role === 'menuitem'", &[]).await;
            amira.sorts_by("Newest").await;
            amira.sorts_by("Threads").await;
        }
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_before_the_widget_comes_counts_too() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    fixture.road().always("GET", ".wasm", Fate::Held(gate.clone()));
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    presses_from_an_empty_composer(&amira, Hand::Mouse, REPLY).await;
    gate.opens();
    amira.is_in_a_field_below().await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_branch_collapsed_before_the_widget_comes_stays_collapsed() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    fixture.road().always("GET", ".wasm", Fate::Held(gate.clone()));
    let page = fixture.page("/rye");
    let opening = fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    fixture.neighbour("Ben").answers(&page, &opening, "Or about spelt").await;
    let amira = fixture.visitor_at(&page).await;
    amira.until("the rest of the styles", "return root.adoptedStyleSheets.length === 3", &[]).await;
    let line = "return article('Ask us').nextElementSibling.firstElementChild";
    let at = amira.point_of("the line", line, &[]).await;
    amira.puts_down(Hand::Mouse, at).await;
    amira.lifts(Hand::Mouse, at).await;
    let collapsed =
        "return !article('Ask us').nextElementSibling.open && !shown(article('spelt')) && !!button('1 reply')";
    amira.until("the chip", collapsed, &[]).await;
    // The widget answers this press, once it has taken the branch over.
    amira.presses_at("Ask us", "Reply").await;
    gate.opens();
    amira.is_in_a_field_below().await;
    assert!(amira.asks::<bool>(collapsed, &[]).await, "it is as she left it");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_counts_without_any_script_and_beside_the_skip_link() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let ben = fixture.visitor_with(&Look { scripts: false, ..Look::default() }).await;
    ben.goes(&format!("{}/c/bakery?page={page}", fixture.talk)).await;
    let press = async |look: &str| {
        let at = ben.stands_at("what is pressed", look, &[]).await;
        ben.puts_down(Hand::Mouse, at).await;
        ben.lifts(Hand::Mouse, at).await;
    };
    press("return document.querySelector('.composer-root textarea')").await;
    press("return document.querySelector('article summary')").await;
    ben.until("the form of the reply", "return document.querySelector('article details').open", &[]).await;

    let amira = fixture.visitor_at(&page).await;
    amira.can_write().await;
    // As Tab does: it is in sight as long as it has the focus.
    amira.asks::<Value>("root.querySelector('.skip-link').focus(); return 1", &[]).await;
    let at = amira.stands_at("Reply", REPLY, &[]).await;
    amira.puts_down(Hand::Mouse, at).await;
    amira.lifts(Hand::Mouse, at).await;
    amira.is_in_a_field_below().await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_by_itself_waits_until_the_hand_is_up() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    marta.says(&page, "Ask us about rye").await;
    let long = marta.says(&page, &"A long story about the oven. ".repeat(30)).await;
    for (hand, widget) in [(Hand::Mouse, true), (Hand::Finger, true), (Hand::Mouse, false)] {
        let amira = fixture.visitor().await;
        amira.is_held_by(hand).await;
        if !widget {
            amira.never_gets("*.wasm").await;
        }
        amira.goes(&page).await;
        amira.arrives().await;
        amira.listens().await;
        if widget {
            amira.can_write().await;
        }
        amira.clicks("Sort", SORT, &[]).await;
        let at = amira.point_of("Newest", NEWEST, &[]).await;
        amira.puts_down(hand, at).await;
        let hear = "for (const one of witness.open()) one.addEventListener('cursor', ({ data }) => { witness.closed ||= JSON.parse(data).closed; }); return 1";
        amira.asks::<Value>(hear, &[]).await;
        marta.says(&page, "Good morning").await;
        fixture.porch.says(&["page", "close", &page, "--site", "bakery"]).await;
        let painted = "return witness.closed && new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(1))))";
        amira.until("the ring", painted, &[]).await;
        assert_eq!(amira.stands_at("Newest", NEWEST, &[]).await, at, "{hand:?} {widget}: nothing has moved");
        let still_open = "return !('closed' in root.querySelector('section').dataset)";
        assert!(amira.asks::<bool>(still_open, &[]).await, "{hand:?} {widget}: it is not closed yet");
        amira.lifts(hand, at).await;
        amira.until("the press to count", BY_NEWEST, &[]).await;
        fixture.porch.says(&["page", "open", &page, "--site", "bakery"]).await;
        amira.sees("Good morning").await;
    }
    marta.withdraws(&long).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_composer_stays_open_until_it_is_left_and_keeps_what_was_typed() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.can_write().await;
    let open = "return shown(composer().elements.name)";
    amira.writes("How sour").await;
    amira.presses("Cancel").await;
    amira
        .settles(
            "the composer",
            "return [composer().elements.body.value, shown(composer().elements.name)]",
            json!(["", false]),
        )
        .await;
    assert!(amira.asks::<bool>("return root.activeElement === composer().elements.body", &[]).await, "the focus stays");
    amira.writes(" is it?").await;
    let both = "return composer().elements.body.value";
    amira.settles("the words", both, json!("How sour is it?")).await;
    amira.until("the composer to be open again", open, &[]).await;
    // By keys alone, and with no look at what is there.
    amira.asks::<Value>("button('Cancel').focus(); return 1", &[]).await;
    amira.types(Key::Enter + "").await;
    amira.until("the composer to be shut", "return !shown(composer().elements.name)", &[]).await;
    amira.types("And the crust?").await;
    amira.settles("the words", both, json!("How sour is it?\n\nAnd the crust?")).await;
    amira.asks::<Value>("composer().elements.body.select(); return 1", &[]).await;
    amira.types("How sour is it?").await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.is_told("Your comment is up.").await;
    amira.is_taken_to("How sour is it?").await;
    amira.until("the composer to be shut once they are sent", "return !shown(composer().elements.name)", &[]).await;
    fixture.closes().await;
}
