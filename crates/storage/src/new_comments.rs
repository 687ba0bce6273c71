//! Adding a comment through the writer, together with the other waiting ones.

use super::posts::{PostJob, PostOutcome};
use super::{Storage, WriteError};

impl Storage {
    /// Stores a comment, its event and its key in one transaction, which it shares with other posts.
    pub async fn post_comment(&self, job: PostJob) -> Result<PostOutcome, WriteError> {
        self.used_keys.record_key(&job.site, &job.key_hash);
        self.writer.post(job).await
    }
}
