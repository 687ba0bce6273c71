//! Somebody who has an account elsewhere, or an address, and signs in with it: on https, between two made-up names, in a
//! browser that refuses the ordinary cookies of third parties.

use serde_json::{Value, json};
use thirtyfour::Key;
use uuid::Uuid;

use crate::fixture::{Fixture, IdentityProvider, Look, Page, Signer, Visitor, axe, now};

use super::returner::{fills_in, is_back, is_before, presses_in_sheet, types_address_and_code, with_mail};
use super::third_party::refuses_ordinary_cookies;

/// A page that gives Porch the token of its own server, if there is one.
const GIVES_TOKEN: &str = "<script>addEventListener('porch-identity-request', ({ detail }) => { \
    (globalThis.asked ??= []).push(detail.reason); \
    detail.respond(async () => { const answer = await fetch('/porch-token'); return answer.status === 200 ? answer.text() : undefined; }); \
  })</script>";

/// Somebody with a browser as strict as they get, before a page.
async fn strict(fixture: &Fixture, page: &str) -> Visitor {
    let person = fixture.visitor_with(&Look { strict_cookies: true, ..Look::default() }).await;
    person.goes(page).await;
    refuses_ordinary_cookies(fixture, &person).await;
    person.arrives().await;
    person
}

/// Whether this browser is signed in, as the server has it.
pub(super) async fn is_signed_in(fixture: &Fixture, person: &Visitor) -> bool {
    let url = format!("{}/v1/sites/bakery/me", fixture.talk);
    let ask = "return fetch(given[0], { credentials: 'include' }).then((answer) => answer.json()).then((me) => !!me.signed_in)";
    person.asks(ask, &[url.into()]).await
}

/// Opens the sheet for signing in, from below the composer.
pub(super) async fn opens_sign_in(person: &Visitor) {
    person.can_write().await;
    person.clicks("the row", "return composer().elements.body", &[]).await;
    person.presses("Sign in").await;
    is_before(person, "Sign in").await;
}

/// Closes the sheet, writes, comes back later, and is still known.
async fn writes_and_is_known_after_a_reload(fixture: &Fixture, person: &Visitor, words: &str) {
    is_before(person, "You are signed in").await;
    person.finds_no_barrier(axe::source()).await;
    presses_in_sheet(person, "Close").await;
    is_back(person).await;
    person.shares("Ada", words).await;
    stays_signed_in(fixture, person, words).await;
}

async fn stays_signed_in(fixture: &Fixture, person: &Visitor, words: &str) {
    assert!(is_signed_in(fixture, person).await);
    person.reloads().await;
    person.arrives().await;
    person.owns(words).await;
    assert!(is_signed_in(fixture, person).await, "still signed in");
    person.edits(words, &format!("{words} Edited.")).await;
    assert_eq!(person.asks::<String>("return document.cookie", &[]).await, "", "no script has the cookie");
}

/// Presses the provider's button in the sheet.
pub(super) async fn chooses_the_club(person: &Visitor) {
    presses_in_sheet(person, "Sign in with Club").await;
    is_before(person, "Go on in the other window").await;
}

