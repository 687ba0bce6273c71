//! What a write is about. A site has one writer at a time, so that the order of its event numbers is the order of its
//! commits.

use std::sync::Arc;

/// What a write is about, and so which rows it locks before anything else.
#[derive(Clone, Debug)]
pub(crate) enum WriteScope {
    /// One site.
    Site(Arc<str>),
    /// The server, or rows that no event number depends on. A write that finds out only then which site it is about
    /// calls [`super::Tx::lock_sites`].
    Server,
}

impl WriteScope {
    /// The site of this name.
    pub(crate) fn site(site: &str) -> Self {
        Self::Site(site.into())
    }
}
