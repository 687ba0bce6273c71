//! Requests that come again under their key: the first answer, before anything is weighed.

use http::StatusCode;
use porch_protocol::{Comment, CommentPosted, ErrorCode, Status};

use super::comments::{Certainty, RequestAuthor};
use super::error::{AppError, Result};
use crate::domain::visibility::Viewer;
use crate::moderation::reasons::HoldReason;
use crate::read::snapshot;
use crate::storage::idempotency::{Key, Used};
use crate::storage::posts::StoredPost;

impl RequestAuthor {
    /// What a request under this key did before, if it was this very one. Asked before anything is weighed: that is what
    /// costs, and a repeat has paid for it.
    pub(super) async fn used_before(&self, key: &Key) -> Result<Option<Used>> {
        self.app.limits.lookup(&self.site.id, self.from)?;
        match self.app.storage.used_key(&self.site.id, &key.key_hash).await? {
            Some(used) if used.request_hash == key.request_hash => Ok(Some(used)),
            Some(_) => Err(AppError::Refused(ErrorCode::IdempotencyKeyReused)),
            None => Ok(None),
        }
    }

    /// The first answer to a post, again.
    pub(super) async fn posted_before(&self, used: Used) -> Result<(StatusCode, CommentPosted, Certainty)> {
        let comment = self.app.storage.comment(&self.site.id, used.comment).await?;
        let seen = comment.and_then(|comment| comment.seen_by(Viewer::Author));
        let seen = seen.ok_or(AppError::Refused(ErrorCode::CommentNotFound))?;
        let (code, posted) = self.posted(&used, seen);
        Ok((code, posted, Certainty::Unsure))
    }

    /// What was stored, as its author sees it.
    pub(super) fn posted(&self, used: &Used, comment: Comment) -> (StatusCode, CommentPosted) {
        let code = if used.published { StatusCode::CREATED } else { StatusCode::ACCEPTED };
        let cursor = used.rev.map(|rev| snapshot::cursor(&self.app.identity.life, rev));
        (code, CommentPosted { comment, cursor, reason: used.hold.and_then(HoldReason::told) })
    }
}

impl From<&StoredPost> for Used {
    fn from(stored: &StoredPost) -> Self {
        Self {
            request_hash: String::new(),
            comment: stored.id,
            published: stored.status == Status::Published,
            rev: stored.rev,
            hold: stored.hold,
        }
    }
}
