//! Answering as oneself: published at once, with name and role.

use std::sync::Arc;

use porch_protocol::{CommentId, Role, Status, ThreadId};

use super::{DeskError, Result};
use crate::App;
use crate::domain::comment::words;
use crate::storage::idempotency::Key;
use crate::storage::posts::{Arrival, PostJob, PostOutcome, Stored, fresh_id};
use crate::storage::team::Member;

/// An answer of somebody of the team.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Who.
    pub member: Member,
    /// To what.
    pub parent: CommentId,
    /// The words, as typed.
    pub body: String,
    /// The request's key: sent again, it answers once.
    pub key: Key,
}

/// Answers. A guest expert does so in one thread only.
pub async fn answer(app: &App, answer: Answer) -> Result<Stored> {
    let Answer { member, parent, body, key } = answer;
    let (source, tree) = words(&body)?;
    let gone = || DeskError::NoComment(parent);
    let asked = app.storage.comment(&member.site, parent).await?.ok_or_else(gone)?;
    if member.role == Role::Guest && member.thread != Some(asked.thread) {
        return Err(DeskError::NotHere(parent, asked.status));
    }
    let thread = app.storage.thread(&member.site, asked.thread).await?.ok_or_else(gone)?;
    let tree = serde_json::to_string(&tree).map_err(|_| DeskError::Not("these words can't be kept"))?;
    let job = PostJob {
        site: Arc::from(member.site.as_str()),
        key_hash: key.key_hash,
        request_hash: key.request_hash,
        page_key: Arc::from(thread.page_key.as_str()),
        url: thread.url,
        title: None,
        thread: Some(asked.thread),
        new_thread: ThreadId(fresh_id()),
        id: CommentId(fresh_id()),
        parent: Some(parent),
        person: member.person,
        name: member.name,
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
    match app.storage.post_comment(job).await? {
        PostOutcome::Stored(stored) => {
            app.ring_thread(&member.site, stored.thread, stored.rev).await;
            Ok(stored)
        }
        PostOutcome::Repeated(stored) => Ok(stored),
        PostOutcome::KeyReused => Err(DeskError::KeyReused),
        PostOutcome::ParentNotFound => Err(gone()),
        // The house keeps no pace, so it is never too soon for it.
        PostOutcome::Closed | PostOutcome::TooSoon(_) => Err(DeskError::Closed),
    }
}
