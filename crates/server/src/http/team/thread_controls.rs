//! How fast the talk of each page goes: closed, slowed, and which of its branches cool down.

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::page_ref::PageRef;
use porch_protocol::published::TeamComment;
use porch_protocol::thread_controls::{
    ClosePage, PageControls, PageControlsList, PauseReplies, PausedBranch, SetPageControls,
};
use porch_protocol::{Cause, CommentId, ErrorCode, Problem, ThreadId, Timestamp};

use super::paging;
use super::published::visible_comment;
use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::{Json, Path, Query};
use crate::team::rule_test::beginning;
use crate::team::thread_controls::{self, PageChanges};
use porch_domain::markup::plain_text;
use porch_domain::page::{self, page_of_site};
use porch_domain::team::{Right, may};
use porch_domain::visibility::Viewer;
use porch_storage::pages::{PageQuery, PageSummary};

/// The longest that a branch cools down, in seconds: a month.
const LONGEST: u32 = 31 * 86_400;
/// Characters of a search for a page.
const MOST_FIND: usize = 200;

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

/// Pauses the replies to a comment, or resumes them. Answers the comment as it is now.
#[utoipa::path(put, path = "/v1/host/comments/{id}/cooling", tag = "host", params(("id" = CommentId, Path)),
    request_body = PauseReplies,
    responses((status = 200, body = TeamComment), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn pause_replies(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<CommentId>,
    Json(request): Json<PauseReplies>,
) -> Result<Answer<TeamComment>> {
    if request.seconds > LONGEST {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    // Who may not see it may not pause its replies.
    visible_comment(&app, &staff, id).await?;
    let until = app.clock.now().plus(i64::from(request.seconds) * Timestamp::SECOND);
    let who = (staff.member.person.as_str(), words(request.reason.as_deref()));
    thread_controls::pause_replies(&app, &staff.member.site, id, until, who).await?;
    visible_comment(&app, &staff, id).await.map(Answer)
}

/// The pages on which somebody has spoken, where that was last comes first. A guest expert sees their own.
#[utoipa::path(get, path = "/v1/host/pages", tag = "host", params(FindPages),
    responses((status = 200, body = PageControlsList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_pages(
    State(app): State<App>,
    staff: TeamMember,
    Query(request): Query<FindPages>,
) -> Result<Answer<PageControlsList>> {
    let only = staff.thread_restriction()?;
    let find = request.find.trim();
    if find.chars().count() > MOST_FIND {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    let query = PageQuery {
        thread: only.or(request.thread),
        find: (!find.is_empty()).then(|| find.to_owned()),
        after: paging::after(&request.after)?,
    };
    let site = &staff.member.site;
    let mut pages = app.storage.pages(site, &query, paging::PART + 1).await?;
    let next = paging::cut(&mut pages, |page| (page.order, page.thread));
    let site_closed = app.site(site).is_some_and(|site| site.closed);
    Ok(Answer(PageControlsList { pages: page_controls(&app, &staff, pages).await?, next, site_closed }))
}

/// Closes a page, opens it again, slows it down or lets it go its own pace. Answers the page as it is now.
#[utoipa::path(patch, path = "/v1/host/pages/{thread}", tag = "host", params(("thread" = ThreadId, Path)),
    request_body = SetPageControls,
    responses((status = 200, body = PageControls), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set_page_controls(
    State(app): State<App>,
    staff: TeamMember,
    Path(thread): Path<ThreadId>,
    Json(request): Json<SetPageControls>,
) -> Result<Answer<PageControls>> {
    let gone = || AppError::Refused(ErrorCode::ThreadNotFound);
    if staff.thread_restriction()?.is_some_and(|only| only != thread) {
        return Err(gone());
    }
    if request.closed.is_none() && request.note.is_none() && request.slow.is_none() {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    let site = &staff.member.site;
    let found = app.storage.thread(site, thread).await?.ok_or_else(gone)?;
    let page = page::PageAddress { key: found.page_key, url: found.url };
    let (note, reason) = (request.note.as_deref(), words(request.reason.as_deref()));
    set(&app, &staff, page, &PageChanges { closed: request.closed, note, slow: request.slow, reason }).await
}

/// Closes a page by its address, also one on which nobody has spoken yet. Answers the page as it is now.
#[utoipa::path(post, path = "/v1/host/pages", tag = "host", request_body = ClosePage,
    responses((status = 200, body = PageControls), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
pub async fn close_page(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<ClosePage>,
) -> Result<Answer<PageControls>> {
    // A guest expert has one page, which is there already.
    staff.require(Right::See)?;
    let site = app.site(&staff.member.site).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let address = request.page.trim();
    // A key of the owner's is no address: whoever types one here has most likely left a part of the address out.
    let page = page_of_site(address, &site.origins).ok().filter(|page| !page.key.starts_with("key:"));
    let page = page.ok_or_else(|| foreign_page_error(&site.origins))?;
    // Whoever closes it once more would change the words of somebody else without having read them.
    let found = app.storage.thread_of_page(&site.id, &page.key).await?;
    if !site.closed && found.is_some_and(|thread| thread.closed) {
        let why = "comments are closed on this page already: it is in the list of pages";
        return Err(AppError::Explained(ErrorCode::NotPossible, Cause::AlreadyClosed, why.to_owned()));
    }
    let (note, reason) = (request.note.as_deref(), words(request.reason.as_deref()));
    set(&app, &staff, page, &PageChanges { closed: Some(true), note, slow: None, reason }).await
}

/// What somebody reads who names an address of somebody else's.
fn foreign_page_error(origins: &[String]) -> AppError {
    let why = format!("a page of this site has an address that begins with {}", origins.join(" or "));
    AppError::Explained(ErrorCode::SettingInvalid, Cause::PageElsewhere { origins: origins.to_vec() }, why)
}

async fn set(
    app: &App,
    staff: &TeamMember,
    page: page::PageAddress,
    new: &PageChanges<'_>,
) -> Result<Answer<PageControls>> {
    let (site, key) = (&staff.member.site, page.key.clone());
    thread_controls::set_page(app, site, page, new, (&staff.member.person, Some(&staff.member.name))).await?;
    let gone = || AppError::Refused(ErrorCode::ThreadNotFound);
    let thread = app.storage.thread_of_page(site, &key).await?.ok_or_else(gone)?;
    let query = PageQuery { thread: Some(thread.id), ..PageQuery::default() };
    let pages = app.storage.pages(site, &query, 1).await?;
    page_controls(app, staff, pages).await?.pop().map(Answer).ok_or_else(gone)
}

/// Pages with their paused branches.
async fn page_controls(app: &App, staff: &TeamMember, pages: Vec<PageSummary>) -> Result<Vec<PageControls>> {
    let reply_pauses = app.storage.paused_branches(&staff.member.site, app.clock.now()).await?;
    let viewer = if may(staff.member.role, Right::See) { Viewer::Team } else { Viewer::Stranger };
    let of_page = |thread: ThreadId| {
        let branches = reply_pauses.iter().filter(|(comment, _)| comment.thread == thread);
        let seen = branches.filter_map(|(comment, until)| Some((comment.seen_by(viewer)?, until)));
        let branch = seen.map(|(comment, until)| PausedBranch {
            comment: comment.id,
            excerpt: comment.body.as_ref().map(|body| beginning(&plain_text(body))).unwrap_or_default(),
            name: comment.author.map(|author| author.name).unwrap_or_default(),
            until: *until,
        });
        branch.collect()
    };
    let team = viewer == Viewer::Team;
    let branch = pages.into_iter().map(|page| PageControls {
        thread: page.thread,
        place: PageRef { url: page.url, title: page.title },
        up: page.up,
        // What is held is no guest's to know of.
        waiting: if team { page.waiting } else { 0 },
        // For the team, the moment that the list is ordered by.
        last: if team && page.order.0 > 0 { page.order } else { page.last },
        closed: page.closed,
        closed_note: page.closed_note,
        slow: page.slow,
        reply_pauses: of_page(page.thread),
    });
    Ok(branch.collect())
}

/// A reason that need not be given.
fn words(reason: Option<&str>) -> Option<&str> {
    reason.map(str::trim).filter(|reason| !reason.is_empty())
}
