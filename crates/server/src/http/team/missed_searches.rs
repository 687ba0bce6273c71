//! What visitors of a site look for and do not find, as the team sees it.

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::Problem;
use porch_protocol::comment_search::MissedSearch;

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::Result;
use porch_domain::team::Right;

/// Lines at most.
const LINES: u32 = 100;

/// What was looked for in vain at least three times in the last 90 days, the most frequent first.
#[utoipa::path(get, path = "/v1/host/missed-searches", tag = "host",
    responses((status = 200, body = Vec<MissedSearch>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_missed_searches(State(app): State<App>, staff: TeamMember) -> Result<Answer<Vec<MissedSearch>>> {
    staff.require(Right::See)?;
    Ok(Answer(app.storage.missed_searches(&staff.member.site, app.clock.now(), LINES).await?))
}
