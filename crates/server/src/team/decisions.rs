//! Decisions about one comment, and undoing them.

use porch_protocol::{CommentId, Status, Timestamp};

use super::{Result, TeamError, review_queue};
use crate::App;
use porch_domain::moderation::team_decision::{self, DecisionKind};
use porch_storage::comments::{Changed, CommentChange, CommentUpdate, StoredComment};
use porch_storage::decisions::{Undo, UndoOutcome};

/// A decision about a comment.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Who decides: a member of the team, or [`super::OPERATOR`].
    pub by: String,
    /// The kind of decision.
    pub kind: DecisionKind,
    /// The reason, for the comment's author. Some kinds of decision need one.
    pub reason: Option<String>,
    /// The site.
    pub site: String,
    /// The comment.
    pub comment: CommentId,
    /// The version that the team member read, if known: the author may have changed the comment since.
    pub version: Option<u32>,
}

/// Decides about a comment. The row, the event and the reports that it settles are written in one transaction. Returns
/// the changed comment.
pub async fn decide(app: &App, decision: Decision) -> Result<StoredComment> {
    let Decision { by, kind, reason, site, comment: id, version } = decision;
    let reason = team_decision::reason_of(kind, reason.as_deref())?;
    let before = app.storage.comment(&site, id).await?.ok_or(TeamError::NoComment(id))?;
    let (from, to) = kind.transition();
    // A decision that leaves the status as it is keeps the reason that was given for that status.
    let (from, reason) = match to {
        None if from.contains(&before.status) => (vec![before.status], reason.or_else(|| before.reason.clone())),
        _ => (from.to_vec(), reason),
    };
    let to = to.unwrap_or(before.status);
    if to == Status::Published && before.source.is_empty() {
        return Err(TeamError::TextDeleted(id));
    }
    let change = CommentChange {
        site: site.clone(),
        id,
        by: None,
        version,
        from,
        to: CommentUpdate::Decided(kind, to, by),
        reason,
        now: app.clock.now(),
        key: None,
    };
    match app.storage.change_comment(change).await? {
        Changed::Done(comment, _) => Ok(*comment),
        Changed::Conflict => Err(TeamError::Changed(id)),
        Changed::NotFound | Changed::KeyReused => Err(TeamError::WrongStatus(id, before.status)),
    }
}

/// Makes the same decision about all waiting comments with the same text, the given one first. Returns their number.
pub async fn decide_alike(app: &App, decision: Decision) -> Result<usize> {
    let alike = review_queue::alike(app, &decision.site, decision.comment).await?;
    decide(app, decision.clone()).await?;
    let mut done = 1;
    for comment in alike.into_iter().filter(|id| *id != decision.comment) {
        match decide(app, Decision { comment, version: None, ..decision.clone() }).await {
            Ok(_) => done += 1,
            // The author or another team member changed it in the meantime.
            Err(TeamError::WrongStatus(..) | TeamError::NoComment(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// Undoes the actor's last decision about a comment, within ten seconds of it.
pub async fn undo(app: &App, site: &str, id: CommentId, by: &str) -> Result<StoredComment> {
    let now = app.clock.now();
    let since = Timestamp(now.0.saturating_sub(team_decision::UNDO));
    let undo = Undo { site: site.to_owned(), id, by: by.to_owned(), since, now };
    match app.storage.undo_decision(undo).await? {
        UndoOutcome::Done(comment, _) => Ok(*comment),
        UndoOutcome::Nothing => Err(TeamError::NothingToUndo(id)),
        UndoOutcome::NotFound => Err(TeamError::NoComment(id)),
    }
}

/// The site of a comment.
pub async fn site_of(app: &App, id: CommentId) -> Result<String> {
    for site in app.storage.sites().await? {
        if app.storage.comment(&site.id, id).await?.is_some() {
            return Ok(site.id);
        }
    }
    Err(TeamError::NoComment(id))
}
