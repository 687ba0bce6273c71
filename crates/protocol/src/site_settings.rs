//! What travels between the dashboard and the server about a site: its rules, its switches, its addresses, who showed it.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, WelcomeWords};

/// What a rule is written as.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// A word or a phrase; a `*` at an end stands for more letters.
    Word,
    /// A regular expression.
    Pattern,
}

impl RuleKind {
    /// The word in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Pattern => "pattern",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Word, Self::Pattern].into_iter().find(|kind| kind.word() == word)
    }
}

/// A word or a pattern whose comments are read first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WordRule {
    /// Which of the two.
    pub kind: RuleKind,
    /// The word, or the regular expression: 1 to 200 bytes.
    pub text: String,
}

/// What one page says before anybody else does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageWelcome {
    /// The page's cleaned address or key.
    pub page: String,
    /// What it says of its own.
    pub words: WelcomeWords,
}

/// The rules of a site: those for people and those for words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PromptAndRules {
    /// What the whole site says.
    pub site: WelcomeWords,
    /// The pages that say something of their own, by address; at most 200.
    pub pages: Vec<PageWelcome>,
    /// Words and patterns.
    pub words: Vec<WordRule>,
    /// Whether whoever asks may change them.
    pub may_change: bool,
}

/// Saying something else before anybody else does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetWelcome {
    /// On which page: its address or key; none for the whole site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// What. Words that say nothing of their own leave a page as the site is.
    pub words: WelcomeWords,
}

/// A rule to be tried before it is added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TryRule {
    /// The rule.
    pub rule: WordRule,
    /// A sentence to try it against: at most 10,000 characters.
    #[serde(default)]
    pub sentence: String,
}

/// What a rule would do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TriedRule {
    /// Whether it would hold the sentence.
    pub sentence: bool,
    /// How many of the latest comments it would have held.
    pub held: u32,
    /// How many were looked at: at most 200.
    pub of: u32,
    /// The beginnings of at most three of those.
    pub examples: Vec<String>,
}

/// A switch of a site, as the command line writes it: `hold` is `first`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its name.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// A site as its people see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteSettings {
    /// The server's address, for the lines that go into a page.
    pub server: String,
    /// What the site is called: by its name, or by its address where it has none. The setting `name` changes it.
    pub name: String,
    /// Where the site's pages lie, the first one home.
    pub origins: Vec<String>,
    /// Its switches, each as the command line writes it.
    pub settings: Vec<Setting>,
    /// Whom mail about what waits goes to.
    pub notified: Vec<String>,
    /// Whether this server can send mail at all.
    pub sends_mail: bool,
    /// Whether whoever asks may change all this.
    pub may_change: bool,
}

/// Changing a site: all of it or nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetSite {
    /// The settings to change, at most 50. One that is named several times is a list: `origin`, `notify`, `team-name`.
    pub settings: Vec<Setting>,
}

/// A page that was seen lately.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportedPage {
    /// Its address.
    pub url: String,
    /// The canonical address that it names, where that lies under no origin of the site: comments are kept under `url`
    /// instead. What a page says of itself, at most 512 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Whether the comments were shown there the last time that it asked for them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reads: bool,
    /// Whether people can write there with the widget; none where nobody has tried in the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writing: Option<WritingCheck>,
}

/// What a page tells of writing on it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WritingCheck {
    /// The widget runs.
    Works,
    /// The page's Content-Security-Policy does not let the widget run.
    Blocked,
}

/// An address that is not on the site's list and asked for its conversations. Nobody has shown that it is theirs: whoever
/// sends a request can name any.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnlistedOrigin {
    /// Where from.
    pub origin: String,
    /// When it last asked.
    pub at: Timestamp,
    /// The site's own address that it looks like, and is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks_like: Option<String>,
}

/// What the server has heard from a site's pages in the last day, since it was started.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InstallCheck {
    /// Pages of the site, the latest first; at most 20.
    pub pages: Vec<ReportedPage>,
    /// Addresses that are not on its list, the latest first; at most five.
    pub strangers: Vec<UnlistedOrigin>,
}
