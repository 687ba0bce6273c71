//! The table of settings. Each is one entry, of which follow its flag, its environment variable, its help, and its line in
//! the file that `porch config` prints.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::providers::ProviderSettings;
use super::{LISTEN, Limits, PROOF_ROUNDS, SmtpUrl};

/// Declares [`Settings`]. An entry has its description, its name and type, its variable, and what stands behind it in the
/// file; then whatever else clap has to know.
macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty, $variable:literal, $value:expr $(, $arg:ident = $is:expr)*;)+) => {
        /// The settings of `porch serve`. One that is missing takes its default.
        #[derive(Clone, Debug, Default, clap::Args, Deserialize)]
        #[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
        pub struct Settings {
            $($(#[doc = $doc])+
            #[arg(long, env = $variable, help = help::<$type>(concat!($($doc),+), &$value) $(, $arg = $is)*)]
            pub $name: $type,)+
        }

        impl Settings {
            /// These settings, and those of `file` where one is missing.
            #[must_use]
            pub fn or(self, file: Self) -> Self {
                Self { $($name: self.$name.or(file.$name),)+ }
            }
        }

        /// The commented default file that `porch config` prints.
        pub fn default_file() -> String {
            let mut file = FIRST_LINE.to_owned();
            $(add_to_file(&mut file, stringify!($name), concat!($($doc),+), &$value);)+
            file
        }
    };
}

settings! {
    /// Where to listen, as ADDRESS:PORT.
    listen: Option<SocketAddr>, "PORCH_LISTEN", FileValue::default(LISTEN);

    /// The address visitors reach this server at, as `https://talk.example` or `https://bakery.example/talk`. Needed
    /// when not listening on loopback.
    public_url: Option<String>, "PORCH_PUBLIC_URL", FileValue::example("https://talk.example");

    /// Networks of proxies whose X-Forwarded-For is read, from the right.
    trusted_proxy: Vec<ipnet::IpNet>, "PORCH_TRUSTED_PROXY", FileValue::example(["127.0.0.1/32"]), value_delimiter = ',';

    /// Where to serve metrics, as ADDRESS:PORT. Nothing is served without it.
    metrics: Option<SocketAddr>, "PORCH_METRICS", FileValue::example("127.0.0.1:9090");

    /// `off` lifts the rate limits; only when listening on loopback.
    limits: Option<Limits>, "PORCH_LIMITS", FileValue::default(Limits::default());

    /// Rounds of one try of the background work that newcomers' browsers are asked for while many of them come. More of
    /// them make robots slower, and old phones.
    proof_rounds: Option<u32>, "PORCH_PROOF_ROUNDS", FileValue::tunable(PROOF_ROUNDS),
        value_parser = clap::value_parser!(u32).range(1..=1_000_000);

    /// Networks of your own that webhooks may lead to, by any port; all others are reached by https in the open
    /// internet only.
    outbound_allow: Vec<ipnet::IpNet>, "PORCH_OUTBOUND_ALLOW", FileValue::example(["10.1.0.0/16"]), value_delimiter = ',';

    /// The mail server, as `smtps://NAME:PASSWORD@mail.example` or `smtp://mail.example?tls=required`. No mail without it.
    smtp: Option<SmtpUrl>, "PORCH_SMTP", FileValue::example("smtps://NAME:PASSWORD@mail.example"), hide_env_values = true;

    /// Whom mail comes from, as `porch@talk.example`. Needed with --smtp.
    mail_from: Option<String>, "PORCH_MAIL_FROM", FileValue::example("porch@talk.example");

    /// The identity providers that visitors may sign in with, as `id=google client-id=… client-secret=…`; one that is not
    /// google, github, microsoft, apple or gitlab has an issuer, and a name that visitors read. docs/sign-in.md
    provider: Vec<ProviderSettings>, "PORCH_PROVIDER",
        FileValue::example([EXAMPLE_PROVIDER.into_iter().collect::<BTreeMap<_, _>>()]),
        value_delimiter = ',', hide_env_values = true;
}

