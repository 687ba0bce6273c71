//! What team members do about the comments in their lists: they decide, undo a decision and reply.

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::team_api::{Decide, DecisionResult, MOST_AT_ONCE, ReadComment, ReplyToComment, UndoDecision};
use porch_protocol::{Comment, CommentId, CommentPosted, ErrorCode, Problem};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::{IdempotencyKey, Json};
use crate::read::snapshot;
use crate::team::TeamError;
use crate::team::decisions::{self, Decision};
use crate::team::replies::{self, TeamReply as Words};
use porch_domain::team::Right;
use porch_domain::visibility::Viewer;

/// Decides about one comment, or about all that say the same.
#[utoipa::path(post, path = "/v1/host/decisions", tag = "host", request_body = Decide,
    responses((status = 200, body = DecisionResult), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, description = "a reason is missing", body = Problem)))]
pub async fn decide_comments(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<Decide>,
) -> Result<Answer<DecisionResult>> {
    staff.require(Right::Decide)?;
    let mut decided = DecisionResult { done: Vec::new(), left: Vec::new() };
    for ReadComment { id, version } in check_batch_size(request.comments)? {
        let decision = Decision {
            by: staff.member.person.clone(),
            kind: request.decision,
            reason: request.reason.clone(),
            site: staff.member.site.clone(),
            comment: id,
            version: Some(version),
        };
        record_outcome(&mut decided, id, decisions::decide(&app, decision).await.map(drop))?;
    }
    Ok(Answer(decided))
}

/// Takes one's own decisions back, within ten seconds.
#[utoipa::path(post, path = "/v1/host/decisions/undo", tag = "host", request_body = UndoDecision,
    responses((status = 200, body = DecisionResult), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn undo_decision(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<UndoDecision>,
) -> Result<Answer<DecisionResult>> {
    staff.require(Right::Decide)?;
    let mut decided = DecisionResult { done: Vec::new(), left: Vec::new() };
    for id in check_batch_size(request.comments)? {
        let undone = decisions::undo(&app, &staff.member.site, id, &staff.member.person).await;
        record_outcome(&mut decided, id, undone.map(drop))?;
    }
    Ok(Answer(decided))
}

fn check_batch_size<T>(comments: Vec<T>) -> Result<Vec<T>> {
    let fits = (1..=MOST_AT_ONCE).contains(&comments.len());
    fits.then_some(comments).ok_or(AppError::Refused(ErrorCode::Malformed))
}

/// Another member may have been faster: that is no error, and the answer names the comment.
fn record_outcome(decided: &mut DecisionResult, id: CommentId, done: crate::team::Result<()>) -> Result<()> {
    match done {
        Ok(()) => decided.done.push(id),
        Err(
            TeamError::WrongStatus(..)
            | TeamError::NoComment(_)
            | TeamError::Changed(_)
            | TeamError::TextDeleted(_)
            | TeamError::NothingToUndo(_),
        ) => {
            decided.left.push(id);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Answers under one's own name and role: published at once.
#[utoipa::path(post, path = "/v1/host/answers", tag = "host", request_body = ReplyToComment,
    params(("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 201, body = CommentPosted), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn answer_comment(
    State(app): State<App>,
    staff: TeamMember,
    key: IdempotencyKey,
    Json(request): Json<ReplyToComment>,
) -> Result<(http::StatusCode, Answer<CommentPosted>)> {
    staff.require(if request.approve.is_some() { Right::Decide } else { Right::Answer })?;
    let key = key.with("answer", &staff.member.person, &request)?;
    let words = Words {
        member: staff.member.clone(),
        parent: request.parent,
        body: request.body,
        approve: request.approve,
        key,
    };
    let stored = replies::answer(&app, words).await?;
    let comment = app.storage.comment(&staff.member.site, stored.id).await?;
    let comment: Option<Comment> = comment.and_then(|comment| comment.seen_by(Viewer::Team));
    let comment = comment.ok_or(AppError::Refused(ErrorCode::CommentNotFound))?;
    let cursor = stored.rev.map(|rev| snapshot::cursor(&app.identity.database_epoch, rev));
    Ok((http::StatusCode::CREATED, Answer(CommentPosted { comment, cursor, reason: None })))
}
