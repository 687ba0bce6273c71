//! How a visitor confirms a mail address and signs out.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use porch_protocol::Problem;
use porch_protocol::visitor_mail::{ConfirmMail, MailConfirmed, RequestMailCode, SignOut};

use super::error::Result;
use super::origin;
use super::request::Json;
use super::site::WritableSite;
use crate::talk::browser::Browser;
use crate::talk::confirm_mail;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::visitor_cookie::VisitorToken;
use crate::{App, language};

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
    State(app): State<App>,
    written: WritableSite,
    from: ClientAddress,
    headers: HeaderMap,
    Json(asked): Json<RequestMailCode>,
) -> Result<Response> {
    let site = &written.site.id;
    let browser = Browser::load(&app, site, app.visitor_cookies.of_request(&headers)).await?;
    let language = language::wanted(asked.lang.as_deref(), &headers);
    confirm_mail::request_code(&app, (site, &browser), from, (&asked.mail, language)).await?;
    Ok(answer(&app, &written, StatusCode::ACCEPTED.into_response(), &browser.guest))
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
pub async fn confirm_visitor_mail(
    State(app): State<App>,
    written: WritableSite,
    from: ClientAddress,
    headers: HeaderMap,
    Json(asked): Json<ConfirmMail>,
) -> Result<Response> {
    let site = &written.site.id;
    let browser = Browser::load(&app, site, app.visitor_cookies.of_request(&headers)).await?;
    let typed = (asked.mail.as_str(), asked.code.as_str());
    let (guest, confirmed) = confirm_mail::confirm_typed(&app, (site, &browser), from, typed).await?;
    Ok(answer(&app, &written, axum::Json(confirmed).into_response(), &guest))
}

/// Signs this browser out, or with `everywhere` all browsers of its person. The browser is a new visitor then.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/sign-out", tag = "writing", request_body = SignOut,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "this browser is nobody's"), (status = 403, body = Problem),
              (status = 429, body = Problem))
)]
pub async fn sign_out_visitor(
    State(app): State<App>,
    written: WritableSite,
    from: ClientAddress,
    headers: HeaderMap,
    Json(asked): Json<SignOut>,
) -> Result<Response> {
    let site = &written.site.id;
    app.limits.lookup(site, from)?;
    let browser = Browser::load(&app, site, app.visitor_cookies.of_request(&headers)).await?;
    let guest = confirm_mail::sign_out(&app, (site, &browser), asked.everywhere).await?;
    Ok(answer(&app, &written, StatusCode::NO_CONTENT.into_response(), &guest))
}

/// An answer that gives the browser this guest's cookie.
pub(super) fn answer(app: &App, written: &WritableSite, mut response: Response, guest: &VisitorToken) -> Response {
    origin::allow_cors(&mut response, &written.origin);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = app.visitor_cookies.cookie(guest) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}
