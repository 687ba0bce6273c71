//! Decisions about comments, from the command line.

use axum::Json;
use axum::extract::State;
use porch_protocol::{CommentId, Timestamp};
use serde::{Deserialize, Serialize};

use super::error::CommandResult;
use crate::App;
use crate::team::decisions::{self, Decision, site_of};
use crate::team::{OPERATOR, thread_controls};

pub use crate::moderation::decide::DecisionKind;

/// `porch comment approve|send-back|decline|remove|restore|spam|not-spam ID --why …`
#[derive(Serialize, Deserialize)]
pub struct ChangeComment {
    /// What is to be done.
    pub verb: DecisionKind,
    /// Which comment.
    pub id: CommentId,
    /// Why, in words for its author; shown with a removed one.
    pub why: Option<String>,
}

/// `porch comment undo ID`
#[derive(Serialize, Deserialize)]
pub struct UndoComment {
    /// Which comment.
    pub id: CommentId,
}

/// `porch comment cool ID --seconds N --why …`
#[derive(Serialize, Deserialize)]
pub struct CoolBranch {
    /// The comment whose branch it is.
    pub id: CommentId,
    /// For how long; 0 opens it again.
    pub seconds: i64,
    /// Why.
    pub why: Option<String>,
}

/// Decides.
pub async fn change(State(app): State<App>, Json(asked): Json<ChangeComment>) -> CommandResult {
    let done = match asked.verb {
        DecisionKind::Approve => "Approved",
        DecisionKind::SendBack => "Asked for changes:",
        DecisionKind::Decline => "Declined",
        DecisionKind::Remove => "Removed",
        DecisionKind::Restore => "Restored",
        DecisionKind::Spam => "Marked as spam:",
        DecisionKind::NotSpam => "Marked as not spam:",
        DecisionKind::Keep => "Kept",
    };
    let site = site_of(&app, asked.id).await?;
    let by = OPERATOR.to_owned();
    let decision =
        Decision { by, verb: asked.verb, reason: asked.why, site: site.clone(), comment: asked.id, version: None };
    let comment = decisions::decide(&app, decision).await?;
    Ok(format!("{done} {} by {} on {site}.\n", comment.id, comment.name))
}

/// Decides the same about all that wait and say the same.
pub async fn change_alike(State(app): State<App>, Json(asked): Json<ChangeComment>) -> CommandResult {
    let site = site_of(&app, asked.id).await?;
    let by = OPERATOR.to_owned();
    let decision =
        Decision { by, verb: asked.verb, reason: asked.why, site: site.clone(), comment: asked.id, version: None };
    let count = decisions::decide_alike(&app, decision).await?;
    if count == 1 {
        return Ok(format!("No other held comment on {site} says the same. This one is done.\n"));
    }
    Ok(format!("Done: {count} comments on {site} that say the same.\n"))
}

/// Takes the last decision back.
pub async fn undo(State(app): State<App>, Json(asked): Json<UndoComment>) -> CommandResult {
    let site = site_of(&app, asked.id).await?;
    let comment = decisions::undo(&app, &site, asked.id, OPERATOR).await?;
    Ok(format!("Undone: {} by {} is {} again.\n", comment.id, comment.name, word(comment.status)))
}

/// Lets a branch cool down.
pub async fn cool(State(app): State<App>, Json(asked): Json<CoolBranch>) -> CommandResult {
    let until = app.clock.now().plus(asked.seconds.saturating_mul(Timestamp::SECOND));
    let site = site_of(&app, asked.id).await?;
    thread_controls::cool(&app, &site, asked.id, until, (OPERATOR, asked.why.as_deref())).await?;
    if asked.seconds <= 0 {
        return Ok(format!("Replies to {} are allowed again.\n", asked.id));
    }
    Ok(format!("Replies to {} are paused until {until}.\n", asked.id))
}

fn word(status: porch_protocol::Status) -> &'static str {
    status.word()
}
