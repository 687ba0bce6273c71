//! What is up on the pages, one comment of it, and how fast the talk goes there.

use std::collections::HashMap;

use axum::Json as Answer;
use axum::extract::{Path, Query, State};
use porch_protocol::host::Place;
use porch_protocol::pace::{CoolBranch, CoolingBranch, MetComment, PagePace, PagePaces, SetPace, UpNow};
use porch_protocol::{CommentId, ErrorCode, Problem, ThreadId, Timestamp};

use super::Staff;
use crate::App;
use crate::desk::rules::beginning;
use crate::desk::{pace, welcome};
use crate::domain::markup::plain_text;
use crate::domain::team::{Right, may};
use crate::domain::visibility::Viewer;
use crate::http::error::{AppError, Result};
use crate::http::request::Json;
use crate::storage::decisions::ThreadChange;
use crate::storage::pages::{Page, PageQuery, UpComment};

/// Comments, and pages, of a list.
const MOST: u32 = 50;
/// The longest that a branch cools down, in seconds: a month.
const LONGEST: u32 = 31 * 86_400;
/// Characters of a search for a page.
const MOST_FIND: usize = 200;

/// Which of the comments that are up.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FindUp {
    /// Only those of this thread.
    thread: Option<ThreadId>,
    /// The `next` of the page before.
    after: String,
}

/// Which pages.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FindPages {
    /// Only this one, by its thread.
    thread: Option<ThreadId>,
    /// A part of its address or title, at most 200 characters.
    find: String,
    /// The `next` of the list before.
    after: String,
}

impl Staff {
    /// The one thread that somebody may look after; none for all of them.
    fn only(&self) -> Result<Option<ThreadId>> {
        self.needs(Right::Pace)?;
        if may(self.member.role, Right::See) {
            return Ok(None);
        }
        self.member.thread.map(Some).ok_or(AppError::Refused(ErrorCode::RoleNotAllowed))
    }
}

