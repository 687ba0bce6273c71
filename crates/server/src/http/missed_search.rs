//! What visitors look for and do not find: their widget says so, and nothing of it leads to them.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use porch_protocol::Problem;
use porch_protocol::comment_search::SearchMiss;

use super::error::{AppError, Result};
use super::origin;
use super::request::Json;
use super::site::WritableSite;
use crate::App;
use crate::search::missed_search::{MissedSearchError, note};
use crate::visitors::client_address::ClientAddress;

impl From<MissedSearchError> for AppError {
    fn from(error: MissedSearchError) -> Self {
        match error {
            MissedSearchError::Search(error) => error.into(),
            MissedSearchError::Write(error) => error.into(),
        }
    }
}

/// Counts a search that found nothing. The answer is the same whether it was counted or not: words that may be private are not,
/// nor words that something is found by, nor the same ones of one network again on the same day. No cookie is read or set.
#[utoipa::path(
    post, path = "/v1/sites/{site}/search-miss", tag = "writing", request_body = SearchMiss,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "it was heard"),
              (status = 403, description = "origin-not-allowed", body = Problem),
              (status = 422, description = "malformed", body = Problem),
              (status = 429, description = "rate-limited", body = Problem))
)]
pub async fn report_search_miss(
    State(app): State<App>,
    WritableSite { site, origin }: WritableSite,
    from: ClientAddress,
    Json(missed): Json<SearchMiss>,
) -> Result<Response> {
    app.limits.search(&site.id, from)?;
    note(&app, &site.id, from, missed.q).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    origin::allow_cors(&mut response, &origin);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
