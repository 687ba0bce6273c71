//! Receivers of a site's events, and what is owed to others, as the operator sets and sees them.

use std::fmt::Write;

use axum::Json;
use axum::extract::State;
use porch_protocol::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Said, Sorry};
use crate::App;
use crate::storage::webhooks::{Shape, Webhook};
use crate::webhooks::{deliver, events, signing};

/// What is listed at most of what waits, and of what was given up.
const LISTED: u32 = 50;

/// `porch webhook add --site S URL [--shape …] [--events …]`
#[derive(Serialize, Deserialize)]
pub struct AddWebhook {
    /// The site.
    pub site: String,
    /// Where to send.
    pub url: String,
    /// standard, slack, discord or telegram.
    pub shape: String,
    /// Types of events; none means all.
    pub events: Vec<String>,
}

/// `porch webhook list --site S`
#[derive(Serialize, Deserialize)]
pub struct ListWebhooks {
    /// The site.
    pub site: String,
}

/// `porch webhook remove|rotate|test ID --site S`
#[derive(Serialize, Deserialize)]
pub struct OneWebhook {
    /// The site.
    pub site: String,
    /// The receiver.
    pub id: String,
}

/// Adds a receiver; its secret is said here and never again.
pub async fn add(State(app): State<App>, Json(add): Json<AddWebhook>) -> Said {
    let shape = Shape::from_word(&add.shape).ok_or_else(|| {
        Sorry(format!("{:?} is no shape: there are standard, slack, discord and telegram", add.shape))
    })?;
    if let Some(unknown) = add.events.iter().find(|event| !events::TYPES.contains(&event.as_str())) {
        return Err(Sorry(format!("{unknown:?} is no type of event: there are {}", events::TYPES.join(", "))));
    }
    app.outbound.vet(&add.url).await?;
    let chat = |url: Url| url.query_pairs().any(|(key, _)| key == "chat_id");
    if shape == Shape::Telegram && !Url::parse(&add.url).is_ok_and(chat) {
        return Err(Sorry("write https://api.telegram.org/bot…/sendMessage?chat_id=… for telegram".into()));
    }
    let secret = if shape == Shape::Standard { signing::new_secret()? } else { String::new() };
    let id = uuid::Uuid::new_v4().simple().to_string()[..12].to_owned();
    let webhook = Webhook {
        site: add.site.clone(),
        id: id.clone(),
        url: add.url,
        shape,
        events: add.events,
        secret: secret.clone(),
        old_secret: None,
        since_seq: 0,
        failing_since: None,
        paused: None,
    };
    if !app.storage.add_webhook(webhook, app.clock.now()).await? {
        return Err(Sorry(format!("there is no site named {}", add.site)));
    }
    let mut said = format!("Added {id}. It hears of what happens on {} from now on.\n", add.site);
    if !secret.is_empty() {
        let _ = writeln!(said, "Its secret, shown only now: {secret}");
    }
    Ok(said)
}

/// Lists a site's receivers, a line each. Of an address only its host is shown.
pub async fn list(State(app): State<App>, Json(list): Json<ListWebhooks>) -> Said {
    let webhooks = app.storage.webhooks(&list.site).await?;
    if webhooks.is_empty() {
        return Ok(format!("No webhook on {}.\n", list.site));
    }
    let lines = webhooks.iter().map(|webhook| {
        let host = Url::parse(&webhook.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        let events = if webhook.events.is_empty() { "all".to_owned() } else { webhook.events.join(",") };
        let state = match (webhook.paused, webhook.failing_since) {
            (Some(why), _) => format!(" paused={}", why.word()),
            (None, Some(since)) => format!(" failing since {}", moment(since)),
            (None, None) => String::new(),
        };
        format!("{} {} {host} events={events}{state}\n", webhook.id, webhook.shape.word())
    });
    Ok(lines.collect())
}

async fn find(app: &App, one: &OneWebhook) -> Result<Webhook, Sorry> {
    let found = app.storage.webhook(&one.site, &one.id).await?;
    found.ok_or_else(|| Sorry(format!("there is no webhook {} on {}", one.id, one.site)))
}

/// Removes a receiver and what is owed to it.
pub async fn remove(State(app): State<App>, Json(one): Json<OneWebhook>) -> Said {
    find(&app, &one).await?;
    app.storage.remove_webhook(one.site, one.id.clone()).await?;
    Ok(format!("Removed {}.\n", one.id))
}

/// Gives a receiver a new secret; for a day the old one signs beside it.
pub async fn rotate(State(app): State<App>, Json(one): Json<OneWebhook>) -> Said {
    if find(&app, &one).await?.shape != Shape::Standard {
        return Err(Sorry(format!("{} is a chat's, which has no secret", one.id)));
    }
    let secret = signing::new_secret()?;
    let until = app.clock.now().plus(signing::ROTATION);
    app.storage.rotate_webhook(one.site, one.id.clone(), secret.clone(), until).await?;
    Ok(format!("{} signs with both for a day. Its new secret, shown only now: {secret}\n", one.id))
}

/// Sends a test now and says what was answered.
pub async fn test(State(app): State<App>, Json(one): Json<OneWebhook>) -> Said {
    let webhook = find(&app, &one).await?;
    match deliver::test(&app, &webhook).await? {
        Ok(answer) if answer.status.is_success() => Ok(format!("{} took it ({}).\n", one.id, answer.status.as_u16())),
        Ok(answer) => Err(Sorry(format!("{} answered {}", one.id, answer.status.as_u16()))),
        Err(failure) => Err(Sorry(format!("{}: {failure}", one.id))),
    }
}

/// Lists what waits and what was given up.
pub async fn outbox(State(app): State<App>) -> Said {
    let unsettled = app.storage.unsettled(LISTED).await?;
    if unsettled.is_empty() {
        return Ok("Nothing waits, and nothing was given up.\n".into());
    }
    let lines = unsettled.iter().map(|owed| {
        let way = owed.way.word();
        let state = match owed.gave_up_at {
            Some(at) => format!("given up {}", moment(at)),
            None => format!("due {}", moment(owed.due_at)),
        };
        let why = owed.last_error.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let tries = if owed.attempts == 1 { "1 try".to_owned() } else { format!("{} tries", owed.attempts) };
        format!("{} {} {way} to {}, {state}, {tries}{why}\n", owed.id, owed.site, owed.target)
    });
    Ok(lines.collect())
}

fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.0).unwrap_or_default().strftime("%Y-%m-%d %H:%M:%SZ").to_string()
}
