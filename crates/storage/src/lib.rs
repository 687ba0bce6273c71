//! All SQL, and nothing else. There are one writer and many readers; the rules are in other modules.
#![forbid(unsafe_code)]

mod addresses;
pub mod audit;
pub mod backup;
mod changes;
mod columns;
pub mod comment_events;
pub mod comments;
mod commit;
mod commit_hook;
#[cfg(test)]
mod commit_hook_tests;
pub mod database;
pub mod database_fault;
pub mod decisions;
pub mod disk_space;
pub mod earlier_texts;
mod error;
pub mod events;
pub mod exports;
pub mod external_checks;
#[cfg(test)]
mod faults;
pub mod first_owner;
mod handle;
pub mod health;
pub mod idempotency;
mod import_pages;
pub mod imports;
mod job;
mod log_position;
pub mod meta;
mod new_comments;
pub mod open;
pub mod outbox;
pub mod owner_mail;
pub mod pages;
pub mod passkeys;
pub mod people;
pub mod person_comments;
mod post_threads;
mod posting;
pub mod posts;
pub mod private_files;
mod prompt_and_rules;
mod proof_of_work;
pub mod queue_choice;
mod queue_filters;
mod replaced_files;
pub mod replies;
mod reply_pauses;
pub mod reports;
#[cfg(test)]
mod retry_tests;
pub mod review_queue;
pub mod revised;
pub mod rules;
#[cfg(test)]
mod sample_post;
pub mod search;
pub mod second_looks;
pub mod sessions;
pub mod sign_in_mail;
mod site_archive;
pub mod site_model;
pub mod sites;
pub mod team;
pub mod thread_changes;
pub mod thread_checksums;
pub mod threads;
pub mod touched;
pub mod trust;
pub mod unanswered;
mod used_keys;
pub mod webhooks;
mod writer;
mod writer_connection;
mod writer_task;

pub use commit_hook::AfterCommit;
use database::WriteScope;
pub use database::{Result, StorageError, Tx};
pub use error::WriteError;
pub use handle::Storage;
pub use open::{OpenError, open};
