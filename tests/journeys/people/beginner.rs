//! Somebody who has just got the program: from its first start to a comment on their own page.

use std::time::Instant;

use super::host::{goes_to, hears, is_in, presses, presses_at, signs_out};
use crate::fixture::{Fixture, Page, Visitor};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_comes_from_the_first_start_to_a_comment_on_their_own_page() {
    let begun = Instant::now();
    let fixture = Fixture::just_begun().await;
    let said = fixture.porch.says(&["site", "add", "bakery", "--origin", &fixture.site]).await;
    let lines: Vec<_> = said.lines().filter(|line| line.starts_with('<')).collect();
    assert_eq!(lines.len(), 2, "{said}");
    let page = fixture.shows("/rye", Page::with_pasted(&lines.join("\n")));

    // Nobody has come in before: the link makes the owner, who chooses a name. One site needs no name.
    let said = fixture.porch.says(&["token"]).await;
    let link = said.lines().find(|line| line.starts_with(&fixture.talk)).expect("a link");
    let marta = fixture.visitor().await;
    marta.goes(link).await;
    let field = marta.finds("the field", "return document.querySelector('input[name=name]')", &[]).await;
    // A name that is too long is not cut behind anybody's back.
    field.send_keys("M".repeat(65)).await.unwrap();
    presses(&marta, "Sign in").await;
    hears(&marta, "A name can have 64 characters at most.").await;
    field.clear().await.unwrap();
    field.send_keys("Mrata").await.unwrap();
    presses(&marta, "Sign in").await;
    is_in(&marta, "Mrata, owner").await;
    let hash = marta.asks::<String>("return location.hash", &[]).await;
    assert_eq!(hash, "", "the link is in no history");
    // And one that was mistyped is mended.
    goes_to(&marta, "Team").await;
    let own = "return document.querySelector('input[name=own-name]')";
    let field = marta.finds("the name", own, &[]).await;
    field.clear().await.unwrap();
    field.send_keys("Marta").await.unwrap();
    presses(&marta, "Change the name").await;
    hears(&marta, "Changed. From now on your name is Marta.").await;
    is_in(&marta, "Marta, owner").await;
    goes_to(&marta, "History").await;
    hears(&marta, "Marta changed their name from Mrata to Marta").await;
    goes_to(&marta, "Review").await;

    // Whoever opens it later is told so before they type a name.
    let late = fixture.visitor().await;
    late.goes(link).await;
    hears(&late, "This link was used, or is too old.").await;
    let asked = "return document.querySelectorAll('input[name=name]').length";
    assert_eq!(late.asks::<u32>(asked, &[]).await, 0, "nothing is typed for nothing");
    let hash = late.asks::<String>("return location.hash", &[]).await;
    assert_eq!(hash, "", "the link is in no history");

    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.sends("Amira", "How sour is it?").await;
    amira.is_told("Thank you, Amira.").await;
    hears(&marta, "How sour is it?").await;
    presses_at(&marta, "How sour", "Approve").await;
    let ben = fixture.visitor().await;
    ben.goes(&page).await;
    ben.sees("How sour is it?").await;
    println!("from the first start to a comment on one's own page: {:.1} s", begun.elapsed().as_secs_f32());

    // The server's own address says what it is, and leads to the dashboard.
    let curious = fixture.visitor().await;
    curious.goes(&fixture.talk).await;
    hears(&curious, "This server keeps the comments").await;
    let way = curious.finds("the way", "return document.querySelector('a[href$=\"/host/\"]')", &[]).await;
    way.click().await.unwrap();
    hears(&curious, "You are not signed in.").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_pasted_into_the_tab_that_shows_the_sign_in_page_signs_its_bearer_in() {
    let fixture = Fixture::just_begun().await;
    fixture.porch.says(&["site", "add", "bakery", "--origin", &fixture.site]).await;
    let begin = fixture.porch.says(&["token"]).await;
    let link = begin.lines().find(|line| line.starts_with(&fixture.talk)).expect("a link");
    let marta = fixture.visitor().await;
    marta.goes(&format!("{}/host/", fixture.talk)).await;
    hears(&marta, "You are not signed in.").await;
    // Only the end of the address changes, so the browser does not load the page anew.
    pastes(&marta, link).await;
    hears(&marta, "This link makes you the owner").await;
    let field = marta.finds("the field", "return document.querySelector('input[name=name]')", &[]).await;
    field.send_keys("Marta").await.unwrap();
    presses(&marta, "Sign in").await;
    is_in(&marta, "Marta, owner").await;

    // A link for somebody who has a name already, and one that leads to a page, once they are in.
    let again = fixture.porch.says(&["token"]).await;
    let link = again.lines().find(|line| line.starts_with(&fixture.talk)).expect("a link");
    signs_out(&marta).await;
    hears(&marta, "You are not signed in.").await;
    pastes(&marta, link).await;
    hears(&marta, "It works once.").await;
    let hash = marta.asks::<String>("return location.hash", &[]).await;
    assert_eq!(hash, "", "the link is in no history");
    presses(&marta, "Sign in").await;
    is_in(&marta, "Marta, owner").await;
    pastes(&marta, "#page=https%3A%2F%2Fbakery.example%2Frye").await;
    let room = "return document.querySelector('[aria-current=page]')?.textContent.startsWith('Published')";
    marta.until("the room of pages", room, &[]).await;
    fixture.closes().await;
}

/// Puts the end of a link into the address of the page that is open.
async fn pastes(person: &Visitor, link: &str) {
    let end = link.split_once('#').expect("a link with an end").1;
    person.asks::<()>("location.hash = given[0]", &[end.into()]).await;
}
