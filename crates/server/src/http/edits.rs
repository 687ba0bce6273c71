//! Editing and withdrawing one's own comments.

use axum::response::Response;
use http::StatusCode;
use porch_protocol::{CommentId, CommentPosted, EditComment, Problem, Status, WithdrawComment};

use super::comments::{Certainty, VisitorRequest};
use super::error::Result;
use super::request::{Json, Path};
use crate::talk;

/// Gives a comment of one's own new words.
#[utoipa::path(
    patch, path = "/v1/sites/{site}/comments/{id}", tag = "writing", request_body = EditComment,
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 200, body = CommentPosted),
              (status = 202, description = "held for the team: nobody else sees it now", body = CommentPosted),
              (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem))
)]
pub async fn edit_comment(
    request: VisitorRequest,
    Path((_, id)): Path<(String, CommentId)>,
    Json(edit): Json<EditComment>,
) -> Result<Response> {
    let VisitorRequest { app, visitor, key, .. } = &request;
    let posted = talk::edit::edit(app, visitor, &key.0, id, &edit).await?;
    let held = posted.comment.status == Status::Held;
    let code = if held { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok(request.answer(code, &posted, Certainty::Unsure).await)
}

/// Takes a comment of one's own back.
#[utoipa::path(
    delete, path = "/v1/sites/{site}/comments/{id}", tag = "writing", request_body = WithdrawComment,
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 200, body = CommentPosted), (status = 404, body = Problem), (status = 409, body = Problem))
)]
pub async fn withdraw_comment(
    request: VisitorRequest,
    Path((_, id)): Path<(String, CommentId)>,
    Json(withdrawal): Json<WithdrawComment>,
) -> Result<Response> {
    let VisitorRequest { app, visitor, key, .. } = &request;
    let posted = talk::withdraw::withdraw(app, visitor, &key.0, id, &withdrawal).await?;
    Ok(request.answer(StatusCode::OK, &posted, Certainty::Unsure).await)
}
