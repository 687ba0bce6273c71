//! Signing in by a link, who is signed in, signing out.

use axum::extract::{FromRequestParts, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use porch_protocol::team_api::{CheckLink, CheckedLink, Member, SignInWithLink};
use porch_protocol::{ErrorCode, Problem};

use super::signed_in_member::{TeamMember, cookie_prefix, valid_sessions};
use crate::App;
use crate::cookies::{self, Reach};
use crate::http::error::{AppError, Result};
use crate::http::request::Json;
use crate::secrets::Token;
use crate::visitors::client_address::ClientAddress;
use porch_domain::comment::Refusal;
use porch_domain::team::LONGEST_SESSION;
use porch_domain::text::clean_name;
use porch_storage::first_owner::NewOwner;

/// One attempt to sign in, counted before anything is read: a body that never comes counts, too.
pub struct SignInAttempt;

impl FromRequestParts<App> for SignInAttempt {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let from = ClientAddress::from_request_parts(parts, app).await?;
        app.limits.sign_in(from)?;
        Ok(Self)
    }
}

/// Uses a link up. A guess costs as much as a comment, and there are 2²⁵⁶ of them.
#[utoipa::path(
    post, path = "/v1/host/session", tag = "host", request_body = SignInWithLink,
    responses((status = 200, description = "signed in; sets the session cookie", body = Member),
              (status = 403, body = Problem), (status = 422, description = "no name for whoever begins", body = Problem),
              (status = 410, description = "used, or too old", body = Problem))
)]
pub async fn sign_in_with_link(
    State(app): State<App>,
    _: SignInAttempt,
    Json(request): Json<SignInWithLink>,
) -> Result<Response> {
    let gone = || AppError::Refused(ErrorCode::LinkGone);
    let link = Token::parse(&request.token).ok_or_else(gone)?;
    let (session, now) = (Token::random()?, app.clock.now());
    let member = match request.name {
        None => app.storage.sign_in_with_link(link.hash(), session.hash(), now).await?,
        Some(name) => {
            let name = clean_name(&name).map_err(Refusal::Name)?;
            let owner = NewOwner { person: uuid::Uuid::now_v7().to_string(), name, session: session.hash() };
            app.storage.claim_ownership(link.hash(), owner, now).await?
        }
    };
    let member = member.ok_or_else(gone)?;
    signed_in_response(&app, member, &session)
}

/// Whether a link still signs somebody in. That does not use it: a used one is reported at once, and not after
/// they have typed a name.
#[utoipa::path(
    post, path = "/v1/host/session/link", tag = "host", request_body = CheckLink,
    responses((status = 200, body = CheckedLink), (status = 403, body = Problem), (status = 429, body = Problem))
)]
pub async fn check_sign_in_link(
    State(app): State<App>,
    _: SignInAttempt,
    Json(request): Json<CheckLink>,
) -> Result<axum::Json<CheckedLink>> {
    let found = match Token::parse(&request.token) {
        Some(link) => app.storage.link_is_for(&link.hash(), app.clock.now()).await?,
        None => None,
    };
    let works = found.is_some();
    let (site, name) = found.unzip();
    let site_name = site.as_deref().map(|site| app.name_of_site(site));
    Ok(axum::Json(CheckedLink { works, site, site_name, name: name.flatten() }))
}

/// Who is signed in.
#[utoipa::path(
    get, path = "/v1/host/session", tag = "host",
    responses((status = 200, body = Member), (status = 401, body = Problem))
)]
pub async fn get_session(State(app): State<App>, staff: TeamMember) -> axum::Json<Member> {
    axum::Json(to_protocol(&app, staff.member))
}

/// As whom the browser is signed in, for each dashboard. Other requests name the dashboard by `?site=`, unless there is only
/// one.
#[utoipa::path(
    get, path = "/v1/host/sites", tag = "host",
    responses((status = 200, body = Vec<Member>), (status = 401, body = Problem))
)]
pub async fn get_sites(State(app): State<App>, headers: HeaderMap) -> Result<axum::Json<Vec<Member>>> {
    let sessions = valid_sessions(&app, &headers, None).await?;
    if sessions.is_empty() {
        return Err(AppError::Refused(ErrorCode::SignInNeeded));
    }
    let mut members: Vec<Member> = sessions.into_iter().map(|(staff, _)| to_protocol(&app, staff.member)).collect();
    members.sort_unstable_by(|a, b| a.site.cmp(&b.site));
    Ok(axum::Json(members))
}

/// Signs out of every dashboard that the browser is signed in to: none stays open in a borrowed browser.
#[utoipa::path(
    delete, path = "/v1/host/session", tag = "host",
    responses((status = 204, description = "signed out"), (status = 401, body = Problem))
)]
pub async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let sessions = valid_sessions(&app, &headers, None).await?;
    if sessions.is_empty() {
        return Err(AppError::Refused(ErrorCode::SignInNeeded));
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    for (staff, _) in sessions {
        app.storage.end_session(staff.session).await?;
        set_cookie(&mut response, &app, &staff.member.site, ("", 0))?;
    }
    Ok(response)
}

/// The answer to whoever has signed in: who they are, and the session cookie.
pub(super) fn signed_in_response(app: &App, member: porch_storage::team::Member, session: &Token) -> Result<Response> {
    let site = member.site.clone();
    let mut response = axum::Json(to_protocol(app, member)).into_response();
    let stay = LONGEST_SESSION / porch_protocol::Timestamp::SECOND;
    set_cookie(&mut response, app, &site, (session.secret(), stay))?;
    Ok(response)
}

fn set_cookie(response: &mut Response, app: &App, site: &str, (token, seconds): (&str, i64)) -> Result<()> {
    let name = format!("{}{site}", cookie_prefix(app));
    let value = cookies::header(&name, token, Reach::OwnPages, seconds);
    let value = value.ok_or_else(|| AppError::Internal("the cookie of a session is no header".into()))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}

/// A member of the team, on the wire.
pub(super) fn to_protocol(app: &App, member: porch_storage::team::Member) -> Member {
    let site_name = app.name_of_site(&member.site);
    Member { site: member.site, site_name, name: member.name, role: member.role, thread: member.thread }
}
