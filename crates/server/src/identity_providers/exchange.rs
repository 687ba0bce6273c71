//! The code that a provider sends the window back with, and what the provider gives for it: who signed in.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use porch_protocol::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::description::Description;
use super::failure::Failure;
use super::provider::{Provider, SignInSecrets};
use crate::jwt;
use porch_domain::id_token::{Expected, IdClaims, account_of_profile};
use porch_domain::stated_account::StatedAccount;

/// What a provider gives for a code.
#[derive(Deserialize)]
struct Tokens {
    #[serde(default)]
    id_token: Option<String>,
    #[serde(default)]
    access_token: Option<String>,
}

impl Provider {
    /// Who signed in, for the code that the window came back with.
    ///
    /// # Errors
    /// When the provider refuses the code, or what it says does not fit.
    pub async fn account(
        &self,
        code: &str,
        (secrets, redirect): (&SignInSecrets, &str),
        now: Timestamp,
    ) -> Result<StatedAccount, Failure> {
        let description = self.description().await?;
        let tokens = self.tokens(&description, code, (secrets, redirect)).await?;
        match &description.jwks_uri {
            Some(keys) => {
                let token = tokens.id_token.ok_or(Failure::Unreadable("its answer without a token"))?;
                let key = self.key(keys, jwt::key_id(&token)?.as_deref()).await?;
                let expected = Expected {
                    issuer: &description.issuer,
                    client: &self.config.client_id,
                    nonce: &secrets.nonce,
                    now,
                };
                Ok(key.claims::<IdClaims>(&token)?.check(expected)?)
            }
            None => self.profile(&description, tokens.access_token.as_deref()).await,
        }
    }

    /// Gives the code back, with proof that it was asked for here (PKCE).
    async fn tokens(
        &self,
        description: &Description,
        code: &str,
        (secrets, redirect): (&SignInSecrets, &str),
    ) -> Result<Tokens, Failure> {
        let (client, secret) = (self.config.client_id.as_str(), self.config.client_secret.0.as_str());
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", secrets.verifier.as_str()),
        ];
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        if description.takes_secret_in_form() {
            form.extend([("client_id", client), ("client_secret", secret)]);
        } else {
            headers.insert(AUTHORIZATION, secret_header("Basic", &basic(client, secret))?);
        }
        let body = serde_urlencoded::to_string(form).map_err(|_| Failure::Unreadable("the request"))?;
        let answer = self.outbound.post(&description.token_endpoint, headers, body.into()).await?;
        if !answer.status.is_success() {
            return Err(Failure::Status(answer.status.as_u16()));
        }
        serde_json::from_slice(&answer.body).map_err(|_| Failure::Unreadable("its answer"))
    }

    /// The account of a provider that gives no tokens about people, by its profile.
    async fn profile(&self, description: &Description, access: Option<&str>) -> Result<StatedAccount, Failure> {
        let endpoint = description.userinfo_endpoint.as_deref().ok_or(Failure::Unreadable("where profiles are"))?;
        let access = access.ok_or(Failure::Unreadable("its answer without a token"))?;
        let headers = HeaderMap::from_iter([(AUTHORIZATION, secret_header("Bearer", access)?)]);
        let profile: Value = self.read(endpoint, headers).await?;
        Ok(account_of_profile(&description.issuer, &profile, description.subject)?)
    }
}

/// A client's name and secret, as HTTP has them (RFC 6749, 2.3.1).
fn basic(client: &str, secret: &str) -> String {
    let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    STANDARD.encode(format!("{}:{}", encoded(client), encoded(secret)))
}

fn secret_header(scheme: &str, value: &str) -> Result<HeaderValue, Failure> {
    let mut header =
        HeaderValue::from_str(&format!("{scheme} {value}")).map_err(|_| Failure::Unreadable("its token"))?;
    header.set_sensitive(true);
    Ok(header)
}
