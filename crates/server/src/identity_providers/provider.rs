//! One provider: where somebody is sent, and what it publishes, which is kept for a while.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{ACCEPT, HeaderMap, HeaderValue};
use moka::future::Cache;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use url::Url;

use super::description::{Description, PATHS, github};
use super::failure::Failure;
use crate::config::providers::{ProviderConfig, ProviderKind};
use crate::jwt::Key;
use crate::jwt::key_set::KeySet;
use crate::outbound;

/// How long what a provider publishes about itself is kept.
const KEPT: Duration = Duration::from_mins(10);

/// What is secret of one sign-in at a provider. All of it follows from the secret of the window, so nothing is stored.
pub struct SignInSecrets {
    /// Comes back with the answer, and shows that it belongs to this window.
    pub state: String,
    /// Is in the token.
    pub nonce: String,
    /// Shows that whoever uses the answer has asked for it (PKCE, RFC 7636).
    pub verifier: String,
}

/// A provider.
pub struct Provider {
    /// Its settings.
    pub config: ProviderConfig,
    pub(super) outbound: outbound::Client,
    description: Cache<(), Arc<Description>>,
    keys: Cache<(), Arc<KeySet>>,
}

impl Provider {
    pub(super) fn new(config: &ProviderConfig, outbound: &outbound::Client) -> Self {
        Self {
            config: config.clone(),
            outbound: outbound.clone(),
            description: Cache::builder().max_capacity(1).time_to_live(KEPT).build(),
            keys: Cache::builder().max_capacity(1).time_to_live(KEPT).build(),
        }
    }

    /// Where the window is sent to sign in, and comes back to `redirect`.
    ///
    /// # Errors
    /// When the provider does not describe itself.
    pub async fn authorization_url(&self, secrets: &SignInSecrets, redirect: &str) -> Result<Url, Failure> {
        let description = self.description().await?;
        let mut url = Url::parse(&description.authorization_endpoint)
            .ok()
            .filter(|url| matches!(url.scheme(), "https" | "http"))
            .ok_or(Failure::Unreadable("the address for signing in"))?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&secrets.verifier));
        let mut query = url.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.config.client_id)
            .append_pair("redirect_uri", redirect)
            .append_pair("state", &secrets.state)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        let scopes = self.scopes(&description);
        if !scopes.is_empty() {
            query.append_pair("scope", &scopes);
        }
        if description.has_tokens() {
            query.append_pair("nonce", &secrets.nonce);
        }
        drop(query);
        Ok(url)
    }

    /// Whether the issuer that came back with an answer is this provider (RFC 9207).
    ///
    /// # Errors
    /// When the provider does not describe itself.
    pub async fn is_issuer(&self, stated: Option<&str>) -> Result<bool, Failure> {
        if self.config.kind == ProviderKind::GitHub {
            // It publishes nothing that the parameter could be compared with; its own address for windows to come back to has
            // to do.
            return Ok(true);
        }
        let description = self.description().await?;
        Ok(match stated {
            Some(stated) => stated == description.issuer,
            None => !description.states_issuer,
        })
    }

    /// What is asked of the provider: who it is, and a name and an address if it has them.
    fn scopes(&self, description: &Description) -> String {
        if self.config.kind == ProviderKind::GitHub {
            // A profile that everybody can read needs no rights.
            return "read:user".to_owned();
        }
        // Apple sends more than this only to a form.
        let wanted: &[&str] = if self.config.id == "apple" { &["openid"] } else { &["openid", "profile", "email"] };
        let known = |scope: &&str| description.scopes.as_ref().is_none_or(|all| all.iter().any(|known| known == scope));
        wanted.iter().copied().filter(known).collect::<Vec<_>>().join(" ")
    }

    /// The description, which is kept for a while.
    pub(super) async fn description(&self) -> Result<Arc<Description>, Failure> {
        let described = self.description.try_get_with((), async { self.describe().await.map(Arc::new) });
        described.await.map_err(|failure| Failure::clone(&failure))
    }

    async fn describe(&self) -> Result<Description, Failure> {
        if self.config.kind == ProviderKind::GitHub {
            return Ok(github(&self.config.issuer));
        }
        let mut last = Failure::Unreadable("its description");
        for path in PATHS {
            match self.read::<Description>(&format!("{}{path}", self.config.issuer), HeaderMap::new()).await {
                Ok(described) if described.issuer.trim_end_matches('/') != self.config.issuer => {
                    return Err(Failure::OtherIssuer);
                }
                Ok(described) => return Ok(described),
                Err(failure @ Failure::Unreachable(_)) => return Err(failure),
                Err(failure) => last = failure,
            }
        }
        Err(last)
    }

    /// The key that a token names. One that is not known yet is looked for among the keys of now.
    pub(super) async fn key(&self, uri: &str, id: Option<&str>) -> Result<Key, Failure> {
        if let Some(key) = self.keys.get(&()).await.and_then(|keys| keys.find(id)) {
            return Ok(key);
        }
        self.keys.invalidate(&()).await;
        let answer = self.keys.try_get_with((), async {
            let body = self.fetch(uri, HeaderMap::new()).await?;
            KeySet::read(&body).map(Arc::new).map_err(|_| Failure::Unreadable("its keys"))
        });
        let keys = answer.await.map_err(|failure| Failure::clone(&failure))?;
        keys.find(id).ok_or(Failure::UnknownKey)
    }

    /// The JSON at an address.
    pub(super) async fn read<T: DeserializeOwned>(&self, url: &str, headers: HeaderMap) -> Result<T, Failure> {
        let body = self.fetch(url, headers).await?;
        serde_json::from_slice(&body).map_err(|_| Failure::Unreadable("its description"))
    }

    async fn fetch(&self, url: &str, mut headers: HeaderMap) -> Result<bytes::Bytes, Failure> {
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let answer = self.outbound.get(url, headers).await?;
        if !answer.status.is_success() {
            return Err(Failure::Status(answer.status.as_u16()));
        }
        Ok(answer.body)
    }
}
