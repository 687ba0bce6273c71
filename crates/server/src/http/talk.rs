//! The talk as a page of its own: no script needed to read, and a plain form to write.

use axum::extract::FromRequest;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use porch_protocol::{CommentId, ErrorCode, NewComment, Order, ThreadId, Timestamp};

use super::address::ClientAddress;
use super::answer::Answer;
use super::comments::Writer;
use super::error::{AppError, Result};
use super::fragment::{PlainWords, Standing, props, render};
use super::origin;
use super::request::{IdempotencyKey, unreadable};
use super::site::{AskedPage, NamedSite, WrittenSite, live_page};
use super::snapshot::Snapshot;
use crate::domain::markup::plain_text;
use crate::domain::page::page_of_site;
use crate::storage::sites::Site;
use crate::{App, assets};
use porch_widget::text;
use std::sync::Arc;

/// How the talk is read.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct TalkQuery {
    /// `conversation` (default), `newest` or `oldest`.
    order: String,
    /// The `next` of the page before.
    after: Option<CommentId>,
}

/// The talk of a page.
#[utoipa::path(get, path = "/c/{site}", tag = "reading",
    params(("site" = String, Path), super::site::PageQuery, TalkQuery),
    responses((status = 200, description = "a page to read and write", content_type = "text/html")))]
pub async fn get_talk(State(app): State<App>, asked: AskedPage, Query(query): Query<TalkQuery>) -> Result<Response> {
    show(&app, &asked, &query, PlainWords::default()).await
}

/// The talk of a thread, under an address that outlives the page's.
#[utoipa::path(get, path = "/c/{site}/{thread}", tag = "reading",
    params(("site" = String, Path), ("thread" = ThreadId, Path), TalkQuery),
    responses((status = 200, description = "a page to read and write", content_type = "text/html")))]
pub async fn get_thread_talk(
    State(app): State<App>,
    site: NamedSite,
    Path((_, thread)): Path<(String, ThreadId)>,
    Query(query): Query<TalkQuery>,
) -> Result<Response> {
    let site = site.0.ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let found = app.storage.thread(&site.id, thread).await?.ok_or(AppError::Refused(ErrorCode::NotFound))?;
    let page = crate::domain::page::Page { key: found.page_key, url: found.url };
    show(&app, &AskedPage { site, page }, &query, PlainWords::default()).await
}

async fn show(app: &App, asked: &AskedPage, query: &TalkQuery, words: PlainWords) -> Result<Response> {
    let page = live_page(app, asked).await?;
    let snapshot = app.cached.snapshot(app, &page).await?;
    let order = Order::from_word(&query.order);
    let shown = snapshot.page(order, query.after)?;
    // A key of its own in every form, so that a form sent twice posts once. It says since when the form was there.
    let since = app.clock.now().0 / MILLISECOND;
    let words = PlainWords { key: format!("{since:x}.{}", uuid::Uuid::new_v4()), ..words };
    let (site, server) = (asked.site.id.clone(), app.config.public_url.clone());
    let html = render(move || props(shown, &site, &server, (order, 1), Standing::Alone(words))).await?;
    let url = snapshot.thread.as_ref().map_or(asked.page.url.as_str(), |thread| thread.url.as_str());
    let document = document(app, &asked.site.id, &snapshot, url, &html);
    let mut response = Answer::new("text/html; charset=utf-8", HeaderValue::from_static("no-store"), document)
        .respond(&HeaderMap::new());
    let headers = response.headers_mut();
    headers.remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    Ok(response)
}

/// In microseconds.
const MILLISECOND: i64 = 1_000;

/// Nothing runs on this page, and nobody frames it.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Milliseconds since the form with this key was drawn, where it is one of ours.
fn opened(key: &str, now: Timestamp) -> Option<u64> {
    let (since, _) = key.split_once('.')?;
    let since = i64::from_str_radix(since, 16).ok()?;
    u64::try_from((now.0 / MILLISECOND).checked_sub(since)?).ok()
}

/// The document around the talk. Everything put into it is escaped here or comes from the widget's own renderer. The
/// element reads from where its page reads; here the title of that page says it, as the first words of the body.
fn document(app: &App, site: &str, snapshot: &Snapshot, url: &str, html: &str) -> String {
    let thread = snapshot.thread.as_ref();
    let title = thread.and_then(|thread| thread.title.as_deref()).unwrap_or("Conversation");
    let server = &app.config.public_url;
    let feed = thread.map(|thread| {
        format!("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{server}/c/{site}/{}/feed\">", thread.id)
    });
    let (title, href) = (escape(title), escape(url));
    let css = assets::build().css.path;
    let facts = facts(snapshot, url, thread.and_then(|thread| thread.title.as_deref()));
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
         <link rel=\"canonical\" href=\"{href}\"><link rel=\"stylesheet\" href=\"{css}\">{}\
         <script type=\"application/ld+json\">{facts}</script></head>\
         <body class=\"porch-page\" dir=\"auto\"><header><a href=\"{href}\">{title}</a></header>\
         <main>{html}</main></body></html>",
        feed.unwrap_or_default()
    )
}

