//! Talking to the server: one call each, and the sentence that says what went wrong.

pub(crate) mod integrations;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod site;
pub(crate) mod team;

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use porch_protocol::team_api::{
    CheckLink, CheckedLink, Decide, DecisionResult, Member, ReplyToComment, ReviewQueue, SignInWithLink,
    UnansweredList, UndoDecision,
};
use porch_protocol::{CommentId, CommentPosted, ErrorCode, Problem};
use porch_widget::client::Call;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCredentials, RequestInit};

use crate::review::list_filters::{Filter, ListQuery};
use crate::text;

/// The longest a call may take, in milliseconds: the server answers or gives up within ten seconds.
const PATIENCE: u32 = 20_000;

/// Why a call brought nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
    /// Nobody is signed in, or not any more.
    Out,
    /// Anything else, as a sentence.
    Wrong(String),
}

type Result<T> = std::result::Result<T, Failure>;

thread_local! {
    /// The site whose dashboard this is; none at the door.
    static SITE: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether a call was lost on its way.
    static LOST: Cell<bool> = const { Cell::new(false) };
}

/// Names the site that every call is about from now on.
pub(crate) fn speaks_of(site: &str) {
    SITE.replace(Some(site.to_owned()));
}

/// The site that every call is about; `-` where none is named.
pub(crate) fn site() -> String {
    SITE.with_borrow(|site| site.clone().unwrap_or_else(|| "-".into()))
}

/// Who one is, in each of the dashboards that this browser is in.
pub(crate) async fn sites() -> Result<Vec<Member>> {
    get("/v1/host/sites").await
}

/// Whether a link still signs somebody in. That does not use it.
pub(crate) async fn check_link(token: String) -> Result<CheckedLink> {
    post("/v1/host/session/link", &CheckLink { token }).await
}

/// Comes in by a link. Whoever is the first owner of a site brings a name.
pub(crate) async fn enter(token: String, name: Option<String>) -> Result<Member> {
    post("/v1/host/session", &SignInWithLink { token, name }).await
}

/// Goes.
pub(crate) async fn leave() -> Result<()> {
    delete("/v1/host/session").await
}

/// What is to be read.
pub(crate) async fn to_read(asked: &ListQuery) -> Result<ReviewQueue> {
    get(&part_of("/v1/host/to-read", asked)).await
}

/// Who waits.
pub(crate) async fn waiting(asked: &ListQuery) -> Result<UnansweredList> {
    get(&part_of("/v1/host/waiting", asked)).await
}

/// The address of a part of a list.
fn part_of(path: &str, asked: &ListQuery) -> String {
    let ListQuery { order, filter: Filter { page, reason, age }, rows, choices } = asked;
    let of = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("&{name}={}", quoted(value))).unwrap_or_default()
    };
    let (page, reason) = (of("page", page), of("reason", reason));
    format!("{path}?order={}{page}{reason}&age={age}&rows={rows}&choices={choices}", order.word())
}

/// Decides.
pub(crate) async fn decide(decision: &Decide) -> Result<DecisionResult> {
    post("/v1/host/decisions", decision).await
}

/// Takes decisions back.
pub(crate) async fn undo(comments: Vec<CommentId>) -> Result<DecisionResult> {
    post("/v1/host/decisions/undo", &UndoDecision { comments }).await
}

/// Answers under one's own name. The key makes a second press count once.
pub(crate) async fn answer(key: &str, answer: &ReplyToComment) -> Result<CommentPosted> {
    call("POST", "/v1/host/answers", Some(key), Some(json(answer)?)).await
}

/// Reads what stands at an address of the dashboard.
async fn get<T: DeserializeOwned>(path: &str) -> Result<T> {
    call("GET", path, None, None).await
}

/// Sends something to an address of the dashboard.
async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T> {
    call("POST", path, None, Some(json(body)?)).await
}

/// Does what an address stands for, without a word.
async fn press<T: DeserializeOwned>(path: &str) -> Result<T> {
    call("POST", path, None, None).await
}

/// Puts something in the place of what stands at an address.
async fn put<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T> {
    call("PUT", path, None, Some(json(body)?)).await
}

/// Changes what stands at an address.
async fn patch<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T> {
    call("PATCH", path, None, Some(json(body)?)).await
}

/// Takes away what stands at an address.
async fn delete<T: DeserializeOwned>(path: &str) -> Result<T> {
    call("DELETE", path, None, None).await
}

/// A change of a setting that is typed: sent like any call, or by a page that is being left.
pub(crate) struct Change {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// As JSON.
    pub(crate) body: String,
}

