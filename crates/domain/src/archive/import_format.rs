//! The import formats, by their names on the command line.

use std::str::FromStr;

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
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.map(Self::name).join(", ");
        Self::ALL.into_iter().find(|f| f.name() == name).ok_or(format!("unknown format {name:?}; there are {known}"))
    }
}