/// What search engines are told: the comments of the page, nested as they answer each other, at most the first hundred.
fn facts(snapshot: &Snapshot, url: &str, title: Option<&str>) -> String {
    let comments = snapshot.all().iter().filter(|comment| comment.is_published()).take(100);
    let comments: Vec<serde_json::Value> = comments
        .map(|comment| {
            let name = comment.author.as_ref().map(|author| author.name.as_str()).unwrap_or_default();
            serde_json::json!({
                "@type": "Comment",
                "@id": format!("{url}#{}", comment.id.anchor()),
                "parentItem": comment.parent.map(|parent| serde_json::json!({ "@id": format!("{url}#{}", parent.anchor()) })),
                "author": { "@type": "Person", "name": name },
                "datePublished": (!comment.undated).then(|| comment.posted_at.to_string()),
                "text": comment.body.as_ref().map(plain_text),
            })
        })
        .collect();
    let facts = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "name": title,
        "commentCount": snapshot.total(),
        "comment": comments,
    });
    // Inside a script element only `<` can end it early.
    facts.to_string().replace('<', "\\u003c")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A comment sent by a plain form.
#[derive(serde::Deserialize, utoipa::ToSchema)]
pub struct TalkForm {
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
    /// A field that no person sees.
    #[serde(default)]
    website: Option<String>,
}

/// Posts by a plain form, always as a newcomer, and goes back to the talk.
#[utoipa::path(post, path = "/c/{site}", tag = "writing", params(("site" = String, Path)),
    request_body(content = TalkForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 303, description = "posted: back to the talk"), (status = 422, description = "a sentence and a way back")))]
pub async fn post_talk(
    State(app): State<App>,
    site: NamedSite,
    from: ClientAddress,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> Result<Response> {
    let bytes = Bytes::from_request(request, &app).await.map_err(|error| unreadable(&error))?;
    let form: TalkForm = serde_urlencoded::from_bytes(&bytes).map_err(|_| AppError::Refused(ErrorCode::Malformed))?;
    let site = site.for_page(&app, &form.page, origin::of_request(&headers))?;
    let origin = origin::allowed(&headers, &site, &app.config.public_origin)?.to_owned();
    let key = form.key.filter(|key| !key.is_empty()).unwrap_or_else(|| uuid::Uuid::new_v4().to_string());
    let parent = form.parent.filter(|parent| !parent.is_empty());
    let parent = parent.map(|parent| parent.parse::<CommentId>()).transpose();
    let new = NewComment {
        page: form.page,
        title: form.title,
        parent: parent.map_err(|_| AppError::Refused(ErrorCode::ParentNotFound))?,
        name: form.name,
        mail: None,
        body: form.body,
        proof: None,
        pause: None,
        website: form.website,
        opened: opened(&key, app.clock.now()),
    };
    // Without cookies: a form of another origin must not speak in a known person's name.
    let written = WrittenSite { site: site.clone(), origin };
    let writer = Writer::new(&app, written, IdempotencyKey(key), from, None)?;
    match writer.post(&new).await {
        Ok((code, posted, _)) => {
            let back = url::form_urlencoded::Serializer::new(String::new()).append_pair("page", &new.page).finish();
            let anchor =
                if code == StatusCode::CREATED { format!("#{}", posted.comment.id.anchor()) } else { "#held".into() };
            Ok(Redirect::to(&format!("{}/c/{}?{back}{anchor}", app.config.public_url, site.id)).into_response())
        }
        Err(error) => sorry(&app, &site, &error, new).await,
    }
}

/// A refusal as the same page again, with the sentence and the words: nothing is lost.
async fn sorry(app: &App, site: &Arc<Site>, error: &AppError, new: NewComment) -> Result<Response> {
    let wait = if let AppError::TooMany(seconds) = error { Some(*seconds) } else { None };
    let said = (text::text("en").wrong)(error.code(), wait);
    let page = page_of_site(&new.page, &site.origins)?;
    let asked = AskedPage { site: site.clone(), page };
    let words = PlainWords { name: new.name, said, ..PlainWords::default() };
    let words = match new.parent {
        None => PlainWords { body: new.body, ..words },
        Some(parent) => {
            let page = live_page(app, &asked).await?;
            let snapshot = app.cached.snapshot(app, &page).await?;
            match snapshot.name_of(parent) {
                Some(name) => PlainWords { body: new.body, reply: Some((parent, name.to_owned())), ..words },
                // In the field they would become an opening.
                None => PlainWords { lost: new.body, ..words },
            }
        }
    };
    let mut response = show(app, &asked, &TalkQuery::default(), words).await?;
    *response.status_mut() = error.status();
    Ok(response)
}
