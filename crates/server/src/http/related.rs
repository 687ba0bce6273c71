//! What others wrote about the same, for somebody who is writing. Nothing of the text is stored or logged.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use porch_protocol::Problem;
use porch_protocol::comment_search::{RelatedComments, RelatedTo};

use super::error::Result;
use super::origin;
use super::request::Json;
use super::site::WritableSite;
use crate::App;
use crate::search::related::related;
use crate::visitors::client_address::ClientAddress;

/// Published comments of the site that are about what somebody writes, from twelve characters on.
#[utoipa::path(
    post, path = "/v1/sites/{site}/related", tag = "reading", request_body = RelatedTo,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 200, body = RelatedComments), (status = 403, description = "origin-not-allowed", body = Problem),
              (status = 422, description = "malformed", body = Problem), (status = 429, body = Problem))
)]
pub async fn get_related(
    State(app): State<App>,
    WritableSite { site, origin }: WritableSite,
    from: ClientAddress,
    Json(written): Json<RelatedTo>,
) -> Result<Response> {
    app.limits.search(&site.id, from)?;
    let found = related(&app, &site.id, &written.text).await?;
    let mut response = axum::Json(found).into_response();
    origin::allow_cors(&mut response, &origin);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
