//! An account of somebody, as another server states it: that of the site itself, or an identity provider.

use serde_json::Value;

use crate::text;

/// The longest issuer, and the longest subject, in bytes (OpenID Connect Core 1.0, 2).
const LONGEST_CLAIM: usize = 255;

/// An account, by who states it and what it is called there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedAccount {
    /// Who states it.
    pub issuer: String,
    /// What the issuer calls the account, never empty.
    pub subject: String,
    /// The name of its owner, cleaned; none where it is missing or cannot be shown.
    pub name: Option<String>,
    /// The mail address, if the issuer says that it is the owner's.
    pub mail: Option<String>,
}

/// What is stated beside an account, as it stands in the JSON: what is of another type than it should be says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StatedDetails<'d> {
    pub(crate) name: Option<&'d Value>,
    pub(crate) mail: Option<&'d Value>,
    pub(crate) mail_verified: Option<&'d Value>,
}

impl StatedAccount {
    /// The account; none where its issuer or its subject is blank or too long.
    pub(crate) fn of(issuer: String, subject: String, details: StatedDetails<'_>) -> Option<Self> {
        if ![&issuer, &subject].into_iter().all(|claim| is_name(claim)) {
            return None;
        }
        let name = details.name.and_then(Value::as_str).and_then(|name| text::clean_name(name).ok());
        // Neither "true" nor 1: an address that is not the owner's would send mail to a stranger.
        let is_verified = details.mail_verified == Some(&Value::Bool(true));
        let mail = details.mail.filter(|_| is_verified).and_then(Value::as_str).map(str::to_owned);
        Some(Self { issuer, subject, name, mail })
    }
}

/// Whether a claim can name something: it is not blank, and not too long.
pub(crate) fn is_name(claim: &str) -> bool {
    !claim.trim().is_empty() && claim.len() <= LONGEST_CLAIM
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{StatedAccount, StatedDetails};

    fn of(details: StatedDetails<'_>) -> StatedAccount {
        StatedAccount::of("https://id.example".into(), "7".into(), details).unwrap()
    }

    #[test]
    fn an_account_has_an_issuer_and_a_subject_that_name_something() {
        let longest = "x".repeat(255);
        for (issuer, subject, is_account) in [
            ("i", "7", true),
            ("i", longest.as_str(), true),
            (longest.as_str(), "7", true),
            ("", "7", false),
            ("i", "", false),
            ("i", " \n", false),
            ("i", &"x".repeat(256), false),
            (&"x".repeat(256), "7", false),
        ] {
            let account = StatedAccount::of(issuer.into(), subject.into(), StatedDetails::default());
            assert_eq!(account.is_some(), is_account, "{issuer:?} {subject:?}");
        }
    }

    #[test]
    fn a_name_is_cleaned_or_left_out() {
        for (name, shown) in [
            (json!("  Ada \n Lovelace "), Some("Ada Lovelace")),
            (json!("\u{200b}"), None),
            (json!(""), None),
            (json!(7), None),
            (Value::Null, None),
        ] {
            let account = of(StatedDetails { name: Some(&name), ..StatedDetails::default() });
            assert_eq!(account.name.as_deref(), shown, "{name}");
        }
    }

    #[test]
    fn an_address_counts_only_where_its_confirmation_is_a_true_of_json() {
        fn stated(mail: Option<&Value>, mail_verified: Option<&Value>) -> Option<String> {
            of(StatedDetails { mail, mail_verified, name: None }).mail
        }
        let mail = json!("ada@a.example");
        assert_eq!(stated(Some(&mail), Some(&json!(true))).as_deref(), Some("ada@a.example"));
        assert_eq!(stated(Some(&mail), None), None);
        assert_eq!(stated(Some(&json!(7)), Some(&json!(true))), None);
        for verified in [json!("true"), json!(1), json!(false), Value::Null, json!({}), json!([true])] {
            assert_eq!(stated(Some(&mail), Some(&verified)), None, "{verified}");
        }
    }
}
