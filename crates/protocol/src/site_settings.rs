//! A site's settings for the dashboard: its rules, its switches, its addresses, and which pages embed it.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, WelcomeWords};

/// How a word rule is written.
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

/// A word or a pattern; comments that contain it are held for review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WordRule {
    /// Its kind.
    pub kind: RuleKind,
    /// The word, or the regular expression: 1 to 200 bytes.
    pub text: String,
}

/// The opening question and the house rules of one page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageWelcome {
    /// The page's normalised address or key.
    pub page: String,
    /// What the page sets for itself.
    pub words: WelcomeWords,
}

/// The rules of a site: those for people and the word rules.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PromptAndRules {
    /// The opening question and the house rules of the whole site.
    pub site: WelcomeWords,
    /// The pages that set some for themselves, by address; at most 200.
    pub pages: Vec<PageWelcome>,
    /// Words and patterns.
    pub words: Vec<WordRule>,
    /// Whether the requesting team member may change them.
    pub may_change: bool,
}

/// Sets the opening question and the house rules.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetWelcome {
    /// The page's address or key; none for the whole site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The new values. Fields that are not set leave a page as the site is.
    pub words: WelcomeWords,
}

/// Tries a word rule before it is added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TestWordRule {
    /// The rule.
    pub rule: WordRule,
    /// A sentence to try it against: at most 10,000 characters.
    #[serde(default)]
    pub sentence: String,
}

/// The result of trying a rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordRuleTestResult {
    /// Whether it would hold the sentence.
    pub sentence: bool,
    /// How many of the latest comments it would have held.
    pub held: u32,
    /// How many were tested: at most 200.
    pub of: u32,
    /// The beginnings of at most three held ones.
    pub examples: Vec<String>,
}

/// A setting of a site, as the command line writes it: `hold` is `first`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its name.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// A site's settings, as its team sees them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteSettings {
    /// The server's address, for the lines that go into a page.
    pub server: String,
    /// The site's name, or its address where it has none. The setting `name` changes it.
    pub name: String,
    /// The origins of the site's pages, the main one first.
    pub origins: Vec<String>,
    /// Its settings, each as the command line writes it.
    pub settings: Vec<Setting>,
    /// The mail addresses that are notified about comments that wait.
    pub notified: Vec<String>,
    /// Whether this server can send mail at all.
    pub sends_mail: bool,
    /// Whether the requesting team member may change all this.
    pub may_change: bool,
}

/// Changes a site: all of it or nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetSite {
    /// The settings to change, at most 50. One that is repeated is a list: `origin`, `notify`, `team-name`.
    pub settings: Vec<Setting>,
}

/// A page that embedded the conversation recently.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportedPage {
    /// Its address.
    pub url: String,
    /// The canonical address that it declares, if that is under no origin of the site: comments are stored under `url`
    /// instead. The page's own claim, at most 512 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Whether the comments were shown there at the last request.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reads: bool,
    /// Whether visitors can write there with the widget; none if nobody has tried in the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writing: Option<WritingCheck>,
}

/// What a page reports about writing on it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WritingCheck {
    /// The widget runs.
    Works,
    /// The page's Content-Security-Policy does not let the widget run.
    Blocked,
}

/// An origin that is not on the site's list and requested its conversations. It is not verified: any client can send
/// any origin.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnlistedOrigin {
    /// The origin.
    pub origin: String,
    /// When it last requested one.
    pub at: Timestamp,
    /// The site's own origin that it looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks_like: Option<String>,
}

/// What the server knows from requests of a site's pages in the last day, since it was started.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InstallCheck {
    /// Pages of the site, the latest first; at most 20.
    pub pages: Vec<ReportedPage>,
    /// Addresses that are not on its list, the latest first; at most five.
    #[serde(rename = "strangers")]
    pub unlisted_origins: Vec<UnlistedOrigin>,
}
