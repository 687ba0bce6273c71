//! Somebody of the business who looks up how the people who write are known, and takes a merge back.

use serde_json::json;

use crate::fixture::{Fixture, Postbox, Visitor};

use super::host::{comes_in, goes_to, hears, is_whole};
use super::housekeeper::presses_by_key;

const ADDRESS: &str = "ada@lovelace.example";

/// Waits until the row of a person in the list says this.
async fn lists_as(host: &Visitor, name: &str, known: &str) {
    let look = "const plain = (one) => one.textContent.replace(/[\\u2068\\u2069]/g, ''); \
                return all('.rows .brief', document).some((one) => plain(one).includes(given[0]) && plain(one).includes(given[1]))";
    host.until(&format!("{name}: {known}"), look, &[name.into(), known.into()]).await;
}

/// Chooses the kind of people that the list shows.
async fn shows_kind(host: &Visitor, kind: &str) {
    let look = "const list = document.querySelector('.filters select'); \
                const at = list ? [...list.options].findIndex((one) => one.text === given[0]) : -1; \
                if (at < 0) return false; list.selectedIndex = at; \
                list.dispatchEvent(new Event('change', { bubbles: true })); return true";
    host.until(&format!("{kind:?} to be chosen"), look, &[kind.into()]).await;
}

/// Waits until the list has one row with this name alone; none without a name.
async fn lists_only(host: &Visitor, name: &str) {
    let look = "const rows = all('.rows .brief', document); \
                return given[0] ? rows.length === 1 && rows[0].textContent.includes(given[0]) \
                  : !rows.length && document.body.innerText.includes('No people found.')";
    host.until(&format!("only {name:?}"), look, &[name.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_known_as_guests_or_by_what_they_confirmed_and_a_merge_is_taken_back() {
    let fixture = Fixture::open().await;
    let post = Postbox::open().await;
    fixture.porch.sends_mail_by(&post.url).await;
    let page = fixture.page("/rye");
    let (ada, phone, ben) = (fixture.neighbour("Ada"), fixture.neighbour("A. L."), fixture.neighbour("Ben"));
    ada.says(&page, "My rye collapsed.").await;
    ada.confirms(ADDRESS, &post).await;
    ada.does("me/about", &json!({ "about": "Bakes on Sundays" })).await;
    phone.says(&page, "It stands now.").await;
    phone.confirms(ADDRESS, &post).await;
    ben.says(&page, "For how long?").await;

    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "People").await;
    lists_as(&marta, "Ada", "2 comments · mail confirmed").await;
    lists_as(&marta, "Ben", "1 comment · guest").await;
    is_whole(&marta).await;
    let filters = "return all('button', document).find((one) => one.ariaLabel === 'Filter')";
    marta.clicks("the filters", filters, &[]).await;
    for (kind, listed) in [("Guest", "Ben"), ("Account with a provider", ""), ("Mail confirmed", "Ada")] {
        shows_kind(&marta, kind).await;
        lists_only(&marta, listed).await;
        is_whole(&marta).await;
    }
    shows_kind(&marta, "Everybody").await;
    lists_as(&marta, "Ben", "1 comment · guest").await;
    presses_by_key(&marta, "Ada").await;
    hears(&marta, "mail confirmed").await;
    hears(&marta, "A. L. (1 comment)").await;
    hears(&marta, "Bakes on Sundays").await;
    is_whole(&marta).await;

    presses_by_key(&marta, "Undo: A. L.").await;
    hears(&marta, "The comments of A. L. are theirs again.").await;
    hears(&marta, "undone").await;
    presses_by_key(&marta, "Remove").await;
    let gone = "return !document.body.innerText.includes('Bakes on Sundays')";
    marta.until("the line to be gone", gone, &[]).await;
    is_whole(&marta).await;
    presses_by_key(&marta, "People").await;
    goes_to(&marta, "History").await;
    hears(&marta, "removed what Ada says about themselves").await;
    hears(&marta, "separated A. L. from another person").await;
    goes_to(&marta, "People").await;
    lists_as(&marta, "Ada", "1 comment · mail confirmed").await;
    lists_as(&marta, "A. L.", "1 comment · guest").await;
    fixture.closes().await;
}
