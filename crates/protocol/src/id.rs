//! Ids. They name a thing and imply no order: reading order is `(posted_at, id)`.

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
                // `try_parse` does not explain what is wrong: nobody reads that, and a browser would have to load the
                // code.
                Uuid::try_parse(text).map(Self)
            }
        }
    };
}

uuid_id!(
    /// The permanent id of a comment: in links (`#porch-c-…`), on the wire and in the export.
    CommentId
);
uuid_id!(
    /// The permanent id of a thread: all comments of a page, whatever the page's address is today.
    ThreadId
);

impl CommentId {
    /// The prefix of a comment's id in a link's fragment.
    pub const ANCHOR: &'static str = "porch-c-";

    /// The id of the element, and the fragment of a link: `porch-c-<id>`.
    pub fn anchor(self) -> String {
        format!("{}{self}", Self::ANCHOR)
    }
}

/// A position in the public changes of one thread. Opaque: compare it, send it back, nothing else.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Cursor(pub String);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
