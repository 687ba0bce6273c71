//! The receivers of a site's events (webhooks). The command line and the dashboard set them under the same rules.

use std::time::Duration;

use porch_protocol::Cause;
use url::Url;

use super::{Result, TeamError};
use crate::App;
use crate::webhooks::deliver::{self, Rejection};
use crate::webhooks::{events, signing};
use porch_storage::webhooks::{MOST_WEBHOOKS, Shape, Webhook, WebhookAdded, WebhookChange};

/// Bytes of an address at most, as browsers and proxies take them.
const MAX_URL_BYTES: usize = 2_048;
/// Time limit for looking up a host name: a person waits for the answer.
const LOOKUP_TIMEOUT: Duration = Duration::from_secs(5);

/// A receiver to be added.
#[derive(Clone, Debug)]
pub struct NewReceiver {
    /// Where to send.
    pub url: String,
    /// standard, slack, discord or telegram.
    pub shape: String,
    /// Types of events; an empty list means all, or for a chat those that people want to read.
    pub events: Vec<String>,
    /// Whether the receiver checks signatures with a public key instead of a shared secret.
    pub asymmetric: bool,
}

/// The answer to adding a receiver.
#[derive(Clone, Debug)]
pub struct Added {
    /// Its name.
    pub id: String,
    /// The key that the receiver checks signatures with; none for a chat. A secret is returned here and never again.
    pub secret: Option<String>,
}

fn setting_error(cause: Cause, why: impl Into<String>) -> TeamError {
    TeamError::Setting(cause, why.into())
}

/// Adds a receiver, which gets the events from now on. `by` is a team member, or [`super::OPERATOR`].
pub async fn add(app: &App, site: &str, new: NewReceiver, by: &str) -> Result<Added> {
    let shape = Shape::from_word(&new.shape).ok_or_else(|| {
        let why = format!("{:?} is not a known format: there are standard, slack, discord and telegram", new.shape);
        setting_error(Cause::FormatUnknown { format: new.shape.clone() }, why)
    })?;
    if let Some(unknown) = new.events.iter().find(|event| !events::types().any(|name| name == **event)) {
        let known = events::types().collect::<Vec<_>>().join(", ");
        let why = format!("{unknown:?} is not a type of event: there are {known}");
        return Err(setting_error(Cause::EventUnknown { event: unknown.clone() }, why));
    }
    if new.asymmetric && shape != Shape::Standard {
        return Err(setting_error(Cause::ChatNotSigned, "what is sent to a chat is not signed"));
    }
    if new.url.len() > MAX_URL_BYTES {
        let why = format!("an address has at most {MAX_URL_BYTES} bytes");
        return Err(setting_error(Cause::AddressTooLong { most: MAX_URL_BYTES }, why));
    }
    app.outbound
        .clone()
        .with_timeout(LOOKUP_TIMEOUT)
        .check(&new.url)
        .await
        .map_err(|why| setting_error(Cause::AddressUnreachable { failure: why.code() }, why.to_string()))?;
    let chat = |url: Url| url.query_pairs().any(|(key, _)| key == "chat_id");
    if shape == Shape::Telegram && !Url::parse(&new.url).is_ok_and(chat) {
        let why = "write https://api.telegram.org/bot…/sendMessage?chat_id=… for telegram";
        return Err(setting_error(Cause::TelegramWithoutChat, why));
    }
    let secret = if shape == Shape::Standard { signing::new_secret(new.asymmetric)? } else { String::new() };
    let shown = Some(signing::checked_with(&secret)).filter(|shown| !shown.is_empty());
    let id = uuid::Uuid::new_v4().simple().to_string()[..12].to_owned();
    let webhook = Webhook {
        site: site.to_owned(),
        id: id.clone(),
        url: new.url,
        shape,
        events: new.events,
        secret,
        old_secret: None,
        since_seq: 0,
        failing_since: None,
        paused: None,
        tried: None,
    };
    match app.storage.add_webhook(webhook, by.to_owned(), app.clock.now()).await? {
        WebhookAdded::Done => Ok(Added { id, secret: shown }),
        WebhookAdded::Full => {
            let cause = Cause::TooManyWebhooks { most: usize::try_from(MOST_WEBHOOKS).unwrap_or(usize::MAX) };
            Err(TeamError::NotPossible(cause, "a site has at most 20 webhooks"))
        }
        WebhookAdded::NoSite => Err(setting_error(Cause::SiteGone, format!("there is no site named {site}"))),
    }
}

async fn find(app: &App, site: &str, id: &str) -> Result<Webhook> {
    app.storage.webhook(site, id).await?.ok_or(NO_WEBHOOK)
}

const NO_WEBHOOK: TeamError = TeamError::NotPossible(Cause::WebhookGone, "there is no webhook of this id any more");

fn change(app: &App, site: &str, id: &str, by: &str) -> WebhookChange {
    WebhookChange { site: site.to_owned(), id: id.to_owned(), by: by.to_owned(), now: app.clock.now() }
}

/// Removes a receiver and its pending deliveries.
pub async fn remove(app: &App, site: &str, id: &str, by: &str) -> Result<()> {
    let removed = app.storage.remove_webhook(change(app, site, id, by)).await?;
    removed.then_some(()).ok_or(NO_WEBHOOK)
}

/// Gives a receiver a new secret of the same kind; for a day events are also signed with the old one. Returns the key
/// that the receiver checks signatures with.
pub async fn rotate(app: &App, site: &str, id: &str, by: &str) -> Result<String> {
    let webhook = find(app, site, id).await?;
    if webhook.shape != Shape::Standard {
        return Err(TeamError::NotPossible(Cause::ChatNotSigned, "what is sent to a chat is not signed"));
    }
    let secret = signing::new_secret(signing::is_asymmetric(&webhook.secret))?;
    let change = change(app, site, id, by);
    let until = change.now.plus(signing::ROTATION);
    let rotated = app.storage.rotate_webhook(change, secret.clone(), until).await?;
    rotated.then(|| signing::checked_with(&secret)).ok_or(NO_WEBHOOK)
}

/// Sends a test event now. Returns the HTTP status of the answer, or why the receiver did not accept it.
pub async fn test(app: &App, site: &str, id: &str) -> Result<std::result::Result<u16, Rejection>> {
    let webhook = find(app, site, id).await?;
    Ok(deliver::test(app, &webhook).await?)
}

/// The host of a receiver's address. Only this part may be shown: the rest may hold a secret.
pub fn host(webhook: &Webhook) -> String {
    Url::parse(&webhook.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}
