//! What a reader finds in a file of any format: threads, comments, people, and the rest of our own export.

use porch_protocol::held::HoldReason;
use porch_protocol::{ClosedNote, Role, Status, ThreadId, Timestamp};

use super::{Refusal, Report, Skipped};
use porch_domain::archive::batch::NewPerson;
use porch_domain::archive::{EventLine, Line, SourceFormat};

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
    /// Other identifiers of the page: the one that the other system's widget was configured with, its short address.
    pub names: Vec<String>,
    /// When the page or its thread was created, as the file has it.
    pub created_at: Option<Timestamp>,
    /// What only our own export has.
    pub own: Option<OwnPage>,
}

/// What our own export has of a page beyond its address and title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnPage {
    /// The thread's id, which is preserved.
    pub id: ThreadId,
    /// Who set the title.
    pub title_by: String,
    /// The note that visitors read while it is closed, cleaned.
    pub closed_note: Option<ClosedNote>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// Other keys of the page.
    pub aliases: Vec<String>,
    /// When the thread was created.
    pub created_at: Timestamp,
}

/// The author of an imported comment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportedPerson {
    /// What identifies them in the file: a user's name, or name and address together.
    pub source_id: String,
    /// Their name, as the file has it.
    pub name: String,
    /// Their mail address, never shown.
    pub mail: Option<String>,
    /// Their website.
    pub website: Option<String>,
}

/// A comment as a file has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportedComment {
    /// Its id in the file; one of our ids in our own export.
    pub source_id: String,
    /// Its thread's id in the file.
    pub thread: String,
    /// The id of the comment it replies to.
    pub parent: Option<String>,
    /// Its author.
    pub person: ImportedPerson,
    /// The text, as the file has it.
    pub source: String,
    /// The format of the text.
    pub format: SourceFormat,
    /// Its status.
    pub status: Status,
    /// When it was posted; none when the file has no date, or an unreadable one.
    pub posted_at: Option<Timestamp>,
    /// Whether that only orders the comment among the others, where our own export says so.
    pub undated: bool,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
    /// Its version; 1 unless it comes from our own export.
    pub version: u32,
    /// The team's reason for its status.
    pub reason: Option<String>,
    /// The hold reason, where our own export has one.
    pub hold: Option<HoldReason>,
    /// When its author appealed, where our own export has it.
    pub second_look_at: Option<Timestamp>,
    /// The author's role in the team, where our own export has it; the author of a WordPress blog was its host.
    pub role: Option<Role>,
    /// The page's title that came with it, where our own export has one.
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

    /// Adds what the reader noticed about the file itself, after its end.
    fn note(&self, report: &mut Report);
}
