//! What somebody of the team does with their own words: edits them, and takes them back. As with visitors' words there is no
//! last moment for it, and an edit after the free minutes bears the mark that everybody's does: readers are told alike
//! whoever changes what they have read. Both stand in the log.

use porch_protocol::{CommentId, Status};

use super::{DeskError, Result};
use crate::App;
use crate::domain::comment::{EDITABLE, WITHDRAWABLE, edit_mark, words};
use crate::moderation::reasons::HoldReason;
use crate::storage::comments::{Changed, CommentChange, CommentUpdate, StoredComment};
use crate::storage::idempotency::Key;
use crate::storage::team::Member;

/// Which words of whom, and the version that was read.
#[derive(Clone, Debug)]
pub struct OwnWords {
    /// Who wrote them.
    pub member: Member,
    /// Which.
    pub id: CommentId,
    /// The version that was read.
    pub version: u32,
    /// The request's key: sent again, it counts once.
    pub key: Key,
}

/// Gives one's own words another form. What a colleague sent back or declined waits to be approved afterwards, as
/// anybody's does.
pub async fn edit(app: &App, own: OwnWords, body: &str) -> Result<(StoredComment, Option<i64>)> {
    let (source, tree) = words(body)?;
    let before = app.storage.comment(&own.member.site, own.id).await?.ok_or(DeskError::NoComment(own.id))?;
    let tree = serde_json::to_string(&tree).map_err(|_| DeskError::Not("this comment can't be stored"))?;
    let edited_at = edit_mark(before.posted_at, app.clock.now());
    let to = match before.status {
        Status::SentBack | Status::Declined => {
            CommentUpdate::HeldWords { source, tree, edited_at, hold: HoldReason::Resent }
        }
        _ => CommentUpdate::Words { source, tree, edited_at },
    };
    change(app, own, &EDITABLE, to).await
}

/// Takes one's own words back.
pub async fn withdraw(app: &App, own: OwnWords) -> Result<(StoredComment, Option<i64>)> {
    change(app, own, &WITHDRAWABLE, CommentUpdate::Withdrawn).await
}

async fn change(app: &App, own: OwnWords, from: &[Status], to: CommentUpdate) -> Result<(StoredComment, Option<i64>)> {
    let OwnWords { member, id, version, key } = own;
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
        Changed::Done(comment, rev) => {
            app.ring_thread(&member.site, comment.thread, rev).await;
            Ok((*comment, rev))
        }
        Changed::NotFound => Err(DeskError::NoComment(id)),
        Changed::Conflict => Err(DeskError::Changed(id)),
        Changed::KeyReused => Err(DeskError::KeyReused),
    }
}
