//! The operator's commands for a site's spam model: showing, exporting, importing, resetting and relearning it.

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};

use super::error::{CommandError, CommandResult};
use super::moderation::SiteQuery;
use crate::App;
use crate::model_learning;
use crate::team::OPERATOR;

/// Bytes of an import at most: more than any model has.
const MAX_BYTES: usize = 300_000;

fn require_site(app: &App, site: &str) -> Result<(), CommandError> {
    app.site(site).map(|_| ()).ok_or_else(|| CommandError(format!("there is no site named {site}")))
}

/// Prints how much the model has learned. Decisions that can no longer be undone are learned first.
pub async fn show(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    require_site(&app, &site)?;
    model_learning::round(&app).await?;
    Ok(match model_learning::export(&app, &site).await? {
        Some((bytes, decisions)) => {
            format!("The spam filter of {site} has learned from {}, in {} bytes.\n", counted(decisions), bytes.len())
        }
        None => format!("The spam filter of {site} has learned nothing yet: it learns from decisions about spam.\n"),
    })
}

fn counted(decisions: u32) -> String {
    if decisions == 1 { "one decision".into() } else { format!("{decisions} decisions") }
}

/// The learned model, as bytes.
pub async fn export(
    State(app): State<App>,
    Json(SiteQuery { site }): Json<SiteQuery>,
) -> Result<Response, CommandError> {
    require_site(&app, &site)?;
    model_learning::round(&app).await?;
    let learned = model_learning::export(&app, &site).await?;
    let (bytes, _) =
        learned.ok_or_else(|| CommandError(format!("the spam filter of {site} has learned nothing yet")))?;
    Ok(Body::from(bytes).into_response())
}

/// Replaces the model with an exported one.
pub async fn import(State(app): State<App>, Query(SiteQuery { site }): Query<SiteQuery>, body: Body) -> CommandResult {
    require_site(&app, &site)?;
    let bytes = axum::body::to_bytes(body, MAX_BYTES).await;
    let bytes = bytes.map_err(|_| CommandError("this is more than a spam filter can learn".into()))?;
    let decisions = model_learning::take_over(&app, &site, &bytes, OPERATOR).await?;
    Ok(format!("The spam filter of {site} now has what was learned from {}.\n", counted(decisions)))
}

/// Deletes the learned model.
pub async fn reset(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    require_site(&app, &site)?;
    model_learning::reset(&app, &site, OPERATOR).await?;
    Ok(format!("What the spam filter of {site} has learned is deleted. It learns again from decisions from now on.\n"))
}

/// Learns the model again from the log.
pub async fn relearn(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    require_site(&app, &site)?;
    model_learning::relearn(&app, &site).await?;
    show(State(app), Json(SiteQuery { site })).await
}
