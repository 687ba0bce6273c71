//! How a visitor sets the line about themselves.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use porch_protocol::Problem;
use porch_protocol::author_card::SetAbout;

use super::browser_request::BrowserRequest;
use super::error::Result;
use super::request::Json;
use crate::talk;

/// Sets the line that the profile card of one's comments shows; an empty one removes it.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/about", tag = "writing", request_body = SetAbout,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "stored; it shows beside published comments"),
              (status = 403, description = "banned, or an access token that does not count", body = Problem),
              (status = 404, description = "person-unknown: has written nothing here", body = Problem),
              (status = 422, description = "too long, or with a link, a name of the team or a word that the site holds",
               body = Problem),
              (status = 429, body = Problem))
)]
pub async fn set_about(request: BrowserRequest, Json(asked): Json<SetAbout>) -> Result<Response> {
    talk::about::set_about(&request.app, request.asker(), request.from, &asked.about).await?;
    Ok(request.answer_without_cookie(StatusCode::NO_CONTENT.into_response()))
}
