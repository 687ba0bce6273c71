//! Those who write, as the dashboard shows them: the list, one person's history, and who is asked to stay away.

use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;
use porch_protocol::people::{BanPerson, Banned, People, PersonComments, PersonHistory, PersonKind, RemoveBan};
use porch_protocol::{ErrorCode, Problem, Status, Timestamp, limits};

use super::paging;
use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::{Json, Path, Query};
use crate::team::person_history::{self, bans, named};
use crate::team::thread_controls::{self, BanTarget, NewBan};
use porch_domain::team::Right;
use porch_storage::people::PeopleQuery;
use porch_storage::person_comments::PersonCommentQuery;

/// Bans that are listed.
const MOST_BANS: usize = 200;
/// The longest ban that ends, in seconds: ten years.
const LONGEST: u32 = 10 * 366 * 86_400;

/// Which of those who wrote.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FindPeople {
    /// A part of their name, at most 64 characters.
    find: String,
    /// `newest` (default) or `longest`.
    order: String,
    /// Only those with a ban in effect.
    banned: bool,
    /// Only those of this kind.
    #[param(inline)]
    kind: Option<PersonKind>,
    /// The `next` of the page before.
    after: String,
}

/// Those who wrote, the newest first.
#[utoipa::path(get, path = "/v1/host/people", tag = "host", params(FindPeople),
    responses((status = 200, body = People), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_people(
    State(app): State<App>,
    staff: TeamMember,
    Query(request): Query<FindPeople>,
) -> Result<Answer<People>> {
    staff.require(Right::See)?;
    let malformed = || AppError::Refused(ErrorCode::Malformed);
    let find = request.find.trim();
    if find.chars().count() > limits::NAME_CHARS {
        return Err(malformed());
    }
    let after = paging::after(&request.after)?;
    let find = (!find.is_empty()).then(|| find.to_owned());
    let (longest, FindPeople { banned, kind, .. }) = (request.order == "longest", request);
    let query = PeopleQuery { find, longest, banned, kind, after };
    let latest = app.storage.latest_change(&staff.member.site).await?;
    let mut people = app.storage.people(&staff.member.site, &query, app.clock.now(), paging::PART + 1).await?;
    let next = paging::cut(&mut people, |line| (line.since, line.person.clone()));
    let people = person_history::with_ways(&app, &staff.member.site, people).await?;
    Ok(Answer(People { people, next, latest }))
}

/// All that the team knows of somebody.
#[utoipa::path(get, path = "/v1/host/people/{person}", tag = "host", params(("person" = String, Path)),
    responses((status = 200, body = PersonHistory), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, description = "person-unknown", body = Problem)))]
pub async fn get_person(
    State(app): State<App>,
    staff: TeamMember,
    Path(person): Path<String>,
) -> Result<Answer<PersonHistory>> {
    staff.require(Right::See)?;
    let history = person_history::history(&app, &staff.member.site, &person).await?;
    history.map(Answer).ok_or(AppError::Refused(ErrorCode::PersonUnknown))
}

/// Which comments of somebody's history.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PersonCommentsQuery {
    /// Only those that stand there, by a word of `Status`.
    status: String,
    /// Those of others that they reported, and not their own.
    reported: bool,
    /// The `next` of the page before.
    after: String,
}

/// The comments that a count of somebody's history counts, the latest first.
#[utoipa::path(get, path = "/v1/host/people/{person}/comments", tag = "host",
    params(("person" = String, Path), PersonCommentsQuery),
    responses((status = 200, body = PersonComments), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, description = "person-unknown", body = Problem)))]
pub async fn get_person_comments(
    State(app): State<App>,
    staff: TeamMember,
    Path(person): Path<String>,
    Query(request): Query<PersonCommentsQuery>,
) -> Result<Answer<PersonComments>> {
    staff.require(Right::See)?;
    let statuses = match request.status.as_str() {
        "" => Vec::new(),
        word => vec![Status::from_word(word).ok_or(AppError::Refused(ErrorCode::Malformed))?],
    };
    let query = PersonCommentQuery { reported: request.reported, statuses, after: paging::after(&request.after)? };
    let counted = person_history::counted(&app, &staff.member.site, &person, &query).await?;
    counted.map(Answer).ok_or(AppError::Refused(ErrorCode::PersonUnknown))
}

