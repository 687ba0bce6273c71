//! What goes into the storage: pages, people, comments and events, a few at a time.

use porch_protocol::{ClosedNote, CommentId, Role, Status, ThreadId, Timestamp, Tree};
use serde::{Deserialize, Serialize};

use super::Settings;
use crate::archive::{EventLine, SourceFormat};
use crate::moderation::reasons::HoldReason;

/// A page to be there before its comments, unless it is there already.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewPage {
    /// The id of its thread, should it have to be made.
    pub id: ThreadId,
    /// The cleaned address.
    pub key: String,
    /// The address to link to.
    pub url: String,
    /// Its title, cleaned.
    pub title: Option<String>,
    /// Who said the title.
    pub title_by: String,
    /// Whether new comments are refused.
    pub closed: bool,
    /// What visitors read about that, cleaned.
    #[serde(default)]
    pub closed_note: Option<ClosedNote>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// Other keys that lead here.
    pub aliases: Vec<String>,
    /// When it was made; none where the file does not say.
    pub created_at: Option<Timestamp>,
}

/// A person to be there before their comments, unless they are there already.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewPerson {
    /// Derived from the file's, or our own.
    pub id: String,
    /// `guest` or `import`.
    pub kind: String,
    /// Their name, cleaned.
    pub name: String,
    /// Their mail address, never shown.
    pub mail: Option<String>,
    /// When they were first here; none where the file does not say.
    pub created_at: Option<Timestamp>,
}

/// A comment as it is stored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewRow {
    /// Derived from site, format and source id, so that a second import finds it.
    pub id: CommentId,
    /// The key of its page.
    pub page: String,
    /// The comment it answers, on the same page; it came before this one, in this batch or an earlier one.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub person: String,
    /// The name to show, cleaned.
    pub name: String,
    /// The words as they came; empty for a stub whose words are gone.
    pub source: String,
    /// What they are written in.
    pub format: SourceFormat,
    /// What they mean.
    pub tree: Tree,
    /// Where it stands.
    pub status: Status,
    /// Its version.
    pub version: u32,
    /// The host's words about it.
    pub reason: Option<String>,
    /// Why it waits for the host, where our own export says.
    #[serde(with = "hold_word")]
    pub hold: Option<HoldReason>,
    /// When its author asked for a second look, where our own export says.
    pub second_look_at: Option<Timestamp>,
    /// What its author was in the team.
    pub role: Option<Role>,
    /// The page's title that came with it, where our own export says.
    pub title: Option<String>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Whether nobody knows when, and `posted_at` only says where it stands among the others.
    pub undated: bool,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
}

/// What goes into the storage in one transaction: pages and people first, then comments, parents before replies.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Batch {
    /// Pages that the comments need.
    pub pages: Vec<NewPage>,
    /// People who wrote them.
    pub people: Vec<NewPerson>,
    /// The comments.
    pub comments: Vec<NewRow>,
    /// The log of our own export, in the last batches and without comments.
    pub events: Vec<EventLine>,
    /// What the site asks, as our own export has it: all of it, beside the end of the log.
    pub settings: Settings,
}

/// A reason for holding travels as the word that the storage has.
mod hold_word {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::moderation::reasons::HoldReason;

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
    pub(super) fn serialize<S: Serializer>(hold: &Option<HoldReason>, to: S) -> Result<S::Ok, S::Error> {
        hold.map(HoldReason::word).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<HoldReason>, D::Error> {
        let word = Option::<String>::deserialize(from)?;
        Ok(word.as_deref().and_then(HoldReason::from_word))
    }
}
