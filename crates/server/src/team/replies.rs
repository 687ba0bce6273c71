//! Replies by team members, which are published at once with name and role, and may approve the comment they reply to
//! in the same transaction.

use std::sync::Arc;

use porch_protocol::{Cause, CommentId, DecisionKind, Status, ThreadId};

use super::{Result, TeamError, access};
use crate::App;
use porch_domain::comment::words;
use porch_storage::comments::{Changed, CommentChange, CommentUpdate, StoredComment};
use porch_storage::idempotency::Key;
use porch_storage::posts::{Arrival, PostJob, PostOutcome, StoredPost, fresh_id};
use porch_storage::replies::Approved;
use porch_storage::team::Member;
use porch_storage::unanswered::AnswerNeeded;

/// A reply by a team member.
#[derive(Clone, Debug)]
pub struct TeamReply {
    /// The author of the reply.
    pub member: Member,
    /// The comment that is replied to.
    pub parent: CommentId,
    /// The text, as typed.
    pub body: String,
    /// The version of the comment that the member read, when the reply also approves the comment.
    pub approve: Option<u32>,
    /// The request's idempotency key: a request that is sent again posts one reply.
    pub key: Key,
}

/// Posts a reply. A guest expert may reply in one thread only. When the reply also approves the comment, either both
/// are stored or neither.
pub async fn answer(app: &App, answer: TeamReply) -> Result<StoredPost> {
    let (source, tree) = words(&answer.body)?;
    let (member, parent) = (&answer.member, answer.parent);
    let gone = || TeamError::NoComment(parent);
    let comment = access::comment(app, member, parent).await?;
    let thread = app.storage.thread(&member.site, comment.thread).await?.ok_or_else(gone)?;
    let tree = serde_json::to_string(&tree)
        .map_err(|_| TeamError::NotPossible(Cause::CommentNotStorable, "this comment can't be stored"))?;
    let job = PostJob {
        site: Arc::from(member.site.as_str()),
        key_hash: answer.key.key_hash.clone(),
        request_hash: answer.key.request_hash.clone(),
        page_key: Arc::from(thread.page_key.as_str()),
        url: thread.url,
        title: None,
        thread: Some(comment.thread),
        new_thread: ThreadId(fresh_id()),
        id: CommentId(fresh_id()),
        parent: Some(parent),
        person: member.person.clone(),
        name: member.name.clone(),
        role: Some(member.role),
        source,
        tree,
        status: Status::Published,
        hold: None,
        arrival: Arrival::default(),
        second_look: None,
        slow_mode: None,
        proof: None,
        now: app.clock.now(),
    };
    let outcome = match answer.approve {
        None => app.storage.post_comment(job).await?,
        Some(version) => approve_and_post(app, &answer, (&comment, version), job).await?,
    };
    match outcome {
        PostOutcome::Stored(stored) | PostOutcome::Repeated(stored) => Ok(stored),
        PostOutcome::KeyReused => Err(TeamError::KeyReused),
        PostOutcome::ParentNotFound => Err(gone()),
        // Team members have no waiting time between comments, so `TooSoon` does not occur.
        PostOutcome::Closed | PostOutcome::TooSoon(_) => Err(TeamError::Closed),
    }
}

/// Approves the comment and posts the reply in one transaction.
async fn approve_and_post(
    app: &App,
    answer: &TeamReply,
    (comment, version): (&StoredComment, u32),
    job: PostJob,
) -> Result<PostOutcome> {
    if comment.source.is_empty() {
        return Err(TeamError::TextDeleted(comment.id));
    }
    let (from, _) = DecisionKind::Approve.transition();
    let approve = CommentChange {
        site: answer.member.site.clone(),
        id: comment.id,
        by: None,
        version: Some(version),
        from: from.to_vec(),
        to: CommentUpdate::Decided(DecisionKind::Approve, Status::Published, answer.member.person.clone()),
        reason: None,
        now: job.now,
        key: None,
    };
    match app.storage.approve_and_answer(approve, job).await? {
        Approved::Answered(outcome) => Ok(outcome),
        // The author or another team member changed the comment: the member must check the reply against its new state.
        Approved::Not(Changed::Conflict | Changed::NotFound | Changed::KeyReused | Changed::Done(..)) => {
            Err(TeamError::Changed(comment.id))
        }
    }
}

/// Marks a comment as needing no answer, or as needing one again. Marking it twice changes nothing.
pub async fn set_answer_needed(app: &App, member: &Member, id: CommentId, needed: bool) -> Result<()> {
    access::comment(app, member, id).await?;
    let (site, by, now) = (member.site.clone(), member.person.clone(), app.clock.now());
    app.storage.set_answer_needed(AnswerNeeded { site, id, needed, by, now }).await?;
    Ok(())
}
