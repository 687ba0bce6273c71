//! The operator's commands for webhooks and for pending messages.

use std::fmt::Write;

use axum::Json;
use axum::extract::State;
use clap::Args;
use porch_protocol::Timestamp;
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult};
use super::moderation::SiteQuery;
use crate::App;
use crate::team::OPERATOR;
use crate::team::webhooks::{self, Added, NewReceiver};
use crate::webhooks::signing;

/// Pending messages, and failed ones, that are listed at most.
const MAX_LISTED: u32 = 50;

/// `porch webhook add --site S URL [--shape …] [--events …] [--asymmetric]`
#[derive(Args, Serialize, Deserialize)]
pub struct AddWebhook {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// Where to send: https, or any address in a network listed with --outbound-allow.
    pub url: String,
    /// standard (Standard Webhooks, signed), or a chat: slack, discord or telegram.
    #[arg(long, default_value = "standard")]
    pub shape: String,
    /// Types of events, like comment.held. Without it, all. Repeat or separate by commas.
    #[arg(long, value_delimiter = ',')]
    pub events: Vec<String>,
    /// Signs with a key pair (`v1a`, Ed25519) instead of a shared secret, and prints the public key.
    #[arg(long)]
    #[serde(default)]
    pub asymmetric: bool,
}

/// `porch webhook remove|rotate|test ID --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct OneWebhook {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// Its id, as `porch webhook list` shows it.
    pub id: String,
}

/// Adds a receiver; its secret is printed here and never again.
pub async fn add(State(app): State<App>, Json(add): Json<AddWebhook>) -> CommandResult {
    let AddWebhook { site, url, shape, events, asymmetric } = add;
    let Added { id, secret } =
        webhooks::add(&app, &site, NewReceiver { url, shape, events, asymmetric }, OPERATOR).await?;
    let mut output = format!("Added {id}. It gets the events of {site} from now on.\n");
    if let Some(secret) = secret {
        let what = if asymmetric { "The public key to check its signatures with" } else { "Its secret" };
        let _ = writeln!(output, "{what}, shown only now: {secret}");
    }
    Ok(output)
}

/// Lists a site's receivers, a line each. Of an address only its host is shown.
pub async fn list(State(app): State<App>, Json(list): Json<SiteQuery>) -> CommandResult {
    let all = app.storage.webhooks(&list.site).await?;
    if all.is_empty() {
        return Ok(format!("No webhook on {}.\n", list.site));
    }
    let lines = all.iter().map(|webhook| {
        let host = webhooks::host(webhook);
        let events = if webhook.events.is_empty() { "all".to_owned() } else { webhook.events.join(",") };
        let state = match (webhook.paused, webhook.failing_since) {
            (Some(why), _) => format!(" paused={}", why.word()),
            (None, Some(since)) => format!(" failing since {}", moment(since)),
            (None, None) => String::new(),
        };
        let signed = if signing::is_asymmetric(&webhook.secret) { " v1a" } else { "" };
        format!("{} {}{signed} {host} events={events}{state}\n", webhook.id, webhook.shape.word())
    });
    Ok(lines.collect())
}

/// Removes a receiver and its pending messages.
pub async fn remove(State(app): State<App>, Json(one): Json<OneWebhook>) -> CommandResult {
    webhooks::remove(&app, &one.site, &one.id, OPERATOR).await?;
    Ok(format!("Removed {}.\n", one.id))
}

/// Gives a receiver a new secret; for a day messages are also signed with the old one.
pub async fn rotate(State(app): State<App>, Json(one): Json<OneWebhook>) -> CommandResult {
    let secret = webhooks::rotate(&app, &one.site, &one.id, OPERATOR).await?;
    Ok(format!("{} signs with both for a day. The new secret or public key, shown only now: {secret}\n", one.id))
}

/// Sends a test message now and prints the result.
pub async fn test(State(app): State<App>, Json(one): Json<OneWebhook>) -> CommandResult {
    match webhooks::test(&app, &one.site, &one.id).await? {
        Ok(status) => Ok(format!("{} accepted it ({status}).\n", one.id)),
        Err(why) => Err(CommandError(format!("{}: {why}", one.id))),
    }
}

/// Lists the pending and the failed messages.
pub async fn outbox(State(app): State<App>) -> CommandResult {
    let unsettled = app.storage.pending_and_failed(MAX_LISTED).await?;
    if unsettled.is_empty() {
        return Ok("Nothing is still to be sent, and nothing has failed.\n".into());
    }
    let lines = unsettled.iter().map(|queued| {
        let channel = queued.channel.word();
        let state = match queued.gave_up_at {
            Some(at) => format!("given up {}", moment(at)),
            None => format!("due {}", moment(queued.due_at)),
        };
        let why = queued.last_error.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let tries = if queued.attempts == 1 { "1 try".to_owned() } else { format!("{} tries", queued.attempts) };
        format!("{} {} {channel} to {}, {state}, {tries}{why}\n", queued.id, queued.site, queued.target)
    });
    Ok(lines.collect())
}

pub(super) fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.0).unwrap_or_default().strftime("%Y-%m-%d %H:%M:%SZ").to_string()
}
