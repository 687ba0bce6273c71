//! The search field of the dashboard: comments, people and pages by a few words.

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::host::Place;
use porch_protocol::search::{Found, LETTERS};
use porch_protocol::{ErrorCode, Problem};

use super::{Staff, up_now};
use crate::App;
use crate::domain::team::Right;
use crate::domain::visibility::Viewer;
use crate::http::error::{AppError, Result};
use crate::http::request::Query;
use crate::storage::pages::PageQuery;
use crate::storage::people::PeopleQuery;

/// Comments that are answered at most, and people and pages each.
const COMMENTS: u32 = 8;
const OTHERS: u32 = 5;

/// What is searched for.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Search {
    /// A part of words, of a name, of a title or an address: 2 to 100 characters.
    find: String,
}

/// The newest comments, people and pages that have it.
#[utoipa::path(get, path = "/v1/host/search", tag = "host", params(Search),
    responses((status = 200, body = Found), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn search(State(app): State<App>, staff: Staff, Query(asked): Query<Search>) -> Result<Answer<Found>> {
    staff.needs(Right::See)?;
    let site = &staff.member.site;
    let find = asked.find.trim();
    if !LETTERS.contains(&find.chars().count()) {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    let comments = app.storage.comments_saying(site, find, COMMENTS).await?;
    let comments =
        comments.into_iter().filter_map(|one| up_now::met(&app, site, one, Vec::new(), Viewer::Team)).collect();
    let people = PeopleQuery { find: Some(find.to_owned()), ..PeopleQuery::default() };
    let people = app.storage.people(site, &people, app.clock.now(), OTHERS).await?;
    let pages = PageQuery { find: Some(find.to_owned()), ..PageQuery::default() };
    let pages = app.storage.pages(site, &pages, OTHERS).await?;
    let pages = pages.into_iter().map(|page| Place { url: page.url, title: page.title }).collect();
    Ok(Answer(Found { comments, people, pages }))
}
