//! Where a file goes.

use porch_protocol::Timestamp;

/// Where a file goes.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The site's name.
    pub site: &'a str,
    /// Its origins; pages of foreign hosts come under the first one.
    pub origins: &'a [String],
    /// Beginnings of addresses that have changed, and what they begin with now. The longest one counts.
    pub moves: &'a [(String, String)],
    /// Whether people of the team bear its mark; else they come in as everybody does.
    pub roles: bool,
    /// What time it is: nothing comes in as of later.
    pub now: Timestamp,
}
