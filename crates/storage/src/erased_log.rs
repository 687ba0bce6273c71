//! The write-ahead log has the pages of before until it is written over. After something was erased it is emptied.

use std::sync::atomic::Ordering;

use super::{Result, Storage};

impl Storage {
    /// Empties the write-ahead log, if it may have something that was erased. False while somebody reads from it: then it is to
    /// be tried again.
    pub async fn empty_log_of_erased(&self) -> Result<bool> {
        if !self.log_has_erased.swap(false, Ordering::SeqCst) {
            return Ok(true);
        }
        let emptied = self.writer.empty_log().await;
        if !matches!(emptied, Ok(true)) {
            self.note_erased();
        }
        emptied
    }

    /// Something was erased.
    pub(super) fn note_erased(&self) {
        self.log_has_erased.store(true, Ordering::SeqCst);
    }
}
