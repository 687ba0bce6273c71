//! The values that a statement is given.

use std::borrow::Cow;
use std::sync::Arc;

use sqlx::Arguments;
use sqlx::sqlite::SqliteArguments;

use super::Result;
use super::error::StorageError;

/// A value of a statement. Null has a type too, since not every database finds it out by itself.
#[derive(Clone, Debug)]
pub enum Value<'v> {
    /// A text.
    Text(Option<Cow<'v, str>>),
    /// A text that is shared, and not copied for the driver.
    Shared(Arc<str>),
    /// A number, a time or a flag.
    Integer(Option<i64>),
    /// Bytes.
    Bytes(Option<Cow<'v, [u8]>>),
}

macro_rules! values {
    ($($of:ty => $variant:ident, $convert:expr;)*) => { $(
        impl<'v> From<$of> for Value<'v> {
            fn from(value: $of) -> Self {
                let convert: fn($of) -> _ = $convert;
                Self::$variant(convert(value))
            }
        }
    )* };
}

values! {
    &'v str => Text, |text| Some(text.into());
    &'v String => Text, |text| Some(text.as_str().into());
    String => Text, |text| Some(text.into());
    Cow<'v, str> => Text, Some;
    Option<&'v str> => Text, |text| text.map(Into::into);
    Option<&'v String> => Text, |text| text.map(|text| text.as_str().into());
    &'v Option<String> => Text, |text| text.as_deref().map(Into::into);
    Option<String> => Text, |text| text.map(Into::into);
    Arc<str> => Shared, |text| text;
    &'v Arc<str> => Shared, Arc::clone;
    i64 => Integer, Some;
    u32 => Integer, |number| Some(number.into());
    bool => Integer, |flag| Some(flag.into());
    Option<i64> => Integer, |number| number;
    Option<u32> => Integer, |number| number.map(Into::into);
    &'v [u8] => Bytes, |bytes| Some(bytes.into());
    &'v Vec<u8> => Bytes, |bytes| Some(bytes.as_slice().into());
    Vec<u8> => Bytes, |bytes| Some(bytes.into());
    Option<&'v [u8]> => Bytes, |bytes| bytes.map(Into::into);
    Option<Vec<u8>> => Bytes, |bytes| bytes.map(Into::into);
}

/// The values as SQLite's driver takes them.
pub(super) fn for_sqlite(values: Vec<Value<'_>>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        let added = match value {
            Value::Text(text) => arguments.add(text),
            Value::Shared(text) => arguments.add(text),
            Value::Integer(number) => arguments.add(number),
            Value::Bytes(bytes) => arguments.add(bytes),
        };
        added.map_err(StorageError::Value)?;
    }
    Ok(arguments)
}
