//! The two lists of work: the comments to review, and the comments without an answer.

use std::collections::HashMap;

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::page_ref::PageRef;
use porch_protocol::team_api::{
    PriorDecision, ReadComment, ReviewItem, ReviewQueue, UnansweredComment, UnansweredList,
};
use porch_protocol::{ErrorCode, Problem, Status, Timestamp};

use super::queue_query::ReviewQueueQuery;
use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::Query;
use crate::team::actor;
use crate::team::person_history;
use crate::team::prompt_and_rules;
use crate::team::review_queue::{self, Row};
use porch_domain::team::{Right, may};
use porch_domain::visibility::Viewer;
use porch_storage::database_fault::DatabaseFault;
use porch_storage::revised::RevisedComment;
use porch_storage::team::Member;

/// How long a comment waits for an answer before nobody expects one any more, in microseconds: 90 days.
pub const UNANSWERED_PERIOD: i64 = 90 * 86_400 * Timestamp::SECOND;

/// What is to be read before others see it: the longest wait first, unless another order is asked for.
#[utoipa::path(get, path = "/v1/host/to-read", tag = "host", params(ReviewQueueQuery),
    responses((status = 200, body = ReviewQueue), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
pub async fn get_review_queue(
    State(app): State<App>,
    staff: TeamMember,
    Query(request): Query<ReviewQueueQuery>,
) -> Result<Answer<ReviewQueue>> {
    staff.require(Right::See)?;
    let site = &staff.member.site;
    let (choice, most) = (request.to_read(app.clock.now())?, usize::try_from(request.rows()?).unwrap_or(usize::MAX));
    let (rows, fitting) = review_queue::chosen_rows(&app, site, &choice, most).await?;
    let total = if choice.narrows() { app.storage.count_review_queue(site).await? } else { fitting };
    let mut cards = Vec::with_capacity(rows.len());
    let names = app.storage.names_of_team(site).await?;
    for row in rows {
        cards.extend(card(&app, site, row, &names).await?);
    }
    let latest = app.storage.latest_change(site).await?;
    let choices = if request.choices { Some(app.storage.choices_of_review_queue(site).await?) } else { None };
    Ok(Answer(ReviewQueue {
        cards,
        total,
        fitting,
        choices,
        latest,
        trouble: app.storage.condition().trouble().map(DatabaseFault::code),
    }))
}

async fn card(app: &App, site: &str, row: Row, names: &HashMap<String, String>) -> Result<Option<ReviewItem>> {
    let reasons = review_queue::reasons(&row);
    let prior_decision =
        row.revised.map(|RevisedComment { by, reason, .. }| PriorDecision { by: actor(names, &by), reason });
    let stored = row.first.comment;
    let Some(comment) = stored.seen_by(Viewer::Team) else { return Ok(None) };
    let comment = person_history::marked(app, site, &stored.person, comment).await?;
    let thread = app.storage.thread_of_comment(site, &stored).await?;
    let answers = match stored.parent {
        Some(parent) => app.storage.comment(site, parent).await?.and_then(|parent| parent.seen_by(Viewer::Team)),
        None => None,
    };
    Ok(Some(ReviewItem {
        comment,
        rules: prompt_and_rules::shown(app, site, &row.first.page).await?.rules,
        earlier: person_history::earlier(app, site, &stored).await?,
        place: thread.map_or(PageRef { url: row.first.page, title: None }, |thread| PageRef {
            url: thread.url,
            title: thread.title,
        }),
        answers,
        reasons,
        since: Some(row.first.since),
        holds: app.site(site).map(|site| site.hold.to_protocol()).unwrap_or_default(),
        prior_decision,
        sent_after: row.first.arrival.writing_time_ms.map(|opened| u32::try_from(opened / 1_000).unwrap_or(u32::MAX)),
        second_look: !matches!(stored.status, Status::Held | Status::Published),
        person: stored.person,
        standing: row.standing,
        alike: row.alike.iter().map(|one| ReadComment { id: one.comment.id, version: one.comment.version }).collect(),
        people: u32::try_from(row.people).unwrap_or(u32::MAX),
        reports: row.reports,
    }))
}

/// Who is waiting for an answer: newcomers first, then the longest wait, unless another order is asked for.
#[utoipa::path(get, path = "/v1/host/waiting", tag = "host", params(ReviewQueueQuery),
    responses((status = 200, body = UnansweredList), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
pub async fn get_unanswered(
    State(app): State<App>,
    staff: TeamMember,
    Query(request): Query<ReviewQueueQuery>,
) -> Result<Answer<UnansweredList>> {
    // A guest expert sees one conversation, as every reader does.
    let Member { site, role, thread, .. } = &staff.member;
    let only =
        if may(*role, Right::See) { None } else { Some(thread.ok_or(AppError::Refused(ErrorCode::RoleNotAllowed))?) };
    let since = Timestamp(app.clock.now().0 - UNANSWERED_PERIOD);
    let choice = request.unanswered(app.clock.now())?;
    let found = app.storage.chosen_unanswered(site, only, since, &choice, request.rows()?).await?;
    let (openings, fitting, total) = found;
    // A guest expert has one page.
    let choices = match only {
        None if request.choices => Some(app.storage.choices_of_unanswered(site, since).await?),
        _ => None,
    };
    let viewer = if only.is_none() { Viewer::Team } else { Viewer::Stranger };
    let mut unanswered = Vec::with_capacity(openings.len());
    for one in openings {
        let Some(comment) = one.comment.seen_by(viewer) else { continue };
        let comment = person_history::marked(&app, site, &one.comment.person, comment).await?;
        let reply_to = match one.comment.parent {
            Some(parent) => app.storage.comment(site, parent).await?.and_then(|parent| parent.seen_by(viewer)),
            None => None,
        };
        // What was decided about somebody is the team's to know, not a guest's.
        let (person, earlier) = match viewer {
            Viewer::Team => (one.comment.person.clone(), person_history::earlier(&app, site, &one.comment).await?),
            _ => Default::default(),
        };
        unanswered.push(UnansweredComment {
            comment,
            place: PageRef { url: one.url, title: one.title },
            earlier,
            person,
            first_words: one.first_words,
            answers: one.answers,
            reply_to,
        });
    }
    Ok(Answer(UnansweredList { openings: unanswered, total, fitting, choices }))
}
