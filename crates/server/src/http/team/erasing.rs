//! What owners and hosts erase, which nobody can undo: a comment, and all that is stored about a person.

use axum::extract::State;
use http::StatusCode;
use porch_protocol::erasing::EraseComment;
use porch_protocol::{CommentId, ErrorCode, Problem};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::{Json, Path};
use crate::team::erasing;
use porch_domain::team::Right;

/// Erases the words and the name of a comment. A stub stays where others replied.
#[utoipa::path(post, path = "/v1/host/comments/{id}/erase", tag = "host", request_body = EraseComment,
    params(("id" = String, Path)),
    responses((status = 204, description = "erased"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, description = "a reason is missing", body = Problem)))]
pub async fn erase_comment(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<CommentId>,
    Json(request): Json<EraseComment>,
) -> Result<StatusCode> {
    staff.require(Right::Erase)?;
    erasing::erase_comment(&app, &staff.member.site, (id, &request.reason), &staff.member.person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erases all that is stored about somebody.
#[utoipa::path(post, path = "/v1/host/people/{person}/erase", tag = "host", params(("person" = String, Path)),
    responses((status = 204, description = "erased"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, description = "person-unknown", body = Problem),
              (status = 409, description = "the person belongs to the team", body = Problem)))]
pub async fn erase_person(State(app): State<App>, staff: TeamMember, Path(person): Path<String>) -> Result<StatusCode> {
    staff.require(Right::Erase)?;
    let erased = erasing::erase_person(&app, &staff.member.site, &person, &staff.member.person).await?;
    if erased { Ok(StatusCode::NO_CONTENT) } else { Err(AppError::Refused(ErrorCode::PersonUnknown)) }
}
