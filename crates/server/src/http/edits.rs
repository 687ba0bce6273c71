//! Giving one's own words another form, and taking them back.

use axum::response::Response;
use http::StatusCode;
use porch_protocol::{CommentId, CommentPosted, EditComment, ErrorCode, Problem, Status, WithdrawComment};

use super::comments::{Certainty, RequestAuthor};
use super::error::{AppError, Result};
use super::moderate::{Sent, forget, refusal, weigh};
use super::request::{Json, Path};
use crate::domain::comment::{EDITABLE, WITHDRAWABLE, edit_mark, words};
use crate::domain::markup::links;
use crate::domain::visibility::Viewer;
use crate::moderation::checks::{Act, Verdict};
use crate::moderation::reasons::HoldReason;
use crate::read::snapshot;
use crate::storage::comments::{Changed, CommentChange, CommentUpdate, StoredComment};
use crate::storage::idempotency::Key;

/// Gives a comment of one's own new words.
#[utoipa::path(
    patch, path = "/v1/sites/{site}/comments/{id}", tag = "writing", request_body = EditComment,
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 200, body = CommentPosted),
              (status = 202, description = "held for the team: nobody else sees it now", body = CommentPosted),
              (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem))
)]
pub async fn edit_comment(
    writer: RequestAuthor,
    Path((_, id)): Path<(String, CommentId)>,
    Json(edit): Json<EditComment>,
) -> Result<Response> {
    let posted = writer.edit(id, &edit).await?;
    let held = posted.comment.status == Status::Held;
    let code = if held { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok(writer.answer(code, &posted, Certainty::Unsure))
}

/// Takes a comment of one's own back.
#[utoipa::path(
    delete, path = "/v1/sites/{site}/comments/{id}", tag = "writing", request_body = WithdrawComment,
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 200, body = CommentPosted), (status = 404, body = Problem), (status = 409, body = Problem))
)]
pub async fn withdraw_comment(
    writer: RequestAuthor,
    Path((_, id)): Path<(String, CommentId)>,
    Json(withdrawal): Json<WithdrawComment>,
) -> Result<Response> {
    let posted = writer.withdraw(id, &withdrawal).await?;
    Ok(writer.answer(StatusCode::OK, &posted, Certainty::Unsure))
}

impl RequestAuthor {
    async fn edit(&self, id: CommentId, edit: &EditComment) -> Result<CommentPosted> {
        let gone = || AppError::Refused(ErrorCode::CommentNotFound);
        let before = self.app.storage.comment(&self.site.id, id).await?.ok_or_else(gone)?;
        if before.person != self.person {
            return Err(gone());
        }
        let key = self.key.with("edit", &id.to_string(), edit)?;
        let key_hash = key.key_hash.clone();
        if let Some(used) = self.used_before(&key).await? {
            return self.changed_before(&before, used.rev);
        }
        let (source, tree) = words(&edit.body)?;
        let edited_at = edit_mark(before.posted_at, self.app.clock.now());
        let earlier = links(&before.tree);
        // Before the words are weighed and shown to anybody: that is what costs.
        self.app.limits.write(&self.site.id, self.from)?;
        let sent = Sent {
            name: &before.name,
            tree: &tree,
            act: Act::Edit(&earlier),
            comment: id,
            key: &key_hash,
            trapped: false,
            opened: None,
            asked: None,
        };
        let thread = self.app.storage.thread(&self.site.id, before.thread).await?;
        let (verdict, _) = weigh(&self.app, &self.site, thread.as_ref(), self.sender(), sent).await?;
        let verdict = match &thread {
            // What nobody sees is not published by an edit either.
            Some(thread) if before.status == Status::Published => self.hear_judges(verdict, &sent, &thread.url).await?,
            _ => verdict,
        };
        let hold = match (verdict, before.status) {
            (Verdict::Decline(reason), _) => {
                forget(&self.app, &self.site.id, &key_hash);
                return Err(refusal(reason, self.app.clock.now()));
            }
            (Verdict::Hold(reason), _) => Some(reason),
            // What the host has sent back is for the host to let in.
            (Verdict::Publish, Status::SentBack | Status::Declined) => Some(HoldReason::Resent),
            (Verdict::Publish, _) => None,
        };
        let tree = serde_json::to_string(&tree).map_err(|error| AppError::Internal(error.to_string()))?;
        let to = match hold {
            Some(hold) => CommentUpdate::HeldWords { source, tree, edited_at, hold },
            None => CommentUpdate::Words { source, tree, edited_at },
        };
        let changed = self.change(id, edit.version, &EDITABLE, to, key).await;
        let posted = changed.inspect_err(|_| forget(&self.app, &self.site.id, &key_hash))?;
        Ok(CommentPosted { reason: hold.and_then(HoldReason::told), ..posted })
    }

    async fn withdraw(&self, id: CommentId, withdrawal: &WithdrawComment) -> Result<CommentPosted> {
        let key = self.key.with("withdraw", &id.to_string(), withdrawal)?;
        if self.used_before(&key).await?.is_none() {
            self.app.limits.write(&self.site.id, self.from)?;
        }
        self.change(id, withdrawal.version, &WITHDRAWABLE, CommentUpdate::Withdrawn, key).await
    }

    /// The first answer to a change, again, with the comment as it stands now.
    fn changed_before(&self, comment: &StoredComment, rev: Option<i64>) -> Result<CommentPosted> {
        let cursor = rev.map(|rev| snapshot::cursor(&self.app.identity.life, rev));
        let hold = comment.hold.filter(|_| comment.status == Status::Held);
        let comment = comment.clone().seen_by(Viewer::Author).ok_or(AppError::Refused(ErrorCode::CommentNotFound))?;
        Ok(CommentPosted { comment, cursor, reason: hold.and_then(HoldReason::told) })
    }

    async fn change(
        &self,
        id: CommentId,
        version: u32,
        from: &[Status],
        to: CommentUpdate,
        key: Key,
    ) -> Result<CommentPosted> {
        let change = CommentChange {
            site: self.site.id.clone(),
            id,
            by: Some(self.person.clone()),
            version: Some(version),
            from: from.to_vec(),
            to,
            reason: None,
            now: self.app.clock.now(),
            key: Some(key),
        };
        let room = self.app.limits.change(&self.site.id)?;
        let (comment, rev) = match self.app.storage.change_comment(change).await? {
            Changed::Done(comment, rev) => (comment, rev),
            Changed::NotFound => return Err(AppError::Refused(ErrorCode::CommentNotFound)),
            Changed::Conflict => return Err(AppError::Refused(ErrorCode::VersionConflict)),
            Changed::KeyReused => return Err(AppError::Refused(ErrorCode::IdempotencyKeyReused)),
        };
        room.commit();
        self.app.ring_thread(&self.site.id, comment.thread, rev).await;
        let cursor = rev.map(|rev| snapshot::cursor(&self.app.identity.life, rev));
        let comment = comment.seen_by(Viewer::Author).ok_or(AppError::Refused(ErrorCode::CommentNotFound))?;
        Ok(CommentPosted { comment, cursor, reason: None })
    }
}
