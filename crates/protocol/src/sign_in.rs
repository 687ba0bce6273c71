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
    /// Where the browser keeps no cookie: the token that stands for the person, for ten minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// `POST /v1/sites/{site}/me/token`: stands for somebody new in a browser that keeps no cookie.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessToken {
    /// What is sent behind `Bearer` in the header `Authorization`, for ten minutes, from pages of the same origin.
    pub token: String,
}

/// An identity provider that visitors may sign in with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInProvider {
    /// Its id in addresses.
    pub id: String,
    /// What visitors read.
    pub name: String,
}

/// `POST /v1/sites/{site}/me/providers/{provider}`: begins to sign in with an identity provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BeginProviderSignIn {
    /// SHA-256 of the widget's secret, as base64url without padding. The secret is 32 random bytes as base64url, and its
    /// letters are hashed, as PKCE does.
    pub challenge: String,
}

/// The response to that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderSignIn {
    /// The sign-in's id.
    pub transaction: String,
    /// What is to be opened in another window.
    pub url: String,
}

/// `POST /v1/sites/{site}/me/providers/redeem`: signs in once the other window is done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RedeemProviderSignIn {
    /// The widget's secret.
    pub verifier: String,
    /// The code that the other window shows where it has no page to ask, as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}
