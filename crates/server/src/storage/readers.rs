//! The connections that read: a pool that reports damage found by its queries.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::future::BoxFuture;
use futures_util::stream::{BoxStream, StreamExt};
use sqlx::sqlite::{SqliteQueryResult, SqliteRow, SqliteStatement, SqliteTypeInfo};
use sqlx::{Describe, Either, Execute, Executor, SqlStr, Sqlite, SqlitePool};

use super::health::Condition;

/// Connections that cannot write. A query is given `&Readers` where sqlx takes a pool.
#[derive(Clone, Debug)]
pub(crate) struct Readers {
    pool: SqlitePool,
    condition: Condition,
    queries: Arc<AtomicU64>,
}

impl Readers {
    pub(super) fn new(pool: SqlitePool, condition: Condition) -> Self {
        Self { pool, condition, queries: Arc::default() }
    }

    /// How many queries were sent, but for those of [`Self::acquire`].
    pub(super) fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }

    /// A connection for several queries in one read transaction.
    pub(super) async fn acquire(&self) -> sqlx::Result<sqlx::pool::PoolConnection<Sqlite>> {
        self.pool.acquire().await
    }

    /// Several queries, on a connection of their own.
    pub(super) fn note<T>(&self, outcome: sqlx::Result<T>) -> sqlx::Result<T> {
        self.condition.note(outcome)
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }

    fn watched<'e, T: 'e>(
        &self,
        asked: impl Future<Output = sqlx::Result<T>> + Send + 'e,
    ) -> BoxFuture<'e, sqlx::Result<T>> {
        let condition = self.condition.clone();
        Box::pin(async move { condition.note(asked.await) })
    }
}

impl<'p> Executor<'p> for &'_ Readers {
    type Database = Sqlite;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, sqlx::Result<Either<SqliteQueryResult, SqliteRow>>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        self.queries.fetch_add(1, Ordering::Relaxed);
        let condition = self.condition.clone();
        self.pool.fetch_many(query).map(move |row| condition.note(row)).boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, sqlx::Result<Option<SqliteRow>>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        self.queries.fetch_add(1, Ordering::Relaxed);
        self.watched(self.pool.fetch_optional(query))
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [SqliteTypeInfo],
    ) -> BoxFuture<'e, sqlx::Result<SqliteStatement>>
    where
        'p: 'e,
    {
        self.watched(self.pool.prepare_with(sql, parameters))
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, sqlx::Result<Describe<Sqlite>>>
    where
        'p: 'e,
    {
        self.watched(self.pool.describe(sql))
    }
}
