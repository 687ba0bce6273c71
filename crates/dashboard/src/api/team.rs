//! The calls about signing in, passkeys and the team.

use porch_protocol::team::{
    AddPasskey, Ceremony, ChangeRole, ConfirmAddress, Invite, Invited, MailAddress, OwnName, Passkey, Passkeys, SignIn,
    SignInMail, Team,
};
use porch_protocol::team_api::Member;

use super::{Result, delete, get, patch, post, post_empty, put};

/// Begins to sign in by a passkey.
pub(crate) async fn begin_sign_in() -> Result<Ceremony> {
    post_empty("/v1/host/session/begin").await
}

/// Signs in by a passkey.
pub(crate) async fn sign_in(answer: &SignIn) -> Result<Member> {
    post("/v1/host/session/passkey", answer).await
}

/// Requests a sign-in link by mail.
pub(crate) async fn ask_for_link(address: String) -> Result<()> {
    post("/v1/host/session/mail", &MailAddress { address }).await
}

/// The address that the member's links are mailed to.
pub(crate) async fn mail() -> Result<SignInMail> {
    get("/v1/host/mail").await
}

/// Changes that address; it must be confirmed.
pub(crate) async fn set_mail(address: String) -> Result<SignInMail> {
    put("/v1/host/mail", &MailAddress { address }).await
}

/// Confirms an address.
pub(crate) async fn confirm_mail(token: String) -> Result<SignInMail> {
    post("/v1/host/mail/confirm", &ConfirmAddress { token }).await
}

/// Removes the address.
pub(crate) async fn end_mail() -> Result<()> {
    delete("/v1/host/mail").await
}

/// The member's own passkeys.
pub(crate) async fn passkeys() -> Result<Passkeys> {
    get("/v1/host/passkeys").await
}

/// Begins to add a passkey.
pub(crate) async fn begin_passkey() -> Result<Ceremony> {
    post_empty("/v1/host/passkeys/begin").await
}

/// Adds a passkey.
pub(crate) async fn add_passkey(answer: &AddPasskey) -> Result<Passkey> {
    post("/v1/host/passkeys", answer).await
}

/// Removes a passkey.
pub(crate) async fn remove_passkey(id: &str) -> Result<()> {
    delete(&format!("/v1/host/passkeys/{id}")).await
}

/// Changes the member's own name.
pub(crate) async fn set_own_name(name: &OwnName) -> Result<Member> {
    put("/v1/host/name", name).await
}

/// The team.
pub(crate) async fn team() -> Result<Team> {
    get("/v1/host/team").await
}

/// Invites a person.
pub(crate) async fn invite(invitation: &Invite) -> Result<Invited> {
    post("/v1/host/team", invitation).await
}

/// Changes a role.
pub(crate) async fn change_role(id: &str, change: &ChangeRole) -> Result<()> {
    patch(&format!("/v1/host/team/{id}"), change).await
}

/// Ends a membership, or takes an invitation back.
pub(crate) async fn end_member(id: &str) -> Result<()> {
    delete(&format!("/v1/host/team/{id}")).await
}
