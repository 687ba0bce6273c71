//! Somebody who signs in on a page whose scripts are hostile: they read and change whatever scripts can, and a thief elsewhere
//! tries what they have sent away.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::fixture::{Fixture, IdentityProvider, Page, Visitor};

use super::account_holder::{agrees, chooses_the_club, is_signed_in, opens_sign_in};
use super::returner::{fills_in, is_back, is_before, presses_in_sheet, with_mail};

/// Takes what scripts of a page can get hold of: requests and responses, randomness, hashes, messages, windows, what is typed,
/// the memory of WebAssembly. `holds` is a part of the addresses whose requests it never lets go.
const HOSTILE: &str = r#"<script>(() => {
  const loot = (globalThis.loot = { texts: [], memories: [], holds: undefined });
  const take = (what) => { if (what != null) loot.texts.push(typeof what === "string" ? what : JSON.stringify(what)); };
  const letters = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes.buffer ?? bytes)));
  const { fetch, open } = globalThis;
  globalThis.fetch = async (asked, how = {}) => {
    const url = String(asked?.url ?? asked);
    if (!url.includes("/v1/sites/")) return fetch(asked, how);
    take(url); take(how.body); take([...new Headers(how.headers)]);
    if (loot.holds && url.includes(loot.holds)) return new Promise(() => {});
    const answer = await fetch(asked, how);
    take([...answer.headers]);
    take(await answer.clone().text());
    return answer;
  };
  globalThis.open = (...all) => (loot.window = open(...all));
  addEventListener("message", ({ data }) => take(["message", data]), true);
  const random = crypto.getRandomValues.bind(crypto), digest = SubtleCrypto.prototype.digest;
  crypto.getRandomValues = (bytes) => { random(bytes); take(letters(bytes)); return bytes; };
  SubtleCrypto.prototype.digest = function (name, bytes) { take(new TextDecoder("latin1").decode(bytes)); return digest.call(this, name, bytes); };
  addEventListener("input", (event) => take(event.composedPath()[0].value), true);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) { return (loot.root = attach.call(this, { ...how, mode: "open" })); };
  const start = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...all) => {
    const made = await start(...all);
    loot.memories.push((made.instance ?? made).exports.memory);
    return made;
  };
  loot.all = async () => {
    const memory = loot.memories.map(({ buffer }) => new TextDecoder("latin1").decode(buffer));
    const kept = [{ ...localStorage }, { ...sessionStorage }, document.cookie, await globalThis.cookieStore?.getAll(), loot.root?.innerHTML];
    return [...loot.texts, ...memory, ...kept.map((one) => JSON.stringify(one) ?? "")].join("\n");
  };
})()</script>"#;

/// Whoever gets what the scripts have sent away, with a program that says whatever it likes of itself.
struct Thief<'f> {
    client: Client,
    fixture: &'f Fixture,
}

impl<'f> Thief<'f> {
    fn of(fixture: &'f Fixture) -> Self {
        Self { client: Client::new(), fixture }
    }

    fn url(&self, call: &str) -> String {
        format!("{}/v1/sites/bakery/{call}", self.fixture.porch.direct)
    }

    /// Whether a value is a cookie with which somebody is signed in.
    async fn is_signed_in_by(&self, cookie: &str) -> bool {
        let request = self.client.get(self.url("me")).header("origin", &self.fixture.site);
        let answer = request.header("cookie", format!("__Host-porch={cookie}")).send().await.unwrap();
        answer.json::<Value>().await.unwrap()["signed_in"] == true
    }

    async fn posts(&self, call: &str, body: &Value, origin: &str) -> StatusCode {
        self.client.post(self.url(call)).header("origin", origin).json(body).send().await.unwrap().status()
    }
}

/// Everything that the scripts have.
async fn loot(person: &Visitor) -> String {
    person.asks("return loot.all()", &[]).await
}

