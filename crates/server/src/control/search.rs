//! The operator's command about the search index.

use axum::extract::State;

use super::error::{CommandError, CommandResult};
use crate::App;
use crate::search::indexing;

/// Makes the index anew from the log. Searches find less until it is done.
pub async fn reindex(State(app): State<App>) -> CommandResult {
    let comments = indexing::rebuild(&app).await.map_err(|error| CommandError(error.to_string()))?;
    Ok(format!(
        "The search index is made anew: {comments} published {} in it.\n",
        if comments == 1 { "comment is" } else { "comments are" }
    ))
}
