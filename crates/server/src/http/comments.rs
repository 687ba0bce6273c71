//! The requests of visitors who change something on a site: who they are, and posting.

use axum::extract::{FromRequestParts, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use porch_protocol::{CommentPosted, ErrorCode, NewComment, Problem};
use serde::Serialize;

use super::asking_browser;
use super::browser_request;
use super::error::{AppError, Result};
use super::origin;
use super::request::{IdempotencyKey, Json};
use super::site::WritableSite;
use crate::App;
use crate::talk::browser::Browser;
use crate::talk::{self, Visitor};
use crate::visitors::client_address::ClientAddress;

/// Posts an opening or a reply.
#[utoipa::path(
    post, path = "/v1/sites/{site}/comments", tag = "writing", request_body = NewComment,
    params(("site" = String, Path, description = "the site's name, or `-`"),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 201, description = "everyone sees it", body = CommentPosted),
              (status = 202, description = "held for the team", body = CommentPosted),
              (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem), (status = 503, body = Problem))
)]
pub async fn post_comment(request: VisitorRequest, Json(new): Json<NewComment>) -> Result<Response> {
    let posted = talk::post::post(&request.app, &request.visitor, &request.key.0, &new).await?;
    let code = if posted.published { StatusCode::CREATED } else { StatusCode::ACCEPTED };
    let certainty = if posted.repeated { Certainty::Unsure } else { Certainty::Doer };
    Ok(request.answer(code, &posted.answer, certainty).await)
}

/// A request that changes something on a site.
pub struct VisitorRequest {
    pub(super) app: App,
    pub(super) visitor: Visitor,
    pub(super) key: IdempotencyKey,
    /// Where the request comes from: on the site's list.
    origin: String,
    browser: Browser,
}

/// Whether it is certain that whoever asks is the one who did it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It was done just now, by this very request.
    Doer,
    /// A repeat, perhaps by somebody who overheard the first one: gets the answer, but never the guest's cookie.
    Unsure,
}

impl FromRequestParts<App> for VisitorRequest {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let WritableSite { site, origin } = WritableSite::from_request_parts(parts, app).await?;
        let key = IdempotencyKey::from_request_parts(parts, app).await?;
        let from = ClientAddress::from_request_parts(parts, app).await?;
        let browser = asking_browser::load(app, (&site.id, Some(&origin)), &parts.headers).await?;
        let visitor = Visitor::of_browser(app, site, &browser, from);
        Ok(Self { app: app.clone(), visitor, key, origin, browser })
    }
}

impl VisitorRequest {
    /// The answer, with the guest's cookie where it cannot reach a stranger.
    pub(super) async fn answer(&self, code: StatusCode, answer: &impl Serialize, certainty: Certainty) -> Response {
        let mut response = (code, axum::Json(answer)).into_response();
        origin::allow_cors(&mut response, &self.origin);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
        if (self.browser.known || certainty == Certainty::Doer)
            && let Some(cookie) = browser_request::own_cookie(&self.app, &self.visitor.site.id, &self.browser).await
        {
            headers.insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// What a browser asks before it sends one of these.
pub async fn preflight(State(app): State<App>, headers: HeaderMap, site: super::site::NamedSite) -> Result<Response> {
    let asking = origin::of_request(&headers).ok_or(AppError::Refused(ErrorCode::OriginNotAllowed))?;
    let site =
        site.0.or_else(|| app.live.sites.site_of_origin(asking)).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let origin = origin::allowed(&headers, &site, &app.config.public_origin)?;
    Ok(origin::preflight(origin, "GET, POST, PATCH, DELETE"))
}
