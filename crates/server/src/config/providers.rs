//! The identity providers that visitors may sign in with: the settings of each, and those that are known by their name.

use std::str::FromStr;

use serde::Deserialize;

/// The providers that need no more than a client: id, name, and where they are.
const KNOWN: [(&str, &str, &str); 5] = [
    ("google", "Google", "https://accounts.google.com"),
    ("apple", "Apple", "https://appleid.apple.com"),
    // Personal accounts. An organisation has an issuer of its own.
    ("microsoft", "Microsoft", "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"),
    ("gitlab", "GitLab", "https://gitlab.com"),
    (GITHUB, "GitHub", "https://github.com"),
];
const GITHUB: &str = "github";

/// One provider as it is configured.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ProviderSettings {
    /// Its id: google, github, microsoft, apple or gitlab, whose settings are known; or any other, of small letters, digits and `-`.
    pub id: String,
    /// What visitors read.
    pub name: Option<String>,
    /// Where it is, as `https://id.example`.
    pub issuer: Option<String>,
    /// What this server is called there.
    pub client_id: String,
    /// Its secret there.
    pub client_secret: ClientSecret,
}

impl std::fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProviderSettings").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The secret of this server at a provider.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct ClientSecret(pub String);

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientSecret(***)")
    }
}

/// How a provider says who signed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProviderKind {
    /// It describes itself at a known address: by a signed token (OpenID Connect), or by a profile (OAuth 2.0).
    Described,
    /// GitHub, or a server of its own of GitHub Enterprise.
    GitHub,
}

/// A provider, complete and checked.
#[derive(Clone, Debug)]
pub struct ProviderConfig {
    /// Its id in addresses and in the database.
    pub id: String,
    /// What visitors read.
    pub name: String,
    /// Where it is, without a slash at the end.
    pub issuer: String,
    /// How it says who signed in.
    pub kind: ProviderKind,
    /// What this server is called there.
    pub client_id: String,
    /// Its secret there.
    pub client_secret: ClientSecret,
}

/// What is wrong with a provider.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ProviderError {
    /// Its id cannot be one.
    #[error("{0:?} is no id: small letters, digits and -, like google")]
    Id(String),
    /// Two have the same id.
    #[error("{0} is there twice")]
    Twice(String),
    /// It is not known, so it has to be said where it is.
    #[error("{0} needs an issuer: its address, like https://id.example")]
    IssuerMissing(String),
    /// The issuer is no address.
    #[error("the issuer of {0} is no address like https://id.example")]
    Issuer(String),
    /// The client is missing.
    #[error("{0} needs a client-id and a client-secret: register this server there")]
    Client(String),
}

impl FromStr for ProviderSettings {
    type Err = String;

    /// Reads `id=google client-id=… client-secret=…`.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut settings = Self::default();
        for pair in text.split_whitespace() {
            let (key, value) =
                pair.split_once('=').ok_or_else(|| "write id=… client-id=… client-secret=…".to_owned())?;
            let value = value.to_owned();
            match key {
                "id" => settings.id = value,
                "name" => settings.name = Some(value),
                "issuer" => settings.issuer = Some(value),
                "client-id" => settings.client_id = value,
                "client-secret" => settings.client_secret = ClientSecret(value),
                other => return Err(format!("{other:?} is no setting of an identity provider")),
            }
        }
        Ok(settings)
    }
}

/// Completes and checks the providers.
pub(super) fn check(all: Vec<ProviderSettings>) -> Result<Vec<ProviderConfig>, ProviderError> {
    let mut checked: Vec<ProviderConfig> = Vec::with_capacity(all.len());
    for settings in all {
        if checked.iter().any(|other| other.id == settings.id) {
            return Err(ProviderError::Twice(settings.id));
        }
        checked.push(complete(settings)?);
    }
    Ok(checked)
}

fn complete(settings: ProviderSettings) -> Result<ProviderConfig, ProviderError> {
    let ProviderSettings { id, name, issuer, client_id, client_secret } = settings;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    // In the database, `sso` is the sign-in by the site's own token; `redeem` is part of an endpoint's path.
    if id.is_empty() || id.len() > 32 || !id.chars().all(plain) || id == "sso" || id == "redeem" {
        return Err(ProviderError::Id(id));
    }
    if client_id.is_empty() || client_secret.0.is_empty() {
        return Err(ProviderError::Client(id));
    }
    let known = KNOWN.iter().find(|(known, ..)| *known == id);
    let issuer = issuer.or_else(|| known.map(|(.., issuer)| (*issuer).to_owned()));
    let Some(issuer) = issuer else { return Err(ProviderError::IssuerMissing(id)) };
    let url = url::Url::parse(&issuer).ok().filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host());
    if url.is_none_or(|url| url.query().is_some() || url.fragment().is_some()) {
        return Err(ProviderError::Issuer(id));
    }
    let kind = if id == GITHUB { ProviderKind::GitHub } else { ProviderKind::Described };
    let name = name.unwrap_or_else(|| known.map_or(id.as_str(), |(_, name, _)| name).to_owned());
    let issuer = issuer.trim_end_matches('/').to_owned();
    Ok(ProviderConfig { id, name, issuer, kind, client_id, client_secret })
}

#[cfg(test)]
mod tests {
    use super::{ClientSecret, ProviderError, ProviderKind, ProviderSettings, check};

    fn with(text: &str) -> Result<super::ProviderConfig, ProviderError> {
        check(vec![text.parse().unwrap()]).map(|mut all| all.remove(0))
    }

    #[test]
    fn a_known_provider_needs_a_client_alone() {
        let google = with("id=google client-id=a client-secret=b").unwrap();
        assert_eq!((google.name.as_str(), google.issuer.as_str()), ("Google", "https://accounts.google.com"));
        let github = with("id=github client-id=a client-secret=b").unwrap();
        assert_eq!(github.kind, ProviderKind::GitHub);
        let own = with("id=club name=Club issuer=https://id.club.example/ client-id=a client-secret=b").unwrap();
        assert_eq!((own.name.as_str(), own.issuer.as_str()), ("Club", "https://id.club.example"));
        assert!(!format!("{own:?}").contains("\"b\"") && !format!("{:?}", ClientSecret("b".into())).contains('b'));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, error) in [
            ("id=google", ProviderError::Client("google".into())),
            ("id=google client-id=a", ProviderError::Client("google".into())),
            ("id=sso client-id=a client-secret=b", ProviderError::Id("sso".into())),
            ("id=A/b client-id=a client-secret=b", ProviderError::Id("A/b".into())),
            ("id=club client-id=a client-secret=b", ProviderError::IssuerMissing("club".into())),
            ("id=club issuer=club client-id=a client-secret=b", ProviderError::Issuer("club".into())),
            ("id=club issuer=ftp://club client-id=a client-secret=b", ProviderError::Issuer("club".into())),
        ] {
            assert_eq!(with(text).unwrap_err(), error, "{text}");
        }
        let google: ProviderSettings = "id=google client-id=a client-secret=b".parse().unwrap();
        assert_eq!(check(vec![google.clone(), google]).unwrap_err(), ProviderError::Twice("google".into()));
        for text in ["google", "id=google colour=red"] {
            assert!(text.parse::<ProviderSettings>().is_err(), "{text}");
        }
    }
}
