//! Signing in by a token of the site's own server: the keys that check it, and what it must say.

use porch_protocol::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::stated_account::{StatedAccount, StatedDetails, is_name};

/// The keys of a site at most.
pub const MOST_KEYS: u32 = 3;
/// How long a key still counts after another one took its place, in microseconds: a day.
pub const RETIRING_LIFE: i64 = 24 * 3_600 * Timestamp::SECOND;
/// The longest token that is read, in bytes.
pub const LONGEST_TOKEN: usize = 8_192;
/// How long a token may be valid, in seconds from the moment when it was made.
pub const TOKEN_LIFE: i64 = 300;
/// How far the clocks of the two servers may be apart, in seconds.
pub const LEEWAY: i64 = 30;
/// The longest id of a key, in characters.
pub const LONGEST_ID: usize = 64;

/// Declares an enum whose values are words in the database and on the command line.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $value:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[$doc])* $value,)*
        }

        impl $name {
            /// The word in the database and on the command line.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)*
                }
            }

            /// The value of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$value),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// How a token is signed.
    pub enum KeyAlgorithm {
        /// Ed25519.
        EdDsa = "EdDSA",
        /// ECDSA on the curve P-256 with SHA-256.
        Es256 = "ES256",
        /// HMAC with SHA-256 and a secret that both servers have.
        Hs256 = "HS256",
    }
}

words! {
    /// The place of a key in a rotation. Each of them counts; a retiring one for a day.
    pub enum KeyState {
        /// It is there before tokens are signed with it.
        Next = "next",
        /// Tokens are signed with it. A site has one at most.
        Current = "current",
        /// Tokens were signed with it until now.
        Retiring = "retiring",
    }
}

/// Whether a key can be called this.
pub fn is_key_id(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !id.is_empty() && id.len() <= LONGEST_ID && id.chars().all(fits)
}

/// The claims of a token. What else is in it says nothing: least of all a role.
#[derive(Clone, Debug, Deserialize)]
pub struct Claims {
    iss: String,
    aud: Audience,
    sub: String,
    iat: i64,
    exp: i64,
    jti: String,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default)]
    name: Option<Value>,
    #[serde(default)]
    email: Option<Value>,
    #[serde(default)]
    email_verified: Option<Value>,
}

/// Whom a token is for: one site. A list with others in it would let them use the token here.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    List([String; 1]),
}

/// What a token that counts says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedToken {
    /// Who it is.
    pub account: StatedAccount,
    /// The token's id.
    pub id: String,
    /// From then on the token is too old.
    pub expires_at: Timestamp,
}

/// Why a token does not count. Only the log of the server says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TokenError {
    /// It is for another site, or for several.
    #[error("`aud` is not this site alone")]
    Audience,
    /// A claim is empty or too long.
    #[error("`iss`, `sub` or `jti` is empty or too long")]
    Blank,
    /// It is valid for too long, or ends before it begins.
    #[error("`exp` is not within 300 seconds after `iat`")]
    Life,
    /// It is too old.
    #[error("it has expired")]
    Expired,
    /// It is not valid yet.
    #[error("it is from the future")]
    Early,
}

impl Claims {
    /// What the claims say to a site. The signature has been checked.
    ///
    /// # Errors
    /// When a claim is not as it must be.
    pub fn check(self, site: &str, now: Timestamp) -> Result<CheckedToken, TokenError> {
        let (Audience::One(audience) | Audience::List([audience])) = &self.aud;
        if audience != site {
            return Err(TokenError::Audience);
        }
        if !is_name(&self.jti) {
            return Err(TokenError::Blank);
        }
        let expires_at = self.check_times(now.0.div_euclid(Timestamp::SECOND))?;
        let details = StatedDetails {
            name: self.name.as_ref(),
            mail: self.email.as_ref(),
            mail_verified: self.email_verified.as_ref(),
        };
        let account = StatedAccount::of(self.iss, self.sub, details).ok_or(TokenError::Blank)?;
        Ok(CheckedToken { account, id: self.jti, expires_at })
    }

