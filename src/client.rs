//! Talking to the server: one call, and what can go wrong with it. The dashboard speaks through it, too.

use porch_protocol::ErrorCode;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, Response};

use crate::wire;

/// Why a call brought nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// Nothing came back: it may have arrived or not.
    Network,
    /// The server said no: why, and after how many seconds it may say yes.
    Refused(ErrorCode, Option<u32>),
}

impl Failure {
    /// Whether the same call may succeed later, unchanged.
    pub fn may_pass(self) -> bool {
        use ErrorCode::{Internal, Overloaded, RateLimited, StorageUnavailable, Unknown};
        let passes = |code| matches!(code, Overloaded | StorageUnavailable | RateLimited | Internal | Unknown);
        matches!(self, Self::Network) || matches!(self, Self::Refused(code, _) if passes(code))
    }
}

/// A call to the server.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: &'a str,
    /// Where to.
    pub url: &'a str,
    /// The key that makes a repetition count once.
    pub key: Option<&'a str>,
    /// Whether the guest's cookie goes along.
    pub cookies: bool,
    /// Ends the call: with the conversation, or when it takes too long.
    pub signal: &'a AbortSignal,
}

impl Call<'_> {
    /// Sends a question, or `what` as JSON. Answers with what came back, unread.
    pub async fn go(self, what: Option<&JsValue>) -> Result<JsValue, Failure> {
        let body = what.and_then(wire::to_json);
        let answer = self.fetch(body).await.map_err(|_| Failure::Network)?;
        if answer.status() == 204 {
            return Ok(JsValue::NULL);
        }
        let json = JsFuture::from(answer.json().map_err(|_| Failure::Network)?).await;
        if answer.ok() {
            return json.map_err(|_| Failure::Network);
        }
        let problem = json.ok().and_then(|json| wire::problem(&json));
        Err(problem.map_or_else(|| unexplained(answer.status()), |p| Failure::Refused(p.code, p.retry_after)))
    }

    /// Sends a question, or a body that is JSON already. Whoever calls reads the answer, a refusal among them.
    ///
    /// # Errors
    /// Whatever the browser throws when nothing came back.
    pub async fn fetch(&self, body: Option<String>) -> Result<Response, JsValue> {
        let init = RequestInit::new();
        init.set_method(self.method);
        init.set_credentials(if self.cookies { RequestCredentials::Include } else { RequestCredentials::Omit });
        init.set_signal(Some(self.signal));
        let headers = Headers::new()?;
        if let Some(key) = self.key {
            headers.set("Idempotency-Key", key)?;
        }
        if let Some(body) = body {
            headers.set("Content-Type", "application/json")?;
            init.set_body(&body.into());
        }
        init.set_headers(&headers);
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        JsFuture::from(window.fetch_with_str_and_init(self.url, &init)).await?.dyn_into()
    }
}

/// An error that isn't in our words comes from something in between.
fn unexplained(status: u16) -> Failure {
    match status {
        429 => Failure::Refused(ErrorCode::RateLimited, None),
        413 => Failure::Refused(ErrorCode::RequestTooLarge, None),
        500.. => Failure::Network,
        _ => Failure::Refused(ErrorCode::Unknown, None),
    }
}

/// An answer that can't be read is a refusal nobody has words for.
pub fn readable<T>(read: Option<T>) -> Result<T, Failure> {
    read.ok_or(Failure::Refused(ErrorCode::Unknown, None))
}
