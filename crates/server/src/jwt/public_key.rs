//! Public keys as programs write them into a file: PEM with a `SubjectPublicKeyInfo`, of the two kinds that sign-in tokens
//! are checked with.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use porch_domain::sso::KeyAlgorithm;

const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";
/// What stands before the 32 bytes of an Ed25519 key (RFC 8410).
const ED25519: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// What stands before the 65 bytes of an uncompressed point of P-256 (RFC 5480).
const P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// Why a file is no public key for tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PublicKeyError {
    /// It is a private key.
    #[error("this is a private key: keep it on your own server, and give the public one")]
    Private,
    /// It is no PEM.
    #[error("this is no public key: it begins with {BEGIN}")]
    NoPem,
    /// It is a key of another kind.
    #[error("this is no key of Ed25519 or P-256")]
    OtherKind,
}

/// Reads a public key out of a PEM file: for which algorithm, and its bytes.
///
/// # Errors
/// When it is no public key, or one of another kind.
pub fn read(pem: &str) -> Result<(KeyAlgorithm, Vec<u8>), PublicKeyError> {
    if pem.contains("PRIVATE KEY-----") {
        return Err(PublicKeyError::Private);
    }
    let body = pem.trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).ok_or(PublicKeyError::NoPem)?;
    let text: String = body.split_whitespace().collect();
    let der = STANDARD.decode(text).map_err(|_| PublicKeyError::NoPem)?;
    let of_kind = |algorithm, prefix: &[u8], length| {
        let key = der.strip_prefix(prefix).filter(|key| key.len() == length)?;
        Some((algorithm, key.to_vec()))
    };
    of_kind(KeyAlgorithm::EdDsa, &ED25519, 32)
        .or_else(|| of_kind(KeyAlgorithm::Es256, &P256, 65).filter(|(_, point)| point.first() == Some(&4)))
        .ok_or(PublicKeyError::OtherKind)
}

#[cfg(test)]
mod tests {
    use super::{KeyAlgorithm, PublicKeyError, read};

    const ED25519: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
    const P256: &str = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\nq9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==\n-----END PUBLIC KEY-----\n";

    #[test]
    fn both_kinds_of_keys_are_read() {
        let (algorithm, key) = read(ED25519).unwrap();
        assert_eq!((algorithm, key.len()), (KeyAlgorithm::EdDsa, 32));
        let (algorithm, key) = read(&P256.replace('\n', "\r\n")).unwrap();
        assert_eq!((algorithm, key.len()), (KeyAlgorithm::Es256, 65));
    }

    #[test]
    fn what_is_no_such_key_says_why() {
        for (pem, error) in [
            ("", PublicKeyError::NoPem),
            ("ssh-ed25519 AAAA ada@laptop", PublicKeyError::NoPem),
            ("-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----", PublicKeyError::NoPem),
            ("-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----", PublicKeyError::Private),
            ("-----BEGIN EC PRIVATE KEY-----\nMC4C\n-----END EC PRIVATE KEY-----", PublicKeyError::Private),
            ("-----BEGIN PUBLIC KEY-----\nMIGf\n-----END PUBLIC KEY-----", PublicKeyError::OtherKind),
            (&ED25519.replace("MCow", "MCox"), PublicKeyError::OtherKind),
        ] {
            assert_eq!(read(pem).err(), Some(error), "{pem}");
        }
    }
}
