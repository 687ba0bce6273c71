//! How a visitor signs in by a token of the site's own server.

use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use porch_protocol::Problem;
use porch_protocol::sign_in::{SignInWithToken, SignedIn};

use super::browser_request::BrowserRequest;
use super::error::Result;
use super::request::Json;
use crate::language;
use crate::talk::sso;

/// Signs in by a token that the site's own server has signed (docs/sign-in.md). The browser gets another cookie; its old one
/// is worth nothing any more.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/sso", tag = "writing", request_body = SignInWithToken,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 200, body = SignedIn),
              (status = 403, description = "`sign-in-refused`, whatever the reason", body = Problem),
              (status = 429, body = Problem))
)]
pub async fn sign_in_with_site_token(
    request: BrowserRequest,
    headers: HeaderMap,
    Json(asked): Json<SignInWithToken>,
) -> Result<Response> {
    let stated = (asked.token.as_str(), language::wanted(None, &headers));
    let (guest, mut signed_in) = sso::sign_in(&request.app, request.asker(), request.from, stated).await?;
    signed_in.token = request.token(&guest);
    Ok(request.answer(axum::Json(signed_in).into_response(), &guest))
}
