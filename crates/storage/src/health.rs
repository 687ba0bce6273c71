//! Whether the database can be written and read, and the notification when that changes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

use super::database::Result;
use super::database_fault::DatabaseFault;

/// Whether the database can be written. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Condition(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    writing: watch::Sender<Option<DatabaseFault>>,
    /// Whether the last query found a fault of the file, so that only the first one of many is logged.
    reading_fails: AtomicBool,
}

impl Condition {
    /// Why the database cannot be written; none when it can.
    pub fn trouble(&self) -> Option<DatabaseFault> {
        *self.0.writing.borrow()
    }

    /// Whether the database is damaged, which only a restart can end.
    pub fn is_damaged(&self) -> bool {
        self.trouble() == Some(DatabaseFault::Damaged)
    }

    /// Sets the gauge for the metrics.
    pub fn measure(&self) {
        metrics::gauge!("porch_database_writable").set(if self.trouble().is_none() { 1.0 } else { 0.0 });
    }

    /// A receiver of all changes.
    pub fn subscribe(&self) -> watch::Receiver<Option<DatabaseFault>> {
        self.0.writing.subscribe()
    }

    /// A write was committed.
    pub(super) fn record_success(&self) {
        let changed = self.0.writing.send_if_modified(|trouble| {
            let passes = trouble.is_some_and(|trouble| trouble != DatabaseFault::Damaged);
            if passes {
                *trouble = None;
            }
            passes
        });
        if changed {
            tracing::info!("the database takes writes again");
        }
    }

    /// A write failed. Logs it once: a continuing fault is not logged again.
    pub(super) fn record_failure(&self, trouble: DatabaseFault, error: &impl std::fmt::Display) {
        let changed = self.0.writing.send_if_modified(|known| {
            let news = *known != Some(trouble) && *known != Some(DatabaseFault::Damaged);
            if news {
                *known = Some(trouble);
            }
            news
        });
        if changed {
            metrics::counter!("porch_database_troubles_total", "cause" => trouble.word()).increment(1);
            let (what, extent, remedy) = (trouble.sentence(), trouble.extent(true), trouble.remedy());
            tracing::error!(%error, "{what} {extent} {remedy}");
        }
    }

    /// The result of a query: damage ends all writing, whichever query finds it.
    pub(super) fn record_outcome<T>(&self, outcome: Result<T>) -> Result<T> {
        let failing = &self.0.reading_fails;
        match &outcome {
            Ok(_) => {
                if failing.load(Ordering::Relaxed) && failing.swap(false, Ordering::Relaxed) {
                    tracing::info!("the database can be read again");
                }
            }
            Err(error) => match error.fault() {
                Some(DatabaseFault::Damaged) => self.record_failure(DatabaseFault::Damaged, error),
                Some(trouble) if !failing.swap(true, Ordering::Relaxed) => {
                    tracing::error!(%error, "a query failed: {} {}", trouble.sentence(), trouble.remedy());
                }
                _ => {}
            },
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::super::database::StorageError;
    use super::{Condition, DatabaseFault};

    #[test]
    fn what_passes_is_over_with_the_next_write_and_damage_is_not() {
        let condition = Condition::default();
        let error = StorageError::Broken;
        condition.record_failure(DatabaseFault::Full, &error);
        assert_eq!(condition.trouble(), Some(DatabaseFault::Full));
        condition.record_success();
        assert_eq!(condition.trouble(), None);
        condition.record_failure(DatabaseFault::Damaged, &error);
        condition.record_success();
        condition.record_failure(DatabaseFault::Full, &error);
        assert_eq!(condition.trouble(), Some(DatabaseFault::Damaged));
    }
}
