//! Somebody who takes along what is stored about them, and erases it.

use serde_json::{Value, json};

use crate::fixture::{Fixture, Visitor, axe, until};

use super::answered::confirms_the_address;
use super::host::{comes_in, goes_to, hears};
use super::returner::{
    ADA, is_back, is_before, presses_in_sheet, types_address_and_code, with_mail, writes_with_address,
};

/// Has the browser put what it downloads into a folder.
async fn downloads_to(person: &Visitor, folder: &std::path::Path) {
    let behavior = json!({ "behavior": "allow", "downloadPath": folder });
    person.driver.cdp().send_raw("Browser.setDownloadBehavior", behavior).await.unwrap();
}

/// The file of that name, once the browser has written all of it.
async fn downloaded(folder: &std::path::Path, name: &str) -> Value {
    let file = folder.join(name);
    until("the file", async || serde_json::from_str(&std::fs::read_to_string(&file).ok()?).ok()).await
}

async fn looks_at_what_is_stored(person: &Visitor) {
    person.can_write().await;
    person.clicks("the row", "return composer().elements.body", &[]).await;
    person.presses("About you").await;
    is_before(person, "About you").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_takes_everything_along_and_erases_it_is_nobody_afterwards() {
    let fixture = Fixture::open().await;
    let (post, page, axe) = (with_mail(&fixture).await, fixture.page("/rye"), axe::source());
    let folder = tempfile::tempdir().unwrap();
    let ada = fixture.visitor_at(&page).await;
    downloads_to(&ada, folder.path()).await;
    writes_with_address(&ada, "Ada", "How *sour* is it?", ADA).await;
    ada.presses("Comment").await;
    confirms_the_address(&ada, &post).await;
    let posted = fixture.neighbour("Reader").reads(&page).await.comments.swap_remove(0);
    let posted = porch_protocol::CommentPosted { comment: posted, cursor: None, reason: None };
    fixture.neighbour("Ben").answers(&page, &posted, "Very.").await;

    fixture.porch.sleeps_past_recent_sign_ins().await;
    ada.reloads().await;
    ada.arrives().await;
    looks_at_what_is_stored(&ada).await;
    presses_in_sheet(&ada, "Download everything").await;
    let file = downloaded(folder.path(), "comments.json").await;
    assert_eq!(file["comments"][0]["texts"][0]["source"], "How *sour* is it?", "{file}");
    assert_eq!((&file["name"], &file["site"]), (&json!("Ada"), &json!("bakery")));
    assert!(!file.to_string().contains("lovelace"), "{file}");

    presses_in_sheet(&ada, "Erase everything…").await;
    is_before(&ada, "Erase everything?").await;
    ada.finds_no_barrier(axe).await;
    presses_in_sheet(&ada, "Erase for good").await;
    ada.is_told("So that nobody else can erase it: confirm your address once more.").await;
    ada.finds_no_barrier(axe).await;
    assert!(fixture.neighbour("Reader").reads(&page).await.comments[0].body.is_some(), "nothing is erased yet");
    types_address_and_code(&ada, &post).await;
    is_before(&ada, "Everything is erased").await;
    ada.finds_no_barrier(axe).await;
    presses_in_sheet(&ada, "Close").await;
    is_back(&ada).await;
    for again in [false, true] {
        if again {
            ada.reloads().await;
            ada.arrives().await;
        }
        ada.is_told("The author deleted this comment.").await;
        ada.sees("Very.").await;
        ada.until(
            "no word of hers",
            "return !root.textContent.includes('sour') && !root.textContent.includes('Ada')",
            &[],
        )
        .await;
    }

    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "People").await;
    hears(&marta, "Ben").await;
    let nobody = "return !document.body.innerText.includes('Ada')";
    marta.until("nobody of that name", nobody, &[]).await;
    goes_to(&marta, "History").await;
    hears(&marta, "Erased person erased all that was stored about them").await;
    marta.until("nobody of that name", nobody, &[]).await;
    marta.finds_no_barrier(axe).await;
    fixture.closes().await;
}
