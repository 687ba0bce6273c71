//! The feeds of a thread and of a site: the newest fifty published comments, the latest first.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use porch_protocol::{ErrorCode, ThreadId, Timestamp};

use super::atom::{Entry, Feed, MOST};
use super::error::{AppError, Result};
use super::page_links::PageLinks;
use super::public_comments;
use super::request::Path;
use super::site::{NamedSite, RequestedPage, live_page};
use super::site_answer::current_answer;
use super::thread_snapshot::current_snapshot;
use crate::App;
use crate::read::cache::{Representation, SiteRepresentation};
use crate::read::cached_response::CachedResponse;
use crate::read::snapshot::Snapshot;
use porch_storage::pages::{CommentOnPage, PublishedFilter};
use porch_storage::sites::Site;

/// What a page without a title is called. A feed is the same for everybody, whatever their language is.
const UNTITLED: &str = "Conversation";

/// The feed of a thread.
pub async fn get_feed(
    State(app): State<App>,
    site: NamedSite,
    Path((_, thread)): Path<(String, ThreadId)>,
    headers: HeaderMap,
) -> Result<Response> {
    let site = site.0.ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let found = app.storage.thread(&site.id, thread).await?.ok_or(AppError::Refused(ErrorCode::NotFound))?;
    let page = porch_domain::page::PageAddress { key: found.page_key, url: found.url };
    let page = live_page(&app, &RequestedPage { site: site.clone(), page }).await?;
    let make = async {
        let snapshot = current_snapshot(&app, &page).await?;
        of_thread(&app, &site, &snapshot, thread)
    };
    let answer = app.cached.answer(&page, Representation::Feed, make).await?;
    Ok(answer.respond(&headers))
}

fn of_thread(app: &App, site: &Site, snapshot: &Snapshot, id: ThreadId) -> Result<CachedResponse> {
    let (server, thread) = (&app.config.public_url, snapshot.thread.as_ref());
    let links = thread.map(|thread| PageLinks::of(app, site, thread));
    let own = format!("{server}/c/{}/{id}", site.id);
    let title = thread.and_then(|thread| thread.title.as_deref()).unwrap_or(UNTITLED);
    let newest = snapshot.all().iter().rev().filter(|comment| comment.is_published()).take(MOST);
    let link = |id| links.as_ref().map_or_else(|| own.clone(), |links| links.comment(id));
    let entries: Vec<Entry<'_>> =
        newest.map(|comment| Entry { comment, title: None, link: link(comment.id) }).collect();
    let feed = Feed {
        id: &format!("urn:uuid:{id}"),
        title: &format!("{title} · {}", site.shown_name()),
        address: &format!("{own}/feed"),
        page: links.as_ref().map_or(own.as_str(), PageLinks::canonical),
        since: Timestamp(0),
        entries: &entries,
    };
    feed.response()
}

/// The newest comments of a site as an Atom feed.
#[utoipa::path(get, path = "/c/{site}/feed", tag = "reading", params(("site" = String, Path)),
    responses((status = 200, description = "an Atom feed", content_type = "application/atom+xml"),
              (status = 404, description = "site-unknown", body = porch_protocol::Problem)))]
pub async fn get_site_feed(State(app): State<App>, site: NamedSite, headers: HeaderMap) -> Result<Response> {
    let site = site.0.ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let make = async { of_site(&app, &site).await };
    Ok(current_answer(&app, &site, SiteRepresentation::Feed, make).await?.respond(&headers))
}

async fn of_site(app: &App, site: &Arc<Site>) -> Result<CachedResponse> {
    let limit = u32::try_from(MOST).unwrap_or(u32::MAX);
    let newest = app.storage.published_comments(&site.id, &PublishedFilter::default(), limit).await?;
    let stored: Vec<_> = newest.iter().map(|one| one.comment.clone()).collect();
    let comments = public_comments::of_thread(app, &site.id, &stored).await?;
    // What everyone sees is in the same order, and may lack some.
    let pages: std::collections::HashMap<_, &CommentOnPage> = newest.iter().map(|one| (one.comment.id, one)).collect();
    let published = comments.iter().filter(|comment| comment.is_published());
    let entries: Vec<Entry<'_>> =
        published.filter_map(|comment| entry_of_site(app, site, comment, pages.get(&comment.id)?)).collect();
    let address = format!("{}/c/{}/feed", app.config.public_url, site.id);
    let feed = Feed {
        id: &address,
        title: &site.shown_name(),
        address: &address,
        page: site.origins.first().map_or(app.config.public_url.as_str(), String::as_str),
        since: site.created_at,
        entries: &entries,
    };
    feed.response()
}

fn entry_of_site<'c>(
    app: &App,
    site: &Site,
    comment: &'c porch_protocol::Comment,
    on: &CommentOnPage,
) -> Option<Entry<'c>> {
    let links = PageLinks::new(app, site, (&on.page, &on.url), Some(on.comment.thread));
    let author = comment.author.as_ref()?;
    let title = on.title.as_ref().map(|title| format!("{} · {title}", author.name));
    Some(Entry { comment, title, link: links.comment(comment.id) })
}
