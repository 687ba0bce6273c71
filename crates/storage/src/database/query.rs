//! A statement with its values. One text serves every database.

use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr, SqlStr, Sqlite};

use super::connection::{QueryTarget, WriteTarget};
use super::readers::Pool;
use super::row::Row;
use super::snapshot::Snapshot;
use super::value::{Value, for_sqlite};
use super::{Result, StorageError};

/// A text that was put together from constants. Whatever comes from a request is bound, never put into the text.
#[derive(Debug)]
pub struct Composed(pub String);

impl SqlSafeStr for Composed {
    fn into_sql_str(self) -> SqlStr {
        AssertSqlSafe(self.0).into_sql_str()
    }
}

/// A statement, and the values for its `$1`, `$2`, …
#[derive(Debug)]
pub struct Query<'v> {
    sql: SqlStr,
    values: Vec<Value<'v>>,
}

/// A statement without values. The drivers keep prepared statements by their text.
pub fn query<'v>(sql: impl SqlSafeStr) -> Query<'v> {
    Query { sql: sql.into_sql_str(), values: Vec::new() }
}

type SqliteQuery = sqlx::query::Query<'static, Sqlite, SqliteArguments>;

impl<'v> Query<'v> {
    /// Adds the next value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value<'v>>) -> Self {
        self.values.push(value.into());
        self
    }

    fn for_sqlite(self) -> Result<SqliteQuery> {
        Ok(sqlx::query_with(self.sql, for_sqlite(self.values)?))
    }

    /// All rows.
    pub async fn fetch_all(self, on: impl Into<QueryTarget<'_>>) -> Result<Vec<Row>> {
        let rows = match on.into() {
            QueryTarget::Sqlite(connection) => connection.fetch_all(self.for_sqlite()?).await?,
            QueryTarget::Readers(readers) => {
                let query = self.for_sqlite()?;
                match readers.counted() {
                    Pool::Sqlite(pool) => {
                        readers.record_outcome(pool.fetch_all(query).await.map_err(StorageError::from))?
                    }
                }
            }
        };
        Ok(rows.into_iter().map(Row::Sqlite).collect())
    }

    /// The first row, if there is one.
    pub async fn fetch_optional(self, on: impl Into<QueryTarget<'_>>) -> Result<Option<Row>> {
        let row = match on.into() {
            QueryTarget::Sqlite(connection) => connection.fetch_optional(self.for_sqlite()?).await?,
            QueryTarget::Readers(readers) => {
                let query = self.for_sqlite()?;
                match readers.counted() {
                    Pool::Sqlite(pool) => {
                        readers.record_outcome(pool.fetch_optional(query).await.map_err(StorageError::from))?
                    }
                }
            }
        };
        Ok(row.map(Row::Sqlite))
    }

    /// The first row, which must exist.
    pub async fn fetch_one(self, on: impl Into<QueryTarget<'_>>) -> Result<Row> {
        self.fetch_optional(on).await?.ok_or(StorageError::NotFound)
    }

    /// Runs the statement on a connection that may write. Returns the number of rows that it has changed.
    pub async fn execute(self, on: impl Into<WriteTarget<'_>>) -> Result<u64> {
        match on.into() {
            WriteTarget::Sqlite(connection) => Ok(connection.execute(self.for_sqlite()?).await?.rows_affected()),
        }
    }

    /// The rows one by one, for more of them than memory should hold.
    pub fn fetch<'c>(self, snapshot: &'c mut Snapshot) -> Result<BoxStream<'c, Result<Row>>> {
        match snapshot {
            Snapshot::Sqlite(tx) => {
                let rows = tx.fetch(self.for_sqlite()?);
                Ok(Box::pin(rows.map_ok(Row::Sqlite).map_err(StorageError::from)))
            }
        }
    }
}
