//! A host who closes comments with words for the visitors, and the visitors who read them: live, later, and without a script.

use thirtyfour::Key;

use super::host::{comes_in, goes_to, hears, is_whole, presses};
use crate::fixture::{Fixture, Look, Visitor, axe};

/// Types into the field whose label begins like this.
async fn fills(host: &Visitor, label: &str, words: &str) {
    let look = "const label = all('label', document).find((one) => one.textContent.startsWith(given[0])); \
                return label?.querySelector('input, textarea')";
    let field = host.finds(label, look, &[label.into()]).await;
    field.clear().await.unwrap();
    field.send_keys(words).await.unwrap();
}

/// Waits until the page says these words beside the lock, and nothing else.
async fn reads_closed(visitor: &Visitor, words: &str) {
    let look = "return all('.closed-note').some((one) => shown(one) && one.querySelector('svg') && \
                one.textContent.replace(/\\s+/g, ' ').trim() === given[0])";
    visitor.until(words, look, &[words.into()]).await;
}

/// A reader whose page is open and listens.
async fn listens(fixture: &Fixture, page: &str) -> Visitor {
    let reader = fixture.visitor().await;
    reader.goes(page).await;
    reader.arrives().await;
    reader.listens().await;
    reader
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visitors_read_why_a_page_was_closed_in_the_words_of_the_host() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Amira").says(&page, "How sour is it?").await;
    let ben = listens(&fixture, &page).await;
    // With the widget, and so with a field of its own.
    ben.can_write().await;

    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Pages").await;
    marta.clicks("the page", "return document.querySelector('.rows .brief')", &[]).await;
    hears(&marta, "Nobody can write here until you open them again.").await;
    presses(&marta, "Close comments…").await;
    fills(&marta, "Words for visitors", "The trip is over, thank you all. <b>Write</b> to https://evil.example").await;
    fills(&marta, "Why?", "They quarrel").await;
    is_whole(&marta).await;
    presses(&marta, "Close comments").await;
    hears(&marta, "Comments closed: ").await;
    let said = "Comments are closed. Marta: “The trip is over, thank you all. <b>Write</b> to https://evil.example”";
    reads_closed(&ben, said).await;
    assert!(
        ben.asks::<bool>(
            "return !document.querySelector('porch-thread').shadowRoot.querySelector('.closed-note a')",
            &[]
        )
        .await
    );
    ben.finds_no_barrier(axe::source()).await;

    // Whoever comes later, and whoever runs no script.
    let noor = fixture.visitor().await;
    noor.goes(&page).await;
    noor.arrives().await;
    reads_closed(&noor, said).await;
    let plain = fixture.visitor_with(&Look { scripts: false, ..Look::default() }).await;
    plain.goes(&format!("{}/c/bakery?page={page}", fixture.talk)).await;
    let shown = "return document.querySelector('.closed-note')?.textContent.includes(given[0]) && \
                 !document.body.textContent.includes('They quarrel')";
    plain.until("the words", shown, &["Marta: “The trip is over".into()]).await;

    // Other words, taken back, and open again.
    hears(&marta, "Visitors read").await;
    presses(&marta, "Change the words…").await;
    fills(&marta, "Words for visitors", "See you in May.").await;
    presses(&marta, "Save").await;
    hears(&marta, "Words for visitors saved: ").await;
    reads_closed(&ben, "Comments are closed. Marta: “See you in May.”").await;
    presses(&marta, "Undo").await;
    reads_closed(&ben, said).await;
    presses(&marta, "Open comments again").await;
    ben.can_write().await;
    presses(&marta, "Undo").await;
    reads_closed(&ben, said).await;
    goes_to(&marta, "History").await;
    hears(&marta, "Visitors read: “See you in May.”").await;
    hears(&marta, "They quarrel").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_without_comments_is_closed_beforehand() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/trip");
    let ben = listens(&fixture, &page).await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Pages").await;
    presses(&marta, "Close another page…").await;
    fills(&marta, "Address of the page", "https://elsewhere.example/trip").await;
    presses(&marta, "Close comments").await;
    hears(&marta, "The address of a page of this site begins with: ").await;
    fills(&marta, "Address of the page", &page).await;
    fills(&marta, "Words for visitors", "Comments open in May.").await;
    hears(&marta, "No page with comments is known at this address.").await;
    is_whole(&marta).await;
    fills(&marta, "Why?", "Too early").await;
    marta.types(Key::Enter + "").await;
    hears(&marta, "Comments closed: ").await;
    hears(&marta, "Visitors read").await;
    reads_closed(&ben, "Comments are closed. Marta: “Comments open in May.”").await;
    presses(&marta, "Undo").await;
    ben.can_write().await;
    fixture.closes().await;
}
