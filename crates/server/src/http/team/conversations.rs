//! The conversation around a comment, one's own words in it, and whether it needs an answer.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;
use porch_protocol::conversation::{AnswerNeeded, ConversationComment, ConversationOfComment};
use porch_protocol::{CommentId, CommentPosted, EditComment, ErrorCode, Problem, WithdrawComment};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::{IdempotencyKey, Json, Path};
use crate::read::snapshot;
use crate::team::own_comments::{self, OwnCommentRef};
use crate::team::{access, replies};
use porch_domain::team::Right;
use porch_domain::visibility::{Viewer, drop_bare_stubs};
use porch_storage::comments::StoredComment;

/// Comments above that are shown: a deeper conversation is read on its page.
const ABOVE: u32 = 50;
/// Comments below that are shown.
const BELOW: u32 = 100;
/// Comments below that are counted.
const COUNTED: u32 = 10_000;

/// What a comment replies to and what replies to it. A guest expert sees of their thread what every reader does.
#[utoipa::path(get, path = "/v1/host/comments/{id}/around", tag = "host", params(("id" = CommentId, Path)),
    responses((status = 200, body = ConversationOfComment), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn get_conversation(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<CommentId>,
) -> Result<Answer<ConversationOfComment>> {
    staff.thread_restriction()?;
    let site = &staff.member.site;
    let comment = access::comment(&app, &staff.member, id).await?;
    let viewer = access::viewer(&staff.member);
    let above = app.storage.above(site, &comment, ABOVE).await?;
    let (below, total) = app.storage.below(site, (comment.thread, id), (BELOW, COUNTED), viewer).await?;
    let mut below: Vec<_> = below.iter().filter_map(|one| line(&one.comment, one.depth, viewer)).collect();
    let shown = below.iter().filter(|line| line.comment.body.is_some()).count();
    if viewer != Viewer::Team {
        drop_stubs(&mut below);
    }
    Ok(Answer(ConversationOfComment {
        above: above.iter().filter_map(|one| line(one, 0, viewer)).collect(),
        below,
        more: total.saturating_sub(u32::try_from(shown).unwrap_or(u32::MAX)),
    }))
}

/// Takes away what readers see nothing of: stubs below which nothing can be read.
fn drop_stubs(below: &mut Vec<ConversationComment>) {
    let mut seen: Vec<_> = below.iter().map(|line| Arc::new(line.comment.clone())).collect();
    drop_bare_stubs(&mut seen);
    let seen: HashSet<_> = seen.iter().map(|comment| comment.id).collect();
    below.retain(|line| seen.contains(&line.comment.id));
}

fn line(stored: &StoredComment, depth: u32, viewer: Viewer) -> Option<ConversationComment> {
    let comment = stored.seen_by(viewer)?;
    // What was decided about somebody is the team's to know, not a guest's.
    let person = if viewer == Viewer::Team { stored.person.clone() } else { String::new() };
    Some(ConversationComment { comment, person, depth })
}

/// Gives one's own words another form.
#[utoipa::path(patch, path = "/v1/host/comments/{id}", tag = "host", request_body = EditComment,
    params(("id" = CommentId, Path), ("Idempotency-Key" = String, Header, description = "22 to 128 random characters")),
    responses((status = 200, body = CommentPosted), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn edit_own_comment(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<CommentId>,
    key: IdempotencyKey,
    Json(request): Json<EditComment>,
) -> Result<Answer<CommentPosted>> {
    staff.require(Right::Answer)?;
    let key = key.with("edit", &id.to_string(), &request)?;
    let own = OwnCommentRef { member: staff.member, id, version: request.version, key };
    posted(&app, own_comments::edit(&app, own, &request.body).await?)
}

/// Takes one's own words back.
#[utoipa::path(delete, path = "/v1/host/comments/{id}", tag = "host", request_body = WithdrawComment,
    params(("id" = CommentId, Path), ("Idempotency-Key" = String, Header, description = "22 to 128 random characters")),
    responses((status = 200, body = CommentPosted), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn withdraw_own_comment(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<CommentId>,
    key: IdempotencyKey,
    Json(request): Json<WithdrawComment>,
) -> Result<Answer<CommentPosted>> {
    staff.require(Right::Answer)?;
    let key = key.with("withdraw", &id.to_string(), &request)?;
    let own = OwnCommentRef { member: staff.member, id, version: request.version, key };
    posted(&app, own_comments::withdraw(&app, own).await?)
}

fn posted(app: &App, (comment, rev): (StoredComment, Option<i64>)) -> Result<Answer<CommentPosted>> {
    let cursor = rev.map(|rev| snapshot::cursor(&app.identity.database_epoch, rev));
    let comment = comment.seen_by(Viewer::Team).ok_or(AppError::Refused(ErrorCode::CommentNotFound))?;
    Ok(Answer(CommentPosted { comment, cursor, reason: None }))
}

/// Says that a comment needs no answer, or needs one again.
#[utoipa::path(put, path = "/v1/host/comments/{id}/answer-needed", tag = "host", request_body = AnswerNeeded,
    params(("id" = CommentId, Path)),
    responses((status = 204, description = "said"), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn set_answer_needed(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<CommentId>,
    Json(request): Json<AnswerNeeded>,
) -> Result<StatusCode> {
    staff.require(Right::Answer)?;
    replies::set_answer_needed(&app, &staff.member, id, request.needed).await?;
    Ok(StatusCode::NO_CONTENT)
}
