//! The page behind the link in a mail with a code: looking at it changes nothing. Its button confirms the address in the
//! browser that asked, and only shows the code in any other. So a robot that opens every link and presses every button
//! uses nothing up, and nobody is led to confirm what somebody else asked for.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode, header};

use super::error::Result;
use super::mail_page::{MailLanguage, MailPage};
use super::page_shell::escape;
use super::request::{Path, Query};
use crate::App;
use crate::language::PageText;
use crate::talk::browser::Browser;
use crate::talk::confirm_mail::{self, LinkUsed};

/// Offers the button. The page is the same for every link, so that a guess learns nothing.
#[utoipa::path(
    get, path = "/mail/{site}/code/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail"), MailLanguage),
    responses((status = 200, description = "a page with a button", content_type = "text/html"))
)]
pub async fn get_mail_code(State(app): State<App>, Query(mail): Query<MailLanguage>, headers: HeaderMap) -> Response {
    let page = MailPage::new(&app, (&mail, &headers), PageText::mail_code_title);
    let text = page.text;
    page.asks((text.mail_code_title(), text.mail_code_explanation()), &[(None, text.mail_code_continue())])
}

/// Confirms the address in the browser that asked; shows the code in any other.
#[utoipa::path(
    post, path = "/mail/{site}/code/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail"), MailLanguage),
    responses((status = 200, description = "the address is confirmed, or a page with the code", content_type = "text/html"),
              (status = 410, description = "used, or too old", content_type = "text/html"))
)]
pub async fn use_mail_code(
    State(app): State<App>,
    Path((site, link)): Path<(String, String)>,
    Query(mail): Query<MailLanguage>,
    headers: HeaderMap,
) -> Result<Response> {
    let page = MailPage::new(&app, (&mail, &headers), PageText::mail_code_title);
    let text = page.text;
    let browser = Browser::load(&app, &site, app.visitor_cookies.of_request(&headers)).await?;
    let used = confirm_mail::use_link(&app, (&site, &browser), &link).await?;
    let (title, words) = match &used {
        LinkUsed::Confirmed(_) => (text.mail_code_confirmed(), text.mail_code_back()),
        LinkUsed::Code(_) => (text.mail_code_type(), text.mail_code_warning()),
        LinkUsed::Gone => (text.mail_code_gone(), text.mail_code_gone_advice()),
    };
    let code = match &used {
        LinkUsed::Code(code) => format!("<p><strong dir=\"ltr\">{code}</strong></p>"),
        LinkUsed::Confirmed(_) | LinkUsed::Gone => String::new(),
    };
    let mut response = page.says(title, &format!("{code}<p>{}</p>", escape(words)));
    match used {
        LinkUsed::Confirmed(guest) => {
            if let Some(cookie) = app.visitor_cookies.cookie(&guest) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
        }
        LinkUsed::Gone => *response.status_mut() = StatusCode::GONE,
        LinkUsed::Code(_) => {}
    }
    Ok(response)
}
