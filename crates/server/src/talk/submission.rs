//! What a visitor sends, as moderation reads it.

use porch_protocol::{CommentId, Tree};

use super::proof::ProofRequirement;
use porch_domain::moderation::checks::Act;

/// What a visitor sends.
#[derive(Clone, Copy)]
pub(super) struct Submission<'a> {
    /// The name on it.
    pub(super) name: &'a str,
    /// The words.
    pub(super) tree: &'a Tree,
    /// A new comment and what it replies to, or an edit and the links that were there before.
    pub(super) act: Act<'a>,
    /// The comment, new or edited.
    pub(super) comment: CommentId,
    /// The hash of the request's key.
    pub(super) key: &'a str,
    /// Whether the hidden field that only a robot fills in was filled.
    pub(super) honeypot_filled: bool,
    /// Milliseconds between the first touch of the composer, or the opening of the page, and sending, where the client
    /// reports them.
    pub(super) writing_time_ms: Option<u64>,
    /// The proof of work that was required; none where nothing is required.
    pub(super) proof: Option<&'a ProofRequirement>,
}
