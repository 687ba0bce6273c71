//! Signed tokens (JWT): whether a signature fits a key of ours, and what the token claims. The algorithm is the key's, never
//! that of the token's header, and no key is taken from there.

pub mod key_set;
pub mod public_key;
mod signatures;

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::de::DeserializeOwned;

/// Why a token cannot be used. The texts say nothing of what is in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadToken {
    /// It is no token, or its header cannot be read.
    #[error("it is malformed")]
    Malformed,
    /// It is signed in another way than the key is for.
    #[error("it names another algorithm than that of its key")]
    Algorithm,
    /// Somebody else has signed it.
    #[error("its signature does not fit")]
    Signature,
    /// A claim is missing, or of a wrong type.
    #[error("a claim is missing, or has a wrong type")]
    Claims,
}

impl From<jsonwebtoken::errors::Error> for BadToken {
    fn from(error: jsonwebtoken::errors::Error) -> Self {
        match error.kind() {
            ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => Self::Algorithm,
            ErrorKind::InvalidSignature => Self::Signature,
            ErrorKind::MissingRequiredClaim(_) | ErrorKind::InvalidClaimFormat(_) | ErrorKind::Json(_) => Self::Claims,
            _ => Self::Malformed,
        }
    }
}

/// A key that checks tokens.
pub struct Key {
    key: DecodingKey,
    algorithm: Algorithm,
}

impl Key {
    /// A public key of Ed25519: 32 bytes.
    pub fn ed25519(public: &[u8]) -> Self {
        Self { key: DecodingKey::from_ed_der(public), algorithm: Algorithm::EdDSA }
    }

    /// A public key of the curve P-256: an uncompressed point, 65 bytes.
    pub fn p256(public: &[u8]) -> Self {
        Self { key: DecodingKey::from_ec_der(public), algorithm: Algorithm::ES256 }
    }

    /// A shared secret for HMAC with SHA-256.
    ///
    /// # Errors
    /// When it is empty.
    pub fn shared(secret: &[u8]) -> Result<Self, BadToken> {
        Ok(Self { key: DecodingKey::from_secret(secret)?, algorithm: Algorithm::HS256 })
    }

    /// The claims of a token that is signed with this key. Times, issuer and audience are for the caller to check, by the
    /// clock of the server; `T` must require the claims that it needs.
    ///
    /// # Errors
    /// When the signature does not fit, or the claims are not those of `T`.
    pub fn claims<T: DeserializeOwned>(&self, token: &str) -> Result<T, BadToken> {
        signatures::install();
        let mut validation = Validation::new(self.algorithm);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.validate_exp = false;
        validation.validate_aud = false;
        Ok(jsonwebtoken::decode(token, &self.key, &validation)?.claims)
    }
}

/// The id of the key that a token names in its header, which nobody has signed yet.
///
/// # Errors
/// When there is no readable header.
pub fn key_id(token: &str) -> Result<Option<String>, BadToken> {
    Ok(jsonwebtoken::decode_header(token)?.kid)
}
