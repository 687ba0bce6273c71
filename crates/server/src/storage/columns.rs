//! The values of columns, and the types that they stand for.

use porch_protocol::{CommentId, Status, ThreadId, Timestamp};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use porch_domain::event::EventKind;

/// A column's value that Porch never writes: the file was changed by another program.
#[derive(Debug, thiserror::Error)]
#[error("the column {column} holds {value:?}, which means nothing here")]
pub struct StrangeValue {
    column: &'static str,
    value: String,
}

/// Typed access to the columns that every table has.
pub trait Columns {
    /// A comment's id.
    fn comment_id(&self, column: &'static str) -> sqlx::Result<CommentId>;
    /// A comment's id, or null.
    fn maybe_comment_id(&self, column: &'static str) -> sqlx::Result<Option<CommentId>>;
    /// A thread's id.
    fn thread_id(&self, column: &'static str) -> sqlx::Result<ThreadId>;
    /// A status.
    fn status(&self, column: &'static str) -> sqlx::Result<Status>;
    /// A kind of event; none for one of a newer version, whose log was imported.
    fn known_kind(&self, column: &'static str) -> sqlx::Result<Option<EventKind>>;
    /// A time.
    fn time(&self, column: &'static str) -> sqlx::Result<Timestamp>;
    /// A time, or null.
    fn maybe_time(&self, column: &'static str) -> sqlx::Result<Option<Timestamp>>;
    /// A boolean: 0 or 1.
    fn yes(&self, column: &'static str) -> sqlx::Result<bool>;
    /// A number from 0 that fits 32 bits.
    fn count(&self, column: &'static str) -> sqlx::Result<u32>;
}

fn strange(column: &'static str, value: &dyn ToString) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(StrangeValue { column, value: value.to_string() }))
}

impl Columns for SqliteRow {
    fn comment_id(&self, column: &'static str) -> sqlx::Result<CommentId> {
        let text: &str = self.try_get(column)?;
        text.parse().map_err(|_| strange(column, &text))
    }

    fn maybe_comment_id(&self, column: &'static str) -> sqlx::Result<Option<CommentId>> {
        let text: Option<&str> = self.try_get(column)?;
        text.map(|text| text.parse().map_err(|_| strange(column, &text))).transpose()
    }

    fn thread_id(&self, column: &'static str) -> sqlx::Result<ThreadId> {
        let text: &str = self.try_get(column)?;
        text.parse().map_err(|_| strange(column, &text))
    }

    fn status(&self, column: &'static str) -> sqlx::Result<Status> {
        let word: &str = self.try_get(column)?;
        Status::from_word(word).ok_or_else(|| strange(column, &word))
    }

    fn known_kind(&self, column: &'static str) -> sqlx::Result<Option<EventKind>> {
        Ok(self.try_get::<&str, _>(column)?.parse().ok())
    }

    fn time(&self, column: &'static str) -> sqlx::Result<Timestamp> {
        self.try_get(column).map(Timestamp)
    }

    fn maybe_time(&self, column: &'static str) -> sqlx::Result<Option<Timestamp>> {
        Ok(self.try_get::<Option<i64>, _>(column)?.map(Timestamp))
    }

    fn yes(&self, column: &'static str) -> sqlx::Result<bool> {
        Ok(self.try_get::<i64, _>(column)? != 0)
    }

    fn count(&self, column: &'static str) -> sqlx::Result<u32> {
        let number: i64 = self.try_get(column)?;
        u32::try_from(number).map_err(|_| strange(column, &number))
    }
}
