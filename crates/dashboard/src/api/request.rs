//! A request to the server, and the messages for its failure.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::pin::Pin;

use gloo_timers::callback::Timeout;
use porch_client::{Call, Endpoint};
use porch_protocol::{ErrorCode, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCredentials, RequestInit};

use crate::text::{self, text};

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

/// A request without a body.
pub(crate) fn request<T>(to: &Endpoint<(), T>) -> Request<T> {
    Request::new(to.method, to.path, None)
}

/// A request with a body.
pub(crate) fn send<B: Serialize, T>(to: &Endpoint<B, T>, body: &B) -> Request<T> {
    // Our own types can be written as JSON.
    Request::new(to.method, to.path, serde_json::to_string(body).ok())
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

impl<T> Request<T> {
    fn new(method: &'static str, path: &str, body: Option<String>) -> Self {
        Self { method, path: path.to_owned(), key: None, body, response: PhantomData }
    }

    /// The request with this value in the place of the next variable part of its path.
    pub(crate) fn at(mut self, value: impl ToString + Copy) -> Self {
        if let Some((before, (_, after))) =
            self.path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            self.path = format!("{before}{}{after}", url_encoded(&value.to_string()));
        }
        self
    }

    /// The request with this parameter in its query.
    pub(crate) fn query(mut self, name: &str, value: impl ToString + Copy) -> Self {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        self.path = format!("{}{joint}{name}={}", self.path, url_encoded(&value.to_string()));
        self
    }

    /// The same, where there is a value.
    pub(super) fn maybe(self, name: &str, value: Option<impl ToString + Copy>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// The request with an idempotency key: sent twice it counts once.
    pub(crate) fn key(self, key: &str) -> Self {
        Self { key: Some(key.to_owned()), ..self }
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Request<T> {
    type Output = Result<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<T>>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let answer = fetch(self.method, &self.path, self.key.as_deref(), self.body).await?;
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

/// A text, escaped for a part of an address.
fn url_encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Sends a request. An empty response is read as `null`.
async fn fetch(method: &str, path: &str, key: Option<&str>, body: Option<String>) -> Result<String> {
    let lost = |_: JsValue| connection_lost(method == "GET");
    let end = AbortController::new().map_err(lost)?;
    let signal = end.signal();
    // Relative to the page at `/host/`: the server may be reached under a sub-path.
    let url = &format!("..{}", with_site(path));
    let _late = Timeout::new(TIMEOUT, move || end.abort());
    let answer =
        Call { method, url, key, cookies: true, token: None, signal: &signal }.fetch(body).await.map_err(lost)?;
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

/// The hash of the loader of a version for `integrity`: the server uses it as the entity tag.
pub(crate) async fn loader_hash(version: &str) -> Result<String> {
    let lost = |_: JsValue| connection_lost(true);
    let signal = AbortController::new().map_err(lost)?.signal();
    let url = &format!("../v{version}/embed.js");
    let answer = Call { method: "HEAD", url, key: None, cookies: false, token: None, signal: &signal }
        .fetch(None)
        .await
        .map_err(lost)?;
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
            Failure::Message(text::errors::rate_limited(seconds))
        }
        Ok(Problem { code, cause, .. }) => Failure::Message(text::errors::explained(code, cause.as_ref())),
        Err(_) => Failure::Message(text().unreadable().into()),
    }
}
