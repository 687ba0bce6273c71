//! The database behind types of our own. The driver is named in this folder alone, so that a second one is added here:
//! as a variant of each enum, and as one more match arm in each function.

mod connection;
mod error;
mod query;
mod readers;
mod row;
mod scope;
mod snapshot;
pub(super) mod sqlite;
mod tx;
mod value;

pub use connection::{Connection, QueryTarget, WriteTarget};
pub use error::{Result, StorageError};
pub use query::{Composed, Query, query};
pub use readers::{Pool, Readers};
pub use row::{FromColumn, Row};
pub(super) use scope::WriteScope;
pub use snapshot::Snapshot;
pub use tx::Tx;
pub use value::Value;
