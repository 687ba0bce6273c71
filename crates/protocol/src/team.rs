//! The team: passkeys, invitations, roles, sign-in mail.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::{Actor, Role, Timestamp};

/// A `WebAuthn` ceremony that has begun. It can be finished once, within five minutes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ceremony {
    /// Its id: to be sent back with the answer.
    pub ceremony: String,
    /// The options for the authenticator, as JSON for the browser's `parseCreationOptionsFromJSON` or
    /// `parseRequestOptionsFromJSON`.
    pub options: String,
}

/// An authenticator's answer when a passkey is added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddPasskey {
    /// The ceremony that this ends.
    pub ceremony: String,
    /// The credential, as the JSON of its `toJSON`.
    pub credential: String,
    /// The name that its owner gives it: 1 to 64 characters.
    pub name: String,
}

/// An authenticator's answer at sign-in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The ceremony that this ends.
    pub ceremony: String,
    /// The credential, as the JSON of its `toJSON`.
    pub credential: String,
}

/// A passkey, as its owner sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// Its id.
    pub id: String,
    /// The name that its owner gave it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used to sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// The team member's own passkeys.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkeys {
    /// Whether they work here at all: not where the server is reached by a bare IP address.
    pub available: bool,
    /// The oldest first.
    pub passkeys: Vec<Passkey>,
}

/// A team member, as the others see them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The one page of a guest expert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PageRef>,
    /// Whether this is the requesting team member.
    pub own: bool,
    /// Since when they are a member; none while they are only invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// When they were last active, to the minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_here: Option<Timestamp>,
    /// Who invited them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_by: Option<Actor>,
    /// Until when their invitation is valid; none if there is no valid one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// The team.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// Members and invited people, the oldest first.
    pub people: Vec<Colleague>,
    /// The roles that the requesting team member may invite people to.
    pub invites: Vec<Role>,
    /// Whether the requesting team member may change roles and end memberships.
    pub rules: bool,
}

/// Invites a person to the team.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// The name on their comments: 1 to 64 characters.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// For a guest expert: the address of their one page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// A link that signs one person in, once. It is shown this one time and not stored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invited {
    /// The link.
    pub link: String,
    /// Until when it works.
    pub until: Timestamp,
}

/// Changes a team member's role.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    /// Their role when this was decided.
    pub from: Role,
    /// Their new role.
    pub to: Role,
    /// For a guest expert: the address of their one page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// Changes the team member's own name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnName {
    /// The name on their comments from now on: 1 to 64 characters. Earlier comments keep the name that they were
    /// written under.
    pub name: String,
}

/// A mail address, as it is typed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MailAddress {
    /// The address: at most 254 bytes.
    pub address: String,
}

/// Confirming a mail address by the link that was mailed there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmAddress {
    /// The part behind `#` in the link. Valid once, for a day, for the team member who requested it.
    pub token: String,
}

/// Where a team member's sign-in links are mailed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInMail {
    /// Whether this server sends mail at all.
    pub available: bool,
    /// The confirmed address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// An address that a link was mailed to and that is not confirmed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "asked")]
    pub unconfirmed: Option<String>,
}
