//! Sends one request to the server and classifies what can go wrong.

use porch_client::Call;
use porch_protocol::ErrorCode;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

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

/// Sends a request, with `value` as its JSON body if there is one. Returns the parsed response.
pub async fn send(call: Call<'_>, value: Option<&JsValue>) -> Result<JsValue, Failure> {
    let body = value.and_then(wire::to_json);
    let response = call.fetch(body).await.map_err(|_| Failure::Network)?;
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
