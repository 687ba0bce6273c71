//! The writing transaction, and how a part of it ends.

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::database_fault::DatabaseFault;

/// A connection inside the writing transaction.
pub type Tx = SqliteConnection;

/// Ends a savepoint by what came of it: keeps it, or takes it back. The outer error says that the transaction around it
/// is in doubt; the inner one, that this work alone was refused.
pub(super) async fn settle<T>(
    savepoint: Transaction<'_, Sqlite>,
    outcome: sqlx::Result<T>,
) -> sqlx::Result<sqlx::Result<T>> {
    match outcome {
        Ok(value) => savepoint.commit().await.map(|()| Ok(value)),
        Err(error) if DatabaseFault::of(&error).is_some() => Err(error),
        // That it can be taken back shows that the transaction is still there.
        Err(error) => savepoint.rollback().await.map(|()| Err(error)),
    }
}
