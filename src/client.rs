//! Sends one request to the server and classifies what can go wrong. The dashboard uses it, too.

use porch_protocol::ErrorCode;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, Response};

use crate::wire;

/// Why a request failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// No response: the request may have arrived or not.
    Network,
    /// The server refused it: the error code, and after how many seconds a retry may succeed.
    Refused(ErrorCode, Option<u32>),
}

impl Failure {
    /// Whether the same request may succeed later, unchanged.
    pub fn is_temporary(self) -> bool {
        use ErrorCode::{Internal, Overloaded, RateLimited, StorageUnavailable, Unknown};
        let is_temporary = |code| matches!(code, Overloaded | StorageUnavailable | RateLimited | Internal | Unknown);
        matches!(self, Self::Network) || matches!(self, Self::Refused(code, _) if is_temporary(code))
    }
}

/// A request to the server.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: &'a str,
    /// The address.
    pub url: &'a str,
    /// The idempotency key: a repeated request with the same key counts once.
    pub key: Option<&'a str>,
    /// Whether cookies are sent: the visitor's, or the team member's session.
    pub cookies: bool,
    /// Aborts the request: when the conversation ends, or after a timeout.
    pub signal: &'a AbortSignal,
}

impl Call<'_> {
    /// Sends the request, with `what` as its JSON body if there is one. Returns the parsed response.
    pub async fn send(self, value: Option<&JsValue>) -> Result<JsValue, Failure> {
        let body = value.and_then(wire::to_json);
        let response = self.fetch(body).await.map_err(|_| Failure::Network)?;
        if response.status() == 204 {
            return Ok(JsValue::NULL);
        }
        let json = JsFuture::from(response.json().map_err(|_| Failure::Network)?).await;
        if response.ok() {
            return json.map_err(|_| Failure::Network);
        }
        let problem = json.ok().and_then(|json| wire::problem(&json));
        Err(problem.map_or_else(|| failure_of_status(response.status()), |p| Failure::Refused(p.code, p.retry_after)))
    }

    /// Sends the request with a body that is JSON already. The caller reads the response, error responses included.
    ///
    /// # Errors
    /// What the browser throws when there is no response.
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

/// An error response without our error code comes from a proxy in between.
fn failure_of_status(status: u16) -> Failure {
    match status {
        429 => Failure::Refused(ErrorCode::RateLimited, None),
        413 => Failure::Refused(ErrorCode::RequestTooLarge, None),
        500.. => Failure::Network,
        _ => Failure::Refused(ErrorCode::Unknown, None),
    }
}

/// A response that can't be parsed is treated as an unknown error.
pub fn readable<T>(value: Option<T>) -> Result<T, Failure> {
    value.ok_or(Failure::Refused(ErrorCode::Unknown, None))
}