/// What is up, the latest first.
#[utoipa::path(get, path = "/v1/host/comments", tag = "host", params(FindUp),
    responses((status = 200, body = UpNow), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_up_now(State(app): State<App>, staff: Staff, Query(asked): Query<FindUp>) -> Result<Answer<UpNow>> {
    staff.needs(Right::See)?;
    let site = &staff.member.site;
    let after = place_in_list(&asked.after)?;
    let mut up = app.storage.up_now(site, asked.thread, after, MOST + 1).await?;
    let more = up.len() > MOST as usize;
    up.truncate(MOST as usize);
    let last = up.last().filter(|_| more);
    let next = last.map(|one| format!("{}.{}", one.comment.posted_at.0, one.comment.id));
    let mut rules = HashMap::new();
    let mut comments = Vec::with_capacity(up.len());
    for one in up {
        if !rules.contains_key(&one.page) {
            rules.insert(one.page.clone(), welcome::shown(&app, site, &one.page).await?.rules);
        }
        let of_page = rules.get(&one.page).cloned().unwrap_or_default();
        comments.extend(met(&app, site, one, of_page, Viewer::Team));
    }
    Ok(Answer(UpNow { comments, next }))
}

/// One comment, wherever it stands. A guest expert meets those of their thread, as every reader does.
#[utoipa::path(get, path = "/v1/host/comments/{id}", tag = "host", params(("id" = CommentId, Path)),
    responses((status = 200, body = MetComment), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn get_comment(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CommentId>,
) -> Result<Answer<MetComment>> {
    meet(&app, &staff, id).await.map(Answer)
}

async fn meet(app: &App, staff: &Staff, id: CommentId) -> Result<MetComment> {
    let only = staff.only()?;
    let gone = || AppError::Refused(ErrorCode::CommentNotFound);
    let site = &staff.member.site;
    let comment = app.storage.comment(site, id).await?.ok_or_else(gone)?;
    if only.is_some_and(|only| only != comment.thread) {
        return Err(gone());
    }
    let thread = app.storage.thread(site, comment.thread).await?.ok_or_else(gone)?;
    let viewer = if only.is_none() { Viewer::Team } else { Viewer::Stranger };
    let rules = welcome::shown(app, site, &thread.page_key).await?.rules;
    let one = UpComment { comment, page: thread.page_key, url: thread.url, title: thread.title };
    met(app, site, one, rules, viewer).ok_or_else(gone)
}

fn met(app: &App, site: &str, one: UpComment, rules: Vec<String>, viewer: Viewer) -> Option<MetComment> {
    let UpComment { comment, url, title, .. } = one;
    let now = app.clock.now();
    Some(MetComment {
        comment: comment.seen_by(viewer)?,
        thread: comment.thread,
        place: Place { url, title },
        // What was decided about somebody is the team's to know, not a guest's.
        person: if viewer == Viewer::Team { comment.person } else { String::new() },
        cools_until: app.rules(site).cooling.get(&comment.id).copied().filter(|until| *until > now),
        rules,
    })
}

/// Lets the branch of a comment cool down, or ends that. Answers the comment as it is met now.
#[utoipa::path(put, path = "/v1/host/comments/{id}/cooling", tag = "host", params(("id" = CommentId, Path)),
    request_body = CoolBranch,
    responses((status = 200, body = MetComment), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn cool_branch(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CommentId>,
    Json(asked): Json<CoolBranch>,
) -> Result<Answer<MetComment>> {
    if asked.seconds > LONGEST {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    // Whoever may not meet it may not let it cool down.
    meet(&app, &staff, id).await?;
    let until = app.clock.now().plus(i64::from(asked.seconds) * Timestamp::SECOND);
    let who = (staff.member.person.as_str(), words(asked.reason.as_deref()));
    pace::cool(&app, &staff.member.site, id, until, who).await?;
    meet(&app, &staff, id).await.map(Answer)
}

/// The pages on which somebody has spoken, where that was last comes first. A guest expert sees their own.
#[utoipa::path(get, path = "/v1/host/pages", tag = "host", params(FindPages),
    responses((status = 200, body = PagePaces), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_pages(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<FindPages>,
) -> Result<Answer<PagePaces>> {
    let only = staff.only()?;
    let find = asked.find.trim();
    if find.chars().count() > MOST_FIND {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    let query = PageQuery {
        thread: only.or(asked.thread),
        find: (!find.is_empty()).then(|| find.to_owned()),
        after: place_in_list(&asked.after)?,
    };
    let site = &staff.member.site;
    let mut pages = app.storage.pages(site, &query, MOST + 1).await?;
    let more = pages.len() > MOST as usize;
    pages.truncate(MOST as usize);
    let next = pages.last().filter(|_| more).map(|page| format!("{}.{}", page.order.0, page.thread));
    let site_closed = app.site(site).is_some_and(|site| site.closed);
    Ok(Answer(PagePaces { pages: paces(&app, &staff, pages).await?, next, site_closed }))
}

/// Closes a page, opens it again, slows it down or lets it go its own pace. Answers the page as it is now.
#[utoipa::path(patch, path = "/v1/host/pages/{thread}", tag = "host", params(("thread" = ThreadId, Path)),
    request_body = SetPace,
    responses((status = 200, body = PagePace), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set_pace(
    State(app): State<App>,
    staff: Staff,
    Path(thread): Path<ThreadId>,
    Json(asked): Json<SetPace>,
) -> Result<Answer<PagePace>> {
    let gone = || AppError::Refused(ErrorCode::ThreadNotFound);
    if staff.only()?.is_some_and(|only| only != thread) {
        return Err(gone());
    }
    if asked.closed.is_none() && asked.slow.is_none() {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    let site = &staff.member.site;
    let found = app.storage.thread(site, thread).await?.ok_or_else(gone)?;
    let change = ThreadChange {
        closed: asked.closed,
        slow: asked.slow,
        by: staff.member.person.clone(),
        reason: words(asked.reason.as_deref()).map(str::to_owned),
    };
    pace::set_thread(&app, site, &found.page_key, change).await?;
    let query = PageQuery { thread: Some(thread), ..PageQuery::default() };
    let pages = app.storage.pages(site, &query, 1).await?;
    paces(&app, &staff, pages).await?.pop().map(Answer).ok_or_else(gone)
}

/// Pages with the branches of theirs that cool down.
async fn paces(app: &App, staff: &Staff, pages: Vec<Page>) -> Result<Vec<PagePace>> {
    let cooling = app.storage.cooling_branches(&staff.member.site, app.clock.now()).await?;
    let viewer = if may(staff.member.role, Right::See) { Viewer::Team } else { Viewer::Stranger };
    let of_page = |thread: ThreadId| {
        let branches = cooling.iter().filter(|(comment, _)| comment.thread == thread);
        let seen = branches.filter_map(|(comment, until)| Some((comment.seen_by(viewer)?, until)));
        let told = seen.map(|(comment, until)| CoolingBranch {
            comment: comment.id,
            excerpt: comment.body.as_ref().map(|body| beginning(&plain_text(body))).unwrap_or_default(),
            name: comment.author.map(|author| author.name).unwrap_or_default(),
            until: *until,
        });
        told.collect()
    };
    let told = pages.into_iter().map(|page| PagePace {
        thread: page.thread,
        place: Place { url: page.url, title: page.title },
        up: page.up,
        last: page.last,
        closed: page.closed,
        slow: page.slow,
        cooling: of_page(page.thread),
    });
    Ok(told.collect())
}

/// A reason that need not be given.
fn words(reason: Option<&str>) -> Option<&str> {
    reason.map(str::trim).filter(|reason| !reason.is_empty())
}

/// What a list goes on after: a moment and an id.
fn place_in_list<T: std::str::FromStr>(after: &str) -> Result<Option<(Timestamp, T)>> {
    if after.is_empty() {
        return Ok(None);
    }
    let parsed = after.split_once('.').and_then(|(at, id)| Some((Timestamp(at.parse().ok()?), id.parse().ok()?)));
    parsed.map(Some).ok_or(AppError::Refused(ErrorCode::Malformed))
}
