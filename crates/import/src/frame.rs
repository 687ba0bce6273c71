//! The messages between the process that reads a file and the one that stores it: JSON, each prefixed with its length.

use std::io::{self, Write};

use porch_protocol::Timestamp;
use serde::{Deserialize, Serialize};

use super::Report;
use porch_domain::archive::batch::Batch;
use porch_domain::archive::import_format::Format;

/// The longest frame, in bytes: a few hundred comments, or the settings of a site.
pub(super) const FRAME_BYTES: usize = 256 * 1024 * 1024;

/// The task of the reading process, and its limits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    /// The file's format.
    pub format: Format,
    /// The site's name.
    pub site: String,
    /// Its origins, home first.
    pub origins: Vec<String>,
    /// Old beginnings of addresses, and the new ones.
    pub moves: Vec<(String, String)>,
    /// Whether comments of the team are marked as such.
    pub roles: bool,
    /// The present time.
    pub now: Timestamp,
    /// Whether only the report is wanted.
    pub rehearsal: bool,
    /// Bytes of memory that the process may use.
    pub memory: u64,
    /// Seconds of processor time that it may use.
    pub seconds: u64,
}

/// A page of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenPage {
    /// The cleaned address.
    pub key: String,
    /// The address to link to.
    pub url: String,
    /// Other keys of the page.
    pub names: Vec<String>,
}

/// A message of the reading process, in this order: pages, the plan, batches, the end. A heartbeat may come at any
/// time.
#[derive(Debug, Serialize, Deserialize)]
pub enum Frame {
    /// A heartbeat.
    Alive,
    /// Pages of the file.
    Pages(Vec<SeenPage>),
    /// The report of what would be imported.
    Plan(Box<Report>),
    /// Rows to be stored.
    Batch(Box<Batch>),
    /// The end of the file.
    End,
    /// The file is refused, or cannot be read further: an error message.
    Refused(String),
}

impl Frame {
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let text = serde_json::to_vec(self)?;
        let length = u32::try_from(text.len()).ok().filter(|_| text.len() <= FRAME_BYTES);
        let length = length.ok_or_else(|| io::Error::other("a piece of the file is too long to be handed over"))?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(&text)
    }
}
