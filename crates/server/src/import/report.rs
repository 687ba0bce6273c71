//! What an import says when it is done: how much came in, what was left out and why, and what could not be read.

use std::collections::BTreeMap;
use std::fmt;

use porch_protocol::Status;
use serde::{Deserialize, Serialize};

/// Places in a file that the report names, of each kind.
const PLACES: usize = 20;

/// Why something of a file did not come in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// A link from another blog, which WordPress keeps among the comments.
    Pingback,
    /// The same, of an older kind.
    Trackback,
    /// Another kind of entry that WordPress keeps among the comments: a shop's notes on an order, for instance.
    OtherKind(String),
    /// The same comment twice in the file.
    Double,
    /// It belongs to a thread that the file does not have.
    NoThread,
    /// Its thread has no address.
    NoAddress,
    /// It has no id.
    NoId,
    /// The file ends, or breaks, in the middle of it.
    CutOff,
}

/// What was mended, and what it cost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mended {
    /// Something stood before the file's beginning.
    Beginning,
    /// Control characters were dropped.
    Controls,
    /// Letters could not be read in the file's encoding.
    Letters,
    /// A prefix is used that is nowhere declared.
    Prefixes,
    /// Elements were not closed.
    Unclosed,
    /// Closing tags close nothing.
    Stray,
    /// A reply whose parent is not there opens a conversation.
    Orphans,
    /// Comments that answer each other in a circle: one of them opens a conversation.
    Circles,
    /// No name: shown as a guest.
    Nameless,
    /// A name that was too long, or had characters that no name needs.
    Names,
    /// No words: a stub.
    Wordless,
    /// Too many words: the end was cut.
    Cut,
    /// No date that could be read: dated like the one before it.
    Undated,
    /// A line that could not be read.
    Lines,
}

/// A place where the file could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unread {
    /// Bytes from the beginning of the text, once decoded and without what was dropped.
    pub at: u64,
    /// What is wrong there.
    pub what: String,
}

/// The report of one import.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Threads of the file that have comments, by source.
    pub threads: u64,
    /// Threads of the file without any: they are not made.
    pub empty_threads: u64,
    /// Pages that those threads become.
    pub pages: u64,
    /// Comments that come in, by status.
    pub comments: BTreeMap<&'static str, u64>,
    /// How many of them are replies.
    pub replies: u64,
    /// Comments by foreign host: their pages get the path under the site's first origin, and keep the old address too.
    pub foreign: BTreeMap<String, u64>,
    /// What did not come in.
    pub skipped: BTreeMap<String, u64>,
    /// What was mended.
    pub mended: BTreeMap<Mended, u64>,
    /// Where the file could not be read; the first ones.
    pub unread: Vec<Unread>,
}
