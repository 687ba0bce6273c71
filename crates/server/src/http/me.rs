//! What only the person asking may know: their own comments, and what it takes to change them.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, header};
use porch_protocol::limits::HOUSE_RULES_UNTIL;
use porch_protocol::people::BanKind;
use porch_protocol::{Author, Me, MyComment};

use super::error::Result;
use super::origin;
use super::site::{RequestedPage, WritableSite, live_page};
use crate::App;
use crate::talk::moderate;
use crate::visitors::visitor_cookie::VisitorToken;
use porch_domain::comment::editable_until;
use porch_domain::moderation::checks;
use porch_domain::moderation::trust::standing;
use porch_storage::comments::StoredComment;

/// One's own comments of a page. Credentialed, and kept nowhere.
#[utoipa::path(
    get, path = "/v1/sites/{site}/me", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`"), super::site::PageQuery),
    responses((status = 200, body = Me), (status = 403, body = porch_protocol::Problem))
)]
pub async fn get_me(State(app): State<App>, requested: RequestedPage, headers: HeaderMap) -> Result<Response> {
    // A page of the server's own origin sends no Origin with a read. Two of them are not none.
    let origin = if headers.contains_key(header::ORIGIN) {
        Some(origin::allowed(&headers, &requested.site, &app.config.public_origin)?)
    } else {
        None
    };
    let me = match app.visitor_cookies.of_request(&headers) {
        Some(guest) => load(&app, &requested, &app.visitor_cookies.person(&requested.site.id, &guest)).await?,
        None => Me { hold: requested.site.hold.to_protocol(), ..Me::default() },
    };
    let mut response = axum::Json(me).into_response();
    if let Some(origin) = origin {
        origin::allow_cors(&mut response, origin);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// Makes somebody new known, before their first words: the guest's cookie is then there although the answer to the words
/// may be lost, and a repeat of the words needs to give nothing away. Stores nothing.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "the browser has a guest's cookie now, or had one"),
              (status = 403, body = porch_protocol::Problem))
)]
pub async fn register_visitor(State(app): State<App>, written: WritableSite, headers: HeaderMap) -> Result<Response> {
    let guest = app.visitor_cookies.of_request(&headers).map_or_else(VisitorToken::random, Ok)?;
    let mut response = http::StatusCode::NO_CONTENT.into_response();
    origin::allow_cors(&mut response, &written.origin);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = app.visitor_cookies.cookie(&guest) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn load(app: &App, requested: &RequestedPage, person: &str) -> Result<Me> {
    let name = app.storage.name_of(&requested.site.id, person).await?;
    let page = live_page(app, requested).await?;
    let comments = match page.thread() {
        Some(thread) => app.storage.own_comments(&requested.site.id, thread.id, person).await?,
        None => Vec::new(),
    };
    let standing = match &name {
        Some(_) => Some(standing(app.storage.history(&requested.site.id, person).await?, app.clock.now())),
        None => None,
    };
    let regular = standing.as_ref().is_some_and(|standing| standing.published >= HOUSE_RULES_UNTIL);
    let hold = requested.site.hold.to_protocol();
    let thread = page.thread();
    let wait = match moderate::slow_mode(app, &requested.site.id, thread.as_deref()) {
        Some(pace) => {
            let within = thread.filter(|_| !pace.everywhere).map(|thread| thread.id);
            let last = app.storage.last_post(&requested.site.id, person, within).await?;
            checks::wait(pace.seconds, last, app.clock.now())
        }
        None => 0,
    };
    let ids: Vec<_> = comments.iter().map(|comment| comment.id).collect();
    let deciders = if ids.is_empty() { Vec::new() } else { app.storage.deciders(&requested.site.id, &ids).await? };
    let banned = app.rules(&requested.site.id).ban(BanKind::Person, person, app.clock.now()).is_some();
    let comments = comments.into_iter().map(my_comment).collect();
    Ok(Me { guest: name.is_some(), name, standing, regular, hold, wait, banned, comments, deciders })
}

fn my_comment(comment: StoredComment) -> MyComment {
    MyComment {
        id: comment.id,
        parent: comment.parent,
        version: comment.version,
        status: comment.status,
        source: comment.source,
        body: comment.tree,
        author: Author { name: comment.name, role: None },
        posted_at: comment.posted_at,
        edited_at: comment.edited_at,
        reason: comment.reason,
        editable_until: editable_until(comment.posted_at),
        second_look: comment.second_look_at.is_some(),
    }
}
