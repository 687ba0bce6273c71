//! The keys that check the sign-in tokens of a site's own server, as its owners see and change them. The keys themselves are
//! in no response, but for a new secret in the one that makes it.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// The place of a key in a rotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignInKeyState {
    /// It counts before tokens are signed with it.
    Next,
    /// Tokens are signed with it. A site has one at most.
    Current,
    /// Tokens were signed with it until now; it counts for a while.
    Retiring,
    /// It does not count any more.
    Retired,
    /// A state of a later version.
    #[serde(other)]
    Unknown,
}

/// A key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInKey {
    /// Its id, which tokens name in their header (`kid`).
    pub id: String,
    /// How tokens are signed with it: `EdDSA`, `ES256`, `HS256`.
    pub algorithm: String,
    /// Its place in a rotation.
    pub state: SignInKeyState,
    /// Until when it counts; none where there is no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// `GET /v1/host/sign-in-keys`: the keys of a site.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInKeys {
    /// The keys, the oldest first.
    pub keys: Vec<SignInKey>,
    /// Whether another one can be added.
    pub has_room: bool,
    /// What tokens name this site in `aud`.
    pub audience: String,
}

/// `POST /v1/host/sign-in-keys`: adds a key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddSignInKey {
    /// Its id: 1 to 64 of a to z, digits, `-`, `_` and `.`; none for a random one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The public key as PEM; none for a secret that both servers have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
}

/// The response to that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInKeyAdded {
    /// Its id.
    pub id: String,
    /// The secret of both servers, shown here and never again; none for a public key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}
