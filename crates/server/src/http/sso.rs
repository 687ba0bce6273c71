//! How a visitor signs in by a token of the site's own server.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use porch_protocol::Problem;
use porch_protocol::sign_in::{SignInWithToken, SignedIn};

use super::error::Result;
use super::request::Json;
use super::site::WritableSite;
use super::visitor_mail::answer;
use crate::talk::browser::Browser;
use crate::talk::sso;
use crate::visitors::client_address::ClientAddress;
use crate::{App, language};

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
    State(app): State<App>,
    written: WritableSite,
    from: ClientAddress,
    headers: HeaderMap,
    Json(asked): Json<SignInWithToken>,
) -> Result<Response> {
    let site = &written.site.id;
    let browser = Browser::load(&app, site, app.visitor_cookies.of_request(&headers)).await?;
    let stated = (asked.token.as_str(), language::wanted(None, &headers));
    let (guest, signed_in) = sso::sign_in(&app, (site, &browser), from, stated).await?;
    Ok(answer(&app, &written, axum::Json(signed_in).into_response(), &guest))
}
