//! A batch for the storage: pages, people, comments and events, a few at a time.

use porch_protocol::held::HoldReason;
use porch_protocol::{ClosedNote, CommentId, Role, Status, ThreadId, Timestamp, Tree};
use serde::{Deserialize, Serialize};

use super::imported_settings::Settings;
use super::{EventLine, SourceFormat};

/// A page that has to exist before its comments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewPage {
    /// The id of its thread, should the page be new.
    pub id: ThreadId,
    /// The cleaned address.
    pub key: String,
    /// The address to link to.
    pub url: String,
    /// Its title, cleaned.
    pub title: Option<String>,
    /// Who set the title.
    pub title_by: String,
    /// Whether new comments are refused.
    pub closed: bool,
    /// The note that visitors read at the closed thread, cleaned.
    #[serde(default)]
    pub closed_note: Option<ClosedNote>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// Other keys that lead here.
    pub aliases: Vec<String>,
    /// When it was created; none where the file does not say.
    pub created_at: Option<Timestamp>,
}

/// A person who has to exist before their comments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewPerson {
    /// Derived from the file's id, or the id of our own export.
    pub id: String,
    /// `guest` or `import`.
    pub kind: String,
    /// Their name, cleaned.
    pub name: String,
    /// Their mail address, never shown.
    pub mail: Option<String>,
    /// When they first appeared; none where the file does not say.
    pub created_at: Option<Timestamp>,
}

/// A comment as it is stored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewRow {
    /// Derived from site, format and source id, so that a second import finds it.
    pub id: CommentId,
    /// The key of its page.
    pub page: String,
    /// The comment it replies to, on the same page; that one is earlier in this batch or in an earlier batch.
    pub parent: Option<CommentId>,
    /// Its author.
    pub person: String,
    /// The name to show, cleaned.
    pub name: String,
    /// The text as it was imported; empty for a stub whose text is gone.
    pub source: String,
    /// The format of the text.
    pub format: SourceFormat,
    /// The parsed text.
    pub tree: Tree,
    /// Its status.
    pub status: Status,
    /// Its version.
    pub version: u32,
    /// The team's reason for its status.
    pub reason: Option<String>,
    /// The hold reason, where our own export has one.
    #[serde(with = "hold_word")]
    pub hold: Option<HoldReason>,
    /// When its author appealed, where our own export has it.
    pub second_look_at: Option<Timestamp>,
    /// The author's role in the team.
    pub role: Option<Role>,
    /// The page's title that came with it, where our own export has one.
    pub title: Option<String>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Whether its date is unknown, and `posted_at` only orders it among the others.
    pub undated: bool,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
}

/// The content of one transaction: pages and people first, then comments, parents before replies.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Batch {
    /// Pages that the comments need.
    pub pages: Vec<NewPage>,
    /// Their authors.
    pub people: Vec<NewPerson>,
    /// The comments.
    pub comments: Vec<NewRow>,
    /// The log of our own export, in the last batches and without comments.
    pub events: Vec<EventLine>,
    /// The settings of the site, as our own export has them: all of them, with the end of the log.
    pub settings: Settings,
}

/// A hold reason is serialised as the word that the storage uses.
mod hold_word {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use porch_protocol::held::HoldReason;

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
    pub(super) fn serialize<S: Serializer>(hold: &Option<HoldReason>, to: S) -> Result<S::Ok, S::Error> {
        hold.map(HoldReason::word).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<HoldReason>, D::Error> {
        let word = Option::<String>::deserialize(from)?;
        Ok(word.as_deref().and_then(HoldReason::from_word))
    }
}
