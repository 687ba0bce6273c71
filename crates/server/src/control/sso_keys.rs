//! The operator's commands for the keys that check sign-in tokens of a site's own server.

use axum::Json;
use axum::extract::State;
use clap::Args;
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult};
use super::moderation::SiteQuery;
use crate::App;
use crate::team::OPERATOR;
use crate::team::sign_in_keys::{self, NewKey};
use porch_domain::sso::KeyState;

/// `porch sso key add --site S [--id ID] [--public-key FILE]`
#[derive(Args, Serialize, Deserialize)]
pub struct AddSsoKey {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// What tokens name it in their header (`kid`). [default: a random one]
    #[arg(long)]
    pub id: Option<String>,
    /// The public key as PEM; none for a shared secret.
    #[arg(skip)]
    pub public_key: Option<String>,
}

/// `porch sso key state ID STATE --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct SetSsoKey {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// Its id, as `porch sso key list` shows it.
    pub id: String,
    /// next, current or retiring. A retiring key counts for one more day.
    pub state: String,
}

/// `porch sso key remove ID --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct RemoveSsoKey {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// Its id, as `porch sso key list` shows it.
    pub id: String,
}

/// Adds a key. A secret is printed here and never again.
pub async fn add(State(app): State<App>, Json(add): Json<AddSsoKey>) -> CommandResult {
    let AddSsoKey { site, id, public_key } = add;
    let added = sign_in_keys::add(&app, &site, NewKey { id, public_key }, OPERATOR).await?;
    let secret = added.secret.map(|secret| format!("The secret of both servers, shown only now: {secret}\n"));
    Ok(format!(
        "Added {} ({}, {}). Tokens name it as their kid and {site} as their aud.\n{}",
        added.id,
        added.algorithm.word(),
        added.state.word(),
        secret.unwrap_or_default()
    ))
}

/// Lists a site's keys, a line each, without the keys themselves.
pub async fn list(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    let keys = app.storage.sso_keys(&site).await?;
    if keys.is_empty() {
        return Ok(format!("{site} has no sign-in key: its own server signs nobody in.\n"));
    }
    let now = app.clock.now();
    let lines = keys.iter().map(|key| {
        let state = match key.retires_at {
            Some(until) if until <= now => "retired".to_owned(),
            Some(until) => format!("retiring until {}", super::webhooks::moment(until)),
            None => key.state.word().to_owned(),
        };
        format!("{} {} {state}\n", key.id, key.algorithm.word())
    });
    Ok(lines.collect())
}

/// Changes the state of a key.
pub async fn set(State(app): State<App>, Json(set): Json<SetSsoKey>) -> CommandResult {
    let to = KeyState::from_word(&set.state).ok_or_else(|| {
        CommandError(format!("{:?} is no state of a key: there are next, current and retiring", set.state))
    })?;
    sign_in_keys::change(&app, &set.site, &set.id, Some(to), OPERATOR).await?;
    Ok(format!("{} is {}.\n", set.id, to.word()))
}

/// Removes a key: its tokens do not count from now on.
pub async fn remove(State(app): State<App>, Json(one): Json<RemoveSsoKey>) -> CommandResult {
    sign_in_keys::change(&app, &one.site, &one.id, None, OPERATOR).await?;
    Ok(format!("Removed {}.\n", one.id))
}