/// Signs in at the provider, in the other window.
pub(super) async fn agrees(person: &Visitor) {
    let look = "return [...document.querySelectorAll('button')].find((one) => one.textContent === 'I am Ada')";
    person.clicks("the provider's button", look, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailed_code_signs_in_over_https() {
    let fixture = Fixture::over_https().await;
    let post = with_mail(&fixture).await;
    let ada = strict(&fixture, &fixture.page("/rye")).await;
    opens_sign_in(&ada).await;
    types_address_and_code(&ada, &post).await;
    writes_and_is_known_after_a_reload(&fixture, &ada, "How sour is it?").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_identity_provider_signs_in_by_another_window() {
    let (fixture, club) = (Fixture::over_https().await, IdentityProvider::open().await);
    fixture.porch.signs_in_with(&club).await;
    let ada = strict(&fixture, &fixture.page("/rye")).await;
    opens_sign_in(&ada).await;
    assert!(!ada.asks::<bool>("return !!root.querySelector('input[name=mail]')", &[]).await, "no mail is sent here");
    ada.finds_no_barrier(axe::source()).await;
    chooses_the_club(&ada).await;
    ada.finds_no_barrier(axe::source()).await;
    ada.turns_to_other_window().await;
    agrees(&ada).await;
    ada.is_left_with_one_window().await;
    ada.is_told("You are known as Ada Lovelace.").await;
    writes_and_is_known_after_a_reload(&fixture, &ada, "How sour is it?").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_window_that_is_cut_off_shows_a_code_to_type() {
    let (fixture, club) = (Fixture::over_https().await, IdentityProvider::open().await);
    fixture.porch.signs_in_with(&club).await;
    let blocked = "<script>window.open = () => null</script>";
    let pages = [
        fixture.shows("/cut", Page::plain().cut_off()),
        fixture.shows("/blocked", Page::plain().beginning_with(blocked)),
    ];
    for page in pages {
        let ada = strict(&fixture, &page).await;
        opens_sign_in(&ada).await;
        chooses_the_club(&ada).await;
        if page.ends_with("/blocked") {
            ada.is_told("Your browser did not open the other window.").await;
            presses_in_sheet(&ada, "Open the window for Club").await;
        } else {
            ada.is_told("The other window is closed, or it cannot reach this page.").await;
        }
        let own = ada.driver.window().await.unwrap();
        ada.turns_to_other_window().await;
        agrees(&ada).await;
        let look = "return [...document.querySelectorAll('button')].find((one) => one.textContent === 'Show the code')";
        ada.clicks("the button for the code", look, &[]).await;
        let code = "return document.querySelector('strong')?.textContent.match(/^[0-9]{8}$/)?.[0]";
        let code = ada.until("the code", code, &[]).await;
        ada.driver.close_window().await.unwrap();
        ada.driver.switch_to_window(own).await.unwrap();
        // The focus is where it was left: at a link that opened the window, where there is one.
        ada.clicks("the field for the code", "return root.querySelector('dialog input')", &[]).await;
        fills_in(&ada, "1234").await;
        ada.types(Key::Enter + "").await;
        ada.is_told("The code has 8 digits").await;
        fills_in(&ada, code.as_str().unwrap()).await;
        ada.types(Key::Enter + "").await;
        writes_and_is_known_after_a_reload(&fixture, &ada, &format!("From {page}?")).await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_gives_up_in_the_other_window_can_begin_again() {
    let (fixture, club) = (Fixture::over_https().await, IdentityProvider::open().await);
    fixture.porch.signs_in_with(&club).await;
    let ada = strict(&fixture, &fixture.page("/rye")).await;
    opens_sign_in(&ada).await;
    chooses_the_club(&ada).await;
    presses_in_sheet(&ada, "Cancel").await;
    ada.is_left_with_one_window().await;
    is_before(&ada, "Sign in").await;
    chooses_the_club(&ada).await;
    let own = ada.driver.window().await.unwrap();
    ada.turns_to_other_window().await;
    ada.driver.close_window().await.unwrap();
    ada.driver.switch_to_window(own).await.unwrap();
    ada.is_told("The other window is closed").await;
    presses_in_sheet(&ada, "Cancel").await;
    is_before(&ada, "Sign in").await;
    assert!(!is_signed_in(&fixture, &ada).await);
    fixture.closes().await;
}

/// What the site says of Ada, once.
fn claims(fixture: &Fixture) -> Value {
    json!({
        "iss": fixture.site, "aud": "bakery", "sub": "7", "iat": now(), "exp": now() + 60, "jti": Uuid::new_v4().to_string(),
        "name": "Ada Lovelace",
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_an_account_of_the_site_is_signed_in_by_the_page_once_more_before_all_is_erased() {
    let (fixture, signer) = (Fixture::over_https().await, Signer::new());
    fixture.porch.trusts(&signer).await;
    let page = fixture.shows("/rye", Page::plain().beginning_with(GIVES_TOKEN));
    let ada = strict(&fixture, &page).await;
    fixture.bakery.knows(signer.token(&claims(&fixture)));
    ada.can_write().await;
    ada.writes("How sour is it?").await;
    ada.until("her name", "return composer().elements.name.value === 'Ada Lovelace'", &[]).await;
    ada.presses("Comment").await;
    ada.is_told("Your comment is up.").await;
    fixture.porch.sleeps_past_recent_sign_ins().await;
    ada.reloads().await;
    ada.arrives().await;
    ada.can_write().await;
    ada.clicks("the row", "return composer().elements.body", &[]).await;
    ada.presses("About you").await;
    is_before(&ada, "About you").await;
    ada.is_told(&format!("Ada Lovelace ({}), since", fixture.site)).await;
    erases_everything(&ada).await;
    ada.is_told("sign in on this page once more").await;
    ada.finds_no_barrier(axe::source()).await;
    fixture.bakery.knows(signer.token(&claims(&fixture)));
    presses_in_sheet(&ada, "Sign in on this page").await;
    is_before(&ada, "About you").await;
    erases_everything(&ada).await;
    is_before(&ada, "Everything is erased").await;
    fixture.closes().await;
}

async fn erases_everything(person: &Visitor) {
    presses_in_sheet(person, "Erase everything…").await;
    is_before(person, "Erase everything?").await;
    presses_in_sheet(person, "Erase for good").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_an_account_without_an_address_leaves_one_for_replies() {
    let (fixture, signer) = (Fixture::over_https().await, Signer::new());
    let post = with_mail(&fixture).await;
    fixture.porch.trusts(&signer).await;
    let page = fixture.shows("/rye", Page::plain().beginning_with(GIVES_TOKEN));
    let ada = strict(&fixture, &page).await;
    fixture.bakery.knows(signer.token(&claims(&fixture)));
    ada.shares("Ada Lovelace", "How sour is it?").await;
    ada.clicks("the row", "return composer().elements.body", &[]).await;
    ada.presses("About you").await;
    presses_in_sheet(&ada, "Get replies by mail").await;
    is_before(&ada, "Get replies by mail").await;
    ada.finds_no_barrier(axe::source()).await;
    types_address_and_code(&ada, &post).await;
    ada.is_told("You get mail when somebody answers you.").await;
    presses_in_sheet(&ada, "About you").await;
    ada.is_told("a…@l….example").await;
    ada.is_told(&format!("Ada Lovelace ({}), since", fixture.site)).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sites_own_account_signs_in_whoever_begins_to_write() {
    let (fixture, signer) = (Fixture::over_https().await, Signer::new());
    fixture.porch.trusts(&signer).await;
    let page = fixture.shows("/rye", Page::plain().beginning_with(GIVES_TOKEN));
    let ada = strict(&fixture, &page).await;
    let asked = "return globalThis.asked ?? []";
    assert_eq!(ada.asks::<Value>(asked, &[]).await, json!([]), "nobody is asked for reading");
    let claims = claims(&fixture);
    fixture.bakery.knows(signer.token(&claims));
    ada.can_write().await;
    ada.writes("How sour").await;
    ada.until("her name", "return composer().elements.name.value === 'Ada Lovelace'", &[]).await;
    ada.has_typed("How sour").await;
    assert_eq!(ada.asks::<Value>(asked, &[]).await, json!(["write"]));
    ada.writes(" is it?").await;
    ada.presses("Comment").await;
    ada.is_told("Your comment is up.").await;
    ada.is_taken_to("How sour is it?").await;
    stays_signed_in(&fixture, &ada, "How sour is it?").await;
    assert_eq!(ada.asks::<Value>(asked, &[]).await, json!(["write"]), "once on a page");

    // A token that is refused, and none: the visitor goes on as a guest.
    let mut refused = claims.clone();
    refused["aud"] = json!("cafe");
    for token in [Some(signer.token(&claims)), Some(signer.token(&refused)), None] {
        let ben = strict(&fixture, &page).await;
        if let Some(token) = token {
            fixture.bakery.knows(token);
        }
        ben.shares("Ben", &format!("Words {}", Uuid::new_v4())).await;
        assert!(!is_signed_in(&fixture, &ben).await);
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_cookie_is_kept_a_sign_in_lasts_as_long_as_the_page() {
    let fixture = Fixture::over_https().await;
    let post = with_mail(&fixture).await;
    let ada = fixture.visitor_with(&Look { no_cookies: true, ..Look::default() }).await;
    ada.goes(&fixture.page("/rye")).await;
    ada.arrives().await;
    opens_sign_in(&ada).await;
    types_address_and_code(&ada, &post).await;
    is_before(&ada, "You are signed in").await;
    ada.is_told("This browser does not keep the sign-in").await;
    presses_in_sheet(&ada, "Close").await;
    is_back(&ada).await;
    ada.shares("Ada", "How sour is it?").await;
    ada.edits("How sour", "How sour is the rye?").await;
    ada.clicks("the row", "return composer().elements.body", &[]).await;
    ada.presses("About you").await;
    ada.is_told("a…@l….example").await;
    ada.types(Key::Escape + "").await;
    is_back(&ada).await;
    assert_eq!(ada.cookies().await, Vec::<String>::new(), "the browser keeps nothing");
    ada.reloads().await;
    ada.arrives().await;
    ada.sees("How sour is the rye?").await;
    assert!(!is_signed_in(&fixture, &ada).await, "it has ended with the page");
    fixture.closes().await;
}
