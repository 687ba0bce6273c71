//! Somebody of the team who opens each number on a person's card, and counts what it shows.

use serde_json::json;

use super::host::{AT, comes_in, goes_to, hears, is_whole, presses};
use crate::fixture::{Fixture, Visitor};

/// Presses a number, and waits until exactly these comments stand below it.
async fn opens_number(marta: &Visitor, number: &str, comments: &[&str]) {
    presses(marta, number).await;
    let look = format!(
        "{AT} const pressed = all('dd [aria-pressed=true]', document).filter(seen); \
         if (pressed.length !== 1 || pressed[0].textContent !== given[0]) return false; \
         const said = all('.said .words', document).filter(seen).map((one) => one.innerText.trim()); \
         return JSON.stringify(said) === JSON.stringify(given[1]) && Number.parseInt(given[0]) === said.length"
    );
    marta.until(number, &look, &[number.into(), json!(comments)]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_number_on_a_persons_card_opens_the_comments_that_it_counts() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.neighbour("Amira");
    amira.says(&page, "How sour is it?").await;
    let fool = amira.says(&page, "Your baker is a fool").await;
    amira.says(&page, "And the crust?").await;
    let advert = fixture.neighbour("Ben").says(&page, "Buy my flour").await;
    let report = fixture.neighbour("Sam").says(&page, "Three days of it").await;
    for other in [&advert, &report] {
        assert!(amira.reports(other, "advertising").await);
    }
    fixture.porch.says(&["comment", "remove", &fool.comment.id.to_string(), "--why", "Rule 2"]).await;

    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "People").await;
    marta.clicks("Amira", &format!("{AT} return row('Amira')"), &[]).await;
    hears(&marta, "Latest").await;
    is_whole(&marta).await;
    opens_number(&marta, "1 removed", &["Your baker is a fool"]).await;
    is_whole(&marta).await;
    opens_number(&marta, "2 published", &["And the crust?", "How sour is it?"]).await;
    opens_number(&marta, "2 comments of others", &["Three days of it", "Buy my flour"]).await;
    is_whole(&marta).await;
    // What is decided here changes the numbers, and what is open with them.
    opens_number(&marta, "1 removed", &["Your baker is a fool"]).await;
    presses(&marta, "Restore").await;
    hears(&marta, "Restored: Amira’s comment.").await;
    hears(&marta, "Latest").await;
    opens_number(&marta, "3 published", &["And the crust?", "Your baker is a fool", "How sour is it?"]).await;
    // Pressed once more it closes.
    presses(&marta, "3 published").await;
    hears(&marta, "Latest").await;
    fixture.closes().await;
}
