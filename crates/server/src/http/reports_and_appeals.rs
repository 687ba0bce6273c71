//! Reports by readers, and appeals by authors.

use axum::response::Response;
use http::StatusCode;
use porch_protocol::{CommentId, CommentPosted, Problem, ReportComment};

use super::comments::{Certainty, VisitorRequest};
use super::error::Result;
use super::request::{Json, Path};
use crate::talk;

/// Tells the host that a comment should be looked at. The answer is the same whatever comes of it.
#[utoipa::path(
    post, path = "/v1/sites/{site}/comments/{id}/reports", tag = "writing", request_body = ReportComment,
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each report")),
    responses((status = 202, description = "the team can read it"), (status = 404, body = Problem),
              (status = 422, body = Problem), (status = 429, body = Problem))
)]
pub async fn report_comment(
    request: VisitorRequest,
    Path((_, comment)): Path<(String, CommentId)>,
    Json(report): Json<ReportComment>,
) -> Result<Response> {
    talk::report::report(&request.app, &request.visitor, comment, &report).await?;
    Ok(request.answer(StatusCode::ACCEPTED, &serde_json::json!({}), Certainty::Doer).await)
}

/// Asks the host to look once more at a comment of one's own that was declined or removed. Asking again changes nothing.
#[utoipa::path(
    post, path = "/v1/sites/{site}/comments/{id}/second-look", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters")),
    responses((status = 200, body = CommentPosted), (status = 404, body = Problem), (status = 429, body = Problem))
)]
pub async fn appeal_decision(
    request: VisitorRequest,
    Path((_, comment)): Path<(String, CommentId)>,
) -> Result<Response> {
    let answer = talk::appeal::appeal(&request.app, &request.visitor, comment).await?;
    Ok(request.answer(StatusCode::OK, &answer, Certainty::Unsure).await)
}
