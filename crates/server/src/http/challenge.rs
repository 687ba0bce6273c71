//! What a browser works at while somebody new writes. Nobody sees it, and nobody has to do it.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;

use super::asking_browser;
use super::error::{AppError, Result};
use super::origin;
use super::site::RequestedPage;
use crate::App;
use crate::talk::{Visitor, proof};
use crate::visitors::client_address::ClientAddress;
use porch_domain::moderation::newcomer_rate::ProofLevel;

/// A challenge of ALTCHA v2.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Challenge {
    /// What to do: `algorithm`, `cost`, `nonce`, `salt`, `keyLength` and `keyPrefix`; the rest comes back as it is.
    #[schema(value_type = Object)]
    parameters: altcha::ChallengeParameters,
    /// That it is ours.
    signature: String,
}

/// Asks for the work that lets the first words of somebody new be published while many newcomers come. The answer goes
/// into `proof` of the comment, as base64 of `{"challenge", "solution": {"counter", "derivedKey"}}`. It counts once, for
/// this page, for ten minutes. A comment without it is held, never refused.
#[utoipa::path(
    get, path = "/v1/sites/{site}/challenge", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`"), super::site::PageQuery),
    responses((status = 200, body = Challenge), (status = 204, description = "no work is asked of this person now"),
              (status = 403, body = porch_protocol::Problem), (status = 429, body = porch_protocol::Problem))
)]
pub async fn get_challenge(
    State(app): State<App>,
    requested: RequestedPage,
    from: ClientAddress,
    headers: HeaderMap,
) -> Result<Response> {
    let RequestedPage { site, page } = requested;
    let origin = match origin::of_request(&headers) {
        Some(_) => Some(origin::allowed(&headers, &site, &app.config.public_origin)?),
        None => None,
    };
    app.limits.challenge(&site.id, from)?;
    let browser = asking_browser::load(&app, (&site.id, origin), &headers).await?;
    let visitor = Visitor::of_browser(&app, site.clone(), &browser, from);
    let level = proof::level_ahead(&app, &visitor).await?;
    if level > ProofLevel::Quiet {
        app.limits.make_challenge(from)?;
    }
    let now = app.clock.now();
    let made = tokio::task::spawn_blocking({
        let (app, site) = (app.clone(), site.clone());
        move || app.proof_of_work.challenge(level, (&site.id, &page.key), now)
    });
    let failed = |error: &dyn std::fmt::Display| AppError::Internal(format!("no challenge: {error}"));
    let made = made.await.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
    let mut response = match made {
        Some(altcha::Challenge { parameters, signature: Some(signature) }) => {
            axum::Json(Challenge { parameters, signature }).into_response()
        }
        _ => StatusCode::NO_CONTENT.into_response(),
    };
    if let Some(origin) = origin {
        origin::allow_cors(&mut response, origin);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
