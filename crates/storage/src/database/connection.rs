//! A connection of our own, and whatever a query can be sent to.

use sqlx::SqliteConnection;

use super::Result;
use super::readers::Readers;

/// A connection to one of the databases.
#[derive(Debug)]
pub enum Connection {
    /// A connection to an SQLite file.
    Sqlite(SqliteConnection),
}

impl Connection {
    /// Ends the connection in good order.
    pub async fn close(self) -> Result<()> {
        match self {
            Self::Sqlite(connection) => Ok(sqlx::Connection::close(connection).await?),
        }
    }
}

/// Where a query goes: to one connection, or to whichever of the readers is free.
#[derive(Debug)]
pub enum QueryTarget<'c> {
    /// A connection to an SQLite file.
    Sqlite(&'c mut SqliteConnection),
    /// One of the reading connections.
    Readers(&'c Readers),
}

impl<'c> From<&'c mut Connection> for QueryTarget<'c> {
    fn from(connection: &'c mut Connection) -> Self {
        match connection {
            Connection::Sqlite(connection) => Self::Sqlite(connection),
        }
    }
}

/// Where a change goes: to a connection that may write.
#[derive(Debug)]
pub enum WriteTarget<'c> {
    /// A connection to an SQLite file.
    Sqlite(&'c mut SqliteConnection),
}

impl<'c> From<&'c mut Connection> for WriteTarget<'c> {
    fn from(connection: &'c mut Connection) -> Self {
        match connection {
            Connection::Sqlite(connection) => Self::Sqlite(connection),
        }
    }
}

impl<'c> From<&'c Readers> for QueryTarget<'c> {
    fn from(readers: &'c Readers) -> Self {
        Self::Readers(readers)
    }
}
