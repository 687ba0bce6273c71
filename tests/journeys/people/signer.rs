//! The owner of a site with accounts of its own: keys that sign its visitors in, set in the dashboard.

use serde_json::{Value, json};

use crate::fixture::{Fixture, Look, Visitor};

use super::connector::{fills_in, sends};
use super::host::{comes_in, goes_to, hears, is_in, is_whole, presses};

/// What the site does: its server signs a token for whoever is signed in there, and the page passes it on.
const SIGNS_IN: &str = "return (async () => {
  const [talk, kid, secret] = given, bytes = (text) => new TextEncoder().encode(text);
  const part = (data) => btoa(String.fromCharCode(...new Uint8Array(data))).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  const now = Math.floor(Date.now() / 1000), jti = crypto.randomUUID();
  const claims = { iss: location.origin, aud: 'bakery', sub: '7', iat: now, exp: now + 60, jti, name: 'Ada Lovelace' };
  const message = [{ alg: 'HS256', kid }, claims].map((value) => part(bytes(JSON.stringify(value)))).join('.');
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const token = `${message}.${part(await crypto.subtle.sign('HMAC', key, bytes(message)))}`;
  const headers = { 'content-type': 'application/json' }, body = JSON.stringify({ token });
  return (await fetch(`${talk}/v1/sites/bakery/me/sso`, { method: 'POST', credentials: 'include', headers, body })).status;
})()";

const PUBLIC_KEY: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----";

/// The secret that is shown, with the focus on it.
async fn is_shown_a_secret(owner: &Visitor) -> String {
    hears(owner, "It is shown only now.").await;
    let look = "const at = document.activeElement; return at.readOnly && at.value";
    owner.until("the secret with the focus", look, &[]).await.as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_adds_a_key_and_whoever_it_signs_for_is_known() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Sign-in").await;
    hears(&marta, "No key yet").await;
    is_whole(&marta).await;
    fills_in(&marta, "sign-in-keys", 0, json!({ "key_id": "no id" })).await;
    is_whole(&marta).await;
    sends(&marta, "Add").await;
    hears(&marta, "An id has 1 to 64 characters").await;
    fills_in(&marta, "sign-in-keys", 0, json!({ "key_id": "2025" })).await;
    sends(&marta, "Add").await;
    let secret = is_shown_a_secret(&marta).await;
    is_whole(&marta).await;
    presses(&marta, "Done").await;
    hears(&marta, "Current: tokens are signed with it.").await;
    let shown = "return document.body.innerHTML.includes(given[0])";
    assert!(!marta.asks::<bool>(shown, &[secret.as_str().into()]).await, "the secret is shown once");

    let ada = fixture.visitor_at(&page).await;
    let given = [fixture.talk.as_str().into(), "2025".into(), secret.as_str().into()];
    assert_eq!(ada.asks::<u16>(SIGNS_IN, &given).await, 200);
    let known = "return fetch(`${given[0]}/v1/sites/bakery/me?page=${encodeURIComponent(location.href)}`, { credentials: 'include' }) \
                 .then((answer) => answer.json()).then((me) => [me.signed_in, me.name])";
    assert_eq!(ada.asks::<Value>(known, &given[..1]).await, json!([true, "Ada Lovelace"]));

    fills_in(&marta, "sign-in-keys", 0, json!({ "key_id": "2026", "public_key": PUBLIC_KEY })).await;
    sends(&marta, "Add").await;
    hears(&marta, "Counts already.").await;
    is_whole(&marta).await;
    sends(&marta, "Make current").await;
    hears(&marta, "Replaced. It counts until").await;
    assert_eq!(ada.asks::<u16>(SIGNS_IN, &given).await, 200, "for one more day");
    sends(&marta, "Remove").await;
    hears(&marta, "Whoever signed in with one stays signed in.").await;
    is_whole(&marta).await;
    sends(&marta, "Remove").await;
    hears(&marta, "Its tokens do not count any more.").await;
    marta
        .until("one key", "return document.querySelectorAll('[aria-labelledby=sign-in-keys] li').length === 1", &[])
        .await;
    assert_eq!(ada.asks::<u16>(SIGNS_IN, &given).await, 403);
    goes_to(&marta, "History").await;
    hears(&marta, "removed a sign-in key").await;

    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Hana", "--role", "host"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let hana = fixture.visitor_with(&Look { width: 390, height: 800, ..Look::default() }).await;
    hana.goes(&link).await;
    presses(&hana, "Sign in").await;
    is_in(&hana, "Hana, host").await;
    goes_to(&hana, "Sign-in").await;
    hears(&hana, "Only owners see and change the keys").await;
    is_whole(&hana).await;
    fixture.closes().await;
}
