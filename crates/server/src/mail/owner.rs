//! The owner's mail about comments to review: the first comment at once, then all new ones together, at most every
//! quarter of an hour.

use lettre::Address;
use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Status, Timestamp};
use serde::{Deserialize, Serialize};

use super::attempt::{self, ReadyMail};
use super::layout::{MailBlock, MailBody, inert};
use super::unsubscribe;
use crate::App;
use crate::language::{self, MailText};
use porch_domain::event::{EventKind, about_no_comment};
use porch_domain::markup::plain_text;
use porch_domain::moderation::reasons;
use porch_domain::text::{one_line, quoted};
use porch_storage::WriteError;
use porch_storage::comment_events::CommentEvent;
use porch_storage::outbox::{Channel, DeliveryResult, NewMessage, OutboxMessage};
use porch_storage::owner_mail::OwnerMail;
use porch_storage::revised::RevisedComment;

/// The least time between two mails about comments to review on a site, in microseconds.
const MIN_INTERVAL: i64 = 15 * 60 * Timestamp::SECOND;
/// Comments of one mail at most. More follow in the next one.
const MAX_PER_MAIL: u32 = 100;
/// Comments that a mail shows with their texts; the others are counted.
const MAX_SHOWN: usize = 20;
/// Seconds before each attempt.
const RETRY_SECONDS: [i64; 9] = [0, 60, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400];

/// What a mail is about. The comments' texts are read when it is sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
enum OwnerMailKind {
    /// Comments that wait.
    Waiting {
        /// Their ids.
        comments: Vec<CommentId>,
    },
    /// A webhook that was paused.
    WebhookPaused {
        /// Its id.
        webhook: String,
    },
}

/// Whether mail can be sent to this address.
pub fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

/// The comments in a range of the log that the owner gets mail about.
pub fn held_in(events: &[CommentEvent]) -> Vec<CommentId> {
    events.iter().filter(|event| begins_to_wait(event.kind)).map(|event| event.comment).collect()
}

/// Whether an event puts its comment into the review queue.
#[expect(clippy::unnested_or_patterns, reason = "the macro is a pattern of its own")]
fn begins_to_wait(kind: EventKind) -> bool {
    match kind {
        EventKind::CommentHeld | EventKind::SecondLookAsked | EventKind::CommentReported => true,
        EventKind::CommentPublished
        | EventKind::CommentApproved
        | EventKind::CommentEdited
        | EventKind::CommentRemoved
        | EventKind::CommentRestored
        | EventKind::CommentWithdrawn
        | EventKind::CommentSentBack
        | EventKind::CommentDeclined
        | EventKind::CommentMarkedSpam
        | EventKind::CommentCleared
        | EventKind::CommentKept
        | EventKind::CommentImported
        | EventKind::DecisionUndone
        | EventKind::RemovalUndone
        | EventKind::NoAnswerNeeded
        | EventKind::AnswerNeededAgain
        | EventKind::CommentErased
        | EventKind::WordsErased
        | about_no_comment!() => false,
    }
}

/// Stores the mails that are due: for each owner whose last mail is old enough.
pub async fn gather(app: &App) -> Result<(), WriteError> {
    let now = app.clock.now();
    for owner in app.storage.owners_to_mail(now.plus(-MIN_INTERVAL)).await? {
        let pending = app.storage.unmailed_items(&owner.site, MAX_PER_MAIL).await?;
        let included: Vec<_> = pending.iter().map(|notice| notice.comment).collect();
        let waiting: Vec<_> = pending.iter().filter(|notice| notice.waits).map(|notice| notice.comment).collect();
        let mails =
            if waiting.is_empty() { Vec::new() } else { to_all(&owner, &OwnerMailKind::Waiting { comments: waiting }) };
        app.storage.queue_owner_mail(owner, included, mails, now).await?;
    }
    Ok(())
}

fn to_all(owner: &OwnerMail, about: &OwnerMailKind) -> Vec<NewMessage> {
    let Ok(payload) = serde_json::to_string(about) else { return Vec::new() };
    let to = |target: &String| NewMessage {
        id: uuid::Uuid::now_v7(),
        channel: Channel::Mail,
        target: target.clone(),
        payload: payload.clone(),
    };
    owner.addresses.iter().map(to).collect()
}

/// The mails that say that a webhook is paused; none when the owner gets no mail.
pub async fn of_pause(app: &App, site: &str, webhook: &str) -> porch_storage::Result<Vec<NewMessage>> {
    let owner = app.storage.owner_mail(site).await?.filter(|owner| owner.enabled && app.mailer.is_some());
    let about = OwnerMailKind::WebhookPaused { webhook: webhook.to_owned() };
    Ok(owner.map(|owner| to_all(&owner, &about)).unwrap_or_default())
}

/// Makes one attempt. Returns its result, if there was one.
pub async fn deliver(app: &App, queued: &OutboxMessage) -> Result<Option<DeliveryResult>, WriteError> {
    let Some(mailer) = &app.mailer else { return Ok(None) };
    let settled = match mail_body(app, queued).await? {
        // All comments of this mail were decided in the meantime.
        None => DeliveryResult::Done,
        Some(body) => {
            let to = &queued.target;
            let unsubscribe = Some(&*unsubscribe::link(app, &queued.site, to));
            let ready =
                ReadyMail { body: &body, to, sender: None, unsubscribe, thread: None, retry_seconds: &RETRY_SECONDS };
            attempt::send(app, mailer, queued, ready).await
        }
    };
    Ok(Some(settled))
}

