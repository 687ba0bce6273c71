//! How a comment is added: through the writer, together with those that wait beside it.

use super::posts::{PostJob, PostOutcome};
use super::{Storage, WriteError};

impl Storage {
    /// Stores a comment, its event and its key in one transaction, shared with the posts beside it.
    pub async fn post_comment(&self, job: PostJob) -> Result<PostOutcome, WriteError> {
        self.used_keys.note(&job.site, &job.key_hash);
        self.writer.post(job).await
    }
}
