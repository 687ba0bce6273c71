//! How a visitor signs in with an identity provider: what the widget calls. `sign_in_window.rs` has the other window.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use porch_protocol::Problem;
use porch_protocol::sign_in::{BeginProviderSignIn, ProviderSignIn, RedeemProviderSignIn, SignInProvider, SignedIn};

use super::browser_request::BrowserRequest;
use super::error::Result;
use super::request::{Json, Path};
use crate::App;
use crate::talk::provider_sign_in;

/// The providers that visitors may sign in with.
pub(super) fn offered(app: &App) -> Vec<SignInProvider> {
    let offered = app.providers.all().iter().map(|provider| &provider.config);
    offered.map(|provider| SignInProvider { id: provider.id.clone(), name: provider.name.clone() }).collect()
}

/// Begins to sign in with an identity provider: `url` is to be opened in another window, within ten minutes. The browser gets
/// a guest's cookie, if it has none: the sign-in counts only with it.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/providers/{provider}", tag = "writing", request_body = BeginProviderSignIn,
    params(("site" = String, Path, description = "the site's name, or `-`"),
           ("provider" = String, Path, description = "an `id` of `providers` in `GET …/me`")),
    responses((status = 200, body = ProviderSignIn), (status = 403, body = Problem),
              (status = 404, description = "no such provider", body = Problem),
              (status = 422, description = "this is no challenge, or it was used", body = Problem), (status = 429, body = Problem))
)]
pub async fn begin_provider_sign_in(
    request: BrowserRequest,
    Path((_, provider)): Path<(String, String)>,
    Json(asked): Json<BeginProviderSignIn>,
) -> Result<Response> {
    let (site, browser) = request.asker();
    let asker = (site, request.origin.as_str(), browser);
    let begun = provider_sign_in::begin(&request.app, asker, request.from, (&provider, &asked.challenge)).await?;
    Ok(request.keep_cookie(axum::Json(begun).into_response()).await)
}

/// Signs in once the other window is done. The browser gets another cookie; its old one is worth nothing any more.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/providers/redeem", tag = "writing", request_body = RedeemProviderSignIn,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 200, body = SignedIn), (status = 202, description = "the other window is not done"),
              (status = 403, description = "`sign-in-refused`: the code of the other window is missing or wrong, or this \
                                            counts no more", body = Problem),
              (status = 429, body = Problem))
)]
pub async fn redeem_provider_sign_in(
    request: BrowserRequest,
    Json(asked): Json<RedeemProviderSignIn>,
) -> Result<Response> {
    let (site, browser) = request.asker();
    let secrets = (asked.verifier.as_str(), asked.code.as_deref());
    let asker = (site, request.origin.as_str(), browser);
    let redeemed = provider_sign_in::redeem(&request.app, asker, request.from, secrets).await?;
    Ok(match redeemed {
        Some((guest, mut signed_in)) => {
            signed_in.token = request.token(&guest);
            request.answer(axum::Json(signed_in).into_response(), &guest)
        }
        None => request.keep_cookie(StatusCode::ACCEPTED.into_response()).await,
    })
}
