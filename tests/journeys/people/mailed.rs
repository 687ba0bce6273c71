//! Somebody of the team who signs in by a link in their mail.

use thirtyfour::Key;

use crate::fixture::{Fixture, Look, Postbox};

use super::host::{comes_in, goes_to, hears, is_in, is_whole, presses, signs_out};
use super::housekeeper::{focuses, presses_by_key};

const ADDRESS: &str = "marta@bakery.example";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_confirms_an_address_and_signs_in_by_a_mailed_link_on_a_phone() {
    let fixture = Fixture::open().await;
    let post = Postbox::open().await;
    fixture.porch.sends_mail_by(&post.url).await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Team").await;
    hears(&marta, "Sign in by mail").await;
    is_whole(&marta).await;
    focuses(&marta, "E-mail").await;
    marta.types(ADDRESS).await;
    presses_by_key(&marta, "Send a confirmation link").await;
    hears(&marta, "A mail is on its way.").await;
    let confirm = post.link_with("#confirm=").await;
    // A link that is opened in the same tab only changes what stands behind `#`.
    marta.goes(&format!("{}/healthz", fixture.talk)).await;
    marta.goes(&confirm).await;
    hears(&marta, "Confirmed. From now on a link can be mailed to you.").await;
    hears(&marta, &format!("Links are mailed to {ADDRESS}")).await;
    assert!(
        !marta.asks::<String>("return location.href", &[]).await.contains("confirm"),
        "the secret is in no history"
    );
    is_whole(&marta).await;

    signs_out(&marta).await;
    hears(&marta, "You are not signed in.").await;
    is_whole(&marta).await;
    for address in ["nobody@bakery.example", ADDRESS] {
        focuses(&marta, "E-mail").await;
        marta.asks::<()>("document.activeElement.select()", &[]).await;
        marta.types(address).await;
        marta.types(Key::Enter).await;
        hears(&marta, "If somebody on the team has confirmed this address, a link is on its way.").await;
    }
    is_whole(&marta).await;
    let enter = post.link_with("#enter=").await;
    let phone = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
    phone.goes(&enter).await;
    presses(&phone, "Sign in").await;
    is_in(&phone, "Marta, owner").await;
    goes_to(&phone, "History").await;
    hears(&phone, "signed in with a mailed link").await;
    // As the server ends it after a long pause.
    phone.driver.delete_all_cookies().await.unwrap();
    goes_to(&phone, "Review").await;
    hears(&phone, "Your session has ended").await;
    hears(&phone, "a link can be mailed to you").await;
    is_whole(&phone).await;
    phone.goes(&format!("{}/healthz", fixture.talk)).await;
    phone.goes(&enter).await;
    // That is said before anything is pressed, with the other ways in.
    hears(&phone, "This link was used, or is too old.").await;
    hears(&phone, "a link can be mailed to you").await;
    is_whole(&phone).await;
    focuses(&phone, "E-mail").await;
    fixture.closes().await;
}
