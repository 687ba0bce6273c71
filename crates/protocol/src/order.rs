//! The orders in which a thread can be read.

use serde::{Deserialize, Serialize};

/// The order of a thread's comments.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By conversation, the one opened last first; replies below what they reply to.
    #[default]
    Conversation,
    /// Every comment by itself, the newest first.
    Newest,
    /// Every comment by itself, the oldest first.
    Oldest,
}

impl Order {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Conversation, Self::Newest, Self::Oldest];

    /// The word on the wire and in the element's attribute.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conversation => "conversation",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }

    /// The order that a word names. An unknown word means the default, so that an address never fails for it.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.word() == word).unwrap_or_default()
    }
}
