//! The search field of the dashboard: comments, people and pages by a few words.

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::page_ref::PageRef;
use porch_protocol::search::{FoundPage, MAX_RESULTS, QUERY_CHARS, SearchPart, SearchResults, SearchTotals};
use porch_protocol::{ErrorCode, Problem};

use super::published;
use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::Query;
use porch_domain::team::Right;
use porch_domain::visibility::Viewer;
use porch_storage::pages::{PageQuery, PageSummary};
use porch_storage::people::PeopleQuery;

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
    /// Only one part, and more of it.
    #[param(inline)]
    part: Option<SearchPart>,
}

impl Search {
    /// How many of a part are answered, where it is asked for; `few` where all parts are.
    fn most(&self, part: SearchPart, few: u32) -> Option<u32> {
        match self.part {
            None => Some(few),
            Some(only) => (only == part).then_some(MAX_RESULTS),
        }
    }
}

/// The newest comments, people and pages that have it.
#[utoipa::path(get, path = "/v1/host/search", tag = "host", params(Search),
    responses((status = 200, body = SearchResults), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn search_site(
    State(app): State<App>,
    staff: TeamMember,
    Query(request): Query<Search>,
) -> Result<Answer<SearchResults>> {
    staff.require(Right::See)?;
    let site = &staff.member.site;
    let find = request.find.trim();
    if !QUERY_CHARS.contains(&find.chars().count()) {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    let mut found = SearchResults::default();
    if let Some(most) = request.most(SearchPart::Comments, COMMENTS) {
        let (comments, total) = app.storage.comments_containing(site, find, most).await?;
        let met =
            comments.into_iter().filter_map(|one| published::team_comment(&app, site, one, Vec::new(), Viewer::Team));
        found = SearchResults {
            comments: met.collect(),
            totals: SearchTotals { comments: total, ..found.totals },
            ..found
        };
    }
    if let Some(most) = request.most(SearchPart::People, OTHERS) {
        let query = PeopleQuery { find: Some(find.to_owned()), ..PeopleQuery::default() };
        found.people = app.storage.people(site, &query, app.clock.now(), most).await?;
        found.totals.people = match all_of(&found.people, most) {
            Some(all) => all,
            None => app.storage.count_people_named(site, find).await?,
        };
    }
    if let Some(most) = request.most(SearchPart::Pages, OTHERS) {
        let query = PageQuery { find: Some(find.to_owned()), ..PageQuery::default() };
        let pages = app.storage.pages(site, &query, most).await?;
        found.totals.pages = match all_of(&pages, most) {
            Some(all) => all,
            None => app.storage.count_pages_named(site, find).await?,
        };
        let page = |page: PageSummary| FoundPage {
            thread: page.thread,
            place: PageRef { url: page.url, title: page.title },
            published: page.up,
            last: page.last,
        };
        found.pages = pages.into_iter().map(page).collect();
    }
    Ok(Answer(found))
}

/// How many there are, where they are fewer than could be answered: nothing is counted once more for that.
fn all_of<T>(found: &[T], most: u32) -> Option<u32> {
    u32::try_from(found.len()).ok().filter(|count| *count < most)
}
