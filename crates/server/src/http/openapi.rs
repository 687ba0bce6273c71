//! The `OpenAPI` document, made from the routes.

use std::sync::OnceLock;

use axum::response::Response;
use http::{HeaderMap, HeaderValue};
use utoipa::OpenApi;

use super::error::Result;
use crate::read::cached_response::CachedResponse;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Porch",
        description = "The conversation of a page. Errors are RFC 9457 problem details with a code."
    ),
    // Relative to this document, which lies in /v1/: the server may be reached under a sub-path.
    servers((url = ".."))
)]
struct Document;

/// The document, which is the same for as long as the program is.
pub async fn get_openapi(headers: HeaderMap) -> Result<Response> {
    static ANSWER: OnceLock<CachedResponse> = OnceLock::new();
    let answer = if let Some(answer) = ANSWER.get() {
        answer
    } else {
        let made = CachedResponse::json(HeaderValue::from_static("public, max-age=300"), &document())?;
        ANSWER.get_or_init(|| made)
    };
    Ok(answer.respond(&headers))
}

/// The same, for those who compare it with something else.
pub fn document() -> utoipa::openapi::OpenApi {
    super::route_table::document(Document::openapi())
}
