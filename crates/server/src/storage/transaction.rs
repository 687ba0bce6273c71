//! The writing transaction, and its savepoints.

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::database_fault::DatabaseFault;

/// A connection inside the writing transaction.
pub type Tx = SqliteConnection;

/// Ends a savepoint: releases it after success, rolls it back after an error. The outer error means that the state of
/// the transaction is unknown; the inner one, that only this work was refused.
pub(super) async fn settle<T>(
    savepoint: Transaction<'_, Sqlite>,
    outcome: sqlx::Result<T>,
) -> sqlx::Result<sqlx::Result<T>> {
    match outcome {
        Ok(value) => savepoint.commit().await.map(|()| Ok(value)),
        Err(error) if DatabaseFault::of(&error).is_some() => Err(error),
        // The successful rollback shows that the transaction still exists.
        Err(error) => savepoint.rollback().await.map(|()| Err(error)),
    }
}
