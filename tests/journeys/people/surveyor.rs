//! Somebody of the team at a desk who looks up people and pages, and takes care over a reply.

use thirtyfour::Key;

use super::host::{AT, goes_to, hears, opens, presses};
use super::reviewer::{at_work, desk, is_fit, sees};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_and_pages_stand_beside_whoever_or_whatever_is_open_of_them() {
    let (fixture, marta) = at_work(desk()).await;
    goes_to(&marta, "People").await;
    let head = "return document.querySelector('.onehead h2')?.textContent === given[0]";
    sees(
        &marta,
        "the first one open",
        "return document.querySelector('.onehead') && document.querySelector('.brief[aria-current]')",
    )
    .await;
    let row = format!("{AT} return row(given[0])");
    marta.clicks("Amira", &row, &["Amira".into()]).await;
    marta.until("Amira to be open", head, &["Amira".into()]).await;
    is_fit(&marta).await;
    // Each has a place in the address; the keys go from one to the next.
    marta.clicks("Ben", &row, &["Ben".into()]).await;
    marta.until("Ben to be open", head, &["Ben".into()]).await;
    marta.driver.back().await.unwrap();
    marta.until("Amira again", head, &["Amira".into()]).await;
    marta.types("k").await;
    marta.until("the one before", "return document.querySelector('.onehead h2').textContent !== 'Amira' && document.activeElement.className === 'onehead'", &[]).await;
    marta.types("b").await;
    marta
        .until(
            "the form of a ban",
            "return document.activeElement.localName === 'select' && document.activeElement.closest('.action-bar')",
            &[],
        )
        .await;
    is_fit(&marta).await;
    marta.types(Key::Escape + "").await;
    sees(
        &marta,
        "the bar again",
        "return !document.querySelector('.action-bar form') && document.activeElement.matches('.action-bar')",
    )
    .await;

    goes_to(&marta, "Pages").await;
    marta.clicks("a page", &row, &["/spelt".into()]).await;
    marta.until("it to be open", head, &["/spelt".into()]).await;
    is_fit(&marta).await;
    presses(&marta, "Close comments…").await;
    presses(&marta, "Close comments").await;
    hears(&marta, "Comments closed: /spelt.").await;
    sees(&marta, "its row to say so", "return row('/spelt').textContent.includes('comments closed')").await;
    let published = "return all('.action-bar a', document)[0]";
    marta.clicks("what is published there", published, &[]).await;
    sees(&marta, "that page alone", "return location.hash.startsWith('#page=') && document.querySelector('.only')")
        .await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_is_formatted_by_keys_and_looked_at_before_it_is_sent() {
    let (fixture, marta) = at_work(desk()).await;
    goes_to(&marta, "Unanswered").await;
    opens(&marta, "fell after 40").await;
    let field = "const one = document.querySelector('.replycard textarea'); one?.focus(); return document.activeElement === one";
    marta.until("the field", field, &[]).await;
    marta.types("At once").await;
    marta.asks::<()>("document.activeElement.setSelectionRange(3, 7)", &[]).await;
    // The six tools are one stop of the keyboard.
    marta.holds(Key::Shift, Key::Tab).await;
    marta.until("the tools", "return document.activeElement.ariaLabel === 'Bold'", &[]).await;
    marta.types(Key::Right + Key::Left).await;
    marta.types(Key::Enter).await;
    marta.until("the words in bold", "return document.activeElement.value === 'At **once**'", &[]).await;
    marta.holds(Key::Shift, Key::Tab).await;
    marta.holds(Key::Shift, Key::Tab).await;
    marta
        .until(
            "the tabs",
            "return document.activeElement.role === 'tab' && document.activeElement.textContent === 'Write'",
            &[],
        )
        .await;
    marta.types(Key::Right + Key::Enter).await;
    marta
        .until(
            "how it will look",
            "return document.querySelector('.replycard .words strong')?.textContent === 'once'",
            &[],
        )
        .await;
    is_fit(&marta).await;
    marta.types(Key::Left + Key::Enter).await;
    marta.until("the field again", "return document.activeElement.localName === 'textarea'", &[]).await;
    marta.holds(Key::Control, Key::Enter).await;
    hears(&marta, "Your reply is published.").await;
    let amira = fixture.visitor().await;
    amira.goes(&fixture.page("/rye")).await;
    amira.until("it in bold", "return root?.querySelector('strong')?.textContent === 'once'", &[]).await;
    fixture.closes().await;
}
