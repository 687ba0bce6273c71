//! Why a write failed.

use std::sync::Arc;

use super::database::StorageError;
use super::database_fault::DatabaseFault;

/// Why a write failed. Nothing was changed, unless the result of the commit is unknown, which a repeat with the same
/// key finds out.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The database refused the statement.
    #[error("the database failed: {0}")]
    Database(Arc<StorageError>),
    /// The database takes no writes at the moment. The cause is logged once.
    #[error("{}", .0.sentence())]
    Unavailable(DatabaseFault),
    /// The server is ending.
    #[error("the writer has stopped")]
    Stopped,
}

impl From<StorageError> for WriteError {
    fn from(error: StorageError) -> Self {
        Self::Database(Arc::new(error))
    }
}