/// Sends a change, and answers with what is kept.
pub(crate) async fn keep<T: DeserializeOwned>(change: Change) -> Result<T> {
    call(change.method, change.path, None, Some(change.body)).await
}

/// Sends a change as the page goes. The browser brings it there without the page, and nobody hears what became of it.
pub(crate) fn keep_at_last(change: Change) {
    let init = RequestInit::new();
    init.set_method(change.method);
    init.set_credentials(RequestCredentials::Include);
    init.set_body(&change.body.into());
    let Ok(headers) = Headers::new() else { return };
    // A browser that knows no `keepalive` sends it all the same, if there is time.
    _ = headers.set("Content-Type", "application/json");
    _ = js_sys::Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE);
    init.set_headers(&headers);
    let url = format!("..{}", about(change.path));
    _ = web_sys::window().map(|window| window.fetch_with_str_and_init(&url, &init));
}

/// Anything as JSON.
pub(crate) fn as_json(body: &impl Serialize) -> String {
    serde_json::to_string(body).unwrap_or_default()
}

/// A text as a part of an address.
fn quoted(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn json(body: &impl Serialize) -> Result<String> {
    serde_json::to_string(body).map_err(|error| Failure::Wrong(error.to_string()))
}

/// One call by the widget's own client. Where nothing is answered, that is what is read.
async fn call<T: DeserializeOwned>(method: &str, url: &str, key: Option<&str>, body: Option<String>) -> Result<T> {
    let lost = |_: JsValue| unreached(method == "GET");
    let end = AbortController::new().map_err(lost)?;
    let signal = end.signal();
    // From where the page lies, `/host/`: the server may be reached under a sub-path.
    let url = &format!("..{}", about(url));
    let _late = Timeout::new(PATIENCE, move || end.abort());
    let answer = Call { method, url, key, cookies: true, signal: &signal }.fetch(body).await.map_err(lost)?;
    let text = JsFuture::from(answer.text().map_err(lost)?).await.map_err(lost)?;
    let text = text.as_string().filter(|text| !text.is_empty()).unwrap_or_else(|| "null".into());
    if answer.ok() {
        return serde_json::from_str(&text).map_err(|_| Failure::Wrong(text::STRANGE.into()));
    }
    Err(wrong(&text))
}

/// What is said where nobody answers. That a question was lost is remembered until the server is there again.
fn unreached(asks: bool) -> Failure {
    if asks {
        LOST.set(true);
    }
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    let words = match (online, asks) {
        (true, true) => text::UNREACHED,
        (true, false) => text::LOST,
        (false, true) => text::OFFLINE,
        (false, false) => text::OFFLINE_SENT,
    };
    Failure::Wrong(words.into())
}

/// Whether a question was lost, and the server was not there since.
pub(crate) fn is_lost() -> bool {
    LOST.get()
}

/// Whether any call was lost since this was asked last: what it would have brought is still missing.
pub(crate) fn was_lost() -> bool {
    LOST.replace(false)
}

/// What the server tags a file with, without the quotes around it.
async fn tag(path: &str) -> Result<String> {
    let lost = |_: JsValue| unreached(true);
    let signal = AbortController::new().map_err(lost)?.signal();
    let url = &format!("..{path}");
    let answer =
        Call { method: "HEAD", url, key: None, cookies: false, signal: &signal }.fetch(None).await.map_err(lost)?;
    let tag = answer.headers().get("etag").ok().flatten().filter(|_| answer.ok());
    tag.map(|tag| tag.trim_matches('"').to_owned()).ok_or(Failure::Wrong(text::STRANGE.into()))
}

/// The address, with the name of the site that is meant. A site's name has no letter that means something in an address.
fn about(url: &str) -> String {
    let joint = if url.contains('?') { '&' } else { '?' };
    SITE.with_borrow(|site| site.as_ref().map_or_else(|| url.into(), |site| format!("{url}{joint}site={site}")))
}

fn wrong(problem: &str) -> Failure {
    match serde_json::from_str(problem) {
        Ok(Problem { code: ErrorCode::SignInNeeded, .. }) => Failure::Out,
        Ok(Problem { code: ErrorCode::RateLimited, retry_after: Some(seconds), .. }) => {
            Failure::Wrong(text::errors::soon(seconds))
        }
        // What just this request did wrong is said in its own words.
        Ok(Problem { code, detail: Some(detail), .. }) => Failure::Wrong(text::errors::explained(code, &detail)),
        Ok(problem) => Failure::Wrong(text::errors::sentence(problem.code).into()),
        Err(_) => Failure::Wrong(text::STRANGE.into()),
    }
}
