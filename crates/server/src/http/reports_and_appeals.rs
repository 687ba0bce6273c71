//! What a reader and an author may ask of the host: to look at a comment, or to look at it once more.

use axum::response::Response;
use http::StatusCode;
use porch_protocol::{CommentId, CommentPosted, ErrorCode, Problem, ReportComment};

use super::comments::{Certainty, VisitorRequest};
use super::error::{AppError, Result};
use super::request::{Json, Path};
use crate::domain::visibility::Viewer;
use crate::moderation::decide;
use crate::storage::reports::NewReport;
use crate::team;

/// Tells the host that a comment should be looked at. The answer is the same whatever comes of it.
#[utoipa::path(
    post, path = "/v1/sites/{site}/comments/{id}/reports", tag = "writing", request_body = ReportComment,
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each report")),
    responses((status = 202, description = "the team can read it"), (status = 404, body = Problem),
              (status = 422, body = Problem), (status = 429, body = Problem))
)]
pub async fn report_comment(
    writer: VisitorRequest,
    Path((_, comment)): Path<(String, CommentId)>,
    Json(report): Json<ReportComment>,
) -> Result<Response> {
    let (app, site) = (&writer.app, writer.visitor.site.id.as_str());
    let reason = decide::reason(&report.reason).map_err(|_| AppError::Refused(ErrorCode::ReasonInvalid))?;
    app.limits.report(site, writer.visitor.from)?;
    let report = NewReport {
        site: site.to_owned(),
        comment,
        person: writer.visitor.person.clone(),
        reason,
        now: app.clock.now(),
    };
    let gone = AppError::Refused(ErrorCode::CommentNotFound);
    app.storage.report_comment(report).await?.ok_or(gone)?;
    team::reports::hold_if_reported(app, site, comment).await?;
    Ok(writer.answer(StatusCode::ACCEPTED, &serde_json::json!({}), Certainty::Doer))
}

/// Asks the host to look once more at a comment of one's own that was declined or removed. Asking again changes nothing.
#[utoipa::path(
    post, path = "/v1/sites/{site}/comments/{id}/second-look", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters")),
    responses((status = 200, body = CommentPosted), (status = 404, body = Problem), (status = 429, body = Problem))
)]
pub async fn ask_second_look(
    writer: VisitorRequest,
    Path((_, comment)): Path<(String, CommentId)>,
) -> Result<Response> {
    let (app, site) = (&writer.app, writer.visitor.site.id.clone());
    app.limits.report(&site, writer.visitor.from)?;
    let (person, now) = (writer.visitor.person.clone(), app.clock.now());
    let asked = app.storage.ask_second_look(site, comment, person, &decide::LOOKED_AT_TWICE, now).await?;
    let seen = asked.and_then(|comment| comment.seen_by(Viewer::Author));
    let comment = seen.ok_or(AppError::Refused(ErrorCode::CommentNotFound))?;
    Ok(writer.answer(StatusCode::OK, &CommentPosted { comment, cursor: None, reason: None }, Certainty::Unsure))
}
