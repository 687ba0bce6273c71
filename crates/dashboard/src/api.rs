//! The calls to the server, and the messages for their failures.

pub(crate) mod integrations;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod site;
pub(crate) mod team;

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::pin::Pin;

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

/// The timeout of a call, in milliseconds: the server responds or gives up within ten seconds.
const TIMEOUT: u32 = 20_000;

/// Why a request failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
    /// There is no session, or it expired.
    SignedOut,
    /// Any other failure, as a sentence.
    Message(String),
}

/// The response to a request, or why there is none.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

thread_local! {
    /// The site of this dashboard; none before signing in.
    static SITE: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether a call was lost because of the connection.
    static LOST: Cell<bool> = const { Cell::new(false) };
}

/// Sets the site of all later calls.
pub(crate) fn set_site(site: &str) {
    SITE.replace(Some(site.to_owned()));
}

/// The site of all calls; `-` where none is set.
pub(crate) fn site() -> String {
    SITE.with_borrow(|site| site.clone().unwrap_or_else(|| "-".into()))
}

/// The member, on each site that this browser is signed in to.
pub(crate) fn sites() -> Request<Vec<Member>> {
    get("/v1/host/sites")
}

/// Whether a sign-in link still works. That does not use it.
pub(crate) fn check_link(token: String) -> Request<CheckedLink> {
    post("/v1/host/session/link", &CheckLink { token })
}

/// Signs in by a link. The first owner of a site gives a name.
pub(crate) fn sign_in_with_link(token: String, name: Option<String>) -> Request<Member> {
    post("/v1/host/session", &SignInWithLink { token, name })
}

/// Ends the session.
pub(crate) fn sign_out() -> Request<()> {
    delete("/v1/host/session")
}

/// The comments to review.
pub(crate) fn review_queue(query: &ListQuery) -> Request<ReviewQueue> {
    get(&list_path("/v1/host/to-read", query))
}

/// The unanswered comments.
pub(crate) fn unanswered(query: &ListQuery) -> Request<UnansweredList> {
    get(&list_path("/v1/host/waiting", query))
}

/// The path of a query for a list.
fn list_path(path: &str, query: &ListQuery) -> String {
    let ListQuery { order, filter: Filter { page, reason, age }, rows, choices } = query;
    let of = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("&{name}={}", url_encoded(value))).unwrap_or_default()
    };
    let (page, reason) = (of("page", page), of("reason", reason));
    format!("{path}?order={}{page}{reason}&age={age}&rows={rows}&choices={choices}", order.word())
}

/// Makes a decision.
pub(crate) fn decide(decision: &Decide) -> Request<DecisionResult> {
    post("/v1/host/decisions", decision)
}

/// Undoes decisions.
pub(crate) fn undo(comments: Vec<CommentId>) -> Request<DecisionResult> {
    post("/v1/host/decisions/undo", &UndoDecision { comments })
}

/// Replies under the member's own name. The idempotency key makes a second press count once.
pub(crate) fn reply(key: &str, answer: &ReplyToComment) -> Request<CommentPosted> {
    call("POST", "/v1/host/answers", Some(key), Some(as_json(answer)))
}

/// GET.
fn get<T>(path: &str) -> Request<T> {
    call("GET", path, None, None)
}

/// POST with a body.
fn post<T>(path: &str, body: &impl Serialize) -> Request<T> {
    call("POST", path, None, Some(as_json(body)))
}

/// POST without a body.
fn post_empty<T>(path: &str) -> Request<T> {
    call("POST", path, None, None)
}

/// PUT.
fn put<T>(path: &str, body: &impl Serialize) -> Request<T> {
    call("PUT", path, None, Some(as_json(body)))
}

/// PATCH.
fn patch<T>(path: &str, body: &impl Serialize) -> Request<T> {
    call("PATCH", path, None, Some(as_json(body)))
}

/// DELETE.
fn delete<T>(path: &str) -> Request<T> {
    call("DELETE", path, None, None)
}

/// A request to the server. To await it is to send it: the response has the type `T`.
pub(crate) struct Request<T> {
    method: &'static str,
    path: String,
    /// The idempotency key: the same request sent twice counts once.
    key: Option<String>,
    /// As JSON.
    body: Option<String>,
    response: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + 'static> IntoFuture for Request<T> {
    type Output = Result<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<T>>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let answer = send(self.method, &self.path, self.key.as_deref(), self.body).await?;
            serde_json::from_str(&answer).map_err(|_| Failure::Message(text().unreadable().into()))
        })
    }
}

