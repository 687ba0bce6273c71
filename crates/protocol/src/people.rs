//! What travels between the dashboard and the server about the people who write: their history, and who stays away.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::{Comment, CommentId, Role, Status, Timestamp, Trust};

/// How many comments stand in one place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusCount {
    /// Where they stand.
    pub status: Status,
    /// How many.
    pub count: u32,
}

/// What somebody had said before a comment of theirs: enough for one line.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonComment {
    /// Their earlier comments by where they stand; none for nobody known.
    pub counts: Vec<StatusCount>,
    /// What the latest one that was declined or removed was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A comment of somebody's, and its page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaidBefore {
    /// The comment, as the team sees it.
    pub comment: Comment,
    /// The page it stands on.
    pub place: PageRef,
}

/// Some of the comments that a count of somebody's history counts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonComments {
    /// The latest first, at most 50.
    pub comments: Vec<SaidBefore>,
    /// What `after` is for the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What a reader said about one of somebody's comments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportSeen {
    /// About which.
    pub comment: CommentId,
    /// What.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Whether a decision has settled it.
    pub settled: bool,
}

/// Whom a ban meets.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BanKind {
    /// A person: told at the door.
    Person,
    /// A network, by its keyed hash: held, since honest people may share it.
    Network,
}

impl BanKind {
    /// The word in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Network => "network",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Person, Self::Network].into_iter().find(|kind| kind.word() == word)
    }
}

/// A ban that holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Banned {
    /// Which of the two.
    pub kind: BanKind,
    /// What it is listed under: a person's id, or a keyed hash.
    pub who: String,
    /// The name of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Until when; none for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why, for the team.
    pub reason: String,
    /// Who decided it, by name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// All that the team knows of somebody who writes here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonHistory {
    /// Their id on this site, and nowhere else.
    pub person: String,
    /// The name they used last.
    pub name: String,
    /// Other names they used, at most five.
    pub other_names: Vec<String>,
    /// How many more there are.
    #[serde(default)]
    pub more_names: u32,
    /// What they are in the team, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// When they first wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Their comments by where they stand.
    pub counts: Vec<StatusCount>,
    /// Where they stand.
    pub standing: Trust,
    /// The same in words.
    pub trust: String,
    /// What was declined, removed, sent back or called spam, with its reason; the latest first, at most ten.
    pub against: Vec<SaidBefore>,
    /// What readers reported of theirs; the latest first, at most ten.
    pub reports: Vec<ReportSeen>,
    /// How many comments of others they reported.
    pub reported: u32,
    /// Their latest comments, at most ten.
    pub comments: Vec<SaidBefore>,
    /// The ban that meets them, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ban: Option<Banned>,
    /// Whether the network they wrote from is known, so that it can be banned, too: for a day after they wrote.
    pub network_known: bool,
}

/// One of those who wrote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonLine {
    /// Their id on this site.
    pub person: String,
    /// The name they used last.
    pub name: String,
    /// What they are in the team, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// When they first wrote.
    pub since: Timestamp,
    /// When they last wrote.
    pub last: Timestamp,
    /// How many comments they wrote, wherever these stand.
    pub comments: u32,
    /// Whether a ban meets them.
    pub banned: bool,
}

/// Those who wrote, a page of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct People {
    /// At most 50.
    pub people: Vec<PersonLine>,
    /// What `after` is for the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How far the site had come, as [`crate::host::ToRead::latest`] counts it.
    #[serde(default)]
    pub latest: i64,
}

/// Asking somebody to stay away.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BanPerson {
    /// Whom.
    pub person: String,
    /// Whether the network that they wrote from is banned, too.
    #[serde(default)]
    pub network: bool,
    /// For how many seconds, up to ten years; none for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// Why, for the team: 1 to 1,000 characters.
    pub reason: String,
}

/// Ending a ban.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndBan {
    /// Which of the two.
    pub kind: BanKind,
    /// What it is listed under.
    pub who: String,
    /// Why, for the team, if there is something to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
