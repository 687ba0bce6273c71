//! What the plain forms of a talk's own page send, and what they are answered: with a page, or with a sentence for a script
//! that has no WebAssembly and shows it in place.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::{FromRequest, State};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use porch_protocol::{CommentId, CommentPosted, ErrorCode, NewComment, Order, Timestamp};

use super::conversation_head::ShownPart;
use super::conversation_page::{GAP, InvalidField, MILLISECOND, asks_to_reload, draw, language, respond};
use super::error::{AppError, Result};
use super::fragment::PlainFormValues;
use super::hold_word::word_of_hold;
use super::origin;
use super::request::unreadable;
use super::site::{NamedSite, RequestedPage, live_page};
use super::thread_snapshot::current_snapshot;
use crate::App;
use crate::talk::{self, Visitor};
use crate::visitors::client_address::ClientAddress;
use crate::visitors::visitor_cookie::VisitorToken;
use porch_domain::page::page_of_site;
use porch_storage::sites::Site;

/// The most bytes of a plain form: of words that fit, each byte may travel as three.
pub(super) const MOST_BYTES: usize = 64 * 1_024;

/// Milliseconds since the form with this key was drawn, where it is one of ours.
fn opened(key: &str, now: Timestamp) -> Option<u64> {
    let (since, _) = key.split_once('.')?;
    let since = i64::from_str_radix(since, 16).ok()?;
    u64::try_from((now.0 / MILLISECOND).checked_sub(since)?).ok()
}

/// A comment sent by a plain form.
#[derive(serde::Deserialize, utoipa::ToSchema)]
pub struct PlainCommentForm {
    page: String,
    #[serde(default)]
    title: Option<String>,
    /// Empty for an opening.
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    body: String,
    /// The form's own key; without one, a form sent twice posts twice.
    #[serde(default)]
    key: Option<String>,
    /// The language in which the page was shown, as a tag.
    #[serde(default)]
    lang: Option<String>,
    /// A field that no person sees.
    #[serde(default)]
    website: Option<String>,
}

/// Posts by a plain form, always as a newcomer, and redirects to the page of comments.
#[utoipa::path(post, path = "/c/{site}", tag = "writing", params(("site" = String, Path)),
    request_body(content = PlainCommentForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 303, description = "posted: back to the page of comments"), (status = 422, description = "a sentence and a way back"),
              (status = 201, description = "the same for a script that accepts JSON", body = PlainPosted)))]
