//! How a visitor confirms a mail address, chooses which mail goes there, and signs out.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use porch_protocol::Problem;
use porch_protocol::visitor_mail::{ConfirmMail, MailConfirmed, RequestMailCode, SetReplyMail, SignOut};

use super::browser_request::BrowserRequest;
use super::error::Result;
use super::request::Json;
use crate::language;
use crate::talk::{confirm_mail, reply_mail};

/// Asks for a code by mail. The answer is the same whether the address is known here or not, and also where the address
/// or the network has got as many as it may have for now.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/mail", tag = "writing", request_body = RequestMailCode,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 202, description = "a code is on its way, unless there were too many; it is for this browser alone"),
              (status = 403, body = Problem), (status = 409, description = "this server sends no mail", body = Problem),
              (status = 422, description = "this is no address", body = Problem))
)]
pub async fn request_mail_code(
    request: BrowserRequest,
    headers: HeaderMap,
    Json(asked): Json<RequestMailCode>,
) -> Result<Response> {
    let language = language::wanted(asked.lang.as_deref(), &headers);
    confirm_mail::request_code(&request.app, request.asker(), request.from, (&asked.mail, language)).await?;
    Ok(request.keep_cookie(StatusCode::ACCEPTED.into_response()).await)
}

/// Confirms an address by the code that was mailed there, in the browser that asked. The browser gets another cookie; its
/// old one is worth nothing any more.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/mail/confirm", tag = "writing", request_body = ConfirmMail,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 200, body = MailConfirmed),
              (status = 403, description = "`mail-code-refused`, whatever the reason", body = Problem),
              (status = 429, body = Problem))
)]
pub async fn confirm_visitor_mail(request: BrowserRequest, Json(asked): Json<ConfirmMail>) -> Result<Response> {
    let typed = (asked.mail.as_str(), asked.code.as_str());
    let (guest, mut confirmed) =
        confirm_mail::confirm_typed(&request.app, request.asker(), request.from, typed).await?;
    confirmed.token = request.token(&guest);
    Ok(request.answer(axum::Json(confirmed).into_response(), &guest))
}

/// Signs this browser out, or with `everywhere` all browsers of its person. The browser is a new visitor then.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/sign-out", tag = "writing", request_body = SignOut,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "this browser is nobody's"), (status = 403, body = Problem),
              (status = 429, body = Problem))
)]
pub async fn sign_out_visitor(request: BrowserRequest, Json(asked): Json<SignOut>) -> Result<Response> {
    request.app.limits.lookup(&request.site, request.from)?;
    let guest = confirm_mail::sign_out(&request.app, request.asker(), asked.everywhere).await?;
    Ok(request.answer(StatusCode::NO_CONTENT.into_response(), &guest))
}

/// Turns the mail about replies on or off, for the person who is signed in and has confirmed an address.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/mail/replies", tag = "writing", request_body = SetReplyMail,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "stored"), (status = 403, body = Problem),
              (status = 409, description = "`mail-not-confirmed`: no address is confirmed in this browser", body = Problem),
              (status = 429, body = Problem))
)]
pub async fn set_reply_mail(request: BrowserRequest, Json(asked): Json<SetReplyMail>) -> Result<Response> {
    request.app.limits.write(&request.site, request.from)?;
    reply_mail::set(&request.app, request.asker(), asked.replies).await?;
    Ok(request.keep_cookie(StatusCode::NO_CONTENT.into_response()).await)
}
