//! The operator's commands for the keys that check sign-in tokens of a site's own server.

use axum::Json;
use axum::extract::State;
use clap::Args;
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult};
use super::moderation::SiteQuery;
use crate::App;
use crate::jwt::public_key;
use crate::secrets::Token;
use crate::team::OPERATOR;
use porch_domain::sso::{KeyAlgorithm, KeyState, MOST_KEYS, is_key_id};
use porch_storage::sso_keys::{KeyBytes, NewSsoKey, SsoKeyAdded, SsoKeyChange};

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
    let id = id.unwrap_or_else(|| uuid::Uuid::new_v4().simple().to_string()[..12].to_owned());
    if !is_key_id(&id) {
        return Err(CommandError(format!("{id:?} is no id of a key: 1 to 64 of a to z, digits, - _ and .")));
    }
    let (algorithm, key, secret) = match public_key {
        Some(pem) => {
            let (algorithm, key) = public_key::read(&pem)?;
            (algorithm, key, None)
        }
        None => {
            // Both servers use the letters as they are, so that nobody has to know how they are encoded.
            let secret = Token::random()?.secret().to_owned();
            (KeyAlgorithm::Hs256, secret.clone().into_bytes(), Some(secret))
        }
    };
    let new = NewSsoKey {
        site: site.clone(),
        id: id.clone(),
        algorithm,
        key: KeyBytes(key),
        by: OPERATOR.to_owned(),
        now: app.clock.now(),
    };
    let state = match app.storage.add_sso_key(new).await? {
        SsoKeyAdded::Done(state) => state,
        SsoKeyAdded::Taken => return Err(CommandError(format!("{site} has a key {id} already"))),
        SsoKeyAdded::Full => {
            return Err(CommandError(format!("a site has at most {MOST_KEYS} keys: remove one first")));
        }
        SsoKeyAdded::NoSite => return Err(CommandError(format!("there is no site named {site}"))),
    };
    let secret = secret.map(|secret| format!("The secret of both servers, shown only now: {secret}\n"));
    Ok(format!(
        "Added {id} ({}, {}). Tokens name it as their kid and {site} as their aud.\n{}",
        algorithm.word(),
        state.word(),
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
    change(&app, (set.site, set.id.clone()), Some(to)).await?;
    Ok(format!("{} is {}.\n", set.id, to.word()))
}

/// Removes a key: its tokens do not count from now on.
pub async fn remove(State(app): State<App>, Json(one): Json<RemoveSsoKey>) -> CommandResult {
    change(&app, (one.site, one.id.clone()), None).await?;
    Ok(format!("Removed {}.\n", one.id))
}

async fn change(app: &App, (site, id): (String, String), to: Option<KeyState>) -> Result<(), CommandError> {
    let change = SsoKeyChange { site: site.clone(), id: id.clone(), to, by: OPERATOR.to_owned(), now: app.clock.now() };
    let done = app.storage.change_sso_key(change).await?;
    done.then_some(()).ok_or_else(|| CommandError(format!("there is no sign-in key {id} of {site}")))
}
