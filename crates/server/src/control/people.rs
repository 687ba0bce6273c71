//! The commands about a person: whose comments became theirs, and undoing that.

use axum::Json;
use axum::extract::State;
use clap::Args;
use porch_protocol::CommentId;
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult};
use super::moderation::require_site;
use super::terminal_text::one_line;
use crate::App;
use crate::team::OPERATOR;

/// `porch person merges ID --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct ListMerges {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// The person's id, or that of a comment of theirs.
    pub id: String,
}

/// `porch person unmerge MERGE --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct UndoMerge {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// The merge, as `porch person merges` shows it.
    pub merge: String,
}

/// Lists what was merged into a person, the latest first.
pub async fn list_merges(State(app): State<App>, Json(ListMerges { site, id }): Json<ListMerges>) -> CommandResult {
    require_site(&app, &site)?;
    let person = person_named(&app, &site, id).await?;
    let mut lines = Vec::new();
    for merge in app.storage.merges_into(&site, &person).await? {
        let name = app.storage.name_of(&site, &merge.from).await?.unwrap_or_default();
        let comments =
            if merge.comments == 1 { "1 comment".to_owned() } else { format!("{} comments", merge.comments) };
        let undone = merge.undone_at.map(|at| format!(", undone {at}")).unwrap_or_default();
        lines.push(format!("{}  {}: {comments}, {}{undone}\n", merge.id, one_line(&name), merge.at));
    }
    Ok(if lines.is_empty() { "Nothing was merged into this person.\n".to_owned() } else { lines.concat() })
}

/// Undoes a merge.
pub async fn undo_merge(State(app): State<App>, Json(UndoMerge { site, merge }): Json<UndoMerge>) -> CommandResult {
    require_site(&app, &site)?;
    let undone = app.storage.undo_merge(site, merge.clone(), OPERATOR.to_owned(), app.clock.now()).await?;
    if !undone {
        return Err(CommandError(format!("there is no merge {merge}, or it is undone already")));
    }
    Ok(format!("The comments of {merge} are the guest's again.\n"))
}

/// The person with this id, or the author of the comment with it.
async fn person_named(app: &App, site: &str, id: String) -> Result<String, CommandError> {
    let Ok(comment) = id.parse::<CommentId>() else { return Ok(id) };
    Ok(app.storage.comment(site, comment).await?.map_or(id, |comment| comment.person))
}
