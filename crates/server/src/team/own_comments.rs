//! Team members edit and withdraw their own comments. As for visitors, there is no time limit, and a later edit is
//! marked as edited, so that readers learn of every author's changes in the same way. Both actions are logged.

use porch_protocol::held::HoldReason;
use porch_protocol::{Cause, CommentId, Status};

use super::{Result, TeamError};
use crate::App;
use porch_domain::comment::{EDITABLE, WITHDRAWABLE, edit_mark, words};
use porch_storage::comments::{Changed, CommentChange, CommentUpdate, StoredComment};
use porch_storage::idempotency::Key;
use porch_storage::team::Member;

/// A comment, its author and the version that the author read.
#[derive(Clone, Debug)]
pub struct OwnCommentRef {
    /// The author.
    pub member: Member,
    /// The comment.
    pub id: CommentId,
    /// The version that was read.
    pub version: u32,
    /// The request's idempotency key: a request that is sent again is applied once.
    pub key: Key,
}

/// Changes the text of the author's own comment. A comment that was sent back or declined is held for review again, as
/// for every author.
pub async fn edit(app: &App, own: OwnCommentRef, body: &str) -> Result<(StoredComment, Option<i64>)> {
    let (source, tree) = words(body)?;
    let before = app.storage.comment(&own.member.site, own.id).await?.ok_or(TeamError::NoComment(own.id))?;
    let tree = serde_json::to_string(&tree)
        .map_err(|_| TeamError::NotPossible(Cause::CommentNotStorable, "this comment can't be stored"))?;
    let edited_at = edit_mark(before.posted_at, app.clock.now());
    let to = match before.status {
        Status::SentBack | Status::Declined => {
            CommentUpdate::HeldWords { source, tree, edited_at, hold: HoldReason::Edited }
        }
        _ => CommentUpdate::Words { source, tree, edited_at },
    };
    change(app, own, &EDITABLE, to).await
}

/// Withdraws the author's own comment.
pub async fn withdraw(app: &App, own: OwnCommentRef) -> Result<(StoredComment, Option<i64>)> {
    change(app, own, &WITHDRAWABLE, CommentUpdate::Withdrawn).await
}

async fn change(
    app: &App,
    own: OwnCommentRef,
    from: &[Status],
    to: CommentUpdate,
) -> Result<(StoredComment, Option<i64>)> {
    let OwnCommentRef { member, id, version, key } = own;
    let change = CommentChange {
        site: member.site.clone(),
        id,
        by: Some(member.person),
        version: Some(version),
        from: from.to_vec(),
        to,
        reason: None,
        now: app.clock.now(),
        key: Some(key),
    };
    match app.storage.change_comment(change).await? {
        Changed::Done(comment, rev) => Ok((*comment, rev)),
        Changed::NotFound => Err(TeamError::NoComment(id)),
        Changed::Conflict => Err(TeamError::Changed(id)),
        Changed::KeyReused => Err(TeamError::KeyReused),
    }
}
