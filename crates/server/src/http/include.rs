//! The comments of a page as plain HTML, for a program that puts the owner's page together: a site generator, a proxy, a
//! template. So the page has the words itself, for crawlers and for readers without a script. They are public, as in the
//! fragment, and the same for everybody.

use std::rc::Rc;

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, Uri};
use porch_protocol::{Order, ThreadPage};

use super::conversation_page::language;
use super::error::{AppError, Result};
use super::fragment::{PlainComments, PlainCommentsProps, cache_raw, heading_level, render_plain};
use super::page_links::PageLinks;
use super::request::Query;
use super::site::{RequestedPage, live_page};
use super::structured_data::Described;
use super::thread_snapshot::current_snapshot;
use crate::App;
use crate::read::cache::{REVALIDATED, Representation};
use crate::read::cached_response::CachedResponse;

/// What is asked of the HTML. Unknown words mean the default, so that the number of answers is bounded.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct IncludeQuery {
    /// `conversation` (default), `newest` or `oldest`.
    order: String,
    /// The language of the texts around the comments, as a tag; the nearest one that there is, or else English.
    lang: String,
    /// The level of the first heading, 1 to 5; 2 by default.
    headings: String,
}

/// The first page of a thread as plain HTML with its structured data, to be put into the owner's page.
#[utoipa::path(
    get, path = "/v1/sites/{site}/include", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"), super::site::PageQuery, IncludeQuery),
    responses((status = 200, description = "a part of a page, as HTML", content_type = "text/html"),
              (status = 400, description = "page-not-allowed", body = porch_protocol::Problem),
              (status = 404, description = "site-unknown", body = porch_protocol::Problem))
)]
pub async fn get_include(
    State(app): State<App>,
    requested: RequestedPage,
    Query(query): Query<IncludeQuery>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response> {
    let page = live_page(&app, &requested).await?;
    let stamp = page.stamp();
    let order = Order::from_word(&query.order);
    let (headings, lang) = (heading_level(&query.headings), language::text(&query.lang).lang());
    let make = async {
        let snapshot = current_snapshot(&app, &page).await?;
        let (site, thread) = (&requested.site, snapshot.thread.as_ref());
        let links = match thread {
            Some(thread) => PageLinks::of(&app, site, thread),
            None => PageLinks::new(&app, site, (&requested.page.key, &requested.page.url), None),
        };
        let shown = snapshot.page(order, None)?;
        let title = thread.and_then(|thread| thread.title.as_deref());
        let described = Described { comments: &shown.comments, title, total: snapshot.total(), links: &links };
        let facts = if snapshot.total() > 0 { described.owners_page() } else { String::new() };
        let html = draw(shown, &links, (order, headings, lang)).await?;
        Ok::<_, AppError>(CachedResponse::new("text/html; charset=utf-8", REVALIDATED, html + &facts))
    };
    let answer = app.cached.answer(&page, Representation::Include { order, headings, lang }, make).await?;
    cache_raw(&app, &uri, &page, stamp, &answer);
    Ok(answer.respond(&headers))
}

async fn draw(
    shown: ThreadPage,
    links: &PageLinks,
    (order, heading_level, lang): (Order, u8, &'static str),
) -> Result<String> {
    let next = shown.next.map(|_| links.part(order, shown.next));
    let own = links.own().to_owned();
    let join = crate::language::pages(lang).join_conversation();
    let props = move || PlainCommentsProps {
        page: Rc::new(shown),
        order,
        lang: lang.into(),
        heading_level,
        next: next.map(Into::into),
        own_page: (own.into(), join.into()),
    };
    render_plain::<PlainComments>(props).await
}
