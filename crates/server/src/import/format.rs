//! The formats that can be imported, by the names people type.

use std::io::Read;
use std::str::FromStr;

use super::{Item, Refusal, Report, disqus, porch, wordpress};

/// A format of export files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// Disqus' XML, and the WordPress-like file that Disqus itself imports.
    Disqus,
    /// WordPress' WXR 1.0 to 1.2.
    WordPress,
    /// Our own.
    Porch,
}

/// Reads a file item by item.
pub(crate) trait Items {
    /// The next item; none at the end.
    fn next_item(&mut self) -> Result<Option<Item>, Refusal>;

    /// What the reader noticed about the file itself, once it has come to the end.
    fn note(&self, report: &mut Report);
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Disqus, Self::WordPress, Self::Porch];

    /// The name on the command line. It is part of the ids that imported comments get, so it never changes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disqus => "disqus",
            Self::WordPress => "wordpress",
            Self::Porch => "porch",
        }
    }

    pub(crate) fn open<'a>(self, file: impl Read + 'a) -> Result<Box<dyn Items + 'a>, Refusal> {
        Ok(match self {
            Self::Disqus => disqus::open(file)?,
            Self::WordPress => wordpress::open(file)?,
            Self::Porch => porch::open(file)?,
        })
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.map(Self::name).join(", ");
        Self::ALL.into_iter().find(|f| f.name() == name).ok_or(format!("unknown format {name:?}; there are {known}"))
    }
}
