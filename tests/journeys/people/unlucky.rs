//! Somebody of the team whose line fails: each place says so and asks once more, and nothing that was typed is lost.

use serde_json::json;

use super::host::{AT, comes_in, goes_to, hears, is_whole, presses};
use crate::fixture::{Fate, Fixture, Visitor};

/// A comment, and its reader at the end of a road.
async fn at_the_end() -> (Fixture, Visitor) {
    let fixture = Fixture::at_the_end_of_a_road().await;
    fixture.neighbour("Amira").says(&fixture.page("/rye"), "How sour is it?").await;
    let marta = comes_in(&fixture, "Marta").await;
    (fixture, marta)
}

/// Waits until so many places say that they were not loaded, each with its button, and none waits on.
async fn is_not_loaded(marta: &Visitor, count: usize) {
    let look = format!(
        "{AT} const lost = all('.unloaded', document).filter(seen); \
         return lost.length === given[0] && lost.every((one) => press('Try again', one)) && !document.querySelector('main [aria-busy]')"
    );
    marta.until("what was not loaded", &look, &[json!(count)]).await;
}

/// Presses the button of each of them, until what was missing is here.
async fn tries_again(marta: &Visitor, words: &str) {
    presses(marta, "Try again").await;
    hears(marta, words).await;
    marta.until("nothing to try", "return !document.querySelector('.unloaded')", &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_does_not_come_says_so_and_is_asked_for_once_more() {
    let (fixture, marta) = at_the_end().await;
    for (view, part, words) in
        [("People", "/v1/host/people/", "Here since"), ("Pages", "/v1/host/pages?thread=", "Close comments…")]
    {
        goes_to(&marta, view).await;
        fixture.road().always("GET", part, Fate::Busy);
        marta.clicks("the first row", &format!("{AT} return all('.rows .brief', document).find(seen)"), &[]).await;
        // A page is known from its list: it comes by its address alone, as a link has it.
        marta.reloads().await;
        is_not_loaded(&marta, 1).await;
        is_whole(&marta).await;
        fixture.road().is_free();
        tries_again(&marta, words).await;
    }
    // A comment that is in no list, by its link.
    let id = fixture.neighbour("Amira").says(&fixture.page("/rye"), "And the crust?").await.comment.id;
    fixture.porch.says(&["comment", "remove", &id.to_string(), "--why", "Rule 2"]).await;
    fixture.road().always("GET", "/v1/host/comments/", Fate::Busy);
    marta.goes(&format!("{}/healthz", fixture.talk)).await;
    marta.goes(&format!("{}/host/#comment={id}", fixture.talk)).await;
    is_not_loaded(&marta, 1).await;
    is_whole(&marta).await;
    fixture.road().is_free();
    tries_again(&marta, "And the crust?").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stands_below_a_comment_and_each_setting_says_that_it_did_not_come() {
    let (fixture, marta) = at_the_end().await;
    goes_to(&marta, "Published").await;
    fixture.road().always("GET", "/around", Fate::Busy);
    marta.clicks("the comment", &format!("{AT} return row('How sour')"), &[]).await;
    is_not_loaded(&marta, 1).await;
    fixture.road().is_free();
    presses(&marta, "Try again").await;
    marta.until("the whole thread", "return !document.querySelector('.unloaded')", &[]).await;
    let settings = [
        ("General", "/v1/host/site", 1, "Your site’s addresses"),
        ("Rules", "/v1/host/rules", 1, "Opening question"),
        ("Team", "/v1/host/team", 1, "Invite somebody"),
        ("Team", "/v1/host/passkeys", 1, "Your passkeys"),
        ("Team", "/v1/host/mail", 1, "Sign in by mail"),
        ("Integrations", "/v1/host/webhooks", 1, "Webhooks and chat"),
        ("Integrations", "/v1/host/judges", 1, "Spam services"),
        ("Rules", "/v1/host/pauses", 1, "Second look"),
    ];
    for (section, part, count, words) in settings {
        goes_to(&marta, "General").await;
        hears(&marta, "Your site’s addresses").await;
        fixture.road().always("GET", part, Fate::Busy);
        if section == "General" {
            goes_to(&marta, "Unanswered").await;
        }
        goes_to(&marta, section).await;
        is_not_loaded(&marta, count).await;
        fixture.road().is_free();
        tries_again(&marta, words).await;
    }
    fixture.closes().await;
}
