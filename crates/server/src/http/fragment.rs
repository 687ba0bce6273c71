//! Renders the widget's components for the page. No other module of the server uses the widget's crate.

use std::rc::Rc;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, Uri};
use porch_protocol::{CommentId, Order, ThreadPage};
pub(super) use porch_widget::plain_comments::{PlainComments, PlainCommentsProps, QuotedComment, QuotedCommentProps};
use porch_widget::{FragmentPage, FragmentProps, config::PlainForm, language, state::InvalidField};
use yew::{BaseComponent, LocalServerRenderer};

use super::error::{AppError, Result};
use super::request::Query;
use super::site::{RequestedPage, live_page, record_canonical_address, record_page_signal};
use super::thread_snapshot::current_snapshot;
use crate::install_check::PageSignal;
use crate::read::cache::{REVALIDATED, Representation};
use crate::read::cached_response::CachedResponse;
use crate::{App, assets};

/// What is asked of a fragment. Unknown words mean the default, so that the number of answers is bounded.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FragmentQuery {
    /// `conversation` (default), `newest` or `oldest`.
    order: String,
    /// The language of the texts around the comments, as a tag; the nearest one that there is, or else English.
    lang: String,
    /// The level of the first heading, 1 to 5; 2 by default.
    headings: String,
    /// The canonical address that the page names, where it was refused as `page`: the team's list of checks shows it.
    canonical: String,
}

/// The first page of a thread, rendered: public, and the same for everybody.
#[utoipa::path(
    get, path = "/v1/sites/{site}/fragment", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"), super::site::PageQuery, FragmentQuery),
    responses((status = 200, description = "the first page as HTML", content_type = "text/html"),
              (status = 400, description = "page-not-allowed", body = porch_protocol::Problem),
              (status = 404, description = "site-unknown", body = porch_protocol::Problem))
)]
pub async fn get_fragment(
    State(app): State<App>,
    requested: RequestedPage,
    Query(query): Query<FragmentQuery>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response> {
    record_page_signal(&app, &requested.site, &requested.page.url, PageSignal::Requested, &headers);
    record_canonical_address(&app, &requested.site, &requested.page.url, &query.canonical, &headers);
    let page = live_page(&app, &requested).await?;
    let stamp = page.stamp();
    let order = Order::from_word(&query.order);
    let level = heading_level(&query.headings);
    let lang = language::text(&query.lang).lang();
    let make = async {
        let snapshot = current_snapshot(&app, &page).await?;
        let first = snapshot.page(order, None)?;
        let site = requested.site.id.clone();
        let server = app.config.public_url.clone();
        let thread = snapshot.thread.as_ref().map(|thread| thread.id);
        let shown = move || props(first, &site, &server, (order, level, lang), EmbedKind::Embedded);
        let html = render(move || FragmentProps { thread, ..shown() }).await?;
        Ok(CachedResponse::new("text/html; charset=utf-8", REVALIDATED, html))
    };
    let answer = app.cached.answer(&page, Representation::Fragment { order, headings: level, lang }, make).await?;
    cache_raw(&app, &uri, &page, stamp, &answer);
    Ok(answer.respond(&headers))
}

/// The level of the first heading that a request names, 1 to 5; 2 by default.
pub(super) fn heading_level(word: &str) -> u8 {
    word.parse().ok().filter(|level| (1..=5).contains(level)).unwrap_or(2)
}

/// Lets the next asker of the same address take the short way.
pub fn cache_raw(
    app: &App,
    uri: &Uri,
    page: &Arc<crate::live::WatchedPage>,
    stamp: crate::live::PageStamp,
    answer: &Arc<CachedResponse>,
) {
    if let Some(target) = uri.path_and_query() {
        app.cached.raw.remember(target.as_str(), page, stamp, answer);
    }
}

/// Where the talk is shown.
pub enum EmbedKind {
    /// In an element of somebody's page.
    Embedded,
    /// On a page of its own, whose forms carry this.
    Alone(PlainFormValues),
}

/// What the plain forms of a page of its own begin with.
#[derive(Default)]
pub struct PlainFormValues {
    /// The key that makes a repeated post count once.
    pub key: String,
    /// The name to begin with.
    pub name: String,
    /// The words to begin with, so that a refused post loses none.
    pub body: String,
    /// Which comment those words answer, and the name on it; none for an opening.
    pub reply: Option<(CommentId, String)>,
    /// Words that have nowhere to go any more.
    pub lost: String,
    /// One sentence about what happened.
    pub message: String,
    /// The part of the form that the sentence asks to change.
    pub part: Option<InvalidField>,
    /// Whether a name of the team was refused.
    pub team_name: bool,
    /// The year in which it is drawn, which times need not name; 0 where none is to be named.
    pub year: u16,
    /// Whether the field for new comments is drawn as the one row that it is on a page with the script: for a picture.
    pub shut: bool,
}

/// The properties of the widget's page component.
pub fn props(
    page: ThreadPage,
    site: &str,
    server: &str,
    (order, level, lang): (Order, u8, &'static str),
    standing: EmbedKind,
) -> FragmentProps {
    let (standalone, words) = match standing {
        EmbedKind::Embedded => (false, PlainFormValues::default()),
        EmbedKind::Alone(words) => (true, words),
    };
    FragmentProps {
        page: Rc::new(page),
        thread: None,
        site: site.to_owned().into(),
        order,
        lang: lang.into(),
        heading_level: level,
        server: server.to_owned().into(),
        build: assets::build().id.into(),
        standalone,
        plain: PlainForm {
            key: words.key.into(),
            name: words.name.into(),
            body: words.body.into(),
            reply: words.reply.map(|(id, name)| (id, name.into())),
            lost: words.lost.into(),
            message: words.message.into(),
            invalid: words.part,
            team_name: words.team_name,
            year: words.year,
            collapsed: words.shut,
        },
    }
}

/// Renders what the widget takes over.
pub async fn render(make: impl FnOnce() -> FragmentProps + Send + 'static) -> Result<String> {
    render_off_thread::<FragmentPage>(make, true).await
}

/// Renders what no script takes over.
pub(super) async fn render_plain<C: BaseComponent>(
    make: impl FnOnce() -> C::Properties + Send + 'static,
) -> Result<String> {
    render_off_thread::<C>(make, false).await
}

/// Renders off the async threads: a long page takes some milliseconds.
async fn render_off_thread<C: BaseComponent>(
    make: impl FnOnce() -> C::Properties + Send + 'static,
    hydratable: bool,
) -> Result<String> {
    let runtime = tokio::runtime::Handle::current();
    let work = move || {
        let local = tokio::task::LocalSet::new();
        let renderer = LocalServerRenderer::<C>::with_props(make()).hydratable(hydratable);
        runtime.block_on(local.run_until(renderer.render()))
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}
