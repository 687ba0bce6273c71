//! What everyone may know of the author of a published comment. Like all that is public it does not depend on who asks. It is
//! about the name on that comment: that somebody has written with another name, too, is for the team alone.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use porch_protocol::author_card::{AuthorCard, AuthorComment, AuthorComments};
use porch_protocol::page_ref::PageRef;
use porch_protocol::{CommentId, ErrorCode, Status, Timestamp};
use serde::Serialize;

use super::error::{AppError, Result};
use super::request::{Path, Query};
use super::site::ReadableSite;
use crate::App;
use crate::read::cross_origin;
use crate::team::rule_test::beginning;
use porch_domain::markup::plain_text;
use porch_storage::comments::StoredComment;
use porch_storage::person_comments::CommentOnPage;
use porch_storage::profiles::PublishedOnPage;

/// Conversations of an author that are named.
const RECENT: usize = 3;
/// Comments of one part of the list.
const LISTED: u32 = 20;

/// The author of a published comment. A comment that is not published gives the same error as one that never was.
#[utoipa::path(
    get, path = "/v1/sites/{site}/comments/{id}/author", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path)),
    responses((status = 200, body = AuthorCard),
              (status = 404, description = "comment-not-found", body = porch_protocol::Problem))
)]
pub async fn get_author_card(
    State(app): State<App>,
    ReadableSite(site): ReadableSite,
    Path((_, id)): Path<(String, CommentId)>,
) -> Result<Response> {
    let comment = published(&app, &site.id, id).await?;
    let (site, person) = (site.id.as_str(), comment.person.as_str());
    let profile = app.storage.profile(site, person).await?;
    let of_name = (person, comment.name.as_str());
    let count = app.storage.published_count(site, of_name).await?;
    let recent = app.storage.recent_pages(site, of_name, RECENT).await?;
    let has_current_name = app.storage.name_of(site, person).await?.is_some_and(|name| name == comment.name);
    Ok(answer(&AuthorCard {
        id: app.visitor_cookies.author_id(site, person, &comment.name),
        confirmed: profile.confirmed && comment.role.is_none(),
        role: comment.role,
        name: comment.name,
        since: count.since,
        // The same line on the comments with an older name would show whose they are.
        about: profile.about.filter(|_| has_current_name),
        comments: count.comments,
        recent: recent.into_iter().map(named).collect(),
    }))
}

/// Where the list of an author's comments goes on.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct AuthorCommentsQuery {
    /// The `next` of the part before.
    after: String,
}

/// All published comments of the author of a published comment with the name on it, the latest first.
#[utoipa::path(
    get, path = "/v1/sites/{site}/comments/{id}/author/comments", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path), AuthorCommentsQuery),
    responses((status = 200, body = AuthorComments),
              (status = 404, description = "comment-not-found", body = porch_protocol::Problem))
)]
pub async fn get_author_comments(
    State(app): State<App>,
    ReadableSite(site): ReadableSite,
    Path((_, id)): Path<(String, CommentId)>,
    Query(query): Query<AuthorCommentsQuery>,
) -> Result<Response> {
    let comment = published(&app, &site.id, id).await?;
    let after = place(&query.after)?;
    let of_name = (comment.person.as_str(), comment.name.as_str());
    let mut found = app.storage.published_of(&site.id, of_name, after, LISTED + 1).await?;
    let has_more = found.len() > LISTED as usize;
    found.truncate(LISTED as usize);
    let last = found.last().filter(|_| has_more).map(|last| &last.comment);
    let next = last.map(|last| format!("{}.{}", last.posted_at.0, last.id));
    Ok(answer(&AuthorComments { comments: found.into_iter().map(listed).collect(), next }))
}

/// The place in a list that a part ended at; none at the beginning.
fn place(mark: &str) -> Result<Option<(Timestamp, CommentId)>> {
    if mark.is_empty() {
        return Ok(None);
    }
    let parsed = mark.split_once('.').and_then(|(at, id)| Some((Timestamp(at.parse().ok()?), id.parse().ok()?)));
    parsed.map(Some).ok_or(AppError::Refused(ErrorCode::Malformed))
}

async fn published(app: &App, site: &str, id: CommentId) -> Result<StoredComment> {
    let comment = app.storage.comment(site, id).await?.filter(|comment| comment.status == Status::Published);
    comment.ok_or(AppError::Refused(ErrorCode::CommentNotFound))
}

fn named(found: PublishedOnPage) -> AuthorComment {
    let page = PageRef { url: found.url, title: found.title };
    AuthorComment { id: found.comment, posted_at: found.posted_at, page, excerpt: String::new() }
}

fn listed(found: CommentOnPage) -> AuthorComment {
    let CommentOnPage { comment, url, title } = found;
    AuthorComment {
        id: comment.id,
        posted_at: (!comment.undated).then_some(comment.posted_at),
        page: PageRef { url, title },
        excerpt: beginning(&plain_text(&comment.tree)),
    }
}

/// An answer for everybody. It is kept nowhere: what is hidden is gone from it at once.
fn answer(value: &impl Serialize) -> Response {
    let mut response = axum::Json(value).into_response();
    cross_origin::allow_any_origin(response.headers_mut());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
