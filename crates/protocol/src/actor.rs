//! Who did something, as clients word it.

use serde::{Deserialize, Serialize};

/// Who did something on a site.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Actor {
    /// A member of the team, or a former one.
    Member {
        /// Their name.
        name: String,
    },
    /// The operator, by a command on the server.
    Operator,
    /// Readers, by their reports.
    Readers,
    /// The author of the comment that it is about.
    Author,
    /// A person who was erased since.
    Erased,
    /// Somebody of a later version.
    #[serde(other)]
    Unknown,
}

impl Actor {
    /// A member's name.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Member { name } => Some(name),
            Self::Operator | Self::Readers | Self::Author | Self::Erased | Self::Unknown => None,
        }
    }
}
