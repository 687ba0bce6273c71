//! SQL and nothing but. One writer, many readers; no rule is decided here.

mod addresses;
pub mod audit;
pub mod backup;
mod changes;
pub mod columns;
pub mod comment_events;
pub mod comments;
mod commit;
pub mod database_fault;
pub mod decisions;
pub mod disk_space;
pub mod earlier_texts;
pub mod events;
pub mod exports;
pub mod external_checks;
#[cfg(test)]
mod faults;
pub mod first_owner;
pub mod health;
pub mod idempotency;
mod import_pages;
pub mod imports;
mod log_position;
pub mod meta;
pub mod open;
pub mod outbox;
pub mod owner_mail;
pub mod pages;
pub mod passkeys;
pub mod people;
mod posting;
pub mod posts;
mod prompt_and_rules;
mod proof_of_work;
pub mod queue_filters;
mod readers;
mod replaced_files;
pub mod replies;
mod reply_pauses;
pub mod reports;
pub mod review_queue;
pub mod revised;
pub mod rules;
pub mod search;
pub mod second_looks;
mod session;
pub mod sessions;
pub mod sign_in_mail;
mod site_archive;
pub mod site_model;
pub mod sites;
pub mod team;
pub mod thread_changes;
pub mod thread_seals;
pub mod threads;
pub mod trust;
pub mod unanswered;
mod used_keys;
pub mod webhooks;
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
    condition: health::Condition,
    files: replaced_files::OpenFiles,
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
    pub fn condition(&self) -> &health::Condition {
        &self.condition
    }

    /// Looks whether the files of the database still lie where they were opened. Where they don't, writing ends until
    /// they do.
    pub fn look_at_files(&self) -> std::result::Result<(), database_fault::DatabaseFault> {
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
