//! One check: what a judge is asked about a comment, and what it may answer.

use bytes::Bytes;
use http::HeaderMap;
use porch_protocol::Tree;

use crate::domain::markup::{links, plain_text};
use crate::outbound::Failure;

/// What a judge is told of a comment, and nothing else: no address, no id of a person, no mail.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// The name it was written under.
    pub name: String,
    /// The words as plain text, and below them where their links lead.
    pub text: String,
    /// The page's address.
    pub page: String,
    /// Whether it answers another.
    pub reply: bool,
    /// The site's first origin.
    pub home: String,
}

/// What is shown of the words of a comment.
pub fn text_of(tree: &Tree) -> String {
    let targets = links(tree);
    let plain = plain_text(tree);
    if targets.is_empty() { plain } else { format!("{plain}\n\n{}", targets.join("\n")) }
}

/// What a judge thinks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckVerdict {
    /// It has nothing against it.
    Fine,
    /// It would not let it in.
    Warns,
}

/// Why a judge has no opinion. The words name no address and no text.
#[derive(Debug, thiserror::Error)]
pub enum CheckFailure {
    /// There is no answer.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// It answered with an error.
    #[error("it answered {0}")]
    Status(u16),
    /// What it answered means nothing.
    #[error("its answer means nothing here")]
    Nonsense,
    /// It knows us not.
    #[error("it does not take the key")]
    Key,
    /// Too many questions are under way.
    #[error("too many questions are under way")]
    Busy,
}

impl CheckFailure {
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Failure(Failure::Timeout) => "late",
            Self::Failure(_) | Self::Status(_) | Self::Key => "failed",
            Self::Nonsense => "nonsense",
            Self::Busy => "busy",
        }
    }
}

/// What is sent to a judge.
pub(super) struct Question {
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}