/// Sends a request while the page is being left. The browser sends it without the page, so its result stays unknown.
pub(crate) fn save_on_leave<T>(request: Request<T>) {
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_credentials(RequestCredentials::Include);
    init.set_body(&request.body.unwrap_or_default().into());
    let Ok(headers) = Headers::new() else { return };
    // A browser without `keepalive` may still send it in time.
    _ = headers.set("Content-Type", "application/json");
    _ = js_sys::Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE);
    init.set_headers(&headers);
    let url = format!("..{}", with_site(&request.path));
    _ = web_sys::window().map(|window| window.fetch_with_str_and_init(&url, &init));
}

/// A value as JSON.
fn as_json(body: &impl Serialize) -> String {
    serde_json::to_string(body).unwrap_or_default()
}

/// A text, escaped for a part of an address.
fn url_encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// A request with an idempotency key or a body, or without them.
fn call<T>(method: &'static str, path: &str, key: Option<&str>, body: Option<String>) -> Request<T> {
    Request { method, path: path.to_owned(), key: key.map(str::to_owned), body, response: PhantomData }
}

/// Sends a request by the widget's own client. An empty response is read as `null`.
async fn send(method: &str, path: &str, key: Option<&str>, body: Option<String>) -> Result<String> {
    let lost = |_: JsValue| connection_lost(method == "GET");
    let end = AbortController::new().map_err(lost)?;
    let signal = end.signal();
    // Relative to the page at `/host/`: the server may be reached under a sub-path.
    let url = &format!("..{}", with_site(path));
    let _late = Timeout::new(TIMEOUT, move || end.abort());
    let answer = Call { method, url, key, cookies: true, signal: &signal }.fetch(body).await.map_err(lost)?;
    let text = JsFuture::from(answer.text().map_err(lost)?).await.map_err(lost)?;
    let text = text.as_string().filter(|text| !text.is_empty()).unwrap_or_else(|| "null".into());
    if answer.ok() { Ok(text) } else { Err(failure_of(&text)) }
}

/// The failure where the server is unreachable. A lost read is remembered until the server is reachable again.
fn connection_lost(is_read: bool) -> Failure {
    if is_read {
        LOST.set(true);
    }
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    let words = match (online, is_read) {
        (true, true) => text().unreached(),
        (true, false) => text().lost(),
        (false, true) => text().offline(),
        (false, false) => text().offline_sent(),
    };
    Failure::Message(words.into())
}

/// Whether a read was lost, and the server was not reachable since.
pub(crate) fn is_lost() -> bool {
    LOST.get()
}

/// Whether any read was lost since the last time this was called: its result is still missing. Clears it.
pub(crate) fn take_lost() -> bool {
    LOST.replace(false)
}

/// The entity tag of a file, without the quotes around it.
async fn tag(path: &str) -> Result<String> {
    let lost = |_: JsValue| connection_lost(true);
    let signal = AbortController::new().map_err(lost)?.signal();
    let url = &format!("..{path}");
    let answer =
        Call { method: "HEAD", url, key: None, cookies: false, signal: &signal }.fetch(None).await.map_err(lost)?;
    let tag = answer.headers().get("etag").ok().flatten().filter(|_| answer.ok());
    tag.map(|tag| tag.trim_matches('"').to_owned()).ok_or(Failure::Message(text().unreadable().into()))
}

/// The path with the site as a parameter. A site's id needs no escaping.
fn with_site(url: &str) -> String {
    let joint = if url.contains('?') { '&' } else { '?' };
    SITE.with_borrow(|site| site.as_ref().map_or_else(|| url.into(), |site| format!("{url}{joint}site={site}")))
}

fn failure_of(problem: &str) -> Failure {
    match serde_json::from_str(problem) {
        Ok(Problem { code: ErrorCode::SignInNeeded, .. }) => Failure::SignedOut,
        Ok(Problem { code: ErrorCode::RateLimited, retry_after: Some(seconds), .. }) => {
            Failure::Message(text::errors::soon(seconds))
        }
        // A detail of the failure is given in its own words.
        Ok(Problem { code, detail: Some(detail), .. }) => Failure::Message(text::errors::explained(code, &detail)),
        Ok(problem) => Failure::Message(text::errors::sentence(problem.code).into()),
        Err(_) => Failure::Message(text().unreadable().into()),
    }
}
