//! The dashboard: only on the server's own origin, only for people of the business.

pub mod conversations;
pub mod dashboard_page;
pub mod decisions;
pub mod erasing;
pub mod external_checks;
pub mod history;
pub mod install_preview;
pub mod members;
pub mod missed_searches;
mod paging;
pub mod passkeys;
pub mod people;
pub mod published;
pub mod queue_query;
pub mod queues;
pub mod rules;
pub mod search;
pub mod second_looks;
pub mod session;
pub mod sign_in_keys;
pub mod sign_in_mail;
mod signed_in_member;
pub mod site;
pub mod thread_controls;
pub mod webhooks;

use axum::extract::State;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, header};
use porch_protocol::ErrorCode;

use super::error::AppError;
use super::origin;
use crate::App;

/// Refuses requests of other origins' pages, reads and changes alike. The cookie is `SameSite=Strict` besides.
pub async fn own_origin(State(app): State<App>, request: axum::extract::Request, next: Next) -> Response {
    let headers = request.headers();
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let foreign = site.is_some_and(|site| !["same-origin", "none"].contains(&site));
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let origin = origin::of_request(headers);
    let named = origin == Some(app.config.public_origin.as_str());
    // A browser names no origin in a read of the own origin; in a change it always does.
    if foreign || !(named || (reads && origin.is_none())) {
        return AppError::Refused(ErrorCode::OriginNotAllowed).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
