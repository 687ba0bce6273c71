//! Every setting of a running server: a flag, an environment variable or a line of one TOML file, in that order.

pub mod providers;
mod settings;

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::server_limits::ServerLimits;
use providers::{ProviderConfig, ProviderError};

pub use settings::{Settings, default_file};

/// Where a server listens that is told nothing else: reachable from its own machine only.
const LISTEN: SocketAddr = SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 8080));
/// The first level needs sixty tries on average: 0.05 to 0.2 s in Chromium on a desktop, so about 0.3 s on a phone.
const PROOF_ROUNDS: u32 = 5_000;

/// Whether rate limits apply.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Limits {
    /// They apply.
    #[default]
    On,
    /// They do not: for measuring.
    Off,
}

/// Stands in for the address of the server in printed lines while it is not configured.
pub const UNKNOWN_PUBLIC_URL: &str = "https://YOUR-PORCH-ADDRESS";

/// The settings of one run, complete and checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that links begin with, without a trailing slash.
    pub public_url: String,
    /// The same as an origin.
    pub public_origin: String,
    /// The sub-path that all addresses of this server begin with, as `/talk`; empty at the root.
    pub public_path: String,
    /// The proxies whose X-Forwarded-For is read.
    pub trusted_proxies: Vec<ipnet::IpNet>,
    /// Where to serve metrics.
    pub metrics: Option<SocketAddr>,
    /// Whether rate limits apply.
    pub limits: bool,
    /// Rounds of one try of the background work.
    pub proof_rounds: u32,
    /// The operator's own networks that the outbound client may reach.
    pub outbound_allow: Vec<ipnet::IpNet>,
    /// The mail server and the sender; without them no mail is sent.
    pub mail: Option<(SmtpUrl, String)>,
    /// The identity providers that visitors may sign in with.
    pub providers: Vec<ProviderConfig>,
    /// Limits and timeouts.
    pub bounds: ServerLimits,
}

/// An invalid setting.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0} cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file is no TOML, or has an unknown key.
    #[error("{0}: {1}")]
    Malformed(PathBuf, toml::de::Error),
    /// Not on loopback, links need a base.
    #[error("--public-url is needed when not listening on loopback: the address visitors reach this server at")]
    PublicUrlMissing,
    /// Not the address of a server.
    #[error("--public-url {0:?} {1}: write it like https://talk.example or https://bakery.example/talk")]
    PublicUrlMalformed(String, &'static str),
    /// Without limits, a server may only be reached from its own machine.
    #[error("--limits off is for a server that listens on loopback only")]
    LimitsOffLoopback,
    /// Mail needs a sender.
    #[error("--mail-from is needed with --smtp: the address that mail comes from")]
    MailFromMissing,
    /// An identity provider is not complete.
    #[error("--provider: {0}")]
    Provider(#[from] ProviderError),
}

impl Settings {
    /// Reads the TOML file.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|error| ConfigError::Unreadable(file.into(), error))?;
        toml::from_str(&text).map_err(|error| ConfigError::Malformed(file.into(), error))
    }

    /// Completes and checks the settings.
    pub fn check(self) -> Result<Config, ConfigError> {
        let listen = self.listen.unwrap_or(LISTEN);
        let loopback = listen.ip().is_loopback();
        let limits = self.limits.unwrap_or_default() == Limits::On;
        if !limits && !loopback {
            return Err(ConfigError::LimitsOffLoopback);
        }
        let mail = match (self.smtp, self.mail_from) {
            (Some(_), None) => return Err(ConfigError::MailFromMissing),
            (smtp, from) => smtp.zip(from),
        };
        let public = match self.public_url {
            Some(url) => url,
            None if loopback => format!("http://{listen}"),
            None => return Err(ConfigError::PublicUrlMissing),
        };
        let parsed = match public_address(&public) {
            Ok(parsed) => parsed,
            Err(why) => return Err(ConfigError::PublicUrlMalformed(public, why)),
        };
        Ok(Config {
            listen,
            public_url: parsed.as_str().trim_end_matches('/').to_owned(),
            public_origin: parsed.origin().ascii_serialization(),
            public_path: parsed.path().trim_end_matches('/').to_owned(),
            trusted_proxies: self.trusted_proxy,
            metrics: self.metrics,
            limits,
            proof_rounds: self.proof_rounds.unwrap_or(PROOF_ROUNDS).clamp(1, 1_000_000),
            outbound_allow: self.outbound_allow,
            mail,
            providers: providers::check(self.provider)?,
            bounds: ServerLimits::default(),
        })
    }
}

/// What this server's own paths begin with: a sub-path with such a beginning would be ambiguous.
const OWN: [&str; 7] = ["a", "c", "host", "mail", "sign-in", "healthz", "readyz"];

/// `v1`, and `v0.1.0` of a pinned loader.
fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The address visitors reach this server at, or what is wrong with it.
fn public_address(text: &str) -> Result<url::Url, &'static str> {
    let url = url::Url::parse(text).map_err(|_| "is no address (it begins with https://)")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("does not begin with https:// (or http:// for trying out)");
    }
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
        return Err("has more than a host and a path");
    }
    let path = url.path().trim_end_matches('/');
    let mut segments = path.split('/').skip(1);
    if segments.clone().any(str::is_empty) {
        return Err("has an empty part in its path");
    }
    if segments.next().is_some_and(|first| OWN.contains(&first) || is_version(first)) {
        return Err("has a path that begins like an address of Porch's own");
    }
    Ok(url)
}

/// The address of a mail server, which may hold a password.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct SmtpUrl(pub(crate) String);

impl From<String> for SmtpUrl {
    fn from(url: String) -> Self {
        Self(url)
    }
}

impl std::fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SmtpUrl(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::{ConfigError, Limits, Settings};

    #[test]
    fn a_sub_path_is_told_from_the_origin_and_a_wrong_address_says_why() {
        let at = |url: &str| Settings { public_url: Some(url.into()), ..Settings::default() }.check();
        for (text, url, path) in [
            ("https://talk.example", "https://talk.example", ""),
            ("https://talk.example/", "https://talk.example", ""),
            ("https://bakery.example/talk", "https://bakery.example/talk", "/talk"),
            ("https://bakery.example/a-b/talk/", "https://bakery.example/a-b/talk", "/a-b/talk"),
        ] {
            let config = at(text).unwrap();
            assert_eq!((config.public_url.as_str(), config.public_path.as_str()), (url, path));
            assert!(url.starts_with(&config.public_origin) && !config.public_origin.ends_with("/talk"));
        }
        for (text, why) in [
            ("talk.example", "begins with https://"),
            ("ftp://talk.example", "does not begin with https://"),
            ("https://talk.example/?a=b", "more than a host and a path"),
            ("https://talk.example//talk", "an empty part"),
            ("https://talk.example/host", "Porch's own"),
            ("https://talk.example/v1/x", "Porch's own"),
        ] {
            let error = at(text).unwrap_err().to_string();
            assert!(error.contains(why) && error.contains(text), "{error}");
        }
    }

    #[test]
    fn off_loopback_the_public_address_is_required_and_limits_stay_on() {
        let open = Settings { listen: Some("0.0.0.0:80".parse().unwrap()), ..Settings::default() };
        assert!(matches!(open.clone().check(), Err(ConfigError::PublicUrlMissing)));
        let unlimited = Settings { limits: Some(Limits::Off), ..open };
        assert!(matches!(unlimited.check(), Err(ConfigError::LimitsOffLoopback)));
    }
}
