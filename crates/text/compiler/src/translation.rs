//! A surface in one language: its messages, and the arguments that they take.

use crate::languages::Language;
use crate::read::Message;

/// What a message takes for an argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A number.
    Number,
    /// A text.
    Text,
    /// A text that may be missing.
    Optional,
}

/// An argument of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// A surface in one language, checked: each message of the English file, in its order.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// Its files, below the root of the repository.
    pub files: Vec<String>,
    pub(crate) messages: Vec<Message>,
    /// The arguments of each message, as English has them.
    pub(crate) arguments: Vec<Vec<Argument>>,
}
