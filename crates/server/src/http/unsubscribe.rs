//! The page behind a mail's "Unsubscribe" link: looking at it changes nothing, its button does, and so does a mail program.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use porch_text::NODES;

use super::error::Result;
use super::mail_page::{MailLanguage, MailPage};
use super::page_shell::with_commands;
use super::request::{Path, Query};
use crate::App;
use crate::language::PageText;
use crate::mail::unsubscribe;

/// Asks whether mail is to be ended. It is the same for every link, so that a guess learns nothing.
#[utoipa::path(
    get, path = "/mail/{site}/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail"), MailLanguage),
    responses((status = 200, description = "a page with a button", content_type = "text/html"))
)]
pub async fn get_unsubscribe(State(app): State<App>, Query(mail): Query<MailLanguage>, headers: HeaderMap) -> Response {
    let page = MailPage::new(&app, (&mail, &headers), PageText::unsubscribe_title);
    let text = page.text;
    page.asks((text.unsubscribe_question(), text.unsubscribe_effect()), &[(None, text.unsubscribe())])
}

/// Ends it, as RFC 8058 has mail programs ask. Asked again, or with a link of nobody's, it says the same.
#[utoipa::path(
    post, path = "/mail/{site}/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail"), MailLanguage),
    responses((status = 200, description = "there is no more of it", content_type = "text/html"))
)]
pub async fn post_unsubscribe(
    State(app): State<App>,
    Path((site, token)): Path<(String, String)>,
    Query(mail): Query<MailLanguage>,
    headers: HeaderMap,
) -> Result<Response> {
    unsubscribe::end(&app, &site, &token).await?;
    let page = MailPage::new(&app, (&mail, &headers), PageText::unsubscribe_title);
    let effect = page.text.unsubscribed_effect(NODES[0]);
    let effect = with_commands(&effect, &["porch site set SITE notify=ADDRESS"]);
    Ok(page.says(page.text.unsubscribed(), &format!("<p>{effect}</p>")))
}
