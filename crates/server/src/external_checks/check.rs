//! One check by an external spam service: what is sent about a comment, and what the service may answer.

use bytes::Bytes;
use http::HeaderMap;
use porch_protocol::{DeliveryFailure, Tree};

use crate::outbound::Failure;
use porch_domain::markup::{links, plain_text};

/// All that is sent to a service about a comment: no IP address, no id of the author, no mail address.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// The author's name.
    pub name: String,
    /// The text without markup, and below it the targets of its links.
    pub text: String,
    /// The page's address.
    pub page: String,
    /// Whether it is a reply.
    pub reply: bool,
    /// The site's first origin.
    pub home: String,
}

/// The text of a comment as it is sent to a service.
pub fn text_of(tree: &Tree) -> String {
    let targets = links(tree);
    let plain = plain_text(tree);
    if targets.is_empty() { plain } else { format!("{plain}\n\n{}", targets.join("\n")) }
}

/// A service's verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckVerdict {
    /// The comment is neither spam nor abuse.
    Fine,
    /// The comment is spam or abuse.
    Warns,
}

/// Why there is no verdict. The messages contain no address and no text of the comment.
#[derive(Debug, thiserror::Error)]
pub enum CheckFailure {
    /// The service did not answer.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The service answered with an HTTP error.
    #[error("it answered {0}")]
    Status(u16),
    /// The answer is invalid.
    #[error("its answer cannot be understood")]
    Nonsense,
    /// The service does not accept the key.
    #[error("it refuses the key")]
    Key,
    /// Too many requests are running.
    #[error("too many questions are under way")]
    Busy,
}

impl CheckFailure {
    /// The same as a code with values.
    pub fn code(&self) -> DeliveryFailure {
        match self {
            Self::Failure(failure) => failure.code(),
            Self::Status(status) => DeliveryFailure::Status { status: *status },
            Self::Nonsense => DeliveryFailure::Unreadable,
            Self::Key => DeliveryFailure::KeyRefused,
            Self::Busy => DeliveryFailure::Busy,
        }
    }

    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Failure(Failure::Timeout) => "late",
            Self::Failure(_) | Self::Status(_) | Self::Key => "failed",
            Self::Nonsense => "nonsense",
            Self::Busy => "busy",
        }
    }
}

/// The HTTP request to a service.
pub(super) struct Question {
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}
