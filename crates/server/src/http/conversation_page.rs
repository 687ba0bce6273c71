//! The talk as a page of its own: no script needed to read. What its plain forms send lives in `plain_forms`.

use std::sync::LazyLock;

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, header};
use porch_protocol::{CommentId, ErrorCode, Order, ThreadId, ThreadPage};
// What the plain forms say, they say in the widget's words.
pub(super) use porch_widget::language;
pub(super) use porch_widget::state::InvalidField;
pub(super) use porch_widget::text::asks_to_reload;

use super::document::{self, Document};
use super::error::{AppError, Result};
use super::fragment::{EmbedKind, PlainFormValues, props, render};
use super::hold_word::{canonical_word, hold_of_word};
use super::page_shell::{self, escape};
use super::request::{Path, Query};
use super::site::{NamedSite, RequestedPage, live_page};
use super::thread_snapshot::current_snapshot;
use crate::App;
use crate::read::page_template::Parts;
use crate::read::snapshot::Snapshot;
use porch_domain::markup::plain_text;
use porch_storage::sites::Site;

/// How the page of comments is shown.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ConversationPageQuery {
    /// `conversation` (default), `newest` or `oldest`.
    order: String,
    /// The `next` of the page before.
    after: Option<CommentId>,
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
        let shown = snapshot.page(order, query.after)?;
        let message = held.map(|held| language::text(lang).held("", None, hold_of_word(held))).unwrap_or_default();
        draw(
            app,
            requested,
            &snapshot,
            (shown, order, lang),
            PlainFormValues { key: GAP.clone(), message, ..PlainFormValues::default() },
        )
        .await
    };
    Ok(respond(app, &*app.cached.conversation_page(&page, (order, query.after, held, year, lang), make).await?))
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
    (shown, order, lang): (ThreadPage, Order, &'static str),
    words: PlainFormValues,
) -> Result<Parts> {
    let words = PlainFormValues { year: year(app), ..words };
    // By its path: the forms of this page may go to its own origin only, under whichever name it was opened.
    let (site, server) = (requested.site.id.clone(), app.config.public_path.clone());
    let html = render(move || props(shown, &site, &server, (order, 1, lang), EmbedKind::Alone(words))).await?;
    let url = snapshot.thread.as_ref().map_or(requested.page.url.as_str(), |thread| thread.url.as_str());
    Ok(Parts::between(document(app, &requested.site, snapshot, (url, lang), &html), &GAP))
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
fn document(app: &App, site: &Site, snapshot: &Snapshot, (url, lang): (&str, &str), html: &str) -> String {
    let (thread, text) = (snapshot.thread.as_ref(), crate::language::pages(lang));
    let title = thread.and_then(|thread| thread.title.as_deref()).unwrap_or(text.conversation());
    let (server, id, site) = (&app.config.public_url, &site.id, escape(&site.shown_name()));
    let feed = thread.map(|thread| {
        format!("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{server}/c/{id}/{}/feed\">", thread.id)
    });
    let (title, href) = (escape(title), escape(url));
    let style = document::whole_comment_style(&app.config.public_path);
    let facts = facts(snapshot, url, thread.and_then(|thread| thread.title.as_deref()));
    let document = Document {
        lang,
        direction: None,
        listed: true,
        color_scheme: Some("light dark"),
        title: &format!("{title} · {site}"),
        head: &format!(
            "<link rel=\"canonical\" href=\"{href}\">{style}{}<script type=\"application/ld+json\">{facts}</script>",
            feed.unwrap_or_default()
        ),
        attributes: "class=\"porch-page\" dir=\"auto\"",
    };
    document.html(&format!(
        "<header><a href=\"{href}\">{title}</a><p><bdi>{site}</bdi> · <a href=\"{href}\">{}</a></p></header>\
         <main>{html}</main>",
        text.back_to_page()
    ))
}

/// The structured data for search engines: the comments of the page, nested as they answer each other, at most the first hundred.
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
