//! An identity provider: a real server that signs people in, and answers as oddly as it is told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http_body_util::BodyExt;
use porch_server::config::providers::{ClientSecret, ProviderSettings};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::tokens::{NOW, Signer};

/// What a provider may do instead of what it should.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Odd {
    #[default]
    Not,
    /// Refuses each code.
    Status(u16),
    /// Sends the caller elsewhere.
    Redirects,
    /// Answers with many bytes.
    Huge,
    /// Answers with words.
    Words,
    /// Never answers.
    Silent,
    /// Signs with a key that it does not publish.
    OtherKey,
    /// Makes no signature (`alg: none`).
    Unsigned,
    /// Signs with its public key as a secret.
    PublicKeyAsSecret,
    /// Signs other claims than those that it gives.
    OtherClaims,
    /// Gives no token.
    NoToken,
}

/// What somebody agreed to.
struct Grant {
    challenge: String,
    redirect: String,
    claims: Value,
}

struct Desk {
    url: String,
    signer: Signer,
    /// What it says about itself, beyond its addresses.
    description: Value,
    grants: Mutex<HashMap<String, Grant>>,
    odd: Mutex<Odd>,
    /// The profile of whoever has a token.
    profile: Mutex<Value>,
}

pub(crate) struct IdentityProvider {
    pub(crate) url: String,
    desk: Arc<Desk>,
}

impl IdentityProvider {
    /// One of OpenID Connect.
    pub(crate) async fn open() -> Self {
        Self::described(json!({})).await
    }

    /// The same with a change of its description; null takes something away.
    pub(crate) async fn described(description: Value) -> Self {
        Self::signing_with(Signer::p256(), description).await
    }

    /// The same with another key.
    pub(crate) async fn signing_with(signer: Signer, description: Value) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let desk = Arc::new(Desk {
            url: url.clone(),
            signer,
            description,
            grants: Mutex::default(),
            odd: Mutex::default(),
            profile: Mutex::default(),
        });
        let routes = Router::new().fallback(take).with_state(desk.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, desk }
    }

    /// This server's settings for it.
    pub(crate) fn settings(&self, id: &str) -> ProviderSettings {
        ProviderSettings {
            id: id.into(),
            name: Some("Club".into()),
            issuer: Some(self.url.clone()),
            client_id: "porch".into(),
            client_secret: ClientSecret("s e/cret".into()),
        }
    }

    pub(crate) fn is(&self, odd: Odd) {
        *self.desk.odd.lock().unwrap() = odd;
    }

    pub(crate) fn shows(&self, profile: Value) {
        *self.desk.profile.lock().unwrap() = profile;
    }

    /// Somebody signs in, who was sent there with this address. Where the window is sent back to.
    pub(crate) fn signs_in(&self, sent: &Url, change: &Value) -> Url {
        let asked: HashMap<_, _> = sent.query_pairs().into_owned().collect();
        assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", "porch"), "{sent}");
        assert_eq!(asked["code_challenge_method"], "S256");
        let mut claims = json!({ "iss": self.url, "aud": "porch", "sub": "7", "iat": NOW, "exp": NOW + 300 });
        if let Some(nonce) = asked.get("nonce") {
            claims["nonce"] = json!(nonce);
        }
        for (name, value) in change.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| *value != json!("missing"));
        let code = uuid::Uuid::new_v4().to_string();
        let grant =
            Grant { challenge: asked["code_challenge"].clone(), redirect: asked["redirect_uri"].clone(), claims };
        self.desk.grants.lock().unwrap().insert(code.clone(), grant);
        let mut back = Url::parse(&asked["redirect_uri"]).unwrap();
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &asked["state"]);
        back
    }
}

impl Desk {
    fn describe(&self) -> Value {
        let mut description = json!({
            "issuer": self.url,
            "authorization_endpoint": format!("{}/authorize?kept=1", self.url),
            "token_endpoint": format!("{}/token", self.url),
            "userinfo_endpoint": format!("{}/profile", self.url),
            "jwks_uri": format!("{}/keys", self.url),
        });
        for (name, value) in self.description.as_object().unwrap() {
            description[name] = value.clone();
        }
        description.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        description
    }

    fn keys(&self) -> Value {
        let known = URL_SAFE_NO_PAD.encode("a secret that everybody knows");
        json!({ "keys": [{ "kty": "oct", "kid": "secret", "k": known }, self.signer.jwk("k")] })
    }

    /// The token for a code, which counts once, for whoever has asked for it.
    fn token(&self, headers: &HeaderMap, body: &[u8]) -> Response {
        let form: HashMap<_, _> = url::form_urlencoded::parse(body).into_owned().collect();
        let basic = format!("Basic {}", STANDARD.encode("porch:s+e%2Fcret"));
        let in_header = headers.get(header::AUTHORIZATION).is_some_and(|sent| *sent == basic);
        let in_form = form.get("client_secret").is_some_and(|secret| secret == "s e/cret");
        let Some(grant) = self.grants.lock().unwrap().remove(&form["code"]) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let proved = URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"])) == grant.challenge;
        let fits = form["grant_type"] == "authorization_code" && form["redirect_uri"] == grant.redirect;
        if !(in_header || in_form) || !proved || !fits {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        let odd = self.odd.lock().unwrap().clone();
        let header = json!({ "alg": self.signer.algorithm(), "kid": "k" });
        let signed = match odd {
            Odd::OtherKey => Signer::p256().token("k", &grant.claims),
            Odd::PublicKeyAsSecret => Signer::Secret(self.signer.public()).token("k", &grant.claims),
            Odd::Unsigned => {
                let unsigned = self.signer.signs(&json!({ "alg": "none", "kid": "k" }), &grant.claims);
                format!("{}.", unsigned.rsplit_once('.').unwrap().0)
            }
            Odd::OtherClaims => {
                let signed = self.signer.signs(&header, &json!({ "iss": self.url, "sub": "8" }));
                let given = self.signer.signs(&header, &grant.claims);
                format!("{}.{}", given.rsplit_once('.').unwrap().0, signed.rsplit_once('.').unwrap().1)
            }
            _ => self.signer.signs(&header, &grant.claims),
        };
        let token = if odd == Odd::NoToken { Value::Null } else { json!(signed) };
        Json(json!({ "access_token": "access", "token_type": "Bearer", "id_token": token })).into_response()
    }
}

async fn take(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body: Bytes = body.collect().await.unwrap().to_bytes();
    let odd = desk.odd.lock().unwrap().clone();
    match (head.uri.path(), odd) {
        (_, Odd::Silent) => std::future::pending().await,
        ("/.well-known/openid-configuration", _) if desk.description.get("jwks_uri") == Some(&Value::Null) => {
            StatusCode::NOT_FOUND.into_response()
        }
        (path, _) if path.starts_with("/.well-known/") => Json(desk.describe()).into_response(),
        ("/keys", _) => Json(desk.keys()).into_response(),
        ("/profile" | "/api/v3/user", _) => {
            assert_eq!(head.headers["authorization"], "Bearer access");
            Json(desk.profile.lock().unwrap().clone()).into_response()
        }
        (_, Odd::Status(status)) => StatusCode::from_u16(status).unwrap().into_response(),
        (_, Odd::Redirects) => {
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, format!("{}/token", desk.url))]).into_response()
        }
        (_, Odd::Huge) => "[".repeat(1 << 20).into_response(),
        (_, Odd::Words) => "Welcome!".into_response(),
        ("/token" | "/login/oauth/access_token", _) => desk.token(&head.headers, &body),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
