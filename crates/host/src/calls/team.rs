//! Calls about passkeys and the team.

use porch_protocol::host::Member;
use porch_protocol::team::{AddPasskey, Ceremony, ChangeRole, Invite, Invited, Passkey, Passkeys, SignIn, Team};

use super::{Result, delete, get, patch, post, press};

/// Begins to sign in.
pub(crate) async fn begin_sign_in() -> Result<Ceremony> {
    press("/v1/host/session/begin").await
}

/// Signs in.
pub(crate) async fn sign_in(answer: &SignIn) -> Result<Member> {
    post("/v1/host/session/passkey", answer).await
}

/// One's own passkeys.
pub(crate) async fn passkeys() -> Result<Passkeys> {
    get("/v1/host/passkeys").await
}

/// Begins to add one.
pub(crate) async fn begin_passkey() -> Result<Ceremony> {
    press("/v1/host/passkeys/begin").await
}

/// Adds one.
pub(crate) async fn add_passkey(answer: &AddPasskey) -> Result<Passkey> {
    post("/v1/host/passkeys", answer).await
}

/// Removes one.
pub(crate) async fn remove_passkey(id: &str) -> Result<()> {
    delete(&format!("/v1/host/passkeys/{id}")).await
}

/// The team.
pub(crate) async fn team() -> Result<Team> {
    get("/v1/host/team").await
}

/// Invites somebody.
pub(crate) async fn invite(whom: &Invite) -> Result<Invited> {
    post("/v1/host/team", whom).await
}

/// Changes a role.
pub(crate) async fn change_role(id: &str, change: &ChangeRole) -> Result<()> {
    patch(&format!("/v1/host/team/{id}"), change).await
}

/// Ends a membership, or takes an invitation back.
pub(crate) async fn end_member(id: &str) -> Result<()> {
    delete(&format!("/v1/host/team/{id}")).await
}
