//! A thread as JSON, page by page, and what happened in it since.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, Uri};
use porch_protocol::{Changes, CommentId, ErrorCode, Order, ThreadPage};

use super::error::{AppError, Result};
use super::fragment::cache_raw;
use super::request::Query;
use super::site::{RequestedPage, live_page};
use super::thread_snapshot::{changes_since, current_snapshot};
use crate::App;
use crate::read::cache::{IMMUTABLE, REVALIDATED, Representation};
use crate::read::cached_response::CachedResponse;
use crate::read::snapshot::{rev_of, rev_of_version};

/// Which page of a thread.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ThreadQuery {
    /// `conversation` (default), `newest` or `oldest`.
    order: String,
    /// The `next` of the page before.
    after: Option<CommentId>,
    /// The state that the caller has seen. With it the answer is immutable, or `410` when that state is gone.
    version: Option<String>,
}

/// A page of a thread.
#[utoipa::path(
    get, path = "/v1/sites/{site}/thread", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"), super::site::PageQuery, ThreadQuery),
    responses((status = 200, body = ThreadPage),
              (status = 410, description = "cursor-gone", body = porch_protocol::Problem))
)]
pub async fn get_thread(
    State(app): State<App>,
    requested: RequestedPage,
    Query(query): Query<ThreadQuery>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response> {
    let page = live_page(&app, &requested).await?;
    if let Some(known) =
        query.version.as_deref().and_then(|version| rev_of_version(&app.identity.database_epoch, version))
    {
        app.live.pages.catch_up(&page, known).await?;
    }
    let stamp = page.stamp();
    let order = Order::from_word(&query.order);
    let named = query.version.is_some();
    let snapshot = current_snapshot(&app, &page).await?;
    if query.version.is_some_and(|version| version != snapshot.version()) {
        return Err(AppError::Refused(ErrorCode::CursorGone));
    }
    let keep = if named { IMMUTABLE } else { REVALIDATED };
    let make = async { Ok::<_, AppError>(CachedResponse::json(keep, &snapshot.page(order, query.after)?)?) };
    let what = Representation::Thread { order, after: query.after, named };
    let answer = app.cached.answer(&page, what, make).await?;
    cache_raw(&app, &uri, &page, stamp, &answer);
    Ok(answer.respond(&headers))
}

/// Since when.
#[derive(serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangesQuery {
    /// The cursor of what the caller has.
    since: String,
}

/// What happened since a cursor.
#[utoipa::path(
    get, path = "/v1/sites/{site}/changes", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"), super::site::PageQuery, ChangesQuery),
    responses((status = 200, body = Changes),
              (status = 410, description = "cursor-gone", body = porch_protocol::Problem))
)]
pub async fn get_thread_changes(
    State(app): State<App>,
    requested: RequestedPage,
    Query(query): Query<ChangesQuery>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response> {
    let page = live_page(&app, &requested).await?;
    let gone = || AppError::Refused(ErrorCode::CursorGone);
    let since = rev_of(&app.identity.database_epoch, &query.since).ok_or_else(gone)?;
    app.live.pages.catch_up(&page, since).await?;
    let stamp = page.stamp();
    if since > stamp.rev {
        return Err(gone());
    }
    let make = async {
        let snapshot = current_snapshot(&app, &page).await?;
        Ok::<_, AppError>(CachedResponse::json(
            REVALIDATED,
            &changes_since(&app, &requested.site.id, &snapshot, since).await?,
        )?)
    };
    let answer = app.cached.answer(&page, Representation::Changes { since }, make).await?;
    cache_raw(&app, &uri, &page, stamp, &answer);
    Ok(answer.respond(&headers))
}
