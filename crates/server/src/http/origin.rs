//! Origins: who may write from where, and what the browser may show of the answer.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use porch_protocol::ErrorCode;

use super::error::{AppError, Result};
use porch_storage::sites::Site;

/// How long a browser may remember a preflight, in seconds.
const PREFLIGHT_AGE: &str = "600";

/// The one `Origin` of a request.
pub fn of_request(headers: &HeaderMap) -> Option<&str> {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let origin = origins.next()?.to_str().ok()?;
    origins.next().is_none().then_some(origin)
}

/// The request's origin, which must be on the site's list, or the server's own: the talk's own page is there.
pub fn allowed<'h>(headers: &'h HeaderMap, site: &Site, own: &str) -> Result<&'h str> {
    let origin = of_request(headers).ok_or(AppError::Refused(ErrorCode::OriginNotAllowed))?;
    let on_list = site.origins.iter().any(|listed| listed == origin) || origin == own;
    on_list.then_some(origin).ok_or(AppError::Refused(ErrorCode::OriginNotAllowed))
}

/// Lets the page of that origin read an answer made for the person behind it.
pub fn allow_cors(response: &mut Response, origin: &str) {
    let headers = response.headers_mut();
    if let Ok(origin) = HeaderValue::from_str(origin) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    }
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
}

/// The answer to a browser that asks whether a page of `origin` may send a request.
pub fn preflight(origin: &str, methods: &'static str) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    allow_cors(&mut response, origin);
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("content-type, idempotency-key, authorization"),
    );
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(PREFLIGHT_AGE));
    response
}