pub async fn post_plain_comment(
    State(app): State<App>,
    site: NamedSite,
    from: ClientAddress,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> Result<Response> {
    let bytes = Bytes::from_request(request, &app).await.map_err(|error| unreadable(&error))?;
    let form: PlainCommentForm =
        serde_urlencoded::from_bytes(&bytes).map_err(|_| AppError::Refused(ErrorCode::Malformed))?;
    let site = site.for_page(&app, &form.page, origin::of_request(&headers))?;
    let origin = origin::allowed(&headers, &site, &app.config.public_origin)?.to_owned();
    let lang = crate::language::wanted(form.lang.as_deref(), &headers);
    let key = form.key.filter(|key| !key.is_empty()).unwrap_or_else(|| uuid::Uuid::new_v4().to_string());
    let parent = form.parent.filter(|parent| !parent.is_empty());
    let parent = parent.map(|parent| parent.parse::<CommentId>()).transpose();
    let new = NewComment {
        page: form.page,
        title: form.title,
        parent: parent.map_err(|_| AppError::Refused(ErrorCode::ParentNotFound))?,
        name: form.name,
        body: form.body,
        proof: None,
        pause: None,
        website: form.website,
        opened: opened(&key, app.clock.now()),
    };
    // Without cookies: a form of another origin must not post in a known person's name.
    let visitor = Visitor::of_token(&app, site.clone(), &VisitorToken::random()?, from);
    let script = headers.get(header::ACCEPT).is_some_and(|accepts| accepts.as_bytes() == b"application/json");
    match talk::post::post(&app, &visitor, &key, &new).await.map_err(AppError::from) {
        Ok(posted) if script => {
            let code = if posted.published { StatusCode::CREATED } else { StatusCode::ACCEPTED };
            Ok(answer(code, &PlainPosted::of(&posted.answer, &new.name, lang), &origin))
        }
        Ok(posted) => Ok(redirect_to_comment(&app, &site, (&new.page, form.lang.as_deref()), &posted.answer)),
        Err(error) if script => {
            Ok(answer(error.status(), &PlainPosted::refused(&app, &site, &error, (&new, lang)), &origin))
        }
        Err(error) => refused_page(&app, &site, from, &error, (new, lang)).await,
    }
}

/// Redirects to the comment on its page, or to a sentence that says why it is held.
fn redirect_to_comment(app: &App, site: &Site, (page, lang): (&str, Option<&str>), posted: &CommentPosted) -> Response {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("page", page);
    if let Some(lang) = lang {
        query.append_pair("lang", language::text(lang).lang());
    }
    let anchor = if posted.comment.is_published() {
        posted.comment.id.anchor()
    } else {
        query.append_pair("held", word_of_hold(posted.reason));
        "held".into()
    };
    Redirect::to(&format!("{}/c/{}?{}#{anchor}", app.config.public_url, site.id, query.finish())).into_response()
}

/// What became of a plain form's words, for a script that shows it in place.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct PlainPosted {
    /// One sentence for whoever sent them.
    #[serde(rename = "said")]
    message: String,
    /// Where they stand, once everyone sees them.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<CommentId>,
    /// The field that is to be changed before they are taken: `name` or `body`.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

impl PlainPosted {
    fn of(posted: &CommentPosted, name: &str, lang: &str) -> Self {
        let words = language::text(lang);
        let id = posted.comment.is_published().then_some(posted.comment.id);
        let message = if id.is_some() { words.posted().into() } else { words.held(name.trim(), None, posted.reason) };
        Self { message, id, field: None }
    }

    fn refused(app: &App, site: &Site, error: &AppError, (new, lang): (&NewComment, &str)) -> Self {
        let field = InvalidField::of(error.code()).map(|part| match part {
            InvalidField::Name => "name",
            InvalidField::Body => "body",
        });
        let mut message = error_message(error, lang);
        if error.code() == ErrorCode::NameTaken {
            // The sentence is shown as text, so the address stands in it.
            let place = if let Some(parent) = &new.parent {
                format!("comment={parent}")
            } else {
                let page: String = url::form_urlencoded::byte_serialize(new.page.as_bytes()).collect();
                // The dashboard reads a plus sign as one.
                format!("page={}", page.replace('+', "%20"))
            };
            let own = language::text(lang).reply_from_dashboard();
            let _ = write!(message, " {own} {}/host/?site={}#{place}", app.config.public_url, site.id);
        }
        Self { message, id: None, field }
    }
}

fn answer(code: StatusCode, message: &PlainPosted, origin: &str) -> Response {
    let mut response = (code, axum::Json(message)).into_response();
    origin::allow_cors(&mut response, origin);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The message for a refusal. A page without the widget has nothing to reload; what is sent again has a new key.
fn error_message(error: &AppError, lang: &str) -> String {
    let words = language::text(lang);
    let wait = if let AppError::TooMany(seconds) = error { Some(*seconds) } else { None };
    if asks_to_reload(error.code()) { words.plain_refused().into() } else { words.error(error.code(), wait) }
}

/// A refusal as the same page again, with the sentence and the words: nothing is lost. Whoever is refused very often gets
/// the words without the comments around them, which cost too much for that.
async fn refused_page(
    app: &App,
    site: &Arc<Site>,
    from: ClientAddress,
    error: &AppError,
    (new, lang): (NewComment, &'static str),
) -> Result<Response> {
    let page = page_of_site(&new.page, &site.origins)?;
    let requested = RequestedPage { site: site.clone(), page };
    let page = live_page(app, &requested).await?;
    let snapshot = current_snapshot(app, &page).await?;
    let often = app.limits.preview(&site.id, from).is_err();
    let (message, part) = (error_message(error, lang), InvalidField::of(error.code()));
    let team_name = error.code() == ErrorCode::NameTaken;
    let words =
        PlainFormValues { key: GAP.clone(), name: new.name, message, part, team_name, ..PlainFormValues::default() };
    let words = match new.parent {
        None => PlainFormValues { body: new.body, ..words },
        Some(parent) => match snapshot.name_of(parent) {
            Some(name) => PlainFormValues { body: new.body, reply: Some((parent, name.to_owned())), ..words },
            // In the field they would become an opening.
            None => PlainFormValues { lost: new.body, ..words },
        },
    };
    let order = Order::default();
    let mut shown = snapshot.page(order, None)?;
    if often {
        shown.comments.clear();
    }
    let part = ShownPart { page: shown, order, lang, after: None, comment: None };
    let mut response = respond(app, &draw(app, &requested, &snapshot, part, words).await?);
    *response.status_mut() = error.status();
    Ok(response)
}
