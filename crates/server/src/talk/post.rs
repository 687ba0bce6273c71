//! Posting: load, decide, commit.

use std::sync::Arc;

use porch_protocol::held::HoldReason;
use porch_protocol::{Author, Comment, CommentId, CommentPosted, ErrorCode, NewComment, Status, ThreadId, Tree};

use super::moderate::{forget, refusal, slow_mode};
use super::prior_request::{answer, prior_request};
use super::proof::{ProofRequirement, requirement};
use super::submission::Submission;
use super::visitor_facts::VisitorFacts;
use super::{Result, TalkError, Visitor, external_check, moderate};
use crate::App;
use crate::live::WatchedPage;
use crate::visitors::rate_limits::Reservation;
use porch_domain::comment::{self, Draft};
use porch_domain::moderation::checks::{Act, Verdict, seconds_until};
use porch_domain::page::{PageAddress, page_of_site};
use porch_domain::verified_proof::VerifiedProof;
use porch_storage::comments::StoredComment;
use porch_storage::idempotency::{Key, Used};
use porch_storage::posts::{Arrival, PostJob, PostOutcome, SlowMode, StoredPost, fresh_id};
use porch_storage::threads::Thread;

/// What became of a post.
pub struct Posted {
    /// The answer for its author.
    pub answer: CommentPosted,
    /// Whether it was published at once; else it is held.
    pub published: bool,
    /// Whether the same request came before. It may come from whoever overheard the first one.
    pub repeated: bool,
}

/// Posts an opening or a reply. A request under the same `key` gets the first answer.
///
/// # Errors
/// When a rule refuses the comment, a rate is used up, or the database fails.
pub async fn post(app: &App, visitor: &Visitor, key: &str, new: &NewComment) -> Result<Posted> {
    let site = &visitor.site;
    let address = page_of_site(&new.page, &site.origins)?;
    // The time that writing took and the proof of work may differ when the same words are sent again.
    let compared = NewComment { opened: None, proof: None, ..new.clone() };
    let key = Key::of_request(key, "post", &site.id, &compared)?;
    if let Some(used) = prior_request(app, visitor, &key).await? {
        return first_answer(app, visitor, new, used).await;
    }
    let draft = comment::post_comment(new)?;
    let page = app.live.pages.current_page((Arc::from(site.id.as_str()), Arc::from(address.key.as_str()))).await?;
    let (facts, id) = (VisitorFacts::new(app, visitor), CommentId(fresh_id()));
    let post = NewPost { facts, new, key, address, thread: page.thread(), page, id };
    app.limits.write(&site.id, visitor.from)?;
    // What is shared is charged for what is stored: until then it is only reserved.
    let room = app.limits.comment(&site.id, post.thread_id(), visitor.from)?;
    let proof = requirement(&post.facts, &post.address.key, new.proof.as_deref()).await?;
    let placement = post.moderate(&draft, proof.as_ref()).await?;
    // The thread is read again: asking services may have taken seconds.
    let slow_mode = slow_mode(app, &site.id, post.page.thread().as_deref());
    let turn = post.turn(slow_mode).await?;
    let author = Author { confirmed: visitor.confirmed, ..Author::visitor(&*draft.name) };
    let shown = (author, draft.tree.clone());
    let job = post.job(draft, placement, slow_mode, proof.and_then(|proof| proof.done))?;
    match app.storage.post_comment(job).await? {
        PostOutcome::Stored(stored) => {
            room.commit();
            turn.commit();
            metrics::counter!("porch_comments_posted_total").increment(1);
            let answer = answer(app, fresh_comment(&stored, new.parent, shown), stored.rev, stored.hold);
            Ok(Posted { answer, published: stored.status == Status::Published, repeated: false })
        }
        PostOutcome::Repeated(stored) => first_answer(app, visitor, new, used_for(&stored)).await,
        outcome => {
            forget(app, &site.id, &post.key.key_hash);
            Err(not_stored(app, &outcome))
        }
    }
}

/// The first answer to a post, again. Its author also sees what became of the comment since. Somebody else has overheard the
/// request, or is the author whose browser did not get the cookie: they get what the request itself says.
async fn first_answer(app: &App, visitor: &Visitor, new: &NewComment, used: Used) -> Result<Posted> {
    let comment = app.storage.comment(&visitor.site.id, used.comment).await?;
    let seen = match comment.filter(|comment| !comment.source.is_empty()) {
        Some(comment) if comment.person == visitor.person => visitor.own(&comment),
        Some(comment) => Some(as_sent(&comment, new, &used)?),
        None => None,
    };
    let seen = seen.ok_or(TalkError::Refused(ErrorCode::CommentNotFound))?;
    Ok(Posted { answer: answer(app, seen, used.rev, used.hold), published: used.published, repeated: true })
}

/// Whether a new comment is published or held, and why.
struct Placement {
    status: Status,
    hold: Option<HoldReason>,
    /// What else would have held it.
    other_hold_reasons: Vec<HoldReason>,
}

/// A post whose request is new and whose rates are not used up.
struct NewPost<'a> {
    facts: VisitorFacts<'a>,
    new: &'a NewComment,
    key: Key,
    address: PageAddress,
    page: Arc<WatchedPage>,
    /// The page's thread as it was when the post arrived.
    thread: Option<Arc<Thread>>,
    id: CommentId,
}

