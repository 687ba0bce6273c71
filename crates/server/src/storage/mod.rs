//! SQL and nothing but. One writer, many readers; no rule is decided here.

pub mod audit;
mod batch;
mod changes;
pub mod comments;
mod cooling;
pub mod copies;
pub mod decisions;
pub mod events;
pub mod exports;
pub mod idempotency;
mod import_pages;
pub mod imports;
pub mod judges;
pub mod learnt;
pub mod meta;
pub mod open;
pub mod openings;
pub mod outbox;
pub mod owner_mail;
pub mod pages;
pub mod passkeys;
pub mod pauses;
pub mod people;
pub mod posts;
mod proofs;
pub mod reports;
pub mod rules;
pub mod sessions;
mod settings;
pub mod sites;
pub mod standing;
pub mod team;
pub mod threads;
pub mod waiting;
pub mod webhooks;
mod welcomes;
pub mod words;
mod writer;

use std::path::PathBuf;

pub use open::{OpenError, open};
pub use writer::{Tx, WriteError};

/// A handle to the database of one data folder. Cheap to clone.
#[derive(Clone)]
pub struct Storage {
    /// Connections that cannot write.
    pub(crate) readers: sqlx::SqlitePool,
    pub(crate) writer: writer::Writer,
    pub(crate) file: PathBuf,
}

/// A query failed: the database is broken, full or gone. The text is for the log, never for the wire.
pub type Result<T> = std::result::Result<T, sqlx::Error>;

impl Storage {
    /// The database's file.
    pub fn file(&self) -> &std::path::Path {
        &self.file
    }

    /// Ends the writer after what it was given, writes the log back and closes everything.
    pub async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }
}