/// The values of a field in the JSON that the scripts have seen.
fn values(loot: &str, field: &str) -> Vec<String> {
    let start = format!("\"{field}\":\"");
    let mut all: Vec<_> =
        loot.split(&start).skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Texts that could be a cookie or another secret: letters as in base64url, of the length that 16 or 32 bytes have.
fn secrets(loot: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut all: Vec<_> = loot.split(|c| !is_part(c)).filter(|word| matches!(word.len(), 22 | 43)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_scripts_get_nothing_with_which_somebody_is_signed_in_elsewhere() {
    let (fixture, club) = (Fixture::over_https().await, IdentityProvider::open().await);
    let post = with_mail(&fixture).await;
    fixture.porch.signs_in_with(&club).await;
    let page = fixture.shows("/rye", Page::plain().beginning_with(HOSTILE));
    let ada = fixture.visitor_at(&page).await;
    opens_sign_in(&ada).await;
    chooses_the_club(&ada).await;
    ada.turns_to_other_window().await;
    agrees(&ada).await;
    ada.is_left_with_one_window().await;
    is_before(&ada, "You are signed in").await;
    presses_in_sheet(&ada, "Close").await;
    is_back(&ada).await;
    ada.shares("Ada", "How sour is it?").await;
    // The scripts have the widget's secret, what was written, and what was opened.
    let first = loot(&ada).await;
    let (verifiers, windows) = (values(&first, "verifier"), values(&first, "transaction"));
    assert!(
        !verifiers.is_empty() && !windows.is_empty() && first.contains("How sour is it?"),
        "the scripts see nothing"
    );

    // Out, and in again by mail: the code is read while it is typed.
    ada.clicks("the row", "return composer().elements.body", &[]).await;
    ada.presses("About you").await;
    presses_in_sheet(&ada, "Sign out").await;
    presses_in_sheet(&ada, "Close").await;
    is_back(&ada).await;
    opens_sign_in(&ada).await;
    fills_in(&ada, "ada@lovelace.example").await;
    ada.types(Key::Enter + "").await;
    is_before(&ada, "Type the code").await;
    let code = post.code().await;
    fills_in(&ada, &code).await;
    ada.types(Key::Enter + "").await;
    is_before(&ada, "You are signed in").await;
    assert!(is_signed_in(&fixture, &ada).await);
    let all = loot(&ada).await;
    assert!(all.contains(&code), "the scripts read what is typed");

    let thief = Thief::of(&fixture);
    let cookies: Vec<String> = ada.cookies().await.into_iter().filter(|value| value.len() == 22).collect();
    assert_eq!(cookies.len(), 1, "the one cookie");
    assert!(thief.is_signed_in_by(&cookies[0]).await, "it is worth something, for whoever has it");
    assert!(!all.contains(&cookies[0]), "the scripts have the cookie");
    for secret in secrets(&all) {
        assert!(!thief.is_signed_in_by(secret).await, "{secret}");
    }
    for origin in [fixture.site.as_str(), fixture.talk.as_str()] {
        for verifier in verifiers.iter().chain(&windows) {
            let status = thief.posts("me/providers/redeem", &json!({ "verifier": verifier }), origin).await;
            assert_eq!(status, StatusCode::FORBIDDEN);
        }
        let confirm = json!({ "mail": "ada@lovelace.example", "code": code });
        assert_eq!(thief.posts("me/mail/confirm", &confirm, origin).await, StatusCode::FORBIDDEN);
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_that_hostile_scripts_hold_back_counts_in_no_other_browser() {
    let (fixture, club) = (Fixture::over_https().await, IdentityProvider::open().await);
    fixture.porch.signs_in_with(&club).await;
    let page = fixture.shows("/rye", Page::plain().beginning_with(HOSTILE));
    let ada = fixture.visitor_at(&page).await;
    opens_sign_in(&ada).await;
    chooses_the_club(&ada).await;
    ada.asks::<Value>("loot.holds = '/redeem'; return 1", &[]).await;
    ada.turns_to_other_window().await;
    agrees(&ada).await;
    ada.is_left_with_one_window().await;
    let held = "return loot.texts.some((text) => text.includes('\"verifier\":\"'))";
    ada.until("the secret in the hands of the scripts", held, &[]).await;
    let verifiers = values(&loot(&ada).await, "verifier");
    let body = json!({ "verifier": verifiers[0] });
    let thief = Thief::of(&fixture);
    assert_eq!(thief.posts("me/providers/redeem", &body, &fixture.site).await, StatusCode::FORBIDDEN);
    // In this browser, while the page is open, its scripts may act as the visitor does; they get a cookie that they cannot read.
    let redeem = "loot.holds = undefined; \
        return fetch(given[0], { method: 'POST', credentials: given[1], headers: { 'Content-Type': 'application/json' }, body: given[2] }) \
          .then((answer) => answer.status)";
    let url = format!("{}/v1/sites/bakery/me/providers/redeem", fixture.talk);
    for (credentials, status) in [("omit", 403), ("include", 200)] {
        let given = [url.clone().into(), credentials.into(), body.to_string().into()];
        assert_eq!(ada.asks::<u16>(redeem, &given).await, status, "{credentials}");
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forged_messages_and_a_window_that_is_led_astray_sign_nobody_in() {
    let (fixture, club) = (Fixture::over_https().await, IdentityProvider::open().await);
    fixture.porch.signs_in_with(&club).await;
    // A window of the page's own says what one of Porch's would say.
    let forged = "<script>opener?.postMessage({ porch: 'sign-in-question', question: 'forged' }, '*'); \
                  opener?.postMessage({ porch: 'sign-in-done' }, '*')</script>";
    fixture.shows("/forged", Page::with_pasted("").beginning_with(forged));
    let page = fixture.shows("/rye", Page::plain().beginning_with(HOSTILE));
    let ada = fixture.visitor_at(&page).await;
    opens_sign_in(&ada).await;
    chooses_the_club(&ada).await;
    // Not before the window is at the provider: the widget would send it there afterwards.
    let widgets = ada.driver.window().await.unwrap();
    ada.turns_to_other_window().await;
    let look = "return [...document.querySelectorAll('button')].some((one) => one.textContent === 'I am Ada')";
    ada.until("the provider's page", look, &[]).await;
    ada.driver.switch_to_window(widgets).await.unwrap();
    ada.asks::<Value>("loot.window.location = '/forged'; return 1", &[]).await;
    let heard = "return loot.texts.some((text) => text.includes('sign-in-done'))";
    ada.until("the forged messages", heard, &[]).await;
    is_before(&ada, "Go on in the other window").await;
    let asked = "return loot.texts.some((text) => text.includes('/redeem'))";
    assert!(!ada.asks::<bool>(asked, &[]).await, "the widget believes a window that is not Porch's");
    presses_in_sheet(&ada, "Cancel").await;
    ada.is_left_with_one_window().await;

    // Somebody else's window, opened by a page of another origin that answers whatever it is asked: eve waits elsewhere.
    let eve = fixture.visitor_at(&page).await;
    opens_sign_in(&eve).await;
    eve.asks::<Value>("globalThis.open = () => null; return 1", &[]).await;
    presses_in_sheet(&eve, "Sign in with Club").await;
    let link = eve.until("eve's link", "return root.querySelector('dialog a[target]')?.href", &[]).await;
    let lure = format!(
        "<script>addEventListener('message', ({{ data }}) => {{ (globalThis.heard ??= []).push(data); }}); \
           addEventListener('click', () => {{ const other = open('{}'); \
             setInterval(() => other.postMessage({{ porch: 'sign-in-answer', answer: undefined }}, '*'), 50); }})</script>",
        link.as_str().unwrap()
    );
    fixture.shows("/lure", Page::with_pasted("").beginning_with(&lure));
    let other = fixture.site.replace("www.bakery.test", "other.test");
    ada.goes(&format!("{other}/lure")).await;
    ada.clicks("the lure", "return document.querySelector('h1')", &[]).await;
    let own = ada.driver.window().await.unwrap();
    ada.turns_to_other_window().await;
    agrees(&ada).await;
    let look = "return [...document.querySelectorAll('button')].find((one) => one.textContent === 'Show the code' && one.checkVisibility())";
    ada.until("the offer of a code, since nobody has answered", look, &[]).await;
    ada.driver.close_window().await.unwrap();
    ada.driver.switch_to_window(own).await.unwrap();
    assert_eq!(ada.asks::<Value>("return globalThis.heard ?? []", &[]).await, json!([]), "another origin is asked");
    // Eve has the secret and the browser, and nothing comes of it.
    presses_in_sheet(&eve, "Confirm").await;
    fills_in(&eve, "12345678").await;
    eve.types(Key::Enter + "").await;
    eve.is_told("Nobody").await;
    assert!(!is_signed_in(&fixture, &eve).await);
    fixture.closes().await;
}