impl<'a> NewPost<'a> {
    fn thread_id(&self) -> Option<ThreadId> {
        self.thread.as_ref().map(|thread| thread.id)
    }

    /// Moderates it.
    async fn moderate(&self, draft: &Draft, proof: Option<&ProofRequirement>) -> Result<Placement> {
        let submission = Submission {
            name: &draft.name,
            tree: &draft.tree,
            act: Act::Post(self.new.parent),
            comment: self.id,
            key: &self.key.key_hash,
            honeypot_filled: self.new.website.as_ref().is_some_and(|website| !website.is_empty()),
            writing_time_ms: self.new.opened,
            proof,
        };
        let (verdict, other_hold_reasons) = moderate::verdict(&self.facts, self.thread.as_deref(), submission).await?;
        let verdict = external_check::verdict(&self.facts, verdict, &submission, &self.address.url).await?;
        let (status, hold) = match verdict {
            Verdict::Publish => (Status::Published, None),
            Verdict::Hold(reason) => (Status::Held, Some(reason)),
            Verdict::Decline(reason) => {
                let (app, site) = (self.facts.app, self.facts.visitor.site.id.as_str());
                // A refusal is no answer to an author who only lost the first one: the writer looks the key up.
                if app.storage.comment_of_key(site, &self.key.key_hash).await?.is_none() {
                    forget(app, site, &self.key.key_hash);
                    return Err(refusal(reason, app.clock.now()));
                }
                (Status::Held, None)
            }
        };
        Ok(Placement { status, hold, other_hold_reasons })
    }

    /// A turn where comments are to come slowly. The person's turn is kept by the checks and the writer. The network's is
    /// kept here, since a new cookie is free. Known visitors have only their own.
    async fn turn(&self, slow_mode: Option<SlowMode>) -> Result<Reservation<'a>> {
        let Some(slow_mode) = slow_mode else { return Ok(Reservation::default()) };
        let (app, visitor) = (self.facts.app, self.facts.visitor);
        let known = self.facts.is_known().await?;
        let within = self.thread_id().filter(|_| !slow_mode.everywhere);
        let turn = app.limits.slow_mode(&visitor.site.id, within, slow_mode.seconds, visitor.from);
        if known {
            // A known visitor's turn counts for the newcomers of the network, and is not held back by theirs.
            return Ok(turn.unwrap_or_default());
        }
        Ok(turn.inspect_err(|_| forget(app, &visitor.site.id, &self.key.key_hash))?)
    }

    /// What goes to the writer.
    fn job(
        &self,
        draft: Draft,
        placement: Placement,
        slow_mode: Option<SlowMode>,
        proof: Option<VerifiedProof>,
    ) -> Result<PostJob> {
        Ok(PostJob {
            site: self.page.id.0.clone(),
            key_hash: self.key.key_hash.clone(),
            request_hash: self.key.request_hash.clone(),
            page_key: self.page.id.1.clone(),
            url: self.address.url.clone(),
            title: draft.title,
            thread: self.thread_id(),
            new_thread: ThreadId(fresh_id()),
            id: self.id,
            parent: self.new.parent,
            person: self.facts.visitor.person.clone(),
            name: draft.name,
            role: None,
            source: draft.source,
            tree: serde_json::to_string(&draft.tree)?,
            status: placement.status,
            hold: placement.hold,
            arrival: Arrival { writing_time_ms: self.new.opened, other_hold_reasons: placement.other_hold_reasons },
            second_look: self.new.pause,
            slow_mode,
            proof,
            now: self.facts.app.clock.now(),
        })
    }
}

/// Why a comment was not stored that the checks had let in.
fn not_stored(app: &App, outcome: &PostOutcome) -> TalkError {
    match outcome {
        PostOutcome::ParentNotFound => TalkError::Refused(ErrorCode::ParentNotFound),
        PostOutcome::Closed => TalkError::Refused(ErrorCode::ThreadClosed),
        PostOutcome::TooSoon(until) => TalkError::RateLimited(seconds_until(app.clock.now(), *until)),
        PostOutcome::KeyReused | PostOutcome::Stored(_) | PostOutcome::Repeated(_) => {
            TalkError::Refused(ErrorCode::IdempotencyKeyReused)
        }
    }
}

/// A comment that was stored just now.
fn fresh_comment(stored: &StoredPost, parent: Option<CommentId>, (author, body): (Author, Tree)) -> Comment {
    Comment {
        id: stored.id,
        parent,
        author: Some(author),
        body: Some(body),
        posted_at: stored.posted_at,
        undated: false,
        edited_at: None,
        version: 1,
        status: stored.status,
        reason: None,
    }
}

/// A comment as it was when it was posted, by its request.
fn as_sent(comment: &StoredComment, new: &NewComment, used: &Used) -> Result<Comment> {
    let draft = comment::post_comment(new)?;
    Ok(Comment {
        id: comment.id,
        parent: comment.parent,
        author: Some(Author::visitor(&*draft.name)),
        body: Some(draft.tree),
        posted_at: comment.posted_at,
        undated: false,
        edited_at: None,
        version: 1,
        status: if used.published { Status::Published } else { Status::Held },
        reason: None,
    })
}

/// What the key of a repeated post was used for.
fn used_for(stored: &StoredPost) -> Used {
    Used {
        request_hash: String::new(),
        comment: stored.id,
        published: stored.status == Status::Published,
        rev: stored.rev,
        hold: stored.hold,
    }
}
