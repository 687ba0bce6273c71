//! The window in which a visitor signs in with an identity provider. It has a cookie of its own, so that what the provider
//! sends back counts in the browser that was sent there, and in no other.

use std::sync::LazyLock;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use porch_protocol::ErrorCode;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::error::{AppError, Result};
use super::origin;
use super::page_shell::{self, escape};
use super::request::{Path, Query};
use crate::cookies::{self, Reach};
use crate::secrets::Token;
use crate::talk::provider_sign_in::{self, CameBack, LIFE};
use crate::{App, language, sub_path};
use porch_protocol::Timestamp;
use porch_storage::sign_ins::PendingSignIn;

/// The cookie's name at the root; under a sub-path a suffix follows.
const COOKIE: &str = "__Host-porch-sign-in";

const SCRIPT: &str = include_str!("sign_in_window.js");

/// The one script of the page, by its hash, and requests to this server; nobody frames the page. It keeps its opener, unlike
/// other pages with a policy for that.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(SCRIPT));
    format!(
        "default-src 'none'; script-src 'sha256-{hash}'; style-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
});

/// Sends the window to its provider. That changes nothing.
#[utoipa::path(
    get, path = "/sign-in/{transaction}", tag = "sign-in",
    params(("transaction" = String, Path, description = "as the widget was told")),
    responses((status = 303, description = "to the provider"),
              (status = 410, description = "done, or too old", content_type = "text/html"))
)]
pub async fn open_sign_in_window(
    State(app): State<App>,
    Path(transaction): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let window = Token::parse(&transaction);
    let url = match &window {
        Some(window) => provider_sign_in::window(&app, window).await?,
        None => None,
    };
    let (Some(window), Some(url)) = (window, url) else { return Ok(gone(&app, &headers)) };
    let mut response = StatusCode::SEE_OTHER.into_response();
    let sent = response.headers_mut();
    let location = HeaderValue::from_str(url.as_str()).map_err(|error| AppError::Internal(error.to_string()))?;
    sent.insert(header::LOCATION, location);
    sent.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    sent.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if let Some(cookie) =
        cookies::header(&cookie(&app), window.secret(), Reach::OwnPagesByLink, LIFE / Timestamp::SECOND)
    {
        sent.insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// What a provider sends a window back with. What else it adds is not read.
#[derive(Deserialize)]
pub struct ProviderAnswerQuery {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
}

/// Takes what the provider sends the window back with, once; shows for which site somebody signs in.
#[utoipa::path(
    get, path = "/sign-in/callback/{provider}", tag = "sign-in",
    params(("provider" = String, Path)),
    responses((status = 200, description = "a page that asks its opener, or offers a code", content_type = "text/html"),
              (status = 410, description = "nobody has signed in", content_type = "text/html"))
)]
pub async fn return_from_provider(
    State(app): State<App>,
    Path(provider): Path<String>,
    headers: HeaderMap,
    Query(query): Query<ProviderAnswerQuery>,
) -> Result<Response> {
    let Some(window) = window(&app, &headers) else { return Ok(gone(&app, &headers)) };
    let came = CameBack {
        provider: &provider,
        code: query.code.as_deref(),
        state: query.state.as_deref(),
        issuer: query.iss.as_deref(),
    };
    let pending = provider_sign_in::come_back(&app, &window, came, language::wanted(None, &headers)).await?;
    Ok(pending.map_or_else(|| gone(&app, &headers), |pending| confirmation(&app, &headers, &pending)))
}

/// Notes that the page which had opened the window has answered it.
#[utoipa::path(
    post, path = "/sign-in/opener", tag = "sign-in",
    responses((status = 204, description = "the widget may redeem the sign-in"),
              (status = 403, body = porch_protocol::Problem), (status = 410, body = porch_protocol::Problem))
)]
pub async fn approve_sign_in(State(app): State<App>, headers: HeaderMap) -> Result<StatusCode> {
    if origin::of_request(&headers) != Some(app.config.public_origin.as_str()) {
        return Err(AppError::Refused(ErrorCode::OriginNotAllowed));
    }
    let window = window(&app, &headers).ok_or(AppError::Refused(ErrorCode::LinkGone))?;
    let approved = provider_sign_in::approve(&app, &window).await?;
    approved.then_some(StatusCode::NO_CONTENT).ok_or(AppError::Refused(ErrorCode::LinkGone))
}

/// Shows the code that is typed where the sign-in began, for a window that no page has answered.
#[utoipa::path(
    post, path = "/sign-in/code", tag = "sign-in",
    responses((status = 200, description = "a page with the code", content_type = "text/html"),
              (status = 410, description = "done, or too old", content_type = "text/html"))
)]
pub async fn show_sign_in_code(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let code = match window(&app, &headers) {
        Some(window) => provider_sign_in::show_code(&app, &window).await?,
        None => None,
    };
    let Some(code) = code else { return Ok(gone(&app, &headers)) };
    let text = language::pages(language::wanted(None, &headers));
    let body = format!(
        "<h1>{}</h1><p><strong dir=\"ltr\">{code}</strong></p><p>{}</p>",
        escape(text.mail_code_type()),
        escape(text.sign_in_code_warning()),
    );
    Ok(page_shell::page(&app, text, text.sign_in_title(), &body))
}

/// The page that names the site, and asks its opener.
fn confirmation(app: &App, headers: &HeaderMap, pending: &PendingSignIn) -> Response {
    let text = language::pages(language::wanted(None, headers));
    let host = url::Url::parse(&pending.origin).ok().and_then(|url| url.host_str().map(str::to_owned));
    let at = &app.config.public_path;
    let body = format!(
        "<h1>{}</h1><p data-origin=\"{}\">{}</p><p data-done hidden>{}</p>\
         <form method=\"post\" action=\"{at}/sign-in/code\" data-opener=\"{at}/sign-in/opener\">\
         <p>{}</p><button part=\"button\">{}</button></form><script>{SCRIPT}</script>",
        escape(&text.sign_in_where(&host.unwrap_or_default())),
        escape(&pending.origin),
        escape(text.sign_in_not_you()),
        escape(text.sign_in_done()),
        escape(text.sign_in_code_explanation()),
        escape(text.sign_in_show_code()),
    );
    page_shell::page_with_policy(app, text, text.sign_in_title(), (&body, POLICY.as_str()))
}

fn gone(app: &App, headers: &HeaderMap) -> Response {
    let text = language::pages(language::wanted(None, headers));
    let body = format!("<h1>{}</h1><p>{}</p>", escape(text.sign_in_gone()), escape(text.sign_in_gone_advice()));
    let mut response = page_shell::page(app, text, text.sign_in_title(), &body);
    *response.status_mut() = StatusCode::GONE;
    response
}

/// The window's secret, out of its cookie.
fn window(app: &App, headers: &HeaderMap) -> Option<Token> {
    let name = cookie(app);
    cookies::of_request(headers).find(|(named, _)| *named == name).and_then(|(_, value)| Token::parse(value))
}

fn cookie(app: &App) -> String {
    format!("{COOKIE}{}", sub_path::mark(&app.config.public_path))
}
