//! Requests that come again under their key: they get the first answer, before anything is moderated.

use porch_protocol::held::HoldReason;
use porch_protocol::{Comment, CommentPosted, ErrorCode};

use super::{Result, TalkError, Visitor};
use crate::App;
use crate::read::snapshot;
use porch_domain::moderation::reasons;
use porch_storage::idempotency::{Key, Used};

/// What a request under this key did before, if it was this very one. Moderation is what costs, and a repeat has paid for
/// it.
pub(super) async fn prior_request(app: &App, visitor: &Visitor, key: &Key) -> Result<Option<Used>> {
    app.limits.lookup(&visitor.site.id, visitor.from)?;
    match app.storage.used_key(&visitor.site.id, &key.key_hash).await? {
        Some(used) if used.request_hash == key.request_hash => Ok(Some(used)),
        Some(_) => Err(TalkError::Refused(ErrorCode::IdempotencyKeyReused)),
        None => Ok(None),
    }
}

/// The answer to a visitor's change: the comment as its author sees it, and where its thread stands.
pub(super) fn answer(app: &App, comment: Comment, rev: Option<i64>, hold: Option<HoldReason>) -> CommentPosted {
    let cursor = rev.map(|rev| snapshot::cursor(&app.identity.database_epoch, rev));
    CommentPosted { comment, cursor, reason: hold.and_then(reasons::author_reason) }
}
