//! What opens the dashboard: random secrets that stand in links and cookies, of which only hashes are stored.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A secret of 256 bits: what stands in a link, or in the cookie. Only its hash is stored.
pub struct Token(String);

impl Token {
    /// Draws one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn fresh() -> std::result::Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// One that somebody brings, if it can be one.
    pub fn brought(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// What is stored of it. It has more randomness than a guesser has time, so a plain hash is enough.
    pub fn hash(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.0))
    }

    /// The secret itself, for the one who is to have it.
    pub fn secret(&self) -> &str {
        &self.0
    }
}
