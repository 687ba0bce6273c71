//! The target of an import.

use porch_protocol::Timestamp;

/// The target of an import.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The site's name.
    pub site: &'a str,
    /// Its origins; pages of foreign hosts are imported under the first one.
    pub origins: &'a [String],
    /// Old beginnings of addresses, and the new ones. The longest match counts.
    pub moves: &'a [(String, String)],
    /// Whether comments of the team are marked as such; else they are imported like all others.
    pub roles: bool,
    /// The present time: no imported date is later.
    pub now: Timestamp,
}
