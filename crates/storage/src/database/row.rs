//! A row of a result, and the types that its columns are read as.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use super::{Result, StorageError};

/// A row of a result.
#[derive(Debug)]
pub enum Row {
    /// A row of an SQLite file.
    Sqlite(SqliteRow),
}

/// A type that a column can be read as.
pub trait FromColumn<'r>: Sized {
    /// Reads the column of this name.
    fn from_column(row: &'r Row, column: &str) -> Result<Self>;
}

macro_rules! columns {
    ($($of:ty),*) => { $(
        impl<'r> FromColumn<'r> for $of {
            fn from_column(row: &'r Row, column: &str) -> Result<Self> {
                match row {
                    Row::Sqlite(row) => Ok(row.try_get(column)?),
                }
            }
        }
    )* };
}

// Every database has these. A narrower number is read as an `i64` and must fit.
columns! { i64, Option<i64>, String, Option<String>, &'r str, Option<&'r str>, Vec<u8>, Option<Vec<u8>>, &'r [u8] }

impl<'r> FromColumn<'r> for u32 {
    fn from_column(row: &'r Row, column: &str) -> Result<Self> {
        i64::from_column(row, column)?.try_into().map_err(StorageError::value)
    }
}

impl<'r> FromColumn<'r> for Option<u32> {
    fn from_column(row: &'r Row, column: &str) -> Result<Self> {
        Option::<i64>::from_column(row, column)?.map(u32::try_from).transpose().map_err(StorageError::value)
    }
}

impl Row {
    /// The value of a column.
    pub fn try_get<'r, T: FromColumn<'r>>(&'r self, column: &str) -> Result<T> {
        T::from_column(self, column)
    }
}
