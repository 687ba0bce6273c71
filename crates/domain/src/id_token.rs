//! What an identity provider's token must say about who signed in there (OpenID Connect Core 1.0, 3.1.3.7).

use porch_protocol::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::sso::LEEWAY;
use crate::stated_account::{StatedAccount, StatedDetails};

/// How old a token may be that comes straight from the provider, in seconds.
const MOST_AGE: i64 = 600;

/// The claims of a token.
#[derive(Clone, Debug, Deserialize)]
pub struct IdClaims {
    iss: String,
    aud: Audience,
    sub: String,
    iat: i64,
    exp: i64,
    #[serde(default)]
    azp: Option<String>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    name: Option<Value>,
    #[serde(default)]
    email: Option<Value>,
    #[serde(default)]
    email_verified: Option<Value>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// What a token is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'e> {
    /// The provider, as its own description names it.
    pub issuer: &'e str,
    /// What this server is called there.
    pub client: &'e str,
    /// What was sent along when this sign-in began.
    pub nonce: &'e str,
    /// The time.
    pub now: Timestamp,
}

/// Why a provider's answer names nobody. Only the log of the server says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum IdError {
    /// It is of another provider.
    #[error("it is of another issuer")]
    Issuer,
    /// It is for another client, or for several.
    #[error("it is for another client")]
    Audience,
    /// It belongs to another sign-in.
    #[error("its nonce is that of another sign-in")]
    Nonce,
    /// It is too old, or from the future.
    #[error("it does not count now")]
    Time,
    /// The account has no id, or one that is too long.
    #[error("it names no account")]
    Subject,
}

impl IdClaims {
    /// The account that the claims name. The signature has been checked.
    ///
    /// # Errors
    /// When a claim is not as it must be.
    pub fn check(self, expected: Expected<'_>) -> Result<StatedAccount, IdError> {
        if self.iss != expected.issuer {
            return Err(IdError::Issuer);
        }
        let for_us = match &self.aud {
            Audience::One(audience) => audience == expected.client,
            // Others could have got it and brought it here; it has to say that it was made for us.
            Audience::Several(all) if all.len() > 1 => {
                all.iter().any(|audience| audience == expected.client) && self.azp.is_some()
            }
            Audience::Several(all) => all.iter().any(|audience| audience == expected.client),
        };
        if !for_us || self.azp.as_ref().is_some_and(|party| party != expected.client) {
            return Err(IdError::Audience);
        }
        if self.nonce.as_deref() != Some(expected.nonce) {
            return Err(IdError::Nonce);
        }
        let now = expected.now.0.div_euclid(Timestamp::SECOND);
        let made = (now.saturating_sub(MOST_AGE)..=now.saturating_add(LEEWAY)).contains(&self.iat);
        if !made || self.exp.saturating_add(LEEWAY) <= now {
            return Err(IdError::Time);
        }
        let details = StatedDetails {
            name: self.name.as_ref(),
            mail: self.email.as_ref(),
            mail_verified: self.email_verified.as_ref(),
        };
        StatedAccount::of(self.iss, self.sub, details).ok_or(IdError::Subject)
    }
}

