//! Calls about passkeys and the team.

use gloo_net::http::Request;
use porch_protocol::host::Member;
use porch_protocol::team::{AddPasskey, Ceremony, ChangeRole, Invite, Invited, Passkey, Passkeys, SignIn, Team};

use super::{Result, done, open, read, send};

/// Begins to sign in.
pub(crate) async fn begin_sign_in() -> Result<Ceremony> {
    open(Request::post("/v1/host/session/begin").send().await).await
}

/// Signs in.
pub(crate) async fn sign_in(answer: &SignIn) -> Result<Member> {
    send(Request::post("/v1/host/session/passkey"), answer).await
}

/// One's own passkeys.
pub(crate) async fn passkeys() -> Result<Passkeys> {
    read(Request::get("/v1/host/passkeys")).await
}

/// Begins to add one.
pub(crate) async fn begin_passkey() -> Result<Ceremony> {
    open(Request::post("/v1/host/passkeys/begin").send().await).await
}

/// Adds one.
pub(crate) async fn add_passkey(answer: &AddPasskey) -> Result<Passkey> {
    send(Request::post("/v1/host/passkeys"), answer).await
}

/// Removes one.
pub(crate) async fn remove_passkey(id: &str) -> Result<()> {
    done(Request::delete(&format!("/v1/host/passkeys/{id}")).send().await).await
}

/// The team.
pub(crate) async fn team() -> Result<Team> {
    read(Request::get("/v1/host/team")).await
}

/// Invites somebody.
pub(crate) async fn invite(whom: &Invite) -> Result<Invited> {
    send(Request::post("/v1/host/team"), whom).await
}

/// Changes a role.
pub(crate) async fn change_role(id: &str, change: &ChangeRole) -> Result<()> {
    let request = Request::patch(&format!("/v1/host/team/{id}")).json(change);
    let request = request.map_err(|error| super::Failure::Wrong(error.to_string()))?;
    done(request.send().await).await
}

/// Ends a membership, or takes an invitation back.
pub(crate) async fn end_member(id: &str) -> Result<()> {
    done(Request::delete(&format!("/v1/host/team/{id}")).send().await).await
}
