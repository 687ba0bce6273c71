//! The commit of a change that a visitor makes to a comment of their own.

use porch_protocol::{CommentId, CommentPosted, ErrorCode, Status};

use super::prior_request::answer;
use super::{Result, TalkError, Visitor};
use crate::App;
use porch_storage::comments::{Changed, CommentChange, CommentUpdate};
use porch_storage::idempotency::Key;

/// Commits a change of the version that was read, from one of these statuses, with its event.
pub(super) async fn change(
    app: &App,
    visitor: &Visitor,
    (id, version): (CommentId, u32),
    from: &[Status],
    to: CommentUpdate,
    key: Key,
) -> Result<CommentPosted> {
    let site = &visitor.site.id;
    let change = CommentChange {
        site: site.clone(),
        id,
        by: Some(visitor.person.clone()),
        version: Some(version),
        from: from.to_vec(),
        to,
        reason: None,
        now: app.clock.now(),
        key: Some(key),
    };
    let room = app.limits.change(site)?;
    let (comment, rev) = match app.storage.change_comment(change).await? {
        Changed::Done(comment, rev) => (comment, rev),
        Changed::NotFound => return Err(TalkError::Refused(ErrorCode::CommentNotFound)),
        Changed::Conflict => return Err(TalkError::Refused(ErrorCode::VersionConflict)),
        Changed::KeyReused => return Err(TalkError::Refused(ErrorCode::IdempotencyKeyReused)),
    };
    room.commit();
    let comment = visitor.own(&comment).ok_or(TalkError::Refused(ErrorCode::CommentNotFound))?;
    Ok(answer(app, comment, rev, None))
}
