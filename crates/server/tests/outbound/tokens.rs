//! Tokens as a site's own server makes them, and as others would like to.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

use super::fixture::BEGIN;
use porch_protocol::Timestamp;

/// When the tests begin, in seconds.
pub(crate) const NOW: i64 = BEGIN.0 / Timestamp::SECOND;

/// Who signs.
pub(crate) enum Signer {
    Ed25519(Ed25519KeyPair),
    P256(EcdsaKeyPair),
    Secret(Vec<u8>),
}

impl Signer {
    pub(crate) fn ed25519() -> Self {
        let pair = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::Ed25519(Ed25519KeyPair::from_pkcs8(pair.as_ref()).unwrap())
    }

    pub(crate) fn p256() -> Self {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let pair = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Self::P256(EcdsaKeyPair::from_pkcs8(kind, pair.as_ref(), &random).unwrap())
    }

    pub(crate) fn algorithm(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "EdDSA",
            Self::P256(_) => "ES256",
            Self::Secret(_) => "HS256",
        }
    }

    /// The public key's own bytes.
    pub(crate) fn public(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(pair) => pair.public_key().as_ref().to_vec(),
            Self::P256(pair) => pair.public_key().as_ref().to_vec(),
            Self::Secret(_) => panic!("a secret has no public key"),
        }
    }

    /// The public key as a file has it.
    pub(crate) fn pem(&self) -> String {
        let prefix = match self {
            Self::P256(_) => "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgA=",
            Self::Ed25519(_) | Self::Secret(_) => "MCowBQYDK2VwAyEA",
        };
        let der = [STANDARD.decode(prefix).unwrap(), self.public()].concat();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    }

    fn sign(&self, message: &str) -> Vec<u8> {
        let message = message.as_bytes();
        match self {
            Self::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
            Self::P256(pair) => pair.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec(),
            Self::Secret(secret) => hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message).as_ref().to_vec(),
        }
    }

    /// A token with this header and these claims.
    pub(crate) fn signs(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(header), part(claims));
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(self.sign(&message)))
    }

    /// A token whose header names this key.
    pub(crate) fn token(&self, kid: &str, claims: &Value) -> String {
        self.signs(&json!({ "alg": self.algorithm(), "typ": "JWT", "kid": kid }), claims)
    }
}

/// The claims of a good token, with a change; one of null takes a claim away.
pub(crate) fn claims(change: &Value) -> Value {
    let mut claims = json!({
        "iss": "https://bakery.example", "aud": "bakery", "sub": "7", "iat": NOW, "exp": NOW + 60,
        "jti": uuid::Uuid::new_v4().to_string(),
    });
    for (name, value) in change.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    claims
}
