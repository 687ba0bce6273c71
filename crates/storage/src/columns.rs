//! The values of columns, and the types that they stand for.

use porch_protocol::{CommentId, Status, ThreadId, Timestamp};

use super::database::{Result, Row, StorageError};
use porch_domain::event::EventKind;

/// A column's value that Porch never writes: the file was changed by another program.
#[derive(Debug, thiserror::Error)]
#[error("the column {column} holds {value:?}, which means nothing here")]
struct UnexpectedValue {
    column: &'static str,
    value: String,
}

fn unexpected(column: &'static str, value: &dyn ToString) -> StorageError {
    StorageError::value(UnexpectedValue { column, value: value.to_string() })
}

impl Row {
    /// A comment's id.
    pub fn comment_id(&self, column: &'static str) -> Result<CommentId> {
        let text: &str = self.try_get(column)?;
        text.parse().map_err(|_| unexpected(column, &text))
    }

    /// A comment's id, or null.
    pub fn maybe_comment_id(&self, column: &'static str) -> Result<Option<CommentId>> {
        let text: Option<&str> = self.try_get(column)?;
        text.map(|text| text.parse().map_err(|_| unexpected(column, &text))).transpose()
    }

    /// A thread's id.
    pub fn thread_id(&self, column: &'static str) -> Result<ThreadId> {
        let text: &str = self.try_get(column)?;
        text.parse().map_err(|_| unexpected(column, &text))
    }

    /// A status.
    pub fn status(&self, column: &'static str) -> Result<Status> {
        let word: &str = self.try_get(column)?;
        Status::from_word(word).ok_or_else(|| unexpected(column, &word))
    }

    /// A kind of event; none for one of a newer version, whose log was imported.
    pub fn known_kind(&self, column: &'static str) -> Result<Option<EventKind>> {
        Ok(self.try_get::<&str>(column)?.parse().ok())
    }

    /// A time.
    pub fn time(&self, column: &'static str) -> Result<Timestamp> {
        self.try_get(column).map(Timestamp)
    }

    /// A time, or null.
    pub fn maybe_time(&self, column: &'static str) -> Result<Option<Timestamp>> {
        Ok(self.try_get::<Option<i64>>(column)?.map(Timestamp))
    }

    /// A boolean: 0 or 1.
    pub fn boolean(&self, column: &'static str) -> Result<bool> {
        Ok(self.try_get::<i64>(column)? != 0)
    }

    /// A number from 0 that fits 32 bits.
    pub fn count(&self, column: &'static str) -> Result<u32> {
        let number: i64 = self.try_get(column)?;
        u32::try_from(number).map_err(|_| unexpected(column, &number))
    }
}
