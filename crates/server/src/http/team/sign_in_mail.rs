//! Signing in by a mailed link: asking for one, and where one's own are mailed.

use axum::Json as Answer;
use axum::extract::State;
use http::{HeaderMap, StatusCode};
use porch_protocol::team::{ConfirmAddress, MailAddress, SignInMail};
use porch_protocol::{Cause, ErrorCode, Problem};

use super::session::SignInAttempt;
use super::signed_in_member::TeamMember;
use crate::http::error::{AppError, Result};
use crate::http::request::Json;
use crate::mail::{owner::is_address, sign_in::SignInMailKind};
use crate::secrets::Token;
use crate::{App, language};
use porch_domain::team::Right;
use porch_storage::sign_in_mail::NewMail;

/// The longest address that is taken, in bytes (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;

/// Asks for a link by mail. The answer is the same, and comes as soon, whether anybody has this address or not.
#[utoipa::path(post, path = "/v1/host/session/mail", tag = "host", request_body = MailAddress,
    responses((status = 202, description = "a link is on its way, where the address is a member's"),
              (status = 403, body = Problem), (status = 409, description = "this server sends no mail", body = Problem),
              (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn request_sign_in_link(
    State(app): State<App>,
    _: SignInAttempt,
    headers: HeaderMap,
    Json(request): Json<MailAddress>,
) -> Result<StatusCode> {
    let address = cleaned(&app, &request.address)?;
    app.limits.mail(&address)?;
    let lang = language::wanted(None, &headers);
    // Whether there is anybody is found out behind the answer's back, so that its time tells nothing.
    tokio::spawn(async move {
        if let Err(error) = app.storage.queue_sign_in_mail(address, lang, app.clock.now()).await {
            tracing::warn!(%error, "a sign-in link could not be written down");
        }
    });
    Ok(StatusCode::ACCEPTED)
}

/// Where one's own links are mailed.
#[utoipa::path(get, path = "/v1/host/mail", tag = "host",
    responses((status = 200, body = SignInMail), (status = 401, body = Problem)))]
pub async fn get_sign_in_mail(State(app): State<App>, staff: TeamMember) -> Result<Answer<SignInMail>> {
    load(&app, &staff).await.map(Answer)
}

/// Has one's links mailed there, once a link that is mailed there now was opened.
#[utoipa::path(put, path = "/v1/host/mail", tag = "host", request_body = MailAddress,
    responses((status = 200, body = SignInMail), (status = 401, body = Problem),
              (status = 409, description = "this server sends no mail", body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem)))]
pub async fn set_sign_in_mail(
    State(app): State<App>,
    staff: TeamMember,
    headers: HeaderMap,
    Json(request): Json<MailAddress>,
) -> Result<Answer<SignInMail>> {
    staff.require(Right::Answer)?;
    let address = cleaned(&app, &request.address)?;
    app.limits.test(&staff.member.site)?;
    app.limits.mail(&address)?;
    let lang = language::wanted(None, &headers).to_owned();
    let about = SignInMailKind::ConfirmAddress { person: staff.member.person.clone(), lang };
    let payload = serde_json::to_string(&about).map_err(|error| AppError::Internal(error.to_string()))?;
    let mail = NewMail { id: uuid::Uuid::now_v7(), payload };
    app.storage.request_sign_in_mail(&staff.member, address, mail, app.clock.now()).await?;
    load(&app, &staff).await.map(Answer)
}

/// Confirms an address by the link that was mailed there.
#[utoipa::path(post, path = "/v1/host/mail/confirm", tag = "host", request_body = ConfirmAddress,
    responses((status = 200, body = SignInMail), (status = 401, body = Problem),
              (status = 410, description = "used, too old, or somebody else's", body = Problem)))]
pub async fn confirm_sign_in_mail(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<ConfirmAddress>,
) -> Result<Answer<SignInMail>> {
    let gone = || AppError::Refused(ErrorCode::LinkGone);
    let token = Token::parse(&request.token).ok_or_else(gone)?;
    if !app.storage.confirm_sign_in_mail(&staff.member, token.hash(), app.clock.now()).await? {
        return Err(gone());
    }
    load(&app, &staff).await.map(Answer)
}

/// Has no links mailed any more.
#[utoipa::path(delete, path = "/v1/host/mail", tag = "host",
    responses((status = 204, description = "none are"), (status = 401, body = Problem)))]
pub async fn remove_sign_in_mail(State(app): State<App>, staff: TeamMember) -> Result<StatusCode> {
    app.storage.end_sign_in_mail(&staff.member).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn load(app: &App, staff: &TeamMember) -> Result<SignInMail> {
    let found = app.storage.sign_in_mail(&staff.member.site, &staff.member.person, app.clock.now()).await?;
    Ok(SignInMail { available: app.mailer.is_some(), address: found.address, unconfirmed: found.unconfirmed })
}

/// An address as it is kept and looked up: nobody remembers which letters of theirs they wrote large.
fn cleaned(app: &App, typed: &str) -> Result<String> {
    if app.mailer.is_none() {
        return Err(AppError::Explained(ErrorCode::NotPossible, Cause::NoMail, "this server sends no mail".into()));
    }
    let address = typed.trim().to_lowercase();
    let fits = address.len() <= LONGEST && is_address(&address);
    if fits {
        return Ok(address);
    }
    let cause = Cause::AddressNotMail { address };
    Err(AppError::Explained(ErrorCode::SettingInvalid, cause, "this is not a mail address".into()))
}
