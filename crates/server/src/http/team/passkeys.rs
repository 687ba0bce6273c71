//! Passkeys: adding one, removing it, and coming in by one.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use porch_protocol::team::{AddPasskey, Ceremony, Passkey, Passkeys, SignIn};
use porch_protocol::team_api::Member;
use porch_protocol::{ErrorCode, Problem};

use super::session::{SignInAttempt, signed_in_response};
use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::{Json, Path};
use crate::passkeys::PasskeyError;
use crate::secrets::Token;
use porch_domain::comment::Refusal;
use porch_domain::text::clean_name;
use porch_storage::passkeys::{self, Added, Entry, NewPasskey};

/// One's own passkeys.
#[utoipa::path(get, path = "/v1/host/passkeys", tag = "host",
    responses((status = 200, body = Passkeys), (status = 401, body = Problem)))]
pub async fn get_passkeys(State(app): State<App>, staff: TeamMember) -> Result<Answer<Passkeys>> {
    let own = app.storage.passkeys(&staff.member).await?;
    Ok(Answer(Passkeys { available: app.passkeys.available(), passkeys: own.into_iter().map(to_protocol).collect() }))
}

/// Begins to add a passkey.
#[utoipa::path(post, path = "/v1/host/passkeys/begin", tag = "host",
    responses((status = 200, body = Ceremony), (status = 401, body = Problem),
              (status = 409, description = "the server has no name", body = Problem)))]
pub async fn begin_passkey_registration(
    State(app): State<App>,
    staff: TeamMember,
    _: SignInAttempt,
) -> Result<Answer<Ceremony>> {
    let known = app.storage.passkeys(&staff.member).await?;
    let known: Vec<_> = known.into_iter().map(|one| one.credential).collect();
    Ok(Answer(app.passkeys.begin_adding(&staff.member, &known, app.clock.now())?))
}

/// Adds a passkey: the ceremony must be one's own, under way, and not used before.
#[utoipa::path(post, path = "/v1/host/passkeys", tag = "host", request_body = AddPasskey,
    responses((status = 201, body = Passkey), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn add_passkey(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<AddPasskey>,
) -> Result<(StatusCode, Answer<Passkey>)> {
    let now = app.clock.now();
    let name = clean_name(&request.name).map_err(Refusal::Name)?;
    let made = app.passkeys.finish_adding(&staff.member, &request.ceremony, &request.credential, now)?;
    let id = uuid::Uuid::new_v4().to_string();
    let new = NewPasskey {
        member: staff.member,
        id: id.clone(),
        credential_id: made.credential_id,
        credential: made.credential,
        name: name.clone(),
    };
    match app.storage.add_passkey(new, now).await? {
        Added::Done => Ok((StatusCode::CREATED, Answer(Passkey { id, name, added_at: now, used_at: None }))),
        Added::Full => Err(AppError::Refused(ErrorCode::TooMany)),
        Added::Refused => Err(AppError::Refused(ErrorCode::PasskeyRefused)),
    }
}

/// Removes one of one's own passkeys. Sessions stay: it is how one comes in, not that one is in.
#[utoipa::path(delete, path = "/v1/host/passkeys/{id}", tag = "host", params(("id" = String, Path)),
    responses((status = 204, description = "gone"), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn remove_passkey(State(app): State<App>, staff: TeamMember, Path(id): Path<String>) -> Result<StatusCode> {
    let gone = app.storage.remove_passkey(staff.member, id, app.clock.now()).await?;
    if gone { Ok(StatusCode::NO_CONTENT) } else { Err(AppError::Refused(ErrorCode::PasskeyNotFound)) }
}

/// Begins to let somebody in by a passkey. Nobody says who they are: the authenticator knows.
#[utoipa::path(post, path = "/v1/host/session/begin", tag = "host",
    responses((status = 200, body = Ceremony), (status = 403, body = Problem),
              (status = 409, description = "the server has no name", body = Problem), (status = 429, body = Problem)))]
pub async fn begin_passkey_sign_in(State(app): State<App>, _: SignInAttempt) -> Result<Answer<Ceremony>> {
    Ok(Answer(app.passkeys.begin_signing_in(app.clock.now())?))
}

/// Lets somebody in by a passkey. All that is wrong is answered alike.
#[utoipa::path(post, path = "/v1/host/session/passkey", tag = "host", request_body = SignIn,
    responses((status = 200, description = "in, with a cookie", body = Member), (status = 403, body = Problem)))]
pub async fn sign_in_with_passkey(
    State(app): State<App>,
    _: SignInAttempt,
    Json(request): Json<SignIn>,
) -> Result<Response> {
    let now = app.clock.now();
    let refused = || AppError::Refused(ErrorCode::PasskeyRefused);
    let answer = app.passkeys.read_assertion(&request.ceremony, &request.credential, now)?;
    let (passkey, member) = app.storage.passkey_of(&answer.credential_id()).await?.ok_or_else(refused)?;
    let (credential, used) = app.passkeys.check(answer, &member, &passkey.credential)?;
    let session = Token::random()?;
    let ceremony = (used.seal, used.expires_at);
    let entry = Entry { passkey: passkey.id, member, credential, ceremony, session: session.hash(), now };
    let member = app.storage.sign_in_with_passkey(entry).await?.ok_or_else(refused)?;
    signed_in_response(&app, member, &session)
}

fn to_protocol(passkey: passkeys::Passkey) -> Passkey {
    Passkey { id: passkey.id, name: passkey.name, added_at: passkey.added_at, used_at: passkey.used_at }
}

impl From<PasskeyError> for AppError {
    fn from(error: PasskeyError) -> Self {
        if matches!(error, PasskeyError::Unavailable) {
            return Self::Refused(ErrorCode::PasskeysUnavailable);
        }
        tracing::info!(%error, "a passkey was refused");
        Self::Refused(ErrorCode::PasskeyRefused)
    }
}
