//! The calls about signing in, passkeys and the team.

use porch_protocol::team::{
    AddPasskey, Ceremony, ChangeRole, ConfirmAddress, Invite, Invited, MailAddress, OwnName, Passkey, Passkeys, SignIn,
    SignInMail, Team,
};
use porch_protocol::team_api::Member;

use super::{Request, delete, get, patch, post, post_empty, put};

/// Begins to sign in by a passkey.
pub(crate) fn begin_sign_in() -> Request<Ceremony> {
    post_empty("/v1/host/session/begin")
}

/// Signs in by a passkey.
pub(crate) fn sign_in(answer: &SignIn) -> Request<Member> {
    post("/v1/host/session/passkey", answer)
}

/// Requests a sign-in link by mail.
pub(crate) fn ask_for_link(address: String) -> Request<()> {
    post("/v1/host/session/mail", &MailAddress { address })
}

/// The address that the member's links are mailed to.
pub(crate) fn mail() -> Request<SignInMail> {
    get("/v1/host/mail")
}

/// Changes that address; it must be confirmed.
pub(crate) fn set_mail(address: String) -> Request<SignInMail> {
    put("/v1/host/mail", &MailAddress { address })
}

/// Confirms an address.
pub(crate) fn confirm_mail(token: String) -> Request<SignInMail> {
    post("/v1/host/mail/confirm", &ConfirmAddress { token })
}

/// Removes the address.
pub(crate) fn end_mail() -> Request<()> {
    delete("/v1/host/mail")
}

/// The member's own passkeys.
pub(crate) fn passkeys() -> Request<Passkeys> {
    get("/v1/host/passkeys")
}

/// Begins to add a passkey.
pub(crate) fn begin_passkey() -> Request<Ceremony> {
    post_empty("/v1/host/passkeys/begin")
}

/// Adds a passkey.
pub(crate) fn add_passkey(answer: &AddPasskey) -> Request<Passkey> {
    post("/v1/host/passkeys", answer)
}

/// Removes a passkey.
pub(crate) fn remove_passkey(id: &str) -> Request<()> {
    delete(&format!("/v1/host/passkeys/{id}"))
}

/// Changes the member's own name.
pub(crate) fn set_own_name(name: &OwnName) -> Request<Member> {
    put("/v1/host/name", name)
}

/// The team.
pub(crate) fn team() -> Request<Team> {
    get("/v1/host/team")
}

/// Invites a person.
pub(crate) fn invite(invitation: &Invite) -> Request<Invited> {
    post("/v1/host/team", invitation)
}

/// Changes a role.
pub(crate) fn change_role(id: &str, change: &ChangeRole) -> Request<()> {
    patch(&format!("/v1/host/team/{id}"), change)
}

/// Ends a membership, or takes an invitation back.
pub(crate) fn end_member(id: &str) -> Request<()> {
    delete(&format!("/v1/host/team/{id}"))
}
