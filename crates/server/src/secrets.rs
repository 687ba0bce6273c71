//! The secrets of links and sessions: random tokens, of which only hashes are stored.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A hash of these parts, one of which is the database's secret. Each purpose has hashes of its own.
pub fn derived(purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = blake3::Hasher::new_derive_key(purpose);
    for part in parts {
        // The length comes first, so that no two lists of parts give the same bytes.
        hash.update(&(part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// A secret of 256 bits, in a link or in the session cookie. Only its hash is stored.
pub struct Token(String);

impl Token {
    /// A random one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn random() -> std::result::Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The one that belongs to these parts: it is made anew when it is needed, and only its hash is stored.
    pub fn derived(purpose: &str, parts: &[&[u8]]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(derived(purpose, parts)))
    }

    /// A token from a request, if it is well-formed.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The hash to store. The token has too much randomness to be guessed, so a plain hash is enough.
    pub fn hash(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.0))
    }

    /// The secret itself, for its recipient.
    pub fn secret(&self) -> &str {
        &self.0
    }
}
