//! An event as a log has it: one of ours, or one that is shown by its word alone.

use super::{EventData, EventKind};

/// An event of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LoggedEvent {
    /// One that this program can read.
    Known(EventData),
    /// One that it can't, by the word of its kind: the log of a newer program was imported, or the row is damaged.
    Unknown(String),
}

impl LoggedEvent {
    /// Reads what the log has.
    pub fn read(word: &str, data: Option<&str>) -> Self {
        let read = word.parse().ok().and_then(|kind| EventData::read(kind, data).ok());
        read.map_or_else(|| Self::Unknown(word.to_owned()), Self::Known)
    }

    /// Its kind, where this program knows it.
    pub fn kind(&self) -> Option<EventKind> {
        match self {
            Self::Known(event) => Some(event.kind()),
            Self::Unknown(word) => word.parse().ok(),
        }
    }

    /// The word of its kind.
    pub fn word(&self) -> &str {
        match self {
            Self::Known(event) => event.kind().as_str(),
            Self::Unknown(word) => word,
        }
    }

    /// What it says, where that can be read.
    pub fn data(&self) -> Option<&EventData> {
        match self {
            Self::Known(event) => Some(event),
            Self::Unknown(_) => None,
        }
    }
}
