//! Tokens as a site's own server makes them, and as others would like to.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use serde_json::{Value, json};

use super::fixture::BEGIN;
use porch_protocol::Timestamp;

/// When the tests begin, in seconds.
pub(crate) const NOW: i64 = BEGIN.0 / Timestamp::SECOND;

/// Who signs.
pub(crate) enum Signer {
    Ed25519(Ed25519KeyPair),
    P256(EcdsaKeyPair),
    Rsa(Box<RsaKeyPair>),
    Secret(Vec<u8>),
}

/// A key of 2,048 bits that is used in tests alone: `ring` makes none.
const RSA_KEY: &str = include_str!("../samples/rsa-for-tests.pem");

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

    pub(crate) fn rsa() -> Self {
        let body: String = RSA_KEY.lines().filter(|line| !line.starts_with("-----")).collect();
        Self::Rsa(Box::new(RsaKeyPair::from_pkcs8(&STANDARD.decode(body).unwrap()).unwrap()))
    }

    /// The public key as a provider lists it (JWK), by this id.
    pub(crate) fn jwk(&self, kid: &str) -> Value {
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        match self {
            Self::P256(pair) => {
                let point = pair.public_key().as_ref();
                json!({ "kty": "EC", "crv": "P-256", "kid": kid, "use": "sig", "alg": "ES256",
                        "x": part(&point[1..33]), "y": part(&point[33..]) })
            }
            Self::Rsa(pair) => {
                let PublicKeyComponents { n, e } = PublicKeyComponents::<Vec<u8>>::from(pair.public());
                json!({ "kty": "RSA", "kid": kid, "use": "sig", "n": part(&n), "e": part(&e) })
            }
            Self::Ed25519(pair) => {
                json!({ "kty": "OKP", "crv": "Ed25519", "kid": kid, "x": part(pair.public_key().as_ref()) })
            }
            Self::Secret(_) => panic!("a secret is published by nobody"),
        }
    }

    pub(crate) fn algorithm(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "EdDSA",
            Self::P256(_) => "ES256",
            Self::Rsa(_) => "RS256",
            Self::Secret(_) => "HS256",
        }
    }

    /// The public key's own bytes.
    pub(crate) fn public(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(pair) => pair.public_key().as_ref().to_vec(),
            Self::P256(pair) => pair.public_key().as_ref().to_vec(),
            Self::Rsa(pair) => pair.public().as_ref().to_vec(),
            Self::Secret(_) => panic!("a secret has no public key"),
        }
    }

    /// The public key as a file has it.
    pub(crate) fn pem(&self) -> String {
        let prefix = match self {
            Self::P256(_) => "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgA=",
            Self::Ed25519(_) => "MCowBQYDK2VwAyEA",
            Self::Rsa(_) | Self::Secret(_) => panic!("no key of a site is of this kind"),
        };
        let der = [STANDARD.decode(prefix).unwrap(), self.public()].concat();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    }

    fn sign(&self, message: &str) -> Vec<u8> {
        let message = message.as_bytes();
        match self {
            Self::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
            Self::P256(pair) => pair.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec(),
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).unwrap();
                signature
            }
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
