//! What words will look like: the same tree that a post would have.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use porch_protocol::post::{Preview, PreviewComment};

use super::error::Result;
use super::origin;
use super::request::Json;
use super::site::WritableSite;
use crate::App;
use crate::visitors::client_address::ClientAddress;
use porch_domain::comment::words;

/// Shows what a comment would look like. Nothing is stored.
#[utoipa::path(
    post, path = "/v1/sites/{site}/preview", tag = "writing", request_body = PreviewComment,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 200, body = Preview), (status = 422, body = porch_protocol::Problem))
)]
pub async fn preview_comment(
    State(app): State<App>,
    WritableSite { site, origin }: WritableSite,
    from: ClientAddress,
    Json(preview): Json<PreviewComment>,
) -> Result<Response> {
    app.limits.preview(&site.id, from)?;
    let (_, body) = words(&preview.body)?;
    let mut response = axum::Json(Preview { body }).into_response();
    origin::allow_cors(&mut response, &origin);
    Ok(response)
}
