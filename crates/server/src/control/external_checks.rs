//! The operator's commands for external spam services. A key is stored and never shown again.

use axum::Json;
use axum::extract::State;
use clap::Args;
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult};
use super::moderation::SiteQuery;
use crate::App;
use crate::external_checks::CheckVerdict;
use crate::team::OPERATOR;
use crate::team::external_checks::{self, NewExternalCheck};

/// `porch site check add KIND --site S [--url URL] [--model NAME] [--key-file FILE]`
#[derive(Args, Serialize, Deserialize)]
pub struct AddExternalCheck {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// akismet or openai.
    pub kind: String,
    /// The address of a compatible service, like `https://check.example/v1`.
    #[arg(long)]
    pub url: Option<String>,
    /// Which of its models. [default: the service's default]
    #[arg(long)]
    pub model: Option<String>,
    /// The API key; empty when the service needs none.
    #[arg(skip)]
    pub key: String,
}

/// `porch site check remove|test KIND --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct OneExternalCheck {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// akismet or openai.
    pub kind: String,
}

/// Adds a spam service, which replaces the one of its kind.
pub async fn add(State(app): State<App>, Json(add): Json<AddExternalCheck>) -> CommandResult {
    let AddExternalCheck { site, kind, url, model, key } = add;
    let host = external_checks::add(&app, &site, NewExternalCheck { kind, url, model, key }, OPERATOR).await?;
    Ok(format!(
        "From now on {host} checks what newcomers to {site} write: it is sent their name, their comment and the \
         page's address. Say so where you tell visitors what becomes of their data.\n"
    ))
}

/// Lists a site's spam services, a line each, without keys.
pub async fn list(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    let all = app.live.external_checks.of(&site);
    if all.is_empty() {
        return Ok(format!("No spam service is turned on for {site}.\n"));
    }
    let lines = all.iter().map(|check| {
        let model = check.model.as_ref().map(|model| format!(" model={model}")).unwrap_or_default();
        format!("{} {}{model}\n", check.kind.word(), external_checks::host(&check.url))
    });
    Ok(lines.collect())
}

/// Removes a spam service and its pending messages.
pub async fn remove(State(app): State<App>, Json(one): Json<OneExternalCheck>) -> CommandResult {
    external_checks::remove(&app, &one.site, &one.kind, OPERATOR).await?;
    Ok(format!("{} is turned off for {}.\n", one.kind, one.site))
}

/// Sends a harmless sentence to the service and prints the verdict.
pub async fn test(State(app): State<App>, Json(one): Json<OneExternalCheck>) -> CommandResult {
    match external_checks::test(&app, &one.site, &one.kind).await? {
        Ok(CheckVerdict::Fine) => Ok(format!("{} works: it accepts a harmless sentence.\n", one.kind)),
        Ok(CheckVerdict::Warns) => {
            Ok(format!("{} answers, but takes a harmless sentence for spam or abuse.\n", one.kind))
        }
        Err(why) => Err(CommandError(format!(
            "{}: {why}. Until this is solved, comments are handled as if it were turned off",
            one.kind
        ))),
    }
}
