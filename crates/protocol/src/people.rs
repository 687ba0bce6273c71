//! The people who write, for the dashboard: their history, and bans.

use serde::{Deserialize, Serialize};

use crate::page_ref::PageRef;
use crate::{Actor, Comment, CommentId, Role, Status, Timestamp, Trust};

/// How many comments have a status.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusCount {
    /// The status.
    pub status: Status,
    /// How many.
    pub count: u32,
}

/// What an author had written before a comment: enough for one line.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonSummary {
    /// Their earlier comments by status; empty for an unknown author.
    pub counts: Vec<StatusCount>,
    /// The reason for the latest one that was declined or removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An author's comment, and its page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentWithPage {
    /// The comment, as the team sees it.
    pub comment: Comment,
    /// The page it is on.
    pub place: PageRef,
}

/// A page of the comments behind a count of an author's history.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonComments {
    /// The latest first, at most 50.
    pub comments: Vec<CommentWithPage>,
    /// What to send as `after` for the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A visitor's report about an author's comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportLine {
    /// The comment.
    pub comment: CommentId,
    /// The visitor's reason.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Whether a decision has settled it.
    pub settled: bool,
}

/// What a ban applies to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BanKind {
    /// A person: they are told when they comment.
    Person,
    /// A network, by its keyed hash: its comments are held, since honest people may share it.
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

/// A ban in effect.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Banned {
    /// Its kind.
    pub kind: BanKind,
    /// What it applies to: a person's id, or a keyed hash.
    pub who: String,
    /// The name of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Until when; none if it is permanent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why, for the team.
    pub reason: String,
    /// Who decided it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

/// Everything that the team knows of an author.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonHistory {
    /// Their id on this site, and nowhere else.
    pub person: String,
    /// The name they used last.
    pub name: String,
    /// Other names they used, at most five.
    pub other_names: Vec<String>,
    /// How many more names there are.
    #[serde(default)]
    pub more_names: u32,
    /// Their role in the team, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// When they first wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Their comments by status.
    pub counts: Vec<StatusCount>,
    /// Their trust level.
    pub standing: Trust,
    /// What was declined, removed, sent back or marked as spam, with its reason; the latest first, at most ten.
    pub against: Vec<CommentWithPage>,
    /// Reports about their comments; the latest first, at most ten.
    pub reports: Vec<ReportLine>,
    /// How many comments of others they reported.
    pub reported: u32,
    /// Their latest comments, at most ten.
    pub comments: Vec<CommentWithPage>,
    /// The ban that applies to them, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ban: Option<Banned>,
    /// Whether the network they wrote from is known, so that it can be banned, too: for a day after they wrote.
    pub network_known: bool,
    /// How they have confirmed who they are; nothing for a guest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed_by: Vec<ConfirmedBy>,
    /// Their line about themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The guests whose comments became theirs; the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merges: Vec<MergedGuest>,
}

/// A way by which somebody has confirmed who they are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConfirmedBy {
    /// A code that was mailed to their address.
    Mail,
    /// An account of the site, whose own server vouches for it.
    Site,
    /// An account with an identity provider, by the name of the provider; by its id where it is not offered any more.
    Provider(String),
}

/// How people of a list are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// They have confirmed nothing, and are not of the team.
    Guest,
    /// [`ConfirmedBy::Mail`].
    Mail,
    /// [`ConfirmedBy::Site`].
    Site,
    /// [`ConfirmedBy::Provider`], whichever provider it is.
    Provider,
}

impl PersonKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Guest, Self::Mail, Self::Site, Self::Provider];

    /// The word of the query.
    pub fn word(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Mail => "mail",
            Self::Site => "site",
            Self::Provider => "provider",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A guest who turned out to be a person who is known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergedGuest {
    /// The id of the merge.
    pub id: String,
    /// The name that the guest used last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many comments the guest had.
    pub comments: u32,
    /// When they became the person's.
    pub at: Timestamp,
    /// When that was undone; none while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_at: Option<Timestamp>,
}

/// An author in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonLine {
    /// Their id on this site.
    pub person: String,
    /// The name they used last.
    pub name: String,
    /// Their role in the team, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// When they first wrote.
    pub since: Timestamp,
    /// When they last wrote.
    pub last: Timestamp,
    /// How many comments they wrote, whatever their status.
    pub comments: u32,
    /// Whether a ban applies to them.
    pub banned: bool,
    /// How they have confirmed who they are; nothing for a guest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed_by: Vec<ConfirmedBy>,
}

/// A page of authors.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct People {
    /// At most 50.
    pub people: Vec<PersonLine>,
    /// What to send as `after` for the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The number of the site's last change, as in [`crate::team_api::ReviewQueue::latest`].
    #[serde(default)]
    pub latest: i64,
}

/// Bans an author.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BanPerson {
    /// Their id.
    pub person: String,
    /// Whether the network that they wrote from is banned, too.
    #[serde(default)]
    pub network: bool,
    /// For how many seconds, up to ten years; none if it is permanent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// Why, for the team: 1 to 1,000 characters.
    pub reason: String,
}

/// Ending a ban.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveBan {
    /// Its kind.
    pub kind: BanKind,
    /// What it applies to.
    pub who: String,
    /// Why, for the team, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
