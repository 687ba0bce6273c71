//! What the process that reads a file and the one that stores it say to each other: JSON, each piece behind its length.

use std::io::{self, Write};

use porch_protocol::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Batch, Format, Report};

/// The longest frame, in bytes: a few hundred comments, or what a site asks of those who write.
pub(super) const FRAME_BYTES: usize = 256 * 1024 * 1024;

/// What is to be read, and with what bounds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    /// The file's format.
    pub format: Format,
    /// The site's name.
    pub site: String,
    /// Its origins, home first.
    pub origins: Vec<String>,
    /// Beginnings of addresses that have changed, and what they begin with now.
    pub moves: Vec<(String, String)>,
    /// Whether people of the team bear its mark.
    pub roles: bool,
    /// What time it is.
    pub now: Timestamp,
    /// Only the report is wanted.
    pub rehearsal: bool,
    /// Bytes of memory that the process may have.
    pub memory: u64,
    /// Seconds of the processor's time that it may take.
    pub seconds: u64,
}

/// A page of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenPage {
    /// The cleaned address.
    pub key: String,
    /// The address to link to.
    pub url: String,
    /// Other keys that lead there.
    pub names: Vec<String>,
}

/// What the reading process says, in this order: pages, the plan, batches, the end. A sign of life may come at any time.
#[derive(Debug, Serialize, Deserialize)]
pub enum Frame {
    /// It still reads.
    Alive,
    /// Pages of the file.
    Pages(Vec<SeenPage>),
    /// What would come in.
    Plan(Box<Report>),
    /// Rows to be stored.
    Batch(Box<Batch>),
    /// That was all.
    End,
    /// The file is refused, or cannot be read further: a sentence.
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