/// Removes what somebody says about themselves.
#[utoipa::path(delete, path = "/v1/host/people/{person}/about", tag = "host", params(("person" = String, Path)),
    responses((status = 204, description = "removed"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, description = "person-unknown, or says nothing", body = Problem)))]
pub async fn remove_about(State(app): State<App>, staff: TeamMember, Path(person): Path<String>) -> Result<StatusCode> {
    staff.require(Right::Decide)?;
    let TeamMember { member, .. } = staff;
    let removed = app.storage.remove_about(member.site, person, member.person, app.clock.now()).await?;
    if removed { Ok(StatusCode::NO_CONTENT) } else { Err(AppError::Refused(ErrorCode::PersonUnknown)) }
}

/// Undoes a merge: the comments of the guest are again the guest's.
#[utoipa::path(post, path = "/v1/host/merges/{id}/undo", tag = "host", params(("id" = String, Path)),
    responses((status = 204, description = "undone"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, description = "person-unknown: no such merge, or it is undone already", body = Problem)))]
pub async fn undo_merge(State(app): State<App>, staff: TeamMember, Path(id): Path<String>) -> Result<StatusCode> {
    staff.require(Right::Decide)?;
    let TeamMember { member, .. } = staff;
    let undone = app.storage.undo_merge(member.site, id, member.person, app.clock.now()).await?;
    if undone { Ok(StatusCode::NO_CONTENT) } else { Err(AppError::Refused(ErrorCode::PersonUnknown)) }
}

/// Who is asked to stay away, the latest first; at most 200.
#[utoipa::path(get, path = "/v1/host/bans", tag = "host",
    responses((status = 200, body = Vec<Banned>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_bans(State(app): State<App>, staff: TeamMember) -> Result<Answer<Vec<Banned>>> {
    staff.require(Right::See)?;
    let site = &staff.member.site;
    Ok(Answer(named(&app, site, bans(&app, site).await?, MOST_BANS).await?))
}

/// Asks somebody to stay away, for a time or for good.
#[utoipa::path(post, path = "/v1/host/bans", tag = "host", request_body = BanPerson,
    responses((status = 200, description = "what holds now", body = Vec<Banned>), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, description = "not-possible", body = Problem), (status = 422, body = Problem)))]
pub async fn ban_person(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<BanPerson>,
) -> Result<Answer<Vec<Banned>>> {
    staff.require(Right::Decide)?;
    let site = &staff.member.site;
    if request.seconds.is_some_and(|seconds| !(1..=LONGEST).contains(&seconds)) {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    app.storage.author(site, &request.person).await?.ok_or(AppError::Refused(ErrorCode::PersonUnknown))?;
    let until = request.seconds.map(|seconds| app.clock.now().plus(i64::from(seconds) * Timestamp::SECOND));
    let new = |whom| NewBan {
        site: site.clone(),
        whom,
        until,
        reason: request.reason.clone(),
        by: staff.member.person.clone(),
    };
    let mut whom = vec![BanTarget::Person(request.person.clone())];
    if request.network {
        // Asked before anything is done: where it is forgotten, nobody is banned by half.
        app.recent_texts.network_of_person(site, &request.person).ok_or(thread_controls::FORGOTTEN)?;
        whom.push(BanTarget::NetworkOfPerson(request.person.clone()));
    }
    let mut made = Vec::with_capacity(whom.len());
    for whom in whom {
        made.push(thread_controls::ban(&app, new(whom)).await?.who);
    }
    let held = bans(&app, site).await?.into_iter().filter(|ban| made.contains(&ban.who));
    Ok(Answer(named(&app, site, held.collect(), made.len()).await?))
}

/// Ends a ban.
#[utoipa::path(post, path = "/v1/host/bans/end", tag = "host", request_body = RemoveBan,
    responses((status = 204, description = "ended"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "not-possible", body = Problem)))]
pub async fn remove_ban(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<RemoveBan>,
) -> Result<StatusCode> {
    staff.require(Right::Decide)?;
    let reason = request.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    thread_controls::unban(&app, &staff.member.site, (request.kind, request.who), (&staff.member.person, reason))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
