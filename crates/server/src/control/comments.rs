//! The operator's commands for decisions about comments.

use axum::Json;
use axum::extract::State;
use clap::Args;
use porch_protocol::{CommentId, Timestamp};
use serde::{Deserialize, Serialize};

use super::arguments::{comment_id, seconds};
use super::error::CommandResult;
use crate::App;
use crate::team::decisions::{self, Decision, site_of};
use crate::team::{OPERATOR, thread_controls};

pub use porch_domain::moderation::team_decision::DecisionKind;

/// `porch comment approve|send-back|decline|remove|restore|spam|not-spam ID --why …`
#[derive(Serialize, Deserialize)]
pub struct ChangeComment {
    /// The decision.
    #[serde(rename = "verb")]
    pub decision: DecisionKind,
    /// Which comment.
    pub id: CommentId,
    /// The reason, for the author; readers see it in place of a removed comment with replies.
    pub why: Option<String>,
}

/// `porch comment undo ID`
#[derive(Args, Serialize, Deserialize)]
pub struct UndoComment {
    /// The comment's id.
    #[arg(value_parser = comment_id)]
    pub id: CommentId,
}

/// `porch comment cool ID --seconds N --why …`
#[derive(Args, Serialize, Deserialize)]
pub struct PauseReplies {
    /// The comment's id.
    #[arg(value_parser = comment_id)]
    pub id: CommentId,
    /// For how long, like 30m, 12h or 7d. 0m allows replies again.
    #[arg(long = "for", value_name = "TIME", value_parser = seconds)]
    pub seconds: i64,
    /// Why.
    #[arg(long)]
    pub why: Option<String>,
}

/// Makes a decision about a comment.
pub async fn change(State(app): State<App>, Json(request): Json<ChangeComment>) -> CommandResult {
    let done = match request.decision {
        DecisionKind::Approve => "Approved",
        DecisionKind::SendBack => "Asked for changes:",
        DecisionKind::Decline => "Declined",
        DecisionKind::Remove => "Removed",
        DecisionKind::Restore => "Restored",
        DecisionKind::Spam => "Marked as spam:",
        DecisionKind::NotSpam => "Marked as not spam:",
        DecisionKind::Keep => "Kept",
    };
    let site = site_of(&app, request.id).await?;
    let by = OPERATOR.to_owned();
    let decision = Decision {
        by,
        kind: request.decision,
        reason: request.why,
        site: site.clone(),
        comment: request.id,
        version: None,
    };
    let comment = decisions::decide(&app, decision).await?;
    Ok(format!("{done} {} by {} on {site}.\n", comment.id, comment.name))
}

/// Makes the same decision about all waiting comments with the same text.
pub async fn change_alike(State(app): State<App>, Json(request): Json<ChangeComment>) -> CommandResult {
    let site = site_of(&app, request.id).await?;
    let by = OPERATOR.to_owned();
    let decision = Decision {
        by,
        kind: request.decision,
        reason: request.why,
        site: site.clone(),
        comment: request.id,
        version: None,
    };
    let count = decisions::decide_alike(&app, decision).await?;
    if count == 1 {
        return Ok(format!("No other held comment on {site} says the same. This one is done.\n"));
    }
    Ok(format!("Done: {count} comments on {site} that say the same.\n"))
}

/// Undoes the last decision.
pub async fn undo(State(app): State<App>, Json(request): Json<UndoComment>) -> CommandResult {
    let site = site_of(&app, request.id).await?;
    let comment = decisions::undo(&app, &site, request.id, OPERATOR).await?;
    Ok(format!("Undone: {} by {} is {} again.\n", comment.id, comment.name, word(comment.status)))
}

/// Pauses replies in a branch.
pub async fn pause_replies(State(app): State<App>, Json(request): Json<PauseReplies>) -> CommandResult {
    let until = app.clock.now().plus(request.seconds.saturating_mul(Timestamp::SECOND));
    let site = site_of(&app, request.id).await?;
    thread_controls::pause_replies(&app, &site, request.id, until, (OPERATOR, request.why.as_deref())).await?;
    if request.seconds <= 0 {
        return Ok(format!("Replies to {} are allowed again.\n", request.id));
    }
    Ok(format!("Replies to {} are paused until {until}.\n", request.id))
}

fn word(status: porch_protocol::Status) -> &'static str {
    status.word()
}
