//! SQL and nothing but. One writer, many readers; no rule is decided here.

mod addresses;
pub mod answers;
pub mod audit;
mod batch;
pub mod begin;
mod changes;
pub mod choices;
pub mod comments;
mod commit;
pub mod condition;
mod cooling;
pub mod copies;
mod count;
pub mod decisions;
mod displaced;
pub mod earlier_words;
pub mod events;
pub mod exports;
#[cfg(test)]
mod faults;
pub mod idempotency;
mod import_pages;
pub mod imports;
pub mod judges;
pub mod learnt;
pub mod mended;
pub mod meta;
pub mod open;
pub mod outbox;
pub mod owner_mail;
pub mod pages;
pub mod passkeys;
pub mod pauses;
pub mod people;
pub mod posts;
mod proofs;
mod readers;
pub mod reports;
pub mod room;
pub mod rules;
pub mod seals;
pub mod search;
mod session;
pub mod sessions;
mod settings;
pub mod sign_in_mail;
pub mod sites;
pub mod standing;
pub mod team;
pub mod thread_changes;
pub mod threads;
pub mod trouble;
pub mod unanswered;
mod used_keys;
pub mod waiting;
pub mod webhooks;
mod welcomes;
pub mod words;
mod writer;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

pub use open::{OpenError, open};
pub use writer::{Tx, WriteError};

/// A handle to the database of one data folder. Cheap to clone.
#[derive(Clone)]
pub struct Storage {
    /// Connections that cannot write.
    pub(crate) readers: readers::Readers,
    pub(crate) writer: writer::Writer,
    pub(crate) file: PathBuf,
    condition: condition::Condition,
    files: displaced::OpenFiles,
    /// Whoever changes the file of counts holds this.
    counting: Arc<Mutex<()>>,
    used_keys: Arc<used_keys::UsedKeys>,
}

/// A query failed: the database is broken, full or gone. The text is for the log, never for the wire.
pub type Result<T> = std::result::Result<T, sqlx::Error>;

impl Storage {
    /// The database's file.
    pub fn file(&self) -> &std::path::Path {
        &self.file
    }

    /// Whether the database can be written.
    pub fn condition(&self) -> &condition::Condition {
        &self.condition
    }

    /// Looks whether the files of the database still lie where they were opened. Where they don't, writing ends until
    /// they do.
    pub fn look_at_files(&self) -> std::result::Result<(), trouble::Trouble> {
        self.files.look(&self.condition)
    }

    /// Ends the writer after what it was given, writes the log back and closes everything.
    pub async fn close(&self) {
        let session = self.writer.end().await;
        self.count_at_the_end().await;
        self.readers.close().await;
        // The last one: with it go the files beside the database, without which no reader may open any more.
        if let Some(session) = session {
            session.close().await;
        }
    }
}
