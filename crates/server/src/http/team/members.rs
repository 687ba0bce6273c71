//! The team: who is there, who is invited, what becomes of them.

use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;
use porch_protocol::page_ref::PageRef;
use porch_protocol::team::{ChangeRole, Colleague, Invite, Invited, OwnName, Team};
use porch_protocol::team_api::Member as Me;
use porch_protocol::{ErrorCode, Problem, Role, ThreadId};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::{Json, Path};
use crate::secrets::Token;
use crate::team::actor;
use porch_domain::comment::Refusal;
use porch_domain::moderation::team_names::TeamNames;
use porch_domain::page::page_of_site;
use porch_domain::team::{INVITATION_LIFE, Right, invites, may};
use porch_domain::text::clean_name;
use porch_storage::sessions::{self, NewInvitation};
use porch_storage::team::{self, Member, MemberChange, MemberChanged, NewName};

/// The people of the business, those who are invited among them.
#[utoipa::path(get, path = "/v1/host/team", tag = "host",
    responses((status = 200, body = Team), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_team(State(app): State<App>, staff: TeamMember) -> Result<Answer<Team>> {
    staff.require(Right::See)?;
    let Member { site, role, .. } = &staff.member;
    let names = app.storage.names_of_team(site).await?;
    let mut people = Vec::new();
    for one in app.storage.colleagues(site, app.clock.now()).await? {
        let place = match one.member.thread {
            Some(thread) => app.storage.thread(site, thread).await?,
            None => None,
        };
        let (by, until) = one.invited.unzip();
        people.push(Colleague {
            own: one.member.person == staff.member.person,
            id: one.member.person,
            name: one.member.name,
            role: one.member.role,
            place: place.map(|thread| PageRef { url: thread.url, title: thread.title }),
            since: one.joined_at,
            last_here: one.seen_at,
            invited_by: by.map(|by| actor(&names, &by)),
            until,
        });
    }
    Ok(Answer(Team { people, invites: invites(*role).to_vec(), rules: may(*role, Right::ManageTeam) }))
}

/// Invites somebody. Who was invited before by this name, into the same role, and has not come, gets a new link.
#[utoipa::path(post, path = "/v1/host/team", tag = "host", request_body = Invite,
    responses((status = 201, body = Invited), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, description = "there are no comments on that page", body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn invite_member(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<Invite>,
) -> Result<(StatusCode, Answer<Invited>)> {
    if !invites(staff.member.role).contains(&request.role) {
        return Err(AppError::Refused(ErrorCode::RoleNotAllowed));
    }
    let Member { site, person: by, .. } = staff.member;
    let name = clean_name(&request.name).map_err(Refusal::Name)?;
    let team = app.storage.members(&site).await?;
    // Two people of a team whom nobody can tell apart by their names are one too many.
    if TeamNames::new(team.iter().map(|one| one.name.as_str()).filter(|other| *other != name)).includes(&name) {
        return Err(AppError::Refused(ErrorCode::NameTaken));
    }
    let thread = thread_of(&app, &site, request.role, request.page.as_deref()).await?;
    let now = app.clock.now();
    let (token, until) = (Token::random()?, now.plus(INVITATION_LIFE));
    let member =
        Member { site: site.clone(), person: uuid::Uuid::now_v7().to_string(), name, role: request.role, thread };
    let new = NewInvitation { member, hash: token.hash(), by, now, until };
    match app.storage.invite_member(new).await? {
        sessions::Invited::Done => {}
        sessions::Invited::Known => return Err(AppError::Refused(ErrorCode::NameTaken)),
        sessions::Invited::Full => return Err(AppError::Refused(ErrorCode::TooMany)),
    }
    // Behind `#` it reaches no log and no other server.
    let link = format!("{}/host/#enter={}", app.config.public_url, token.secret());
    Ok((StatusCode::CREATED, Answer(Invited { link, until })))
}

/// Changes one's own name, for what is written from now on: what was written before keeps the name that it was written under.
/// Answers whoever is signed in, as they are now.
#[utoipa::path(put, path = "/v1/host/name", tag = "host", request_body = OwnName,
    responses((status = 200, body = Me), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "somebody else changed it first", body = Problem),
              (status = 422, description = "no name, or one of another member, or one that looks like it", body = Problem)))]
