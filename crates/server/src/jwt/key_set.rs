//! The keys that an identity provider publishes (JWK set).

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};

use super::Key;

/// Keys that check the tokens of one provider.
pub struct KeySet(JwkSet);

impl KeySet {
    /// Reads what a provider publishes.
    ///
    /// # Errors
    /// When it is no set of keys.
    pub fn read(json: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(json).map(Self)
    }

    /// The key that a token names; one that names none is checked with the only key that there is.
    pub fn find(&self, id: Option<&str>) -> Option<Key> {
        let mut named = self.0.keys.iter().filter(|key| match id {
            Some(id) => key.common.key_id.as_deref() == Some(id),
            None => is_for_signatures(key),
        });
        let key = named.next().filter(|key| named.next().is_none() && is_for_signatures(key))?;
        Some(Key { key: DecodingKey::from_jwk(key).ok()?, algorithm: algorithm(key)? })
    }
}

fn is_for_signatures(key: &Jwk) -> bool {
    key.common.public_key_use.as_ref().is_none_or(|usage| *usage == PublicKeyUse::Signature)
}

/// The algorithm that is used with a key of this kind. A secret is no key that somebody publishes.
fn algorithm(key: &Jwk) -> Option<Algorithm> {
    let algorithm = match &key.algorithm {
        AlgorithmParameters::RSA(_) => Algorithm::RS256,
        AlgorithmParameters::EllipticCurve(of) if of.curve == EllipticCurve::P256 => Algorithm::ES256,
        AlgorithmParameters::OctetKeyPair(of) if of.curve == EllipticCurve::Ed25519 => Algorithm::EdDSA,
        _ => return None,
    };
    let stated = key.common.key_algorithm.map(|stated| stated.to_string().parse::<Algorithm>());
    stated.is_none_or(|stated| stated.is_ok_and(|stated| stated == algorithm)).then_some(algorithm)
}

#[cfg(test)]
mod tests {
    use super::KeySet;

    fn find(keys: &str, id: Option<&str>) -> bool {
        KeySet::read(format!("{{\"keys\":[{keys}]}}").as_bytes()).unwrap().find(id).is_some()
    }

    const RSA: &str = r#"{"kty":"RSA","kid":"r","n":"AQAB","e":"AQAB"}"#;
    const EC: &str = r#"{"kty":"EC","kid":"e","crv":"P-256","x":"AQAB","y":"AQAB","use":"sig","alg":"ES256"}"#;
    const ED: &str = r#"{"kty":"OKP","kid":"o","crv":"Ed25519","x":"AQAB"}"#;

    #[test]
    fn a_key_is_found_by_its_id_and_of_a_kind_that_signs() {
        let all = format!("{RSA},{EC},{ED}");
        for id in ["r", "e", "o"] {
            assert!(find(&all, Some(id)), "{id}");
        }
        assert!(!find(&all, Some("x")) && !find(&all, None), "which one is meant");
        assert!(find(RSA, None), "the only one");
        for (key, id) in [
            (r#"{"kty":"oct","kid":"s","k":"AQAB"}"#, "s"),
            (r#"{"kty":"EC","kid":"e","crv":"P-384","x":"AQAB","y":"AQAB"}"#, "e"),
            (r#"{"kty":"RSA","kid":"r","n":"AQAB","e":"AQAB","use":"enc"}"#, "r"),
            (r#"{"kty":"RSA","kid":"r","n":"AQAB","e":"AQAB","alg":"RS512"}"#, "r"),
            (r#"{"kty":"RSA","kid":"r","n":"AQAB","e":"AQAB","alg":"HS256"}"#, "r"),
        ] {
            assert!(!find(key, Some(id)), "{key}");
        }
        assert!(!find(&format!("{RSA},{RSA}"), Some("r")), "two of one id");
    }
}
