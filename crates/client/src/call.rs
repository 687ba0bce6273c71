//! One request by the browser's `fetch`.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Response};

use crate::object::{object, optional_text};

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
    /// Where the browser keeps no cookie: what is sent as `Authorization`.
    pub token: Option<&'a str>,
    /// Aborts the request: when the conversation ends, or after a timeout.
    pub signal: &'a AbortSignal,
}

impl Call<'_> {
    /// Sends the request with a body that is JSON already. The caller reads the response, error responses included.
    ///
    /// # Errors
    /// What the browser throws when there is no response.
    pub async fn fetch(&self, body: Option<String>) -> Result<Response, JsValue> {
        let json = body.as_ref().map(|_| "application/json");
        let headers = [("Idempotency-Key", self.key), ("Authorization", self.token), ("Content-Type", json)];
        let init = object(&[
            ("method", self.method.into()),
            ("credentials", if self.cookies { "include" } else { "omit" }.into()),
            ("signal", self.signal.into()),
            ("headers", object(&headers.map(|(name, value)| (name, optional_text(value))))),
            ("body", optional_text(body.as_deref())),
        ]);
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        JsFuture::from(window.fetch_with_str_and_init(self.url, init.unchecked_ref())).await?.dyn_into()
    }
}
