//! Somebody of the business who connects the site with others: who is told of events, and who is asked about words.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;

use crate::fixture::until;

use super::host::{comes_in, goes_to, hears, is_whole, presses};

pub(super) type Said = Arc<Mutex<Vec<String>>>;

/// A service on this machine: what it was told, and where it listens. It has nothing against anything.
pub(super) async fn service() -> (Said, String) {
    let said = Said::default();
    let routes = Router::new().fallback(async |State(said): State<Said>, body: String| {
        said.lock().unwrap().push(body);
        r#"{"results":[{"flagged":false}]}"#
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let routes = routes.with_state(said.clone());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (said, address)
}

pub(super) async fn was_told(said: &Said, words: &str) {
    until(words, async || said.lock().unwrap().iter().any(|one| one.contains(words)).then_some(())).await;
}

/// Opens what is closed in a part of the room, fills in its fields and sends the form.
pub(super) async fn fills_in(host: &crate::fixture::Visitor, part: &str, nth: u64, fields: serde_json::Value) {
    let fill = "const part = document.querySelector(`[aria-labelledby=${given[0]}]`); \
                const form = part?.querySelectorAll('form')[given[1]]; if (!form) return false; \
                form.closest('details').open = true; \
                for (const [name, value] of Object.entries(given[2])) { \
                  form[name].value = value; form[name].dispatchEvent(new Event('input', { bubbles: true })); \
                } return true";
    host.until(part, fill, &[part.into(), nth.into(), fields]).await;
}

/// Presses a button that is not folded away, wherever it stands on the page.
pub(super) async fn sends(host: &crate::fixture::Visitor, label: &str) {
    let look = "return all('button', document).find((one) => one.textContent === given[0] && one.checkVisibility())";
    host.clicks(label, look, &[label.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_is_told_and_somebody_is_asked_from_a_phone() {
    let fixture = crate::fixture::Fixture::open().await;
    let (heard, address) = service().await;
    let (asked, judge) = service().await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Integrations").await;
    hears(&marta, "No webhook or chat yet.").await;
    hears(&marta, "Comments are sent to no service").await;
    is_whole(&marta).await;

    fills_in(&marta, "webhooks", 0, serde_json::json!({ "url": "https://10.0.0.1/hook" })).await;
    is_whole(&marta).await;
    sends(&marta, "Add").await;
    hears(&marta, "This address leads into a network that is not open to everybody.").await;
    fills_in(&marta, "webhooks", 0, serde_json::json!({ "url": format!("{address}/hook") })).await;
    sends(&marta, "Add").await;
    hears(&marta, "It is shown only now.").await;
    let secret = "return document.activeElement.value?.startsWith('whsec_') ?? false";
    marta.until("the secret with the focus", secret, &[]).await;
    is_whole(&marta).await;
    presses(&marta, "Done").await;
    hears(&marta, "Nothing sent yet.").await;
    presses(&marta, "Send a test").await;
    hears(&marta, "The test worked: it was accepted (200).").await;
    was_told(&heard, "webhook.test").await;
    hears(&marta, "Last delivery arrived").await;

    fills_in(&marta, "judges", 1, serde_json::json!({ "url": format!("{judge}/v1"), "key": "a-key" })).await;
    let host = judge.trim_start_matches("http://");
    hears(&marta, &format!("{host} will be sent what newcomers write")).await;
    is_whole(&marta).await;
    sends(&marta, "Turn on").await;
    hears(&marta, "From now on 127.0.0.1 checks newcomers’ comments.").await;
    presses(&marta, "Try it").await;
    hears(&marta, "it accepts a harmless sentence").await;
    fixture.neighbour("Amira").says(&fixture.page("/rye"), "Is the rye sour?").await;
    was_told(&asked, "Is the rye sour?").await;
    was_told(&heard, "comment.published").await;
    is_whole(&marta).await;
    presses(&marta, "Turn off").await;
    hears(&marta, "Its key is deleted.").await;
    let beside = "return !!document.activeElement.closest('[aria-labelledby=judges]')";
    marta.until("the focus beside what was switched off", beside, &[]).await;

    sends(&marta, "Remove").await;
    hears(&marta, "any more, not even what was still to be sent").await;
    is_whole(&marta).await;
    sends(&marta, "Remove").await;
    hears(&marta, "No webhook or chat yet.").await;
    goes_to(&marta, "History").await;
    hears(&marta, "removed a webhook or chat").await;
    hears(&marta, "turned on a spam service").await;
    let seen = marta.asks::<String>("return document.body.innerText", &[]).await;
    assert!(!seen.contains("a-key") && !seen.contains("/hook"), "the log has neither key nor address");
    fixture.closes().await;
}
