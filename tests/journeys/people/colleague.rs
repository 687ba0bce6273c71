//! Somebody of the business who comes in by a passkey, and lets a colleague in.

use serde_json::json;

use super::host::{comes_in, goes_to, hears, is_in, is_whole, presses, presses_at, replies_at, signs_out};
use crate::fixture::{Fixture, Look, Visitor};

/// Gives a browser a device with a finger on it.
pub(super) async fn has_a_device(who: &Visitor) {
    let cdp = who.driver.cdp();
    cdp.send_raw("WebAuthn.enable", json!({ "enableUI": false })).await.unwrap();
    let options = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": true, "automaticPresenceSimulation": true,
    });
    cdp.send_raw("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_adds_a_passkey_and_comes_in_by_it_and_lets_a_colleague_in_who_decides() {
    let fixture = Fixture::over_https().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let marta = comes_in(&fixture, "Marta").await;
    has_a_device(&marta).await;
    hears(&marta, "Sign in with a passkey next time?").await;
    is_whole(&marta).await;
    let named = "return document.querySelector('.offer input').value";
    assert_eq!(marta.asks::<String>(named, &[]).await, "Marta’s computer");
    presses(&marta, "Add a passkey").await;
    hears(&marta, "Added. Next time you can sign in with it.").await;
    signs_out(&marta).await;
    hears(&marta, "You are not signed in.").await;
    is_whole(&marta).await;
    presses(&marta, "Continue with a passkey").await;
    is_in(&marta, "Marta, owner").await;
    assert!(!marta.asks::<bool>("return !!document.querySelector('.offer')", &[]).await, "once is enough");

    goes_to(&marta, "Team").await;
    hears(&marta, "Marta’s computer · added").await;
    // What does not work leaves the name that was typed for it.
    let name =
        marta.finds("the device", "return document.querySelector('[aria-labelledby=passkeys] input')", &[]).await;
    name.clear().await.unwrap();
    name.send_keys("The till").await.unwrap();
    presses(&marta, "Add a passkey").await;
    hears(&marta, "This device has a passkey for you already.").await;
    assert_eq!(name.prop("value").await.unwrap().as_deref(), Some("The till"));
    let field = marta.finds("the name", "return document.querySelector('.invite input')", &[]).await;
    field.send_keys("Ines").await.unwrap();
    is_whole(&marta).await;
    presses(&marta, "Invite").await;
    hears(&marta, "Give this link to Ines.").await;
    hears(&marta, "Invited by Marta").await;
    let link: String = marta.asks("return document.querySelector('.link').value", &[]).await;
    is_whole(&marta).await;

    let ines = fixture.visitor_with(&Look { width: 360, height: 740, dark: true, ..Look::default() }).await;
    ines.goes(&link).await;
    presses(&ines, "Sign in").await;
    is_in(&ines, "Ines, moderator").await;
    hears(&ines, "Sign in with a passkey next time?").await;
    is_whole(&ines).await;
    presses(&ines, "Not now").await;
    ines.reloads().await;
    hears(&ines, "Nothing to review.").await;
    assert!(!ines.asks::<bool>("return !!document.querySelector('.offer')", &[]).await, "she said not now");
    fixture.neighbour("Amira").says(&fixture.page("/rye"), "How sour is it?").await;
    hears(&ines, "How sour is it?").await;
    presses_at(&ines, "How sour", "Approve").await;
    hears(&ines, "Approved: Amira’s comment.").await;

    goes_to(&marta, "History").await;
    hears(&marta, "Marta invited Ines as moderator").await;
    hears(&marta, "Marta added a passkey").await;
    goes_to(&marta, "Team").await;
    presses_in(&marta, "Ines", "Change role").await;
    hears(&marta, "Ines is signed out at once").await;
    is_whole(&marta).await;
    presses_in(&marta, "Ines", "Cancel").await;
    presses_in(&marta, "Ines", "End membership").await;
    let asked = "return document.activeElement.matches('[role=group]')";
    marta.until("the question under the keys", asked, &[]).await;
    presses_in(&marta, "Ines", "End membership").await;
    hears(&marta, "Membership ended: Ines is signed out everywhere.").await;
    hears(&ines, "Your session has ended").await;
    fixture.closes().await;
}

