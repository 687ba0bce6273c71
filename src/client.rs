//! Talking to the server: one call, and what can go wrong with it.

use js_sys::{JSON, Reflect};
use porch_protocol::{ErrorCode, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, Response};

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
        use ErrorCode::{Internal, Overloaded, RateLimited, Unknown};
        matches!(self, Self::Network | Self::Refused(Overloaded | RateLimited | Internal | Unknown, _))
    }
}

/// A call to the server.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// `GET`, `POST`, `PATCH` or `DELETE`.
    pub method: &'a str,
    /// Where to.
    pub url: &'a str,
    /// The key that makes a repetition count once.
    pub key: Option<&'a str>,
    /// Whether the guest's cookie goes along.
    pub cookies: bool,
    /// Ends the call when the conversation ends.
    pub signal: &'a AbortSignal,
}

impl Call<'_> {
    /// Sends nothing but the question.
    pub async fn ask<A: DeserializeOwned>(self) -> Result<A, Failure> {
        self.go(None).await
    }

    /// Sends `what` as JSON.
    pub async fn send<A: DeserializeOwned>(self, what: &impl Serialize) -> Result<A, Failure> {
        let json = to_json(what).ok_or(Failure::Refused(ErrorCode::Malformed, None))?;
        self.go(Some(json)).await
    }

    async fn go<A: DeserializeOwned>(self, body: Option<String>) -> Result<A, Failure> {
        let answer = self.fetch(body).await.map_err(|_| Failure::Network)?;
        let json = JsFuture::from(answer.json().map_err(|_| Failure::Network)?).await;
        if !answer.ok() {
            let problem = json.ok().and_then(|json| serde_wasm_bindgen::from_value::<Problem>(json).ok());
            return Err(
                problem.map_or_else(|| unexplained(answer.status()), |p| Failure::Refused(p.code, p.retry_after))
            );
        }
        serde_wasm_bindgen::from_value(json.map_err(|_| Failure::Network)?)
            .map_err(|_| Failure::Refused(ErrorCode::Malformed, None))
    }

    async fn fetch(&self, body: Option<String>) -> Result<Response, JsValue> {
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

/// Words as JSON, made by the browser.
pub fn to_json(what: &impl Serialize) -> Option<String> {
    let value = what.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok()?;
    JSON::stringify(&value).ok().map(String::from)
}

/// JSON read by the browser.
pub fn from_json<A: DeserializeOwned>(json: &str) -> Option<A> {
    serde_wasm_bindgen::from_value(JSON::parse(json).ok()?).ok()
}

/// A field of an object; `undefined` where there is none.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
