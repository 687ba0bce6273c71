//! The connections that read: a pool that counts its queries and reports damage that they find.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::SqlitePool;

use super::super::health::Condition;
use super::Result;

/// The pool of one of the drivers.
#[derive(Clone, Debug)]
pub enum Pool {
    /// Connections to an SQLite file.
    Sqlite(SqlitePool),
}

/// Connections that cannot write. A query is given `&Readers` where it could also be given a connection.
#[derive(Clone, Debug)]
pub struct Readers {
    pool: Pool,
    condition: Condition,
    queries: Arc<AtomicU64>,
}

impl Readers {
    pub(crate) fn new(pool: Pool, condition: Condition) -> Self {
        Self { pool, condition, queries: Arc::default() }
    }

    /// How many queries were sent, without those of snapshots.
    pub(crate) fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }

    /// The pool, for one query that is counted.
    pub(super) fn counted(&self) -> &Pool {
        self.queries.fetch_add(1, Ordering::Relaxed);
        &self.pool
    }

    /// The pool, for queries that are not counted.
    pub(super) fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Reports what the outcome shows of the database's condition.
    pub(crate) fn record_outcome<T>(&self, outcome: Result<T>) -> Result<T> {
        self.condition.record_outcome(outcome)
    }

    pub(crate) async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
        }
    }
}
