//! The search of visitors. A search leaves no trace: nothing of a query is stored or logged.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use porch_protocol::comment_search::FoundComments;
use porch_protocol::{ErrorCode, Problem, ThreadId};

use super::error::{AppError, Result};
use super::request::Query;
use super::site::ReadableSite;
use crate::App;
use crate::read::cross_origin;
use crate::search::visitor_search::{MOST_IN_PART, Search, VisitorSearchError, search};
use crate::visitors::client_address::ClientAddress;

/// Bytes of a query at most.
const MOST_BYTES: usize = 512;

impl From<VisitorSearchError> for AppError {
    fn from(error: VisitorSearchError) -> Self {
        match error {
            VisitorSearchError::Storage(error) => error.into(),
            error => Self::Internal(error.to_string()),
        }
    }
}

/// What is searched.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Words, phrases in quotes, and the operators `from:`, `on:`, `before:`, `after:`, `is:answered`, `is:host` and `has:link`.
    q: String,
    /// Whether it is being typed, so that the last word may be unfinished.
    typing: bool,
    /// `newest`; or the best first.
    order: String,
    /// Only comments of this thread.
    thread: Option<ThreadId>,
    /// Only comments of this year.
    year: Option<i16>,
    /// Hits that are skipped.
    offset: usize,
    /// Hits that are wanted, at most 20.
    limit: Option<usize>,
}

/// Published comments with these words, and by what they can be narrowed.
#[utoipa::path(
    get, path = "/v1/sites/{site}/search", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"), SearchQuery),
    responses((status = 200, body = FoundComments), (status = 422, description = "malformed", body = Problem),
              (status = 429, body = Problem), (status = 503, body = Problem))
)]
pub async fn search_comments(
    State(app): State<App>,
    ReadableSite(site): ReadableSite,
    from: ClientAddress,
    Query(query): Query<SearchQuery>,
) -> Result<Response> {
    app.limits.search(&site.id, from)?;
    if query.q.len() > MOST_BYTES {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    let asked = Search {
        query: query.q,
        typing: query.typing,
        newest: query.order == "newest",
        thread: query.thread,
        year: query.year,
        offset: query.offset,
        limit: query.limit.unwrap_or(MOST_IN_PART),
    };
    let found = search(&app, &site.id, asked).await?;
    let mut response = axum::Json(found).into_response();
    cross_origin::allow_any_origin(response.headers_mut());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
