//! The published comments, and one comment as the team sees it.

use std::collections::HashMap;

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::page_ref::PageRef;
use porch_protocol::published::{PublishedComments, TeamComment};
use porch_protocol::queue_query::ListOrder;
use porch_protocol::{CommentId, ErrorCode, Problem, ThreadId, Timestamp};

use super::paging;
use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::{Path, Query};
use crate::team::{access, person_history, prompt_and_rules};
use porch_domain::team::Right;
use porch_domain::visibility::Viewer;
use porch_storage::pages::{CommentOnPage, PublishedFilter};

/// Which of the published comments.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PublishedQuery {
    /// Only those of this thread.
    thread: Option<ThreadId>,
    /// Only those of the page with this address.
    page: String,
    /// Only those that are at least so many seconds old.
    age: u32,
    /// In which order: the usual one is the newest first.
    #[param(inline)]
    order: ListOrder,
    /// The `next` of the page before, of the same question.
    after: String,
    /// Whether the answer is to say which pages there are.
    choices: bool,
}

/// The published comments, the latest first unless another order is requested.
#[utoipa::path(get, path = "/v1/host/comments", tag = "host", params(PublishedQuery),
    responses((status = 200, body = PublishedComments), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
pub async fn get_published(
    State(app): State<App>,
    staff: TeamMember,
    Query(request): Query<PublishedQuery>,
) -> Result<Answer<PublishedComments>> {
    staff.require(Right::See)?;
    let site = &staff.member.site;
    let after = paging::after(&request.after)?;
    // Before the list: what happens meanwhile is shown, or announced as new.
    let latest = app.storage.latest_change(site).await?;
    let posted_before = Timestamp(app.clock.now().0.saturating_sub(i64::from(request.age) * Timestamp::SECOND));
    let query = PublishedFilter {
        thread: request.thread,
        page: Some(request.page).filter(|page| !page.is_empty()),
        posted_before: (request.age > 0).then_some(posted_before),
        oldest: request.order == ListOrder::Oldest,
        after,
    };
    let mut up = app.storage.published_comments(site, &query, paging::PART + 1).await?;
    let next = paging::cut(&mut up, |one| (one.comment.posted_at, one.comment.id));
    let mut rules = HashMap::new();
    let mut comments = Vec::with_capacity(up.len());
    for one in up {
        if !rules.contains_key(&one.page) {
            rules.insert(one.page.clone(), prompt_and_rules::shown(&app, site, &one.page).await?.rules);
        }
        let of_page = rules.get(&one.page).cloned().unwrap_or_default();
        let person = one.comment.person.clone();
        if let Some(met) = team_comment(&app, site, one, of_page, Viewer::Team) {
            let comment = person_history::marked(&app, site, &person, met.comment).await?;
            comments.push(TeamComment { comment, ..met });
        }
    }
    let choices = if request.choices { Some(app.storage.choices_of_published(site).await?) } else { None };
    Ok(Answer(PublishedComments { comments, next, latest, choices }))
}

/// One comment of any status. A guest expert sees those of their thread, as every reader does.
#[utoipa::path(get, path = "/v1/host/comments/{id}", tag = "host", params(("id" = CommentId, Path)),
    responses((status = 200, body = TeamComment), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn get_comment(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<CommentId>,
) -> Result<Answer<TeamComment>> {
    visible_comment(&app, &staff, id).await.map(Answer)
}

/// One comment as this member of the team may see it.
pub(super) async fn visible_comment(app: &App, staff: &TeamMember, id: CommentId) -> Result<TeamComment> {
    staff.thread_restriction()?;
    let gone = || AppError::Refused(ErrorCode::CommentNotFound);
    let site = &staff.member.site;
    let comment = access::comment(app, &staff.member, id).await?;
    let thread = app.storage.thread(site, comment.thread).await?.ok_or_else(gone)?;
    let viewer = access::viewer(&staff.member);
    let rules = prompt_and_rules::shown(app, site, &thread.page_key).await?.rules;
    let one = CommentOnPage { comment, page: thread.page_key, url: thread.url, title: thread.title };
    let source = (one.comment.person == staff.member.person).then(|| one.comment.source.clone());
    let person = one.comment.person.clone();
    let met = team_comment(app, site, one, rules, viewer).ok_or_else(gone)?;
    let comment = person_history::marked(app, site, &person, met.comment).await?;
    Ok(TeamComment { source, comment, ..met })
}

/// A comment with its page, as somebody of the team may see it.
pub(super) fn team_comment(
    app: &App,
    site: &str,
    one: CommentOnPage,
    rules: Vec<String>,
    viewer: Viewer,
) -> Option<TeamComment> {
    let CommentOnPage { comment, url, title, .. } = one;
    let now = app.clock.now();
    Some(TeamComment {
        comment: comment.seen_by(viewer)?,
        thread: comment.thread,
        place: PageRef { url, title },
        // What was decided about somebody is the team's to know, not a guest's.
        person: if viewer == Viewer::Team { comment.person } else { String::new() },
        source: None,
        paused_until: app.rules(site).reply_pauses.get(&comment.id).copied().filter(|until| *until > now),
        rules,
    })
}
