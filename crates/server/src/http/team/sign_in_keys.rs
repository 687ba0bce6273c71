//! The keys with which a site's own server signs visitors in, as its owners see and change them.

use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;
use porch_protocol::sign_in_keys::{AddSignInKey, SignInKey, SignInKeyAdded, SignInKeyState, SignInKeys};
use porch_protocol::{Problem, Timestamp};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::Result;
use crate::http::request::{Json, Path};
use crate::team::sign_in_keys::{self, NewKey};
use porch_domain::sso::{KeyState, MOST_KEYS};
use porch_domain::team::Right;
use porch_storage::sso_keys::SsoKey;

/// The keys, without the keys themselves.
#[utoipa::path(get, path = "/v1/host/sign-in-keys", tag = "host",
    responses((status = 200, body = SignInKeys), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_sign_in_keys(State(app): State<App>, staff: TeamMember) -> Result<Answer<SignInKeys>> {
    staff.require(Right::ManageSignInKeys)?;
    let (site, now) = (&staff.member.site, app.clock.now());
    let keys: Vec<_> = app.storage.sso_keys(site).await?.into_iter().map(|key| line(key, now)).collect();
    // Those that do not count any more make room.
    let taken = keys.iter().filter(|key| key.state != SignInKeyState::Retired).count();
    let has_room = u32::try_from(taken).is_ok_and(|taken| taken < MOST_KEYS);
    Ok(Answer(SignInKeys { keys, has_room, audience: site.clone() }))
}

fn line(key: SsoKey, now: Timestamp) -> SignInKey {
    let state = match key.state {
        _ if key.retires_at.is_some_and(|until| until <= now) => SignInKeyState::Retired,
        KeyState::Next => SignInKeyState::Next,
        KeyState::Current => SignInKeyState::Current,
        KeyState::Retiring => SignInKeyState::Retiring,
    };
    SignInKey { id: key.id, algorithm: key.algorithm.word().to_owned(), state, until: key.retires_at }
}

/// Adds a key. A secret is answered here and never again.
#[utoipa::path(post, path = "/v1/host/sign-in-keys", tag = "host", request_body = AddSignInKey,
    responses((status = 201, body = SignInKeyAdded), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "as many as there may be", body = Problem),
              (status = 422, description = "setting-invalid", body = Problem)))]
pub async fn add_sign_in_key(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<AddSignInKey>,
) -> Result<(StatusCode, Answer<SignInKeyAdded>)> {
    staff.require(Right::ManageSignInKeys)?;
    let new = NewKey { id: request.id, public_key: request.public_key };
    let added = sign_in_keys::add(&app, &staff.member.site, new, &staff.member.person).await?;
    Ok((StatusCode::CREATED, Answer(SignInKeyAdded { id: added.id, secret: added.secret })))
}

/// Makes a key the current one; the one that was current before counts for one more day.
#[utoipa::path(post, path = "/v1/host/sign-in-keys/{id}/current", tag = "host", params(("id" = String, Path)),
    responses((status = 204, description = "it is current"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "not there", body = Problem)))]
pub async fn make_sign_in_key_current(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    change(&app, &staff, &id, Some(KeyState::Current)).await
}

/// Removes a key: no token that is signed with it counts from now on.
#[utoipa::path(delete, path = "/v1/host/sign-in-keys/{id}", tag = "host", params(("id" = String, Path)),
    responses((status = 204, description = "gone"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "not there", body = Problem)))]
pub async fn remove_sign_in_key(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    change(&app, &staff, &id, None).await
}

async fn change(app: &App, staff: &TeamMember, id: &str, to: Option<KeyState>) -> Result<StatusCode> {
    staff.require(Right::ManageSignInKeys)?;
    sign_in_keys::change(app, &staff.member.site, id, to, &staff.member.person).await?;
    Ok(StatusCode::NO_CONTENT)
}