async fn presses_in(who: &Visitor, name: &str, label: &str) {
    let look =
        "const row = all('.log li', document).find((one) => one.querySelector('strong').textContent === given[0]);
                return row && all('button', row).find((one) => one.textContent === given[1])";
    who.clicks(label, look, &[name.into(), label.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_a_host_name_says_that_only_links_sign_in() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Team").await;
    hears(&marta, "Passkeys need a domain name").await;
    assert!(!marta.asks::<bool>("return !!document.querySelector('.offer')", &[]).await, "nothing is offered");
    // Whoever is the only owner is told what is needed before they could leave, and offered nothing that is refused.
    hears(&marta, "You are the only owner. To leave or to change your role, first invite a second owner").await;
    let offered = "return all('.log button', document).some((one) => /Leave|Change role/.test(one.textContent))";
    assert!(!marta.asks::<bool>(offered, &[]).await);
    is_whole(&marta).await;
    signs_out(&marta).await;
    hears(&marta, "Passkeys need a domain name").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_expert_finds_their_one_conversation_and_themselves() {
    let fixture = Fixture::over_https().await;
    let amira = fixture.neighbour("Amira");
    amira.says(&fixture.page("/rye"), "How sour is it?").await;
    amira.says(&fixture.page("/spelt"), "Which spelt?").await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Team").await;
    let field = marta.finds("the name", "return document.querySelector('.invite input')", &[]).await;
    field.send_keys("Gina").await.unwrap();
    // By keys alone: on to the roles, the last of them, on to the page.
    let last = "const at = document.querySelector('.invite select'); at.focus(); return true";
    marta.until("the roles", last, &[]).await;
    marta.types("guest").await;
    let page = marta.finds("the page", "return document.querySelector('.invite input[type=url]')", &[]).await;
    page.send_keys(fixture.page("/rye")).await.unwrap();
    marta.types(thirtyfour::Key::Enter + "").await;
    hears(&marta, "Give this link to Gina.").await;
    let link: String = marta.asks("return document.querySelector('.link').value", &[]).await;

    let gina = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
    gina.goes(&link).await;
    presses(&gina, "Sign in").await;
    is_in(&gina, "Gina, guest expert").await;
    hears(&gina, "How sour is it?").await;
    assert!(!gina.asks::<bool>("return document.body.innerText.includes('Which spelt')", &[]).await);
    let tabs: Vec<String> = gina.asks("return all('.tabsbar > a', document).map((one) => one.textContent)", &[]).await;
    assert_eq!(tabs.join(" "), "1Unanswered Page You");
    is_whole(&gina).await;
    replies_at(&gina, "How sour").await;
    gina.types("Quite, after three days.").await;
    presses(&gina, "Reply").await;
    hears(&gina, "Your reply is published.").await;
    goes_to(&gina, "Page").await;
    hears(&gina, "2 comments").await;
    is_whole(&gina).await;
    presses(&gina, "Close comments…").await;
    presses(&gina, "Close comments").await;
    hears(&gina, "Comments closed: ").await;
    presses(&gina, "Open comments again").await;
    hears(&gina, "Comments open again: ").await;
    goes_to(&gina, "You").await;
    hears(&gina, "Your passkeys").await;
    presses(&gina, "Leave the team").await;
    let asked = "return document.activeElement.textContent.includes('You lose all access')";
    gina.until("the question under the keys", asked, &[]).await;
    is_whole(&gina).await;
    presses(&gina, "Leave the team").await;
    hears(&gina, "Your session has ended").await;
    fixture.closes().await;
}

/// Waits until the dashboard is that of a site.
async fn is_at(host: &Visitor, site: &str) {
    let look = "return document.querySelector('.site-name b')?.textContent === given[0]";
    host.until(&format!("the dashboard of the {site}"), look, &[site.into()]).await;
}

/// Follows a link of the dashboard.
async fn follows(host: &Visitor, label: &str) {
    let look = "const way = all('a', document).find((one) => one.textContent.trim() === given[0] && one.getClientRects().length); \
                if (!way) document.querySelector('.tabsbar [aria-expanded=false]')?.click(); return way";
    host.clicks(label, look, &[label.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_of_two_teams_goes_from_one_dashboard_to_the_other_without_a_new_link() {
    let fixture = Fixture::over_https().await;
    // Their names are what is read, not their ids.
    fixture.porch.says(&["site", "add", "cafe", "--name", "Café Noor", "--origin", "https://cafe.test"]).await;
    fixture.porch.says(&["site", "set", "bakery", "name=Halm & Krume"]).await;
    let said = fixture.porch.says(&["token", "--site", "cafe", "--name", "Marta", "--role", "host"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let marta = comes_in(&fixture, "Marta").await;
    has_a_device(&marta).await;
    // The link of the other site opens it beside the first.
    marta.goes("about:blank").await;
    marta.goes(&link).await;
    presses(&marta, "Sign in").await;
    is_at(&marta, "Café Noor").await;
    is_in(&marta, "Marta, host").await;
    presses(&marta, "Add a passkey").await;
    hears(&marta, "Added. Next time you can sign in with it.").await;
    is_whole(&marta).await;
    follows(&marta, "Halm & Krume").await;
    is_at(&marta, "Halm & Krume").await;
    is_in(&marta, "Marta, owner").await;
    marta.reloads().await;
    is_at(&marta, "Halm & Krume").await;
    marta.goes(&format!("{}/host/?site=cafe#comment=nobodys", fixture.talk)).await;
    is_at(&marta, "Café Noor").await;

    // Whoever goes, goes from both.
    signs_out(&marta).await;
    hears(&marta, "You are not signed in.").await;
    marta.goes(&format!("{}/host/?site=bakery", fixture.talk)).await;
    hears(&marta, "You are not signed in.").await;

    // The next day: a link for one, the passkey for the other.
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    marta.goes("about:blank").await;
    marta.goes(&link).await;
    presses(&marta, "Sign in").await;
    is_at(&marta, "Halm & Krume").await;
    goes_to(&marta, "Team").await;
    follows(&marta, "Sign in to another site of this server").await;
    hears(&marta, "You stay signed in here.").await;
    is_whole(&marta).await;
    presses(&marta, "Continue with a passkey").await;
    is_at(&marta, "Café Noor").await;
    follows(&marta, "Halm & Krume").await;
    is_at(&marta, "Halm & Krume").await;
    fixture.closes().await;
}
