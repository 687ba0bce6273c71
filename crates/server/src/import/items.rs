//! What a reader finds in a file, in whatever format that is: threads, comments, people, and the rest of our own export.

use porch_protocol::{ClosedNote, Role, Status, ThreadId, Timestamp};

use super::{NewPerson, Refusal, Report, Skipped};
use crate::archive::{EventLine, Line, SourceFormat};
use crate::moderation::reasons::HoldReason;

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

/// Reads a file item by item.
pub(crate) trait Items {
    /// The next item; none at the end.
    fn next_item(&mut self) -> Result<Option<Item>, Refusal>;

    /// What the reader noticed about the file itself, once it has come to the end.
    fn note(&self, report: &mut Report);
}
