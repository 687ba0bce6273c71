//! The member of the team behind a request to the dashboard, and what their role allows.

use axum::extract::FromRequestParts;
use http::HeaderMap;
use http::request::Parts;
use porch_protocol::{ErrorCode, ThreadId, Timestamp};

use crate::App;
use crate::http::error::{AppError, Result};
use crate::secrets::Token;
use crate::{cookies, sub_path};
use porch_domain::team::{Right, is_session_valid, may};
use porch_storage::team::Member;

/// What a cookie's name begins with: the mark of a sub-path, a hyphen and the name of the site whose dashboard it opens follow;
/// whoever belongs to two has two. It never leaves this host, and no other site's page makes a browser send it.
const COOKIE: &str = "__Host-porch-dashboard";
/// The most dashboards that one browser is signed in to: each costs a query where a request names none.
const MAX_SESSIONS: usize = 16;
/// How old the stored time of a member's last request may become before it is written again, in microseconds: a write for every
/// request would be a waste.
const SEEN_STEP: i64 = 60 * Timestamp::SECOND;

/// A member of the team who is signed in.
pub struct TeamMember {
    /// The member.
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
    pub(super) fn thread_restriction(&self) -> Result<Option<ThreadId>> {
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
        let mut sessions = valid_sessions(app, &parts.headers, named.as_deref()).await?;
        let Some((staff, seen_at)) = sessions.pop() else { return Err(AppError::Refused(ErrorCode::SignInNeeded)) };
        // Whoever is signed in to two dashboards names the one that is meant: nothing is done in the other by mistake.
        if !sessions.is_empty() {
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

/// As whom the browser is signed in, and when each was last seen: in all dashboards, or in that of one site. The one place that says
/// whose dashboard a cookie opens: that of the site in its name, and of the session behind it.
pub(super) async fn valid_sessions(
    app: &App,
    headers: &HeaderMap,
    named: Option<&str>,
) -> Result<Vec<(TeamMember, Timestamp)>> {
    let mut sessions = Vec::new();
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
            sessions.push((TeamMember { member: found.member, session }, found.seen_at));
        }
    }
    Ok(sessions)
}

/// What stands before a site's name in the cookie that opens its dashboard.
pub(super) fn cookie_prefix(app: &App) -> String {
    format!("{COOKIE}{}-", sub_path::mark(&app.config.public_path))
}

/// The site and the token of each cookie of the dashboard.
fn sites_and_tokens<'h>(headers: &'h HeaderMap, prefix: &str) -> impl Iterator<Item = (&'h str, &'h str)> {
    cookies::of_request(headers).filter_map(move |(name, token)| Some((name.strip_prefix(prefix)?, token)))
}
