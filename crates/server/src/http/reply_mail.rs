//! The page behind the link of a mail about replies: looking at it changes nothing, its buttons do, and so does a mail
//! program.

use axum::extract::{FromRequest, State};
use axum::response::Response;
use bytes::Bytes;
use http::HeaderMap;

use super::error::Result;
use super::mail_page::{MailLanguage, MailPage};
use super::page_shell::escape;
use super::request::{Path, Query, unreadable};
use crate::App;
use crate::language::PageText;
use crate::mail::reply_links;
use porch_storage::reply_stops::StopLink;

/// The name of the buttons that stop mail, the value of the one that is about the whole site, and the name of the one that takes that
/// back.
const STOP: &str = "stop";
const SITE: &str = "site";
const UNDO: &str = "undo";

/// Asks which mail is to be stopped. A link of nobody's offers the same as one about the whole site.
#[utoipa::path(
    get, path = "/mail/{site}/replies/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail"), MailLanguage),
    responses((status = 200, description = "a page with buttons", content_type = "text/html"))
)]
pub async fn get_stop_page(
    State(app): State<App>,
    Path((site, token)): Path<(String, String)>,
    Query(mail): Query<MailLanguage>,
    headers: HeaderMap,
) -> Result<Response> {
    let link = reply_links::read(&app, &site, &token).await?;
    let page = MailPage::new(&app, (&mail, &headers), PageText::reply_mail_title);
    let text = page.text;
    let conversation = (Some((STOP, "conversation")), text.reply_mail_stop_conversation());
    let whole_site = (Some((STOP, SITE)), text.reply_mail_stop_site());
    let about_conversation = link.is_some_and(|link| link.conversation.is_some());
    let buttons: &[_] = if about_conversation { &[conversation, whole_site] } else { &[whole_site] };
    Ok(page.asks((text.reply_mail_question(), text.reply_mail_effect()), buttons))
}

/// Stops it, as RFC 8058 has mail programs ask: what the mail was about, or all of the site where that button was pressed; or
/// turns it on again, where that button was. Asked again, or with a link of nobody's, it says the same, without that button.
#[utoipa::path(
    post, path = "/mail/{site}/replies/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail"), MailLanguage),
    responses((status = 200, description = "there is no more of it, or there is again", content_type = "text/html"))
)]
pub async fn stop_reply_mail(
    State(app): State<App>,
    Path((site, token)): Path<(String, String)>,
    Query(mail): Query<MailLanguage>,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> Result<Response> {
    let body = Bytes::from_request(request, &app).await.map_err(|error| unreadable(&error))?;
    let link = reply_links::read(&app, &site, &token).await?;
    let page = MailPage::new(&app, (&mail, &headers), PageText::reply_mail_title);
    let text = page.text;
    // Whatever a mail program sends, it is to stop what the mail was about.
    let pressed = |button| url::form_urlencoded::parse(&body).find(|(name, _)| name == button).map(|(_, value)| value);
    if let Some(word) = pressed(UNDO) {
        let done = reply_links::undo(&app, (&site, &token), link, &word).await?;
        let (heading, effect) = if done {
            (text.reply_mail_resumed(), text.reply_mail_resumed_effect())
        } else {
            (text.reply_mail_not_resumed(), text.reply_mail_not_resumed_advice())
        };
        return Ok(page.says(heading, &format!("<p>{}</p>", escape(effect))));
    }
    let whole_site = pressed(STOP).is_some_and(|value| value == SITE);
    let link = link.map(|link| StopLink { conversation: link.conversation.filter(|_| !whole_site), ..link });
    let about_conversation = link.as_ref().is_some_and(|link| link.conversation.is_some());
    let stopped_at = match link {
        Some(link) => reply_links::stop(&app, &site, link).await?,
        None => None,
    };
    let undo = stopped_at.map(|at| reply_links::undo_word(&app, (&site, &token), whole_site, at));
    let effect =
        if about_conversation { text.reply_mail_conversation_stopped() } else { text.reply_mail_site_stopped() };
    let buttons: Vec<_> = undo.iter().map(|undo| (Some((UNDO, undo.as_str())), text.reply_mail_again())).collect();
    Ok(page.asks((text.reply_mail_stopped(), effect), &buttons))
}
