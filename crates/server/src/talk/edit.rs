//! Editing one's own comment.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, CommentPosted, EditComment, ErrorCode, Status, Tree};

use super::change::change;
use super::moderate::{forget, refusal};
use super::prior_request::{answer, prior_request};
use super::submission::Submission;
use super::visitor_facts::VisitorFacts;
use super::{Result, TalkError, Visitor, external_check, moderate};
use crate::App;
use porch_domain::comment::{EDITABLE, edit_mark, words};
use porch_domain::markup::links;
use porch_domain::moderation::checks::{Act, Verdict};
use porch_domain::moderation::reasons;
use porch_storage::comments::{CommentUpdate, StoredComment};
use porch_storage::idempotency::Key;

/// Gives a comment of the visitor's own new words. A request under the same `key` gets the first answer.
///
/// # Errors
/// When a rule refuses the edit, a rate is used up, or the database fails.
pub async fn edit(app: &App, visitor: &Visitor, key: &str, id: CommentId, edit: &EditComment) -> Result<CommentPosted> {
    let site = &visitor.site;
    let before = app.storage.comment(&site.id, id).await?.filter(|before| before.person == visitor.person);
    let before = before.ok_or(TalkError::Refused(ErrorCode::CommentNotFound))?;
    let key = Key::of_request(key, "edit", &id.to_string(), edit)?;
    let key_hash = key.key_hash.clone();
    if let Some(used) = prior_request(app, visitor, &key).await? {
        return first_answer(app, visitor, &before, used.rev);
    }
    let (source, tree) = words(&edit.body)?;
    let edited_at = edit_mark(before.posted_at, app.clock.now());
    // Before the words are moderated and shown to a service: that is what costs.
    app.limits.write(&site.id, visitor.from)?;
    let hold = decide(app, visitor, &before, &tree, &key_hash).await?;
    let tree = serde_json::to_string(&tree)?;
    let to = match hold {
        Some(hold) => CommentUpdate::HeldWords { source, tree, edited_at, hold },
        None => CommentUpdate::Words { source, tree, edited_at },
    };
    let changed = change(app, visitor, (id, edit.version), &EDITABLE, to, key).await;
    let posted = changed.inspect_err(|_| forget(app, &site.id, &key_hash))?;
    Ok(CommentPosted { reason: hold.and_then(reasons::author_reason), ..posted })
}

/// Why the comment is held with its new words; none where it stays where it is.
async fn decide(
    app: &App,
    visitor: &Visitor,
    before: &StoredComment,
    tree: &Tree,
    key_hash: &str,
) -> Result<Option<HoldReason>> {
    let site = &visitor.site;
    let earlier = links(&before.tree);
    let submission = Submission {
        name: &before.name,
        tree,
        act: Act::Edit(&earlier),
        comment: before.id,
        key: key_hash,
        honeypot_filled: false,
        writing_time_ms: None,
        proof: None,
    };
    let thread = app.storage.thread(&site.id, before.thread).await?;
    let facts = VisitorFacts::new(app, visitor);
    let (verdict, _) = moderate::verdict(&facts, thread.as_ref(), submission).await?;
    let verdict = match &thread {
        // What nobody sees is not published by an edit either.
        Some(thread) if before.status == Status::Published => {
            external_check::verdict(&facts, verdict, &submission, &thread.url).await?
        }
        _ => verdict,
    };
    match (verdict, before.status) {
        (Verdict::Decline(reason), _) => {
            forget(app, &site.id, key_hash);
            Err(refusal(reason, app.clock.now()))
        }
        (Verdict::Hold(reason), _) => Ok(Some(reason)),
        // What the host has sent back is for the host to let in.
        (Verdict::Publish, Status::SentBack | Status::Declined) => Ok(Some(HoldReason::Edited)),
        (Verdict::Publish, _) => Ok(None),
    }
}

/// The first answer to an edit, again, with the comment as it stands now.
fn first_answer(app: &App, visitor: &Visitor, comment: &StoredComment, rev: Option<i64>) -> Result<CommentPosted> {
    let hold = comment.hold.filter(|_| comment.status == Status::Held);
    let comment = visitor.own(comment).ok_or(TalkError::Refused(ErrorCode::CommentNotFound))?;
    Ok(answer(app, comment, rev, hold))
}
