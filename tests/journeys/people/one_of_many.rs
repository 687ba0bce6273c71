//! Somebody new, while many newcomers come: their browser is asked for some work, and they see nothing of it.

use serde_json::Value;

use crate::fixture::{Fate, Fixture, Gate, Page, Visitor};

/// A policy that allows no worker, no blob and no frame.
const STRICT: &str =
    "default-src 'none'; img-src 'self'; style-src 'none'; script-src {talk} 'wasm-unsafe-eval'; connect-src {talk}";

/// A server whose site asks each newcomer.
async fn that_asks() -> Fixture {
    let fixture = Fixture::at_the_end_of_a_road().await;
    fixture.porch.says(&["site", "set", "bakery", "proof=always"]).await;
    fixture
}

/// Takes the time that a person takes at least.
async fn takes_time(person: &Visitor) {
    let look = "return thread.shadowRoot && performance.now() > (globalThis.began ??= performance.now()) + 2100";
    person.until("some time to pass", look, &[]).await;
}

async fn writes(person: &Visitor, words: &str) {
    person.can_write().await;
    person.writes(words).await;
    person.is_called("Noor").await;
    takes_time(person).await;
}

/// Counts the steps of the browser's work. One follows the other at once, until it is done.
async fn works_visibly(person: &Visitor) {
    let count = "const work = globalThis.work = { begun: 0, ended: 0 }; \
                 for (const name of ['importKey', 'deriveBits']) { \
                   const real = SubtleCrypto.prototype[name]; \
                   SubtleCrypto.prototype[name] = async function (...asked) { \
                     work.begun++; try { return await real.apply(this, asked); } finally { work.ended++; } \
                   }; \
                 } return 1";
    person.asks::<Value>(count, &[]).await;
}

/// What the person is told while their words are out: nothing to press, to tick or to wait for.
async fn meets_no_step(person: &Visitor) {
    let look = "return all('dialog, iframe, canvas, [type=checkbox], progress').length + \
                document.querySelectorAll('iframe, dialog').length";
    assert_eq!(person.asks::<Value>(look, &[]).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_is_published_while_their_browser_works_and_sees_nothing_of_it() {
    let fixture = that_asks().await;
    let page = fixture.shows("/rye", Page::plain().guarded_by(STRICT));
    let noor = fixture.visitor().await;
    noor.goes(&page).await;
    noor.arrives().await;
    noor.can_write().await;
    assert_eq!(fixture.road().count("GET", "/challenge"), 0, "reading asks for nothing");
    works_visibly(&noor).await;
    writes(&noor, "How sour is it?").await;
    fixture.road().comes("GET", "/challenge").await;
    meets_no_step(&noor).await;
    // Words wait for the work for a second at most, and a busy machine may need more.
    noor.until("the work to be done", "return work.begun > 0 && work.begun === work.ended", &[]).await;
    noor.presses("Comment").await;
    noor.is_told("Your comment is up.").await;
    noor.is_taken_to("How sour is it?").await;
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 1, "it is up for everybody");
    assert_eq!(fixture.road().count("GET", "/challenge"), 1);
    // Known from now on: asked for nothing, at once.
    noor.shares("Noor", "And how old?").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_challenge_is_blocked_words_are_sent_all_the_same_and_wait_for_the_host() {
    let fixture = that_asks().await;
    fixture.road().always("GET", "/challenge", Fate::Lost);
    let page = fixture.page("/rye");
    let noor = fixture.visitor().await;
    noor.goes(&page).await;
    noor.arrives().await;
    writes(&noor, "How sour is it?").await;
    noor.presses("Comment").await;
    noor.sees("How sour is it?").await;
    noor.is_told("The team").await;
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 0);
    fixture.lets_everything_in().await;
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 1);
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_challenge_that_never_comes_delays_words_by_a_second_at_most() {
    let fixture = that_asks().await;
    let gate = Gate::closed();
    fixture.road().always("GET", "/challenge", Fate::Held(gate.clone()));
    let page = fixture.page("/rye");
    let noor = fixture.visitor().await;
    noor.goes(&page).await;
    noor.arrives().await;
    writes(&noor, "How sour is it?").await;
    // Another timer of the same page, from when the newcomer was introduced: the two keep their order however slow the
    // machine is.
    let met = "const ask = fetch; globalThis.fetch = async (...asked) => { \
                 const answer = await ask(...asked); \
                 if (String(asked[0]?.url ?? asked[0]).endsWith('/me')) setTimeout(() => { globalThis.late = performance.now(); }, 3000); \
                 return answer; \
               }; return 1";
    noor.asks::<Value>(met, &[]).await;
    noor.presses("Comment").await;
    fixture.road().comes("POST", "/comments").await;
    let look = "const [sent] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/comments')); \
                return globalThis.late && sent && { ahead: late - sent.startTime }";
    let ahead = noor.until("the time of the request", look, &[]).await["ahead"].as_f64().unwrap();
    assert!(ahead >= 0.0, "{} ms late", -ahead);
    noor.is_told("The team").await;
    gate.opens();
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_fills_every_field_is_held_and_a_person_never_meets_the_trap() {
    let fixture = that_asks().await;
    fixture.porch.says(&["site", "set", "bakery", "proof=on"]).await;
    let page = fixture.page("/rye");
    let robot = fixture.visitor().await;
    robot.goes(&page).await;
    robot.arrives().await;
    robot.can_write().await;
    let met = "const trap = composer().elements.website; const { right } = trap.getBoundingClientRect(); \
               return [trap.tabIndex, trap.getAttribute('aria-hidden'), getComputedStyle(trap).opacity, right < innerWidth]";
    assert_eq!(robot.asks::<Value>(met, &[]).await, serde_json::json!([-1, "true", "0", true]));
    writes(&robot, "Cheap flour for everybody").await;
    robot.asks::<Value>("composer().elements.website.value = 'https://spam.example'; return 1", &[]).await;
    robot.presses("Comment").await;
    robot.is_told("The team").await;
    let export = fixture.porch.says(&["export", "--site", "bakery"]).await;
    assert!(export.contains("\"hold\":\"trap\""), "{export}");
    fixture.closes().await;
}
