//! Who sends a comment, and from where.

/// Somebody, and where they come from.
#[derive(Clone, Copy)]
pub(super) struct Sender<'a> {
    /// Their id on the site.
    pub(super) person: &'a str,
    /// The keyed hash of their network.
    pub(super) network: &'a str,
}
