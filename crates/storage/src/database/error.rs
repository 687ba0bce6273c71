//! Why a query failed.

use std::io;

use sqlx::migrate::MigrateError;

use super::super::database_fault::DatabaseFault;
use super::sqlite::fault_of;

/// A query failed: the database is damaged, full or missing, or it refused the statement. The text is for the log, never
/// for visitors.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// A row that the query must return does not exist.
    #[error("no rows returned by a query that expected to return at least one row")]
    NotFound,
    /// No connection became free in time.
    #[error("pool timed out while waiting for an open connection")]
    TimedOut,
    /// The transaction, or its connection, cannot be used any more.
    #[error("the transaction or its connection cannot be used any more")]
    Broken,
    /// The server is ending.
    #[error("the database was closed")]
    Closed,
    /// A value cannot be stored, or a stored one means nothing here.
    #[error("error occurred while decoding: {0}")]
    Value(Box<dyn std::error::Error + Send + Sync>),
    /// A part of the work was refused. The text says why.
    #[error("{0}")]
    Refused(String),
    /// A file cannot be read or written.
    #[error("error communicating with database: {0}")]
    Io(#[from] io::Error),
    /// The database's driver reported it.
    #[error(transparent)]
    Driver(DriverError),
}

/// The result of a query.
pub type Result<T> = std::result::Result<T, StorageError>;

/// An error of the database's driver.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DriverError(sqlx::Error);

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::TimedOut,
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::WorkerCrashed | sqlx::Error::BeginFailed => Self::Broken,
            sqlx::Error::Io(error) => Self::Io(error),
            error => Self::Driver(DriverError(error)),
        }
    }
}

impl From<MigrateError> for StorageError {
    fn from(error: MigrateError) -> Self {
        sqlx::Error::from(error).into()
    }
}

impl StorageError {
    /// The error of a value that cannot be stored or read.
    pub(crate) fn value(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Value(error.into())
    }

    /// The fault of the database that the error shows; none when only the statement itself was refused.
    pub fn fault(&self) -> Option<DatabaseFault> {
        match self {
            Self::Io(_) => Some(DatabaseFault::Io),
            Self::Broken => Some(DatabaseFault::Transaction),
            Self::Driver(DriverError(error)) => of_driver(error),
            _ => None,
        }
    }

    /// Whether the transaction in which it occurred may succeed when it is run again.
    pub(crate) fn is_retryable(&self) -> bool {
        self.fault().is_some_and(DatabaseFault::is_retryable)
    }

    /// The error with what the operator can do about it, if that is known.
    pub fn explained(&self) -> String {
        self.fault().map_or_else(|| self.to_string(), |fault| format!("{self}. {}", fault.remedy()))
    }
}

fn of_driver(error: &sqlx::Error) -> Option<DatabaseFault> {
    match error {
        sqlx::Error::Database(error) => {
            let extended: u32 = error.code()?.parse().ok()?;
            fault_of(extended)
        }
        sqlx::Error::Migrate(error) => match &**error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => of_driver(error),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_statement_is_no_fault_and_a_lost_connection_is_one() {
        assert_eq!(StorageError::from(sqlx::Error::RowNotFound).fault(), None);
        assert_eq!(StorageError::from(sqlx::Error::PoolTimedOut).fault(), None);
        assert_eq!(StorageError::from(sqlx::Error::WorkerCrashed).fault(), Some(DatabaseFault::Transaction));
        assert_eq!(StorageError::from(sqlx::Error::BeginFailed).fault(), Some(DatabaseFault::Transaction));
        assert_eq!(StorageError::from(io::Error::other("unplugged")).fault(), Some(DatabaseFault::Io));
    }
}