/// The account that the answer of a provider without such tokens names: the value of `field` in it.
///
/// # Errors
/// When it has none.
pub fn account_of_profile(issuer: &str, profile: &Value, field: &str) -> Result<StatedAccount, IdError> {
    if profile.get("iss").is_some_and(|stated| stated.as_str() != Some(issuer)) {
        return Err(IdError::Issuer);
    }
    let subject = match profile.get(field) {
        Some(Value::String(subject)) => subject.clone(),
        Some(Value::Number(number)) if number.is_u64() => number.to_string(),
        _ => return Err(IdError::Subject),
    };
    let name = ["name", "preferred_username", "login"]
        .iter()
        .find_map(|name| profile.get(name).filter(|value| is_text(value)));
    let details = StatedDetails { name, ..StatedDetails::default() };
    StatedAccount::of(issuer.to_owned(), subject, details).ok_or(IdError::Subject)
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;
    use serde_json::{Value, json};

    use super::{Expected, IdClaims, IdError, StatedAccount, account_of_profile};

    const NOW: i64 = 1_750_000_000;
    const EXPECTED: Expected<'_> =
        Expected { issuer: "https://id.example", client: "porch", nonce: "n", now: Timestamp(NOW * Timestamp::SECOND) };

    fn check(change: &Value) -> Option<Result<StatedAccount, IdError>> {
        let mut claims = json!({ "iss": "https://id.example", "aud": "porch", "sub": "7", "iat": NOW, "exp": NOW + 60, "nonce": "n" });
        for (name, value) in change.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        Some(serde_json::from_value::<IdClaims>(claims).ok()?.check(EXPECTED))
    }

    #[test]
    fn a_good_token_names_an_account() {
        let account =
            check(&json!({ "name": " Ada ", "email": "a@a.example", "email_verified": true })).unwrap().unwrap();
        assert_eq!((account.subject.as_str(), account.name.as_deref()), ("7", Some("Ada")));
        assert_eq!(account.mail.as_deref(), Some("a@a.example"));
        for change in [
            json!({ "aud": ["porch"] }),
            json!({ "aud": ["porch", "other"], "azp": "porch" }),
            json!({ "name": 7, "email": 7, "email_verified": true }),
            json!({ "iat": NOW - 600, "exp": NOW - 29 }),
        ] {
            assert!(check(&change).unwrap().is_ok(), "{change}");
        }
    }

    #[test]
    fn a_token_of_another_provider_client_sign_in_or_time_names_nobody() {
        for (change, error) in [
            (json!({ "iss": "https://id.example/" }), IdError::Issuer),
            (json!({ "iss": "https://evil.example" }), IdError::Issuer),
            (json!({ "aud": "other" }), IdError::Audience),
            (json!({ "aud": [] }), IdError::Audience),
            (json!({ "aud": ["porch", "other"] }), IdError::Audience),
            (json!({ "aud": ["porch", "other"], "azp": "other" }), IdError::Audience),
            (json!({ "azp": "other" }), IdError::Audience),
            (json!({ "nonce": "m" }), IdError::Nonce),
            (json!({ "nonce": null }), IdError::Nonce),
            (json!({ "iat": NOW - 100, "exp": NOW - 30 }), IdError::Time),
            (json!({ "iat": NOW - 601 }), IdError::Time),
            (json!({ "iat": NOW + 31 }), IdError::Time),
            (json!({ "sub": "" }), IdError::Subject),
            (json!({ "sub": "x".repeat(256) }), IdError::Subject),
        ] {
            assert_eq!(check(&change), Some(Err(error)), "{change}");
        }
        for change in [json!({ "exp": "1" }), json!({ "sub": null }), json!({ "sub": 7 }), json!({ "iat": null })] {
            assert_eq!(check(&change), None, "{change}");
        }
    }

    #[test]
    fn a_profile_names_its_account_by_one_field() {
        let of = |profile: Value, field| account_of_profile("https://id.example", &profile, field);
        let account = of(json!({ "id": 7, "login": "ada", "name": null, "email": "a@a.example" }), "id").unwrap();
        assert_eq!((account.subject.as_str(), account.name.as_deref(), account.mail), ("7", Some("ada"), None));
        assert!(of(json!({ "sub": "https://id.example/users/ada", "iss": "https://id.example" }), "sub").is_ok());
        for (profile, error) in [
            (json!({}), IdError::Subject),
            (json!([]), IdError::Subject),
            (json!({ "sub": "" }), IdError::Subject),
            (json!({ "sub": -1 }), IdError::Subject),
            (json!({ "sub": 1.5 }), IdError::Subject),
            (json!({ "sub": null }), IdError::Subject),
            (json!({ "sub": "7", "iss": "https://evil.example" }), IdError::Issuer),
        ] {
            assert_eq!(of(profile.clone(), "sub"), Err(error), "{profile}");
        }
    }
}
