//! What follows from the secret of a window in which somebody signs in with an identity provider, so that it is stored
//! nowhere: what goes to the provider and back, and the code that the window may show.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::visitor_cookie::keyed_hash;
use crate::secrets::Token;
use porch_domain::visitor_mail::CODE_DIGITS;

/// How many codes there are: those of [`CODE_DIGITS`] digits.
const CODES: u64 = 100_000_000;
/// Bytes of the widget's secret, and of its hash.
const SECRET_BYTES: usize = 32;

/// A random text for one purpose, which nobody can tell from the ones for others.
pub fn derived(secret: &[u8; 32], purpose: &str, window: &Token) -> String {
    URL_SAFE_NO_PAD.encode(keyed_hash(secret, &["sign-in", purpose, window.secret()]))
}

/// The code that a window shows.
pub fn code_of_window(secret: &[u8; 32], window: &Token) -> String {
    let hash = keyed_hash(secret, &["sign-in code", window.secret()]);
    let number = u64::from_be_bytes(std::array::from_fn(|i| hash[i]));
    format!("{:0CODE_DIGITS$}", number % CODES)
}

/// The hash of a code that is stored. It is a keyed one: eight digits would soon be found by trying all of them.
pub fn code_hash(secret: &[u8; 32], site: &str, code: &str) -> String {
    URL_SAFE_NO_PAD.encode(keyed_hash(secret, &["sign-in code hash", site, code]))
}

/// Whether a text is a hash of the widget's secret, or such a secret: 32 bytes as base64url.
pub fn is_secret(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == SECRET_BYTES)
}

/// The hash of the widget's secret, which it sends at first: SHA-256 of its letters, as PKCE has it (RFC 7636, 4.2).
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

#[cfg(test)]
mod tests {
    use super::{challenge, code_hash, code_of_window, derived, is_secret};
    use crate::secrets::Token;
    use porch_domain::visitor_mail::typed_code;

    #[test]
    fn what_follows_from_a_window_is_its_own_and_of_one_purpose() {
        let (window, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_eq!(derived(&[7; 32], "state", &window), derived(&[7; 32], "state", &window));
        for different in [
            derived(&[7; 32], "nonce", &window),
            derived(&[7; 32], "state", &other),
            derived(&[8; 32], "state", &window),
        ] {
            assert_ne!(derived(&[7; 32], "state", &window), different);
        }
        let code = code_of_window(&[7; 32], &window);
        assert_eq!(typed_code(&code).as_ref(), Some(&code));
        assert_ne!(code_hash(&[7; 32], "bakery", &code), code_hash(&[7; 32], "cafe", &code));
    }

    #[test]
    fn a_challenge_is_that_of_pkce() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_secret(verifier) && is_secret(&challenge(verifier)) && !is_secret("") && !is_secret("abc"));
    }
}
