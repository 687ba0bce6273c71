//! Every setting of a running server: a flag, an environment variable or a line of one TOML file, in that order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::limits::ServerLimits;

/// The first level needs sixty tries on average: 0.05 to 0.2 s in Chromium on a desktop, so about 0.3 s on a phone.
const PROOF_ROUNDS: u32 = 5_000;

/// The settings of `porch serve`. One that is missing takes its default.
#[derive(Clone, Debug, Default, clap::Args, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// Where to listen, as ADDRESS:PORT. [default: 127.0.0.1:8080]
    #[arg(long, env = "PORCH_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// The address visitors reach this server at, as `https://talk.example` or `https://bakery.example/talk`. Needed
    /// when not listening on loopback.
    #[arg(long, env = "PORCH_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Networks of proxies whose X-Forwarded-For is read, from the right. Repeat or separate by commas.
    #[arg(long, env = "PORCH_TRUSTED_PROXY", value_delimiter = ',')]
    pub trusted_proxy: Vec<ipnet::IpNet>,
    /// Where to serve metrics, as ADDRESS:PORT. Nothing is served without it.
    #[arg(long, env = "PORCH_METRICS")]
    pub metrics: Option<SocketAddr>,
    /// `off` lifts the rate limits; only when listening on loopback. [default: on]
    #[arg(long, env = "PORCH_LIMITS")]
    pub limits: Option<Limits>,
    /// Rounds of one try of the background work that newcomers' browsers are asked for while many of them come. More of
    /// them make robots slower, and old phones. [default: 5000]
    #[arg(long, env = "PORCH_PROOF_ROUNDS", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub proof_rounds: Option<u32>,
    /// Networks of your own that webhooks may lead to, by any port; all others are reached by https in the open
    /// internet only. Repeat or separate by commas.
    #[arg(long, env = "PORCH_OUTBOUND_ALLOW", value_delimiter = ',')]
    pub outbound_allow: Vec<ipnet::IpNet>,
    /// The mail server, as `smtps://NAME:PASSWORD@mail.example` or `smtp://mail.example?tls=required`. No mail without it.
    #[arg(long, env = "PORCH_SMTP", hide_env_values = true)]
    pub smtp: Option<SmtpUrl>,
    /// Whom mail comes from, as `porch@talk.example`. Needed with --smtp.
    #[arg(long, env = "PORCH_MAIL_FROM")]
    pub mail_from: Option<String>,
}

/// Whether rate limits apply.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum, Deserialize)]
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
}

/// The commented default file that `porch config` prints.
pub const DEFAULT_FILE: &str = "\
# Settings of `porch serve`. A flag (--listen) wins over an environment variable (PORCH_LISTEN), which wins over this file.

# Where to listen.
listen = \"127.0.0.1:8080\"

# The address visitors reach this server at. Needed when not listening on loopback.
# public-url = \"https://talk.example\"

# Networks of proxies whose X-Forwarded-For is read, from the right.
# trusted-proxy = [\"127.0.0.1/32\"]

# Where to serve metrics, for Prometheus.
# metrics = \"127.0.0.1:9090\"

# \"off\" lifts the rate limits; only when listening on loopback.
limits = \"on\"

# Rounds of one try of the background work that newcomers' browsers are asked for while many of them come.
# proof-rounds = 5000

# Networks of your own that webhooks may lead to.
# outbound-allow = [\"10.1.0.0/16\"]

# The mail server, and whom mail comes from. Without them nobody gets mail about held comments.
# smtp = \"smtps://NAME:PASSWORD@mail.example\"
# mail-from = \"porch@talk.example\"
";

impl Settings {
    /// Reads the TOML file.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|error| ConfigError::Unreadable(file.into(), error))?;
        toml::from_str(&text).map_err(|error| ConfigError::Malformed(file.into(), error))
    }

    /// These settings, and those of `file` where one is missing.
    #[must_use]
    pub fn or(self, file: Self) -> Self {
        Self {
            listen: self.listen.or(file.listen),
            public_url: self.public_url.or(file.public_url),
            trusted_proxy: if self.trusted_proxy.is_empty() { file.trusted_proxy } else { self.trusted_proxy },
            metrics: self.metrics.or(file.metrics),
            limits: self.limits.or(file.limits),
            proof_rounds: self.proof_rounds.or(file.proof_rounds),
            outbound_allow: if self.outbound_allow.is_empty() { file.outbound_allow } else { self.outbound_allow },
            smtp: self.smtp.or(file.smtp),
            mail_from: self.mail_from.or(file.mail_from),
        }
    }

    /// Completes and checks the settings.
    pub fn check(self) -> Result<Config, ConfigError> {
        let listen = self.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
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
            bounds: ServerLimits::default(),
        })
    }
}

/// What this server's own paths begin with: a sub-path with such a beginning would be ambiguous.
const OWN: [&str; 6] = ["a", "c", "host", "mail", "healthz", "readyz"];

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
    use super::{ConfigError, DEFAULT_FILE, Limits, Settings};

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
    fn the_printed_file_is_one_that_can_be_read() {
        let settings: Settings = toml::from_str(DEFAULT_FILE).unwrap();
        let config = settings.check().unwrap();
        assert_eq!(config.public_url, "http://127.0.0.1:8080");
        assert!(config.limits);
    }

    #[test]
    fn off_loopback_the_public_address_is_required_and_limits_stay_on() {
        let open = Settings { listen: Some("0.0.0.0:80".parse().unwrap()), ..Settings::default() };
        assert!(matches!(open.clone().check(), Err(ConfigError::PublicUrlMissing)));
        let unlimited = Settings { limits: Some(Limits::Off), ..open };
        assert!(matches!(unlimited.check(), Err(ConfigError::LimitsOffLoopback)));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(toml::from_str::<Settings>("listn = \"127.0.0.1:1\"").is_err());
    }
}