    /// When the token is too old.
    fn check_times(&self, now: i64) -> Result<Timestamp, TokenError> {
        let life = self.exp.checked_sub(self.iat).filter(|life| (1..=TOKEN_LIFE).contains(life));
        life.ok_or(TokenError::Life)?;
        if self.exp.saturating_add(LEEWAY) <= now {
            return Err(TokenError::Expired);
        }
        let begins = self.nbf.map_or(self.iat, |nbf| nbf.max(self.iat));
        if begins.saturating_sub(LEEWAY) > now {
            return Err(TokenError::Early);
        }
        Ok(Timestamp(self.exp.saturating_add(LEEWAY).saturating_mul(Timestamp::SECOND)))
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;
    use serde_json::{Value, json};

    use super::{CheckedToken, Claims, TokenError, is_key_id};

    const NOW: i64 = 1_750_000_000;

    fn good() -> Value {
        json!({ "iss": "https://bakery.example", "aud": "bakery", "sub": "7", "iat": NOW, "exp": NOW + 60, "jti": "a" })
    }

    /// The claims with a change; one of null takes the claim away.
    fn changed(change: &Value) -> Value {
        let mut claims = good();
        for (name, value) in change.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        claims
    }

    fn check(change: &Value) -> Option<Result<CheckedToken, TokenError>> {
        let claims: Claims = serde_json::from_value(changed(change)).ok()?;
        Some(claims.check("bakery", Timestamp(NOW * Timestamp::SECOND)))
    }

    #[test]
    fn a_good_token_says_who_it_is() {
        let stated = json!({ "aud": ["bakery"], "name": "  Ada \n Lovelace ", "role": "ADMIN" });
        let token = check(&stated).unwrap().unwrap();
        let account = &token.account;
        assert_eq!((account.issuer.as_str(), account.subject.as_str()), ("https://bakery.example", "7"));
        assert_eq!((account.name.as_deref(), &account.mail), (Some("Ada Lovelace"), &None));
        assert_eq!((token.id.as_str(), token.expires_at), ("a", Timestamp((NOW + 90) * Timestamp::SECOND)));
        let stated = json!({ "email": "ada@a.example", "email_verified": true });
        assert_eq!(check(&stated).unwrap().unwrap().account.mail.as_deref(), Some("ada@a.example"));
    }

    #[test]
    fn a_claim_that_is_missing_or_of_another_type_makes_it_unreadable() {
        for claim in ["iss", "aud", "sub", "iat", "exp", "jti"] {
            assert!(check(&json!({ claim: null })).is_none(), "{claim}");
        }
        for change in [
            json!({ "exp": (NOW + 60).to_string() }),
            json!({ "iat": 1.5 }),
            json!({ "nbf": "soon" }),
            json!({ "sub": 7 }),
            json!({ "jti": 7 }),
            json!({ "iss": ["https://bakery.example"] }),
            json!({ "aud": ["bakery", "cafe"] }),
            json!({ "aud": [] }),
        ] {
            assert!(check(&change).is_none(), "{change}");
        }
    }

    #[test]
    fn a_token_is_for_one_site_and_a_short_while() {
        for (change, error) in [
            (json!({ "aud": "cafe" }), TokenError::Audience),
            (json!({ "aud": "Bakery" }), TokenError::Audience),
            (json!({ "sub": "" }), TokenError::Blank),
            (json!({ "sub": " " }), TokenError::Blank),
            (json!({ "iss": "" }), TokenError::Blank),
            (json!({ "jti": "x".repeat(256) }), TokenError::Blank),
            (json!({ "exp": NOW + 301 }), TokenError::Life),
            (json!({ "exp": NOW }), TokenError::Life),
            (json!({ "iat": i64::MIN, "exp": i64::MAX }), TokenError::Life),
            (json!({ "iat": NOW - 100, "exp": NOW - 30 }), TokenError::Expired),
            (json!({ "iat": NOW + 31, "exp": NOW + 60 }), TokenError::Early),
            (json!({ "nbf": NOW + 31 }), TokenError::Early),
        ] {
            assert_eq!(check(&change), Some(Err(error)), "{change}");
        }
        for change in [
            json!({ "exp": NOW + 300 }),
            json!({ "iat": NOW - 100, "exp": NOW - 29 }),
            json!({ "iat": NOW + 30, "exp": NOW + 60, "nbf": NOW + 30 }),
        ] {
            assert!(check(&change).unwrap().is_ok(), "{change}");
        }
    }

    #[test]
    fn a_key_has_a_short_plain_id() {
        assert!(is_key_id("2026-11") && is_key_id("a.b_C"));
        for id in ["", "a b", "a/b", "schlüssel", "a\n", &"x".repeat(65)] {
            assert!(!is_key_id(id), "{id:?}");
        }
    }
}
