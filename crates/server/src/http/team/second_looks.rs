//! What people did about a second look at their words: the counts, and the comments behind each of them.

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::page_ref::PageRef;
use porch_protocol::team_api::{SecondLookComment, SecondLooks};
use porch_protocol::{Problem, SecondLook};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::Result;
use crate::http::request::Query;
use crate::team::rule_test::beginning;
use porch_domain::markup::plain_text;
use porch_domain::team::Right;
use porch_domain::visibility::Viewer;

/// Comments of a page.
const LINES: u32 = 100;

/// Which comments.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SecondLookQuery {
    /// Only those whose authors did this: `edited`, `kept` or `slept`; anything else means all.
    pause: String,
    /// Only what was sent before this one: its `seq`.
    before: Option<i64>,
}

/// How many comments came after a second look, and which, the latest first.
#[utoipa::path(get, path = "/v1/host/pauses", tag = "host", params(SecondLookQuery),
    responses((status = 200, body = SecondLooks), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_second_looks(
    State(app): State<App>,
    staff: TeamMember,
    Query(request): Query<SecondLookQuery>,
) -> Result<Answer<SecondLooks>> {
    staff.require(Right::See)?;
    let site = &staff.member.site;
    let counts = app.storage.second_look_counts(site).await?;
    let found = app.storage.second_looks(site, SecondLook::from_word(&request.pause), request.before, LINES).await?;
    let ids: Vec<_> = found.iter().map(|one| one.comment).collect();
    let stored = app.storage.comments_named(site, &ids).await?;
    let comments = found.into_iter().filter_map(|one| {
        let comment = stored.get(&one.comment)?;
        let seen = comment.seen_by(Viewer::Team).and_then(|comment| comment.body);
        let excerpt = seen.map(|words| beginning(&plain_text(&words))).filter(|words| !words.is_empty());
        Some(SecondLookComment {
            seq: one.seq,
            at: one.at,
            pause: one.second_look,
            comment: one.comment,
            person: comment.person.clone(),
            name: comment.name.clone(),
            status: comment.status,
            place: PageRef { url: one.url, title: one.title },
            excerpt,
        })
    });
    Ok(Answer(SecondLooks { counts, comments: comments.collect() }))
}
