//! Ids. They name a thing and carry no order: reading order is `(posted_at, id)`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                // The one that does not look for what is wrong: nobody is told, and a browser would load it.
                Uuid::try_parse(text).map(Self)
            }
        }
    };
}

uuid_id!(
    /// Names one comment for good: in links (`#porch-c-…`), on the wire and in the export.
    CommentId
);
uuid_id!(
    /// Names one thread: all the talk of a page, whatever the page's address is today.
    ThreadId
);

impl CommentId {
    /// What a link to a comment has behind its `#`, before the id.
    pub const ANCHOR: &'static str = "porch-c-";

    /// The id of the element, and the fragment of a link: `porch-c-<id>`.
    pub fn anchor(self) -> String {
        format!("{}{self}", Self::ANCHOR)
    }
}

/// A reader's place in the public changes of one thread. Opaque: compare it, send it back, nothing else.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Cursor(pub String);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
