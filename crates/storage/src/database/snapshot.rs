//! A reading transaction: all of its queries see the database of one moment.

use sqlx::{Sqlite, Transaction};

use super::Result;
use super::connection::{Connection, QueryTarget};
use super::readers::{Pool, Readers};

/// A reading transaction. It ends when it is dropped.
#[derive(Debug)]
pub enum Snapshot<'c> {
    /// A transaction of an SQLite file.
    Sqlite(Transaction<'c, Sqlite>),
}

impl Snapshot<'static> {
    /// A snapshot on one of the reading connections.
    pub async fn of(readers: &Readers) -> Result<Self> {
        match readers.pool() {
            Pool::Sqlite(pool) => Ok(Self::Sqlite(pool.begin().await?)),
        }
    }
}

impl<'c> Snapshot<'c> {
    /// A snapshot on this connection.
    pub async fn on(connection: &'c mut Connection) -> Result<Self> {
        match connection {
            Connection::Sqlite(connection) => Ok(Self::Sqlite(sqlx::Connection::begin(connection).await?)),
        }
    }

    /// Ends it, and reports when that fails.
    pub async fn end(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => Ok(tx.rollback().await?),
        }
    }
}

impl<'s> From<&'s mut Snapshot<'_>> for QueryTarget<'s> {
    fn from(snapshot: &'s mut Snapshot<'_>) -> Self {
        match snapshot {
            Snapshot::Sqlite(tx) => Self::Sqlite(tx),
        }
    }
}
