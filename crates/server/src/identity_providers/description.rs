//! What a provider publishes about itself: its addresses (OpenID Connect Discovery 1.0, RFC 8414).

use serde::Deserialize;

/// Where a provider describes itself, below its issuer; the second one is of those without OpenID Connect.
pub(super) const PATHS: [&str; 2] = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"];

/// A provider's description of itself.
#[derive(Clone, Deserialize)]
pub(super) struct Description {
    pub(super) issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    #[serde(default)]
    pub(super) jwks_uri: Option<String>,
    #[serde(default)]
    pub(super) userinfo_endpoint: Option<String>,
    /// What of an account's profile names it.
    #[serde(skip, default = "default_subject")]
    pub(super) subject: &'static str,
    #[serde(default, rename = "scopes_supported")]
    pub(super) scopes: Option<Vec<String>>,
    #[serde(default, rename = "token_endpoint_auth_methods_supported")]
    pub(super) authentication: Option<Vec<String>>,
    #[serde(default, rename = "authorization_response_iss_parameter_supported")]
    pub(super) states_issuer: bool,
}

fn default_subject() -> &'static str {
    "sub"
}

impl Description {
    /// Whether it says by a signed token who signed in; else a profile does.
    pub(super) fn has_tokens(&self) -> bool {
        self.jwks_uri.is_some()
    }

    /// Whether this server's secret is sent in the form. Without a word about it, it is in a header.
    pub(super) fn takes_secret_in_form(&self) -> bool {
        self.authentication.as_ref().is_some_and(|all| all.iter().any(|method| method == "client_secret_post"))
    }
}

/// GitHub publishes no description. A server of one's own has the addresses of its API below its own.
pub(super) fn github(issuer: &str) -> Description {
    let api =
        if issuer == "https://github.com" { "https://api.github.com".to_owned() } else { format!("{issuer}/api/v3") };
    Description {
        issuer: issuer.to_owned(),
        authorization_endpoint: format!("{issuer}/login/oauth/authorize"),
        token_endpoint: format!("{issuer}/login/oauth/access_token"),
        jwks_uri: None,
        userinfo_endpoint: Some(format!("{api}/user")),
        subject: "id",
        scopes: None,
        authentication: Some(vec!["client_secret_post".to_owned()]),
        states_issuer: false,
    }
}
