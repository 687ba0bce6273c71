//! What events say beside the place, the comment and the person that they are about. The fields stand in the order of the
//! alphabet, as the log has always had them. What somebody wrote is not among it.

use porch_protocol::held::HoldReason;
use porch_protocol::people::BanKind;
use porch_protocol::site_settings::RuleKind;
use porch_protocol::{Role, SecondLook, Status, Timestamp, WelcomeWords};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How a comment came.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct PostedData {
    /// What its author did when the composer asked for a second look at the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause: Option<SecondLook>,
}

/// What it takes to take a decision back, and to learn from it: how the comment stood before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DecisionData {
    /// The place in the log of the decision before it.
    pub earlier: Option<i64>,
    /// Where the comment stood.
    pub from: Status,
    /// Why it waited.
    #[serde(default, serialize_with = "hold_word", deserialize_with = "known_hold")]
    pub hold: Option<HoldReason>,
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn hold_word<S: Serializer>(hold: &Option<HoldReason>, to: S) -> Result<S::Ok, S::Error> {
    hold.map(HoldReason::word).serialize(to)
}

/// A reason of a newer program says nothing here, and the rest counts all the same.
fn known_hold<'de, D: Deserializer<'de>>(from: D) -> Result<Option<HoldReason>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.as_deref().and_then(HoldReason::from_word))
}

/// What was taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UndoData {
    /// The place in the log of the decision.
    pub undid: i64,
}

/// What was changed about a thread.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct ThreadData {
    /// What visitors read while it is closed; the empty one where nothing is said any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Seconds between two comments of one person; 0 for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
}

/// How long a branch takes no replies.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReplyPauseData {
    /// Until when.
    pub until: Timestamp,
}

/// Where the comments of a page lie.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MoveData {
    /// The cleaned address of before.
    pub from: String,
    /// The new one.
    pub to: String,
}

/// Whose the comments were, and whose they are. Both ids are keyed hashes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MergeData {
    /// The person of before.
    pub from: String,
    /// The person of now.
    pub to: String,
}

/// Whom the log does not know any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ErasedData {
    /// The word that stands in the log for the person: it leads nowhere.
    pub erased: String,
}

/// Whom a ban applies to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BanData {
    /// A person or a network.
    pub kind: BanKind,
    /// Until when; none for good.
    pub until: Option<Timestamp>,
    /// A person's id, or a keyed hash.
    pub who: String,
}

/// What a ban applied to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BanEndData {
    /// A person or a network.
    pub kind: BanKind,
    /// A person's id, or a keyed hash.
    pub who: String,
}

/// A word to hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RuleData {
    /// What it is written as.
    pub kind: RuleKind,
    /// The word.
    pub rule: String,
}

/// What the host says before anybody else does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WelcomeData {
    /// The page's cleaned address; none for the whole site.
    pub page: Option<String>,
    /// What is said.
    pub welcome: LoggedWelcome,
}

/// The same as [`WelcomeWords`], in the order of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LoggedWelcome {
    /// Who says it, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The opening question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The house rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<String>>,
}

impl From<WelcomeWords> for LoggedWelcome {
    fn from(WelcomeWords { question, rules, by }: WelcomeWords) -> Self {
        Self { by, question, rules }
    }
}

/// Which settings were changed to what. Words are those of the command line.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteData {
    /// Whether the site takes no comments.
    pub closed: Option<bool>,
    /// Which comments wait for the host.
    pub hold: Option<String>,
    /// Whether a newcomer's links are held.
    pub links: Option<bool>,
    /// What its people call it; the empty one where it is called by its address.
    pub name: Option<String>,
    /// Its origins, the first one home.
    pub origins: Option<Vec<String>>,
    /// Whether newcomers are asked for signs that a person writes.
    pub proof: Option<String>,
    /// Whether what was said before is held.
    pub repeats: Option<bool>,
    /// How many people of standing must report a comment before it is held; 0 for never.
    pub reports: Option<u32>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: Option<u32>,
    /// Whether what reads like spam is held.
    pub spam: Option<bool>,
    /// The names of the team.
    pub team: Option<Vec<String>>,
}

/// What a file brought.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ImportData {
    /// Comments that came in.
    pub comments: u64,
    /// The name of the file's format.
    pub format: String,
    /// Comments that were there already.
    pub known: u64,
    /// Entries of the file that were left out.
    pub left_out: u64,
    /// Pages of the file that have comments.
    pub pages: u64,
    /// People who came in with them and were not here before; old logs do not say.
    #[serde(default)]
    pub people: u64,
    /// Whether all of it came in.
    pub whole: bool,
}

/// How the owner is written to. The log is for ever: it says how many addresses, not which.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnerMailData {
    /// How many addresses there are now.
    pub addresses: Option<usize>,
    /// The switch.
    pub enabled: Option<bool>,
}

/// A webhook that was added, without its address.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewWebhookData {
    /// The types of events that it wants; none for all.
    pub events: Option<Vec<String>>,
    /// The format of its messages, as a word.
    pub shape: String,
    /// Its name.
    pub webhook: String,
}

/// Which webhook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WebhookData {
    /// Its name.
    pub webhook: String,
}

/// Which spam service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExternalCheckData {
    /// How it is spoken to, as a word.
    #[serde(rename = "judge")]
    pub service: String,
}

/// A key that checks the sign-in tokens of the site's own server, without the key itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SsoKeyData {
    /// How tokens are signed with it, as a word.
    pub algorithm: Option<String>,
    /// Its id.
    pub key: String,
    /// Its place in a rotation from now on, as a word.
    pub state: Option<String>,
}

/// Whom of the team it is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MemberData {
    /// By which way somebody signed in (`link`, `mail` or `passkey`), the role of before, or the name of before.
    pub how: Option<String>,
    /// Their id.
    pub person: String,
    /// What they are after it.
    pub role: Role,
}
