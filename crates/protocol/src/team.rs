//! What travels about the people of the business: passkeys, invitations, the team.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::{Role, Timestamp};

/// A ceremony with an authenticator that has begun. It can be finished once, within five minutes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ceremony {
    /// Which: to be sent back with the answer.
    pub ceremony: String,
    /// What to ask the authenticator, as JSON for the browser's `parseCreationOptionsFromJSON` or
    /// `parseRequestOptionsFromJSON`.
    pub options: String,
}

/// An authenticator's answer, when a passkey is added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddPasskey {
    /// The ceremony that this ends.
    pub ceremony: String,
    /// The credential, as the JSON of its `toJSON`.
    pub credential: String,
    /// What its owner calls it: 1 to 64 characters.
    pub name: String,
}

/// An authenticator's answer, when somebody signs in.
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
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it last let its owner in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// One's own passkeys.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkeys {
    /// Whether they work here at all: not where the server is reached by a bare IP address.
    pub available: bool,
    /// The first one first.
    pub passkeys: Vec<Passkey>,
}

/// One of the people of the business, as the others see them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// The person's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The one page that a guest expert speaks on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PageRef>,
    /// Whether this is whoever asks.
    pub own: bool,
    /// Since when they are there; none while they are only invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// When they were last here, to the minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_here: Option<Timestamp>,
    /// Who invited them: a name of the team, or `operator`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_by: Option<String>,
    /// Until when their invitation can be used; none when there is none that can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// The team.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// Who is there and who is invited, the first one first.
    pub people: Vec<Colleague>,
    /// The roles that whoever asks may invite people to.
    pub invites: Vec<Role>,
    /// Whether whoever asks may change roles and end memberships.
    pub rules: bool,
}

/// Somebody is to be let in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// The name that will stand over what they write: 1 to 64 characters.
    pub name: String,
    /// What they will be.
    pub role: Role,
    /// For a guest expert: the address of the one page on which they speak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// A link that lets one person in, once. It is shown this one time and stored nowhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invited {
    /// The link.
    pub link: String,
    /// Until when it works.
    pub until: Timestamp,
}

/// Somebody is to be something else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    /// What they were when this was decided.
    pub from: Role,
    /// What they will be.
    pub to: Role,
    /// For a guest expert: the address of the one page on which they speak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// One's own name is to be another one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnName {
    /// The name that will stand over what they write from now on: 1 to 64 characters. What they wrote before keeps the name
    /// that it was written under.
    pub name: String,
}

/// A mail address, as somebody types it.
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
    /// What stood behind `#` in the link. Works once, for a day, for whoever asked for it.
    pub token: String,
}

/// Where one's sign-in links are mailed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInMail {
    /// Whether this server sends mail at all.
    pub available: bool,
    /// The confirmed address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// One that a link was mailed to and that is not confirmed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
}