async fn mail_body(app: &App, queued: &OutboxMessage) -> porch_storage::Result<Option<MailBody>> {
    let Some(owner) = app.storage.owner_mail(&queued.site).await?.filter(|owner| owner.enabled) else {
        return Ok(None);
    };
    if !owner.addresses.contains(&queued.target) {
        return Ok(None);
    }
    let text = language::mail(owner.languages.get(&queued.target).map_or("", String::as_str));
    match serde_json::from_str(&queued.payload) {
        Ok(OwnerMailKind::Waiting { comments }) => review_mail(app, queued, text, &comments).await,
        Ok(OwnerMailKind::WebhookPaused { webhook }) => {
            Ok(Some(paused(text, &queued.site, &app.name_of_site(&queued.site), &webhook)))
        }
        Err(_) => Ok(None),
    }
}

fn paused(text: MailText, site: &str, name: &str, webhook: &str) -> MailBody {
    let words = text.webhook_paused(webhook, name, &format!("porch webhook test {webhook} --site {site}"));
    MailBody { subject: text.webhook_subject(name), parts: vec![MailBlock::Words(words)], text }
}

async fn review_mail(
    app: &App,
    queued: &OutboxMessage,
    text: MailText,
    comments: &[CommentId],
) -> porch_storage::Result<Option<MailBody>> {
    let site = &queued.site;
    let mut notices = app.storage.owner_mail_items(site, comments).await?;
    notices.retain(|notice| notice.waits);
    if notices.is_empty() {
        return Ok(None);
    }
    let subject = text.review_subject(notices.len(), &app.name_of_site(site));
    let mut parts = Vec::new();
    let shown: Vec<_> = notices.iter().take(MAX_SHOWN).map(|notice| notice.comment).collect();
    let revised = app.storage.revised_comments(site, &shown).await?;
    for id in shown {
        parts.extend(one(app, text, (site, id), revised.get(&id)).await?);
    }
    if notices.len() > MAX_SHOWN {
        parts.push(MailBlock::Words(text.and_more(notices.len() - MAX_SHOWN)));
        parts.push(MailBlock::Link(text.review_all(), format!("{}/host/", app.config.public_url)));
    }
    parts.push(MailBlock::Words(text.links_change_nothing().into()));
    parts.push(MailBlock::Link(text.unsubscribe(), unsubscribe::link(app, site, &queued.target)));
    Ok(Some(MailBody { subject, parts, text }))
}

async fn one(
    app: &App,
    text: MailText,
    (site, id): (&str, CommentId),
    revised: Option<&RevisedComment>,
) -> porch_storage::Result<Vec<MailBlock>> {
    let Some(comment) = app.storage.comment(site, id).await? else { return Ok(Vec::new()) };
    let thread = app.storage.thread_of_comment(site, &comment).await?;
    let (title, page) = thread.map(|thread| (thread.title, thread.url)).unwrap_or_default();
    let (name, page) = (quoted(&comment.name), inert(&one_line(&page)));
    let edited = revised.map(|revised| reasons::edited_after(revised.decision));
    let why = match comment.status {
        Status::Held => edited.or(comment.hold).and_then(|reason| hold_reason(text, reason)),
        Status::Published => Some(text.reported()),
        _ => None,
    };
    let why = why.unwrap_or(text.appeal());
    let summary = match title {
        Some(title) => text.wrote_on_titled(&name, &quoted(&title), &page, why),
        None => text.wrote_on(&name, &page, why),
    };
    Ok(vec![
        MailBlock::Words(summary),
        MailBlock::Quote(inert(&plain_text(&comment.tree))),
        MailBlock::Link(
            text.review_it(),
            format!("{}/host/?site={site}#comment={}", app.config.public_url, comment.id),
        ),
    ])
}

/// Why a comment is held, beside its name; none where nothing is known of it.
fn hold_reason(text: MailText, reason: HoldReason) -> Option<&'static str> {
    Some(match reason {
        HoldReason::Trap => text.trap(),
        HoldReason::TooFast => text.too_fast(),
        HoldReason::Network => text.banned_network(),
        HoldReason::Words => text.words_to_hold(),
        HoldReason::Repeated => text.repeated(),
        HoldReason::Flood => text.flood(),
        HoldReason::Links => text.links(),
        HoldReason::Spam => text.reads_like_spam(),
        HoldReason::ExternalCheck => text.spam_service(),
        HoldReason::NoProof => text.no_bot_check(),
        HoldReason::Attack => text.many_newcomers(),
        HoldReason::EveryComment => text.every_comment(),
        HoldReason::FirstComment => text.first_comment(),
        HoldReason::Reported => text.reported(),
        HoldReason::Edited => text.edited(),
        HoldReason::EditedAsAsked => text.edited_as_asked(),
        HoldReason::EditedAfterDecline => text.edited_after_decline(),
        HoldReason::NotReviewed | HoldReason::Unknown => return None,
    })
}
