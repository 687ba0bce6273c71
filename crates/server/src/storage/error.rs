//! Why a query or a write failed.

use std::sync::Arc;

use super::database_fault::DatabaseFault;

/// A query failed: the database is damaged, full or missing. The text is for the log, never for visitors.
pub type Result<T> = std::result::Result<T, sqlx::Error>;

/// Why a write failed. Nothing was changed, unless the result of the commit is unknown, which a repeat with the same
/// key finds out.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The database refused the statement.
    #[error("the database failed: {0}")]
    Database(Arc<sqlx::Error>),
    /// The database takes no writes at the moment. The cause is logged once.
    #[error("{}", .0.sentence())]
    Unavailable(DatabaseFault),
    /// The server is ending.
    #[error("the writer has stopped")]
    Stopped,
}

impl From<sqlx::Error> for WriteError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}
