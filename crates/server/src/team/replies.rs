//! Answering as oneself: published at once, with name and role; and approving what is answered in the same step.

use std::sync::Arc;

use porch_protocol::{CommentId, DecisionKind, Status, ThreadId};

use super::{DeskError, Result, access};
use crate::App;
use crate::domain::comment::words;
use crate::storage::comments::{Changed, CommentChange, CommentUpdate, StoredComment};
use crate::storage::idempotency::Key;
use crate::storage::posts::{Arrival, PostJob, PostOutcome, StoredPost, fresh_id};
use crate::storage::replies::Approved;
use crate::storage::team::Member;
use crate::storage::unanswered::AnswerNeeded;

/// An answer of somebody of the team.
#[derive(Clone, Debug)]
pub struct TeamReply {
    /// Who.
    pub member: Member,
    /// To what.
    pub parent: CommentId,
    /// The words, as typed.
    pub body: String,
    /// Where the comment is to be approved as well: the version of it that was read.
    pub approve: Option<u32>,
    /// The request's key: sent again, it answers once.
    pub key: Key,
}

/// Answers. A guest expert does so in one thread only. Where the comment is to be approved, both happen or neither.
pub async fn answer(app: &App, answer: TeamReply) -> Result<StoredPost> {
    let (source, tree) = words(&answer.body)?;
    let (member, parent) = (&answer.member, answer.parent);
    let gone = || DeskError::NoComment(parent);
    let asked = access::comment(app, member, parent).await?;
    let thread = app.storage.thread(&member.site, asked.thread).await?.ok_or_else(gone)?;
    let tree = serde_json::to_string(&tree).map_err(|_| DeskError::Not("this comment can't be stored"))?;
    let job = PostJob {
        site: Arc::from(member.site.as_str()),
        key_hash: answer.key.key_hash.clone(),
        request_hash: answer.key.request_hash.clone(),
        page_key: Arc::from(thread.page_key.as_str()),
        url: thread.url,
        title: None,
        thread: Some(asked.thread),
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
        pause: None,
        pace: None,
        spent: None,
        now: app.clock.now(),
    };
    let outcome = match answer.approve {
        None => app.storage.post_comment(job).await?,
        Some(version) => approved(app, &answer, (&asked, version), job).await?,
    };
    match outcome {
        PostOutcome::Stored(stored) => {
            app.ring_thread(&member.site, stored.thread, stored.rev).await;
            Ok(stored)
        }
        PostOutcome::Repeated(stored) => Ok(stored),
        PostOutcome::KeyReused => Err(DeskError::KeyReused),
        PostOutcome::ParentNotFound => Err(gone()),
        // The team keeps no pace, so it is never too soon for it.
        PostOutcome::Closed | PostOutcome::TooSoon(_) => Err(DeskError::Closed),
    }
}

/// Approves and answers in one transaction.
async fn approved(
    app: &App,
    answer: &TeamReply,
    (asked, version): (&StoredComment, u32),
    job: PostJob,
) -> Result<PostOutcome> {
    if asked.source.is_empty() {
        return Err(DeskError::Wordless(asked.id));
    }
    let (from, _) = DecisionKind::Approve.transition();
    let approve = CommentChange {
        site: answer.member.site.clone(),
        id: asked.id,
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
        // Its author, or a colleague, was faster: what was typed is to be looked at again beside what stands there now.
        Approved::Not(Changed::Conflict | Changed::NotFound | Changed::KeyReused | Changed::Done(..)) => {
            Err(DeskError::Changed(asked.id))
        }
    }
}

/// Says that a comment needs no answer, or needs one again. Saying it twice changes nothing.
pub async fn say_needed(app: &App, member: &Member, id: CommentId, needed: bool) -> Result<()> {
    access::comment(app, member, id).await?;
    let (site, by, now) = (member.site.clone(), member.person.clone(), app.clock.now());
    app.storage.say_answer_needed(AnswerNeeded { site, id, needed, by, now }).await?;
    Ok(())
}