pub async fn set_own_name(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<OwnName>,
) -> Result<Answer<Me>> {
    staff.require(Right::Answer)?;
    let name = clean_name(&request.name).map_err(Refusal::Name)?;
    let member = staff.member;
    let site = member.site.clone();
    if name != member.name {
        let team = app.storage.members(&site).await?;
        let others = team.iter().filter(|one| one.person != member.person).map(|one| one.name.as_str());
        if TeamNames::new(others).includes(&name) {
            return Err(AppError::Refused(ErrorCode::NameTaken));
        }
        let new = NewName { member: member.clone(), name: name.clone(), now: app.clock.now() };
        if !app.storage.rename_member(new).await? {
            return Err(AppError::Refused(ErrorCode::MemberNotFound));
        }
    }
    Ok(Answer(super::session::to_protocol(&app, Member { name, ..member })))
}

/// Changes what somebody is. All their sessions end: they come in anew with the rights they have then.
#[utoipa::path(patch, path = "/v1/host/team/{id}", tag = "host", request_body = ChangeRole, params(("id" = String, Path)),
    responses((status = 204, description = "changed"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, description = "the last owner", body = Problem)))]
pub async fn set_member_role(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<String>,
    Json(request): Json<ChangeRole>,
) -> Result<StatusCode> {
    staff.require(Right::ManageTeam)?;
    let site = &staff.member.site;
    let member = find(&app, site, &id).await?.member;
    if member.role != request.from {
        return Err(AppError::Refused(ErrorCode::MemberNotFound));
    }
    let thread = thread_of(&app, site, request.to, request.page.as_deref()).await?;
    change(&app, member, Some((request.to, thread)), staff.member.person).await
}

/// Ends a membership, or takes an open invitation back. `me` is whoever asks: everybody may leave.
#[utoipa::path(delete, path = "/v1/host/team/{id}", tag = "host", params(("id" = String, Path)),
    responses((status = 204, description = "out, everywhere and at once"), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, description = "the last owner", body = Problem)))]
pub async fn remove_member(State(app): State<App>, staff: TeamMember, Path(id): Path<String>) -> Result<StatusCode> {
    let Member { site, person, role, .. } = staff.member;
    let id = if id == "me" { person.clone() } else { id };
    if id != person && invites(role).is_empty() {
        return Err(AppError::Refused(ErrorCode::RoleNotAllowed));
    }
    let found = find(&app, &site, &id).await?;
    let open = found.joined_at.is_none();
    let takes_back = open && invites(role).contains(&found.member.role);
    if !(id == person || takes_back || may(role, Right::ManageTeam)) {
        return Err(AppError::Refused(ErrorCode::RoleNotAllowed));
    }
    change(&app, found.member, None, person).await
}

async fn change(app: &App, member: Member, to: Option<(Role, Option<ThreadId>)>, by: String) -> Result<StatusCode> {
    match app.storage.change_member(MemberChange { member, to, by, now: app.clock.now() }).await? {
        MemberChanged::Done => Ok(StatusCode::NO_CONTENT),
        MemberChanged::LastOwner => Err(AppError::Refused(ErrorCode::LastOwner)),
        MemberChanged::NotHere => Err(AppError::Refused(ErrorCode::MemberNotFound)),
    }
}

async fn find(app: &App, site: &str, id: &str) -> Result<team::Colleague> {
    let team = app.storage.colleagues(site, app.clock.now()).await?;
    let found = team.into_iter().find(|one| one.member.person == id);
    found.ok_or(AppError::Refused(ErrorCode::MemberNotFound))
}

/// The one thread of a guest expert; nobody else has one.
async fn thread_of(app: &App, site: &str, role: Role, page: Option<&str>) -> Result<Option<ThreadId>> {
    match (role, page) {
        (Role::Guest, Some(page)) => {
            let origins = app.site(site).map(|site| site.origins.clone()).unwrap_or_default();
            let page = page_of_site(page.trim(), &origins)?;
            let thread = app.storage.thread_of_page(site, &page.key).await?;
            let none = AppError::Refused(ErrorCode::ThreadNotFound);
            thread.map(|thread| Some(thread.id)).ok_or(none)
        }
        (Role::Guest, None) => Err(AppError::Refused(ErrorCode::PageNotAllowed)),
        (_, _) => Ok(None),
    }
}
