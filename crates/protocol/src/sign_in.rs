//! How a visitor signs in with an account that they have somewhere else. Nothing of the account but a name is in a response:
//! scripts of the embedding page can read those.

use serde::{Deserialize, Serialize};

/// `POST /v1/sites/{site}/me/sso`: signs in by a token that the site's own server has signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInWithToken {
    /// The token: a JWT of the site's server, which counts once.
    pub token: String,
}

/// The response to a sign-in: the browser's new cookie stands for the person who has the account.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// The name that the person used last here; else the one that the account states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether somebody signed in with this account before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// The comments of this browser that are the person's now.
    #[serde(default, skip_serializing_if = "crate::thread::is_zero")]
    pub merged: u32,
}
