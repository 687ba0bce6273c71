//! What can go wrong in the index.

/// Why a search or a change failed. No message has a word of a comment or of a query.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index could not be read or written.
    #[error("the search index failed: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// A file of the index could not be read or written.
    #[error("a file of the search index failed: {0}")]
    File(#[from] std::io::Error),
    /// The id of a site has a control character, or none at all.
    #[error("the id of a site is empty or has a control character")]
    SiteId,
    /// A thread panicked while it changed the index; the changes since the last commit are lost.
    #[error("an earlier change of the search index ended in a panic")]
    Panicked,
}

/// The result of a search or a change.
pub type Result<T> = std::result::Result<T, SearchError>;
