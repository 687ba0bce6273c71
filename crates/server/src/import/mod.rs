//! What people bring along: one file for each format, one road into the storage.
//!
//! A reader turns its format into [`Item`]s, one at a time. [`plan`] reads the file twice: once to see the whole, with
//! nothing written, and once to hand out [`Batch`]es, in which a parent always comes before its replies. All of that happens
//! in a process of its own (`child`), to which the one that stores the rows listens (`reader`).

mod address;
mod address_map;
mod batches;
pub mod child;
mod dates;
mod decode;
mod decompress;
mod disqus;
mod foreign_hosts;
mod format;
mod frame;
mod page_target;
mod plan;
mod porch;
pub mod reader;
mod recover;
mod report;
mod row;
mod settings;
mod wordpress;
mod xml;

use std::io;

use porch_protocol::{ClosedNote, CommentId, Role, Status, ThreadId, Timestamp, Tree};
use serde::{Deserialize, Serialize};

use crate::archive::{EventLine, Line, SourceFormat};
use crate::moderation::reasons::HoldReason;

pub use batches::Batches;
pub use decode::FILE_BYTES;
pub use decompress::unpacked;
pub use foreign_hosts::{Question, question};
pub use format::Format;
pub use frame::{Frame, SeenPage, Task};
pub use plan::{Plan, Target, plan};
pub use reader::{Broken, ReaderProcess};
pub use report::{Example, Repair, Report, Skipped, UnreadablePart};
pub use settings::Settings;

/// Comments, threads, people and events that one file may bring.
pub const ROWS: usize = 1_000_000;
/// Bytes of one comment's source that are kept.
pub const SOURCE_BYTES: usize = 262_144;

/// Why a file is refused, in one sentence. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Another kind of file.
    #[error("this is no {wanted} export: it begins with {found}")]
    OtherFile {
        /// What was asked for.
        wanted: &'static str,
        /// What the file begins with.
        found: String,
    },
    /// A file that another importer reads.
    #[error("this looks like a {found} export: import it with `porch import {command}`")]
    OtherFormat {
        /// What it seems to be.
        found: &'static str,
        /// What to type instead.
        command: &'static str,
    },
    /// Not even the first letter of the format.
    #[error("this is no export: there is no '{0}' at its beginning")]
    Beginning(char),
    /// A document type, on this line: it can make a small file endless.
    #[error(
        "line {0} of the file declares a document type (<!DOCTYPE …>). No export does, and it can make a small file endless, \
         so the file is not read: export it anew, or remove that declaration if you know where it comes from"
    )]
    DocumentType(u64),
    /// More than [`FILE_BYTES`].
    #[error("the file is longer than 200 MB")]
    TooLarge,
    /// More than [`ROWS`].
    #[error("the file has more than 1,000,000 entries")]
    TooMany,
    /// Elements in each other without end; the line of the first one too many.
    #[error(
        "at line {0} of the file, elements lie more than 64 deep in each other. Those of an export don't: most likely \
         closing tags are missing before it. Export the file anew, or mend it there"
    )]
    TooDeep(u64),
    /// A value without end; the line on which it begins.
    #[error(
        "line {0} of the file begins a value of more than 16 MB. No comment is that long: most likely a closing tag or a \
         quotation mark is missing after it. Export the file anew, or mend it there"
    )]
    LongValue(u64),
    /// An export of a later program.
    #[error("the export is of version {0}; this program reads version 1")]
    Version(u64),
    /// A packing that is not read here.
    #[error("the file is packed with {0}: unpack it, and import what is in it (gzip and zip are unpacked here)")]
    OtherPacking(&'static str),
    /// A packed file in a packed file.
    #[error("the file is packed twice: unpack it once")]
    PackedTwice,
    /// A packed file that ends early or is no packed file.
    #[error("the packed file is damaged: {0}")]
    BrokenPacking(String),
    /// A small file that becomes a huge one.
    #[error("the packed file grows more than two hundredfold: no export does, so it is not read")]
    Bomb,
    /// A zip without an export.
    #[error("the zip has no export in it: no .xml, .wxr, .jsonl or .json")]
    NoExport,
    /// A zip with several.
    #[error("the zip has several exports in it ({0}): unpack it, and import them one by one")]
    ManyFiles(String),
    /// The site has no address to put pages under.
    #[error("the site has no origin yet: add one with `porch site set NAME origin=https://…`")]
    NoOrigin,
    /// The file cannot be read at all.
    #[error("the file cannot be read: {0}")]
    Io(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        // The decoder can only say what it found through an error of input.
        match error.downcast::<Self>() {
            Ok(refusal) => refusal,
            Err(error) => Self::Io(error),
        }
    }
}

/// A thread as a file has it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportedThread {
    /// Its name in the file.
    pub source_id: String,
    /// The page's address, as the file has it.
    pub address: String,
    /// The page's title, as the file has it.
    pub title: Option<String>,
    /// Whether new comments are refused.
    pub closed: bool,
    /// Other names of the page: what the other system's widget was told to call it, its short address.
    pub names: Vec<String>,
    /// When the page or its thread was made, as the file has it.
    pub created_at: Option<Timestamp>,
    /// What only our own export knows.
    pub own: Option<OwnPage>,
}

/// What our own export says of a page beyond its address and title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnPage {
    /// The thread's id, kept.
    pub id: ThreadId,
    /// Who said the title.
    pub title_by: String,
    /// What visitors read while it is closed, cleaned.
    pub closed_note: Option<ClosedNote>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// Other keys that lead to the page.
    pub aliases: Vec<String>,
    /// When the thread was made.
    pub created_at: Timestamp,
}

/// Who wrote an imported comment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportedPerson {
    /// What tells them apart in the file: a user's name, or name and address together.
    pub source_id: String,
    /// Their name, as the file has it.
    pub name: String,
    /// Their mail address, never shown.
    pub mail: Option<String>,
    /// Their own page.
    pub website: Option<String>,
}

/// A comment as a file has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportedComment {
    /// Its name in the file; an id of ours in our own export.
    pub source_id: String,
    /// Its thread's name in the file.
    pub thread: String,
    /// The name of the comment it answers.
    pub parent: Option<String>,
    /// Who wrote it.
    pub person: ImportedPerson,
    /// The words, as the file has them.
    pub source: String,
    /// What they are written in.
    pub format: SourceFormat,
    /// Where it stands.
    pub status: Status,
    /// When it was posted; none when the file does not say, or not readably.
    pub posted_at: Option<Timestamp>,
    /// Whether that is no date but the comment's place among the others, where our own export says.
    pub undated: bool,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
    /// Its version; 1 unless it comes from our own export.
    pub version: u32,
    /// The host's words about it.
    pub reason: Option<String>,
    /// Why it waits for the host, where our own export says.
    pub hold: Option<HoldReason>,
    /// When its author asked for a second look, where our own export says.
    pub second_look_at: Option<Timestamp>,
    /// What its author was in the team, where our own export says; who wrote for a WordPress blog was its host.
    pub role: Option<Role>,
    /// The page's title that came with it, where our own export says.
    pub title: Option<String>,
}

/// What a reader finds, in the order of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Item {
    Thread(ImportedThread),
    Comment(Box<ImportedComment>),
    Person(NewPerson),
    Event(Box<EventLine>),
    Setting(Box<Line>),
    Skipped(Skipped),
}

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
