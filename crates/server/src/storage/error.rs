//! Why a query or a write failed.

use std::sync::Arc;

use super::database_fault::DatabaseFault;

/// A query failed: the database is broken, full or gone. The text is for the log, never for the wire.
pub type Result<T> = std::result::Result<T, sqlx::Error>;

/// Why a write did not happen. Nothing was changed, unless the commit itself is in doubt, which the same key settles.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The database refused the statement.
    #[error("the database failed: {0}")]
    Database(Arc<sqlx::Error>),
    /// The database takes no writes at the moment. The log has the cause, once.
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
