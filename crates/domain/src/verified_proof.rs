//! The work that a visitor's browser did.

use porch_protocol::Timestamp;

/// A solved challenge: it counts once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifiedProof {
    /// The challenge's nonce.
    pub challenge: String,
    /// When the challenge expires.
    pub expires_at: Timestamp,
}