/// A provider as it stands in the file.
const EXAMPLE_PROVIDER: [(&str, &str); 3] = [("id", "google"), ("client-id", "CLIENT"), ("client-secret", "SECRET")];
const FIRST_LINE: &str = "\
# Settings of `porch serve`. A flag (--listen) wins over an environment variable (PORCH_LISTEN), which wins over this file.
";
/// Letters in a line of the file's comments at most.
const WIDTH: usize = 120;

/// What stands behind a setting in the file, and whether the line is in force or commented out.
struct FileValue {
    value: toml::Value,
    in_force: bool,
    is_default: bool,
}

impl FileValue {
    fn new(value: impl Serialize) -> Self {
        let value = toml::Value::try_from(value).unwrap_or_else(|_| toml::Value::String(String::new()));
        Self { value, in_force: false, is_default: false }
    }

    /// The default.
    fn default(value: impl Serialize) -> Self {
        Self { in_force: true, is_default: true, ..Self::new(value) }
    }

    /// A default that is commented out, so that whoever saves the file gets that of a later version, too.
    fn tunable(value: impl Serialize) -> Self {
        Self { is_default: true, ..Self::new(value) }
    }

    /// A value of somebody's, for a setting that has no default.
    fn example(value: impl Serialize) -> Self {
        Self::new(value)
    }
}

/// A type of a setting.
trait Setting {
    /// How its flag is given more than one value; nothing where it takes one.
    const MORE: &'static str = "";

    /// This value, or the other one where this is missing.
    fn or(self, other: Self) -> Self;
}

impl<T> Setting for Option<T> {
    fn or(self, other: Self) -> Self {
        Option::or(self, other)
    }
}

impl<T> Setting for Vec<T> {
    const MORE: &'static str = " Repeat or separate by commas.";

    fn or(self, other: Self) -> Self {
        if self.is_empty() { other } else { self }
    }
}

/// The help of a flag: its description and its default. One without a default has no full stop at its end, as all of clap's.
fn help<T: Setting>(description: &str, value: &FileValue) -> String {
    let text = format!("{}{}", description.trim(), T::MORE);
    if value.is_default {
        let default = value.value.to_string();
        return format!("{text} [default: {}]", default.trim_matches('"'));
    }
    text.strip_suffix('.').unwrap_or(&text).to_owned()
}

/// Adds a setting to the file: its description as a comment, and its line.
fn add_to_file(file: &mut String, name: &str, description: &str, FileValue { value, in_force, .. }: &FileValue) {
    let mut line = String::from("#");
    file.push('\n');
    for word in description.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            file.push_str(&line);
            line = String::from("\n#");
        }
        line.push(' ');
        line.push_str(word);
    }
    let (mark, key) = (if *in_force { "" } else { "# " }, name.replace('_', "-"));
    // Writing to a String cannot fail.
    let _ = writeln!(file, "{line}\n{mark}{key} = {value}");
}

#[cfg(test)]
mod tests {
    use super::{FIRST_LINE, Settings, WIDTH, default_file};

    #[test]
    fn the_printed_file_has_a_comment_and_a_line_for_each_setting() {
        let file = default_file();
        let settings = file.strip_prefix(FIRST_LINE).unwrap().trim_start();
        assert!(settings.lines().all(|line| line.chars().count() <= WIDTH), "{settings}");
        let settings: Vec<_> = settings.split("\n\n").collect();
        assert_eq!(settings[0], "# Where to listen, as ADDRESS:PORT.\nlisten = \"127.0.0.1:8080\"");
        assert_eq!(
            settings[1],
            "# The address visitors reach this server at, as `https://talk.example` or `https://bakery.example/talk`. Needed when not\n\
             # listening on loopback.\n# public-url = \"https://talk.example\""
        );
        assert!(settings[2].ends_with("\n# trusted-proxy = [\"127.0.0.1/32\"]"), "{}", settings[2]);
        assert!(settings[5].ends_with("\n# proof-rounds = 5000"), "{}", settings[5]);
    }

    #[test]
    fn the_printed_file_is_one_that_can_be_read() {
        let settings: Settings = toml::from_str(&default_file()).unwrap();
        let config = settings.check().unwrap();
        assert_eq!(config.public_url, "http://127.0.0.1:8080");
        assert!(config.limits);
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(toml::from_str::<Settings>("listn = \"127.0.0.1:1\"").is_err());
    }
}
