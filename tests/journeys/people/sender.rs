//! Somebody whose words are cut off on the way: they arrive, and once.

use serde_json::json;

use crate::fixture::{Fate, Fixture, Gate, Visitor};

/// A server at the end of a road, and somebody in it who is ready to write.
async fn at_the_page() -> (Fixture, Visitor, String) {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.can_write().await;
    (fixture, amira, page)
}

async fn sends(amira: &Visitor) {
    amira.writes("Is the starter yours?").await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    // At once, whatever becomes of them.
    amira.sees("Is the starter yours?").await;
}

/// The words are up, in the writer's eyes and in the database, exactly once; and they are still hers.
async fn arrive_once(fixture: &Fixture, amira: &Visitor, page: &str) {
    amira.is_told("Your comment is up.").await;
    let outbox = "return !Object.keys({ ...localStorage }).some((key) => key.includes('outbox'))";
    amira.until("nothing left to send", outbox, &[]).await;
    let stored = fixture.neighbour("Marta").reads(page).await;
    assert_eq!((stored.total, stored.comments.len()), (1, 1));
    amira.settles("what is said", "return articles().map(words)", json!(["Is the starter yours?"])).await;
    amira.reloads().await;
    amira.arrives().await;
    amira.edits("Is the starter", "Is the sourdough yours?").await;
    assert_eq!(fixture.neighbour("Marta").reads(page).await.total, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_sent_while_the_server_is_killed_arrive_once_when_it_is_back() {
    let (fixture, amira, page) = at_the_page().await;
    let gate = Gate::closed();
    fixture.road().once("POST", "/comments", Fate::Held(gate.clone()));
    sends(&amira).await;
    fixture.road().comes("POST", "/comments").await;
    fixture.porch.dies().await;
    gate.opens();
    amira.is_told("That didn’t reach us yet. Your comment is safe here, and we keep trying.").await;
    fixture.porch.comes_back().await;
    arrive_once(&fixture, &amira, &page).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_whose_answer_was_cut_off_are_there_once() {
    let (fixture, amira, page) = at_the_page().await;
    fixture.road().once("POST", "/comments", Fate::CutBeforeTheAnswer);
    sends(&amira).await;
    arrive_once(&fixture, &amira, &page).await;
    assert_eq!(fixture.road().count("POST", "/comments"), 2, "it was sent twice");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_written_without_a_line_go_out_when_it_is_back() {
    let (fixture, amira, page) = at_the_page().await;
    amira.has_a_line(false).await;
    amira.is_told("You’re offline. Keep writing; it goes out when you’re back.").await;
    sends(&amira).await;
    amira.until("the state", "return thread.state === 'offline' && thread.matches(':state(offline)')", &[]).await;
    amira.has_a_line(true).await;
    arrive_once(&fixture, &amira, &page).await;
    amira.until("the state", "return thread.state !== 'offline' && !root.textContent.includes('offline')", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_cut_in_the_middle_arrive_once() {
    let (fixture, amira, page) = at_the_page().await;
    fixture.road().once("POST", "/comments", Fate::CutWhileSending);
    sends(&amira).await;
    arrive_once(&fixture, &amira, &page).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_survive_a_reload_while_their_answer_never_comes() {
    let (fixture, amira, page) = at_the_page().await;
    fixture.road().always("POST", "/comments", Fate::CutBeforeTheAnswer);
    sends(&amira).await;
    fixture.road().comes("POST", "/comments").await;
    // The server has them, and is killed before it could say so.
    let marta = fixture.neighbour("Marta");
    crate::fixture::until("the words to be stored", async || (marta.reads(&page).await.total == 1).then_some(())).await;
    fixture.porch.dies().await;
    fixture.porch.comes_back().await;
    amira.reloads().await;
    // Not before: the page of before would send them, and say so.
    fixture.road().is_free();
    arrive_once(&fixture, &amira, &page).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_did_not_arrive_within_a_day_are_still_there_and_can_be_sent() {
    let (fixture, amira, page) = at_the_page().await;
    fixture.road().always("POST", "/comments", Fate::Lost);
    sends(&amira).await;
    amira.is_told("That didn’t reach us yet. Your comment is safe here, and we keep trying.").await;
    // As if that had been yesterday.
    let older = "const key = Object.keys({ ...localStorage }).find((key) => key.includes('outbox')); \
                 const kept = JSON.parse(localStorage[key]); kept[0].at -= 9e7; localStorage[key] = JSON.stringify(kept); return 1";
    amira.asks::<u32>(older, &[]).await;
    amira.reloads().await;
    amira.arrives().await;
    amira.is_told("This didn’t reach us within a day, so we stopped trying. Your comment is safe here.").await;
    amira.sees("Is the starter yours?").await;
    fixture.road().is_free();
    amira.presses("Try again").await;
    arrive_once(&fixture, &amira, &page).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_find_no_room_are_told_so_and_go_up_when_there_is_some() {
    let (fixture, amira, page) = at_the_page().await;
    amira.writes("Is the starter yours?").await;
    amira.is_called("Amira").await;
    fixture.road().always("POST", "/sites/", Fate::Busy);
    amira.presses("Comment").await;
    amira.is_told("The server is very busy just now. Your words are safe here, and we keep trying.").await;
    fixture.road().is_free();
    arrive_once(&fixture, &amira, &page).await;
    fixture.closes().await;
}
