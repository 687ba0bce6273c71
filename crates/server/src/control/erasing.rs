//! The operator's commands that erase. Nobody can undo them.

use axum::Json;
use axum::extract::State;
use clap::Args;
use porch_protocol::CommentId;
use serde::{Deserialize, Serialize};

use super::arguments::comment_id;
use super::error::{CommandError, CommandResult};
use crate::App;
use crate::team::{OPERATOR, TeamError, erasing};

/// `porch comment erase ID --why …`
#[derive(Args, Serialize, Deserialize)]
pub struct EraseComment {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// The comment's id: the end of its link.
    #[arg(value_parser = comment_id)]
    pub id: CommentId,
    /// Why. Only the team reads this.
    #[arg(long)]
    pub why: String,
}

/// `porch person erase (ID | --comment ID) --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct ErasePerson {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// The person's id, as `porch export` has it.
    #[arg(conflicts_with = "comment", required_unless_present = "comment")]
    pub id: Option<String>,
    /// A comment of the person, instead of the person's id.
    #[arg(long, value_name = "ID", value_parser = comment_id)]
    pub comment: Option<CommentId>,
}

/// Erases a comment.
pub async fn comment(State(app): State<App>, Json(request): Json<EraseComment>) -> CommandResult {
    let EraseComment { site, id, why } = request;
    erasing::erase_comment(&app, &site, (id, &why), OPERATOR).await?;
    Ok(format!("Erased the words and the name of {id} on {site}. Backups that were made before still have them.\n"))
}

/// Erases a person.
pub async fn person(State(app): State<App>, Json(request): Json<ErasePerson>) -> CommandResult {
    let ErasePerson { site, id, comment } = request;
    let person = match (id, comment) {
        (Some(id), _) => id,
        (None, Some(id)) => app.storage.comment(&site, id).await?.ok_or(TeamError::NoComment(id))?.person,
        (None, None) => return Err(CommandError("name the person by their id, or by --comment ID".into())),
    };
    if !erasing::erase_person(&app, &site, &person, OPERATOR).await? {
        return Err(CommandError(format!("there is no person {person} on {site}")));
    }
    Ok(format!("Erased what {site} had stored about the person. Backups that were made before still have it.\n"))
}
