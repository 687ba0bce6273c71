//! The dashboard: only on the server's own origin, only for people of the business.

pub mod conversations;
pub mod dashboard_page;
pub mod decisions;
pub mod erasing;
pub mod external_checks;
pub mod history;
pub mod install_preview;
pub mod members;
mod paging;
pub mod passkeys;
pub mod people;
pub mod published;
pub mod queue_query;
pub mod queues;
pub mod rules;
pub mod search;
pub mod second_looks;
pub mod session;
pub mod sign_in_keys;
pub mod sign_in_mail;
pub mod site;
pub mod thread_controls;
pub mod webhooks;

use axum::extract::{FromRequestParts, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, header};
use porch_protocol::{ErrorCode, ThreadId, Timestamp};

use super::error::{AppError, Result};
use super::origin;
use crate::App;
pub use crate::secrets::Token;
use crate::{cookies, sub_path};
use porch_domain::team::{Right, is_session_valid, may};
use porch_storage::team::Member;

/// What a cookie's name begins with: the mark of a sub-path, a hyphen and the name of the site whose dashboard it opens follow;
/// whoever belongs to two has two. It never leaves this host, and no other site's page makes a browser send it.
const COOKIE: &str = "__Host-porch-dashboard";
/// The most dashboards that one browser is in: each costs a question where a request names none.
const MAX_SESSIONS: usize = 16;
/// How stale the note of somebody's last deed may be, in microseconds: a write for every click would be a waste.
const SEEN_STEP: i64 = 60 * Timestamp::SECOND;

/// Somebody of the business, who is in.
pub struct TeamMember {
    /// Who.
    pub member: Member,
    /// Their session's hash.
    pub session: String,
}

impl TeamMember {
    /// Refuses whoever lacks the right.
    pub fn require(&self, right: Right) -> Result<()> {
        if may(self.member.role, right) { Ok(()) } else { Err(AppError::Refused(ErrorCode::RoleNotAllowed)) }
    }

    /// The one thread that somebody may look after; none for all of them.
    fn thread_restriction(&self) -> Result<Option<ThreadId>> {
        self.require(Right::ControlThreads)?;
        if may(self.member.role, Right::See) {
            return Ok(None);
        }
        self.member.thread.map(Some).ok_or(AppError::Refused(ErrorCode::RoleNotAllowed))
    }
}

impl FromRequestParts<App> for TeamMember {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let named = site_named(parts.uri.query().unwrap_or_default());
        let mut inside = valid_sessions(app, &parts.headers, named.as_deref()).await?;
        let Some((staff, seen_at)) = inside.pop() else { return Err(AppError::Refused(ErrorCode::SignInNeeded)) };
        // Whoever is in two dashboards says which one they mean: nothing is done in the other by mistake.
        if !inside.is_empty() {
            return Err(AppError::Refused(ErrorCode::SiteUnknown));
        }
        let now = app.clock.now();
        if now.0 - seen_at.0 > SEEN_STEP {
            app.storage.seen(staff.session.clone(), now).await?;
        }
        Ok(staff)
    }
}

/// The site that a request to the dashboard names, by `?site=`.
fn site_named(query: &str) -> Option<String> {
    url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "site").map(|(_, site)| site.into_owned())
}

/// Who the browser is in as, and when each was last seen: in all dashboards, or in that of one site. The one place that says
/// whose dashboard a cookie opens: that of the site in its name, and of the session behind it.
async fn valid_sessions(app: &App, headers: &HeaderMap, named: Option<&str>) -> Result<Vec<(TeamMember, Timestamp)>> {
    let mut inside = Vec::new();
    let now = app.clock.now();
    let prefix = cookie_prefix(app);
    let cookies = sites_and_tokens(headers, &prefix).filter(|(site, _)| named.is_none_or(|named| named == *site));
    for (site, token) in cookies.take(MAX_SESSIONS) {
        let Some(token) = Token::parse(token) else { continue };
        let session = token.hash();
        let found = app.storage.session(&session).await?;
        if let Some(found) =
            found.filter(|found| found.member.site == site && is_session_valid(found.created_at, found.seen_at, now))
        {
            inside.push((TeamMember { member: found.member, session }, found.seen_at));
        }
    }
    Ok(inside)
}

/// What stands before a site's name in the cookie that opens its dashboard.
fn cookie_prefix(app: &App) -> String {
    format!("{COOKIE}{}-", sub_path::mark(&app.config.public_path))
}

/// The site and the token of each cookie of the dashboard.
fn sites_and_tokens<'h>(headers: &'h HeaderMap, prefix: &str) -> impl Iterator<Item = (&'h str, &'h str)> {
    cookies::of_request(headers).filter_map(move |(name, token)| Some((name.strip_prefix(prefix)?, token)))
}

/// Nobody else's page asks here: neither reads nor, least of all, changes. The cookie is `SameSite=Strict` besides.
pub async fn own_origin(State(app): State<App>, request: axum::extract::Request, next: Next) -> Response {
    let headers = request.headers();
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let foreign = site.is_some_and(|site| !["same-origin", "none"].contains(&site));
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let origin = origin::of_request(headers);
    let named = origin == Some(app.config.public_origin.as_str());
    // A read of one's own names no origin; a change always does.
    if foreign || !(named || (reads && origin.is_none())) {
        return AppError::Refused(ErrorCode::OriginNotAllowed).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
