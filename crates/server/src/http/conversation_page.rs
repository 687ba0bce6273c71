//! The talk as a page of its own: no script needed to read. What its plain forms send lives in `plain_forms`.

use std::sync::LazyLock;

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, header};
use porch_protocol::{CommentId, ErrorCode, Order, ThreadId};
// What the plain forms say, they say in the widget's words.
pub(super) use porch_widget::language;
pub(super) use porch_widget::state::InvalidField;
pub(super) use porch_widget::text::asks_to_reload;

use super::conversation_head::{Head, ShownPart};
use super::document::{self, Document};
use super::error::{AppError, Result};
use super::fragment::{EmbedKind, PlainFormValues, props, render};
use super::hold_word::{canonical_word, hold_of_word};
use super::page_links::PageLinks;
use super::page_shell::{self, escape};
use super::request::{Path, Query};
use super::site::{NamedSite, RequestedPage, live_page};
use super::thread_snapshot::current_snapshot;
use crate::App;
use crate::read::page_template::Parts;
use crate::read::snapshot::Snapshot;

/// How the page of comments is shown.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ConversationPageQuery {
    /// `conversation` (default), `newest` or `oldest`.
    order: String,
    /// The `next` of the page before.
    after: Option<CommentId>,
    /// A comment: the part of the conversation that it stands on, in place of the one behind `after`.
    comment: Option<CommentId>,
    /// Where a plain form's words wait for the team: `first`, `every`, `links` or `other`, by why they do.
    held: Option<String>,
    /// The language of the texts around the comments, as a tag; by default one that the browser asks for.
    lang: Option<String>,
}

/// The comments of a page.
#[utoipa::path(get, path = "/c/{site}", tag = "reading",
    params(("site" = String, Path), super::site::PageQuery, ConversationPageQuery),
    responses((status = 200, description = "a page to read and write", content_type = "text/html")))]
pub async fn get_conversation_page(
    State(app): State<App>,
    requested: RequestedPage,
    Query(query): Query<ConversationPageQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    show(&app, &requested, &query, &headers).await
}

/// The comments of a thread, under an address that outlives the page's.
#[utoipa::path(get, path = "/c/{site}/{thread}", tag = "reading",
    params(("site" = String, Path), ("thread" = ThreadId, Path), ConversationPageQuery),
    responses((status = 200, description = "a page to read and write", content_type = "text/html")))]
pub async fn get_thread_page(
    State(app): State<App>,
    site: NamedSite,
    Path((_, thread)): Path<(String, ThreadId)>,
    Query(query): Query<ConversationPageQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let site = site.0.ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let found = app.storage.thread(&site.id, thread).await?.ok_or(AppError::Refused(ErrorCode::NotFound))?;
    let page = porch_domain::page::PageAddress { key: found.page_key, url: found.url };
    show(&app, &RequestedPage { site, page }, &query, &headers).await
}

/// What stands for the key of the forms in a page that is kept: nobody can have written it.
pub(super) static GAP: LazyLock<String> = LazyLock::new(|| format!("key-{}", uuid::Uuid::new_v4().simple()));

async fn show(
    app: &App,
    requested: &RequestedPage,
    query: &ConversationPageQuery,
    headers: &HeaderMap,
) -> Result<Response> {
    let page = live_page(app, requested).await?;
    let order = Order::from_word(&query.order);
    // One of few words, since each makes a page of its own that is kept.
    let held = query.held.as_deref().map(canonical_word);
    let (year, lang) = (year(app), crate::language::wanted(query.lang.as_deref(), headers));
    let make = async {
        let snapshot = current_snapshot(app, &page).await?;
        let after = match query.comment {
            Some(comment) => snapshot.start_of_page_with(order, comment)?,
            None => query.after,
        };
        let part = ShownPart { page: snapshot.page(order, after)?, order, lang, after, comment: query.comment };
        let message = held.map(|held| language::text(lang).held("", None, hold_of_word(held))).unwrap_or_default();
        draw(
            app,
            requested,
            &snapshot,
            part,
            PlainFormValues { key: GAP.clone(), message, ..PlainFormValues::default() },
        )
        .await
    };
    let place = (query.after.filter(|_| query.comment.is_none()), query.comment);
    let shown = (order, place, held, year, lang);
    Ok(respond(app, &*app.cached.conversation_page(&page, shown, make).await?))
}

/// The year of now: the same page says more of its times in the next one.
fn year(app: &App) -> u16 {
    app.clock.now().to_string().split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default()
}

/// The page with these comments, as it is kept.
pub(super) async fn draw(
    app: &App,
    requested: &RequestedPage,
    snapshot: &Snapshot,
    part: ShownPart,
    words: PlainFormValues,
) -> Result<Parts> {
    let words = PlainFormValues { year: year(app), ..words };
    // By its path: the forms of this page may go to its own origin only, under whichever name it was opened.
    let (site, server) = (requested.site.id.clone(), app.config.public_path.clone());
    let (page, order, lang) = (part.page.clone(), part.order, part.lang);
    let html = render(move || props(page, &site, &server, (order, 1, lang), EmbedKind::Alone(words))).await?;
    Ok(Parts::between(document(app, requested, snapshot, &part, &html), &GAP))
}

/// The page, with a key of its own in every form, so that a form sent twice posts once. It says since when the form was there.
pub(super) fn respond(app: &App, page: &Parts) -> Response {
    let since = app.clock.now().0 / MILLISECOND;
    let page = page.with(&format!("{since:x}.{}", uuid::Uuid::new_v4()));
    let referrer = (header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    document::respond(page, page_shell::POLICY, [(header::CACHE_CONTROL, "no-store"), referrer])
}

/// In microseconds.
pub(super) const MILLISECOND: i64 = 1_000;

/// The document around the talk. Everything put into it is escaped here or comes from the widget's own renderer. The
/// element reads from where its page reads; here the title of that page says it, as the first words of the body.
fn document(app: &App, requested: &RequestedPage, snapshot: &Snapshot, part: &ShownPart, html: &str) -> String {
    let (site, thread, text) = (&*requested.site, snapshot.thread.as_ref(), crate::language::pages(part.lang));
    let title = thread.and_then(|thread| thread.title.as_deref()).unwrap_or(text.conversation());
    let (key, url) = thread.map_or((requested.page.key.as_str(), requested.page.url.as_str()), |thread| {
        (thread.page_key.as_str(), thread.url.as_str())
    });
    let links = PageLinks::new(app, site, (key, url), thread.map(|thread| thread.id));
    let head = Head { app, site, links: &links, snapshot, part, title };
    let (title, href, site) = (escape(title), escape(url), escape(&site.shown_name()));
    let document = Document {
        lang: part.lang,
        direction: None,
        listed: head.is_listed(),
        color_scheme: Some("light dark"),
        title: &format!("{title} · {site}"),
        head: &head.html(),
        attributes: "class=\"porch-page\" dir=\"auto\"",
    };
    document.html(&format!(
        "<header><a href=\"{href}\">{title}</a><p><bdi>{site}</bdi> · <a href=\"{href}\">{}</a></p></header>\
         <main>{html}</main>",
        text.back_to_page()
    ))
}
