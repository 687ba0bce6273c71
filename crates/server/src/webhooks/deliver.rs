//! One delivery attempt to a webhook: the request, and what the answer means for the message and the receiver.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use porch_protocol::{DeliveryFailure, Status, Timestamp};

use super::events::{Body, kind_of};
use super::shapes::{self, Message};
use super::signing;
use crate::App;
use crate::backoff::{next_try, not_before};
use crate::mail::owner;
use crate::outbound::{BlockedAddress, Failure, OutboundResponse};
use porch_domain::event::{EventKind, about_no_comment};
use porch_domain::markup::plain_text;
use porch_storage::WriteError;
use porch_storage::outbox::{DeliveryResult, OutboxMessage};
use porch_storage::webhooks::{Health, Pause, Shape, Webhook};

/// Seconds before each attempt, as Standard Webhooks recommends: about three days in all.
const RETRY_SECONDS: [i64; 10] = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/// A receiver that has failed for this long is paused, in microseconds.
const PAUSE_AFTER: i64 = 3 * 24 * 3_600 * Timestamp::SECOND;
const HTTP_GONE: u16 = 410;

struct PreparedRequest {
    url: String,
    headers: HeaderMap,
    body: Bytes,
}

/// Makes one attempt. Returns its result; none where it was stored together with the receiver's state.
pub async fn deliver(app: &App, queued: &OutboxMessage) -> Result<Option<DeliveryResult>, WriteError> {
    let Some(webhook) = app.storage.webhook(&queued.site, &queued.target).await? else {
        return Ok(Some(DeliveryResult::GaveUp("its receiver was removed".into())));
    };
    let Some(request) = prepare(app, &webhook, queued).await? else {
        // The comment was deleted, and a chat message consists of the comment's text.
        return Ok(Some(DeliveryResult::Done));
    };
    let answer = app.outbound.post(&request.url, request.headers, request.body).await;
    let now = app.clock.now();
    let rejection = accepted(&answer).err();
    let (settled, health) = outcome(&answer, rejection, &webhook, queued, now);
    let mut mails = Vec::new();
    if health == Health::Paused(Pause::Failing) {
        tracing::warn!(site = %webhook.site, webhook = %webhook.id, "a webhook whose receiver cannot be reached is paused");
        mails = owner::of_pause(app, &webhook.site, &webhook.id).await?;
    }
    let why = rejection.map(Rejection::code);
    app.storage.settle_webhook(queued.id.clone(), settled, (webhook, health, why), mails, now).await?;
    Ok(None)
}

/// Why a receiver did not accept a message.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub enum Rejection {
    /// It answered 410.
    #[error("the receiver says that it is gone (410)")]
    Gone,
    /// It answered with another status that is not a success.
    #[error("the receiver answered {0}")]
    Status(u16),
    /// There was no answer.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl Rejection {
    /// The same as a code with values.
    pub fn code(self) -> DeliveryFailure {
        match self {
            Self::Gone => DeliveryFailure::Gone,
            Self::Status(status) => DeliveryFailure::Status { status },
            Self::Failure(failure) => failure.code(),
        }
    }
}

/// The HTTP status of a successful answer, or why the receiver did not accept the message.
fn accepted(answer: &Result<OutboundResponse, Failure>) -> Result<u16, Rejection> {
    match answer {
        Ok(answer) if answer.status.is_success() => Ok(answer.status.as_u16()),
        Ok(answer) if answer.status.as_u16() == HTTP_GONE => Err(Rejection::Gone),
        Ok(answer) => Err(Rejection::Status(answer.status.as_u16())),
        Err(failure) => Err((*failure).into()),
    }
}

/// What an answer means for the message and for the receiver.
fn outcome(
    answer: &Result<OutboundResponse, Failure>,
    rejection: Option<Rejection>,
    webhook: &Webhook,
    queued: &OutboxMessage,
    now: Timestamp,
) -> (DeliveryResult, Health) {
    let Some(rejection) = rejection else { return (DeliveryResult::Done, Health::Works) };
    let why = rejection.to_string();
    if matches!(rejection, Rejection::Gone) {
        return (DeliveryResult::GaveUp(why), Health::Paused(Pause::Gone));
    }
    let retry_after = answer.as_ref().ok().and_then(|answer| answer.retry_after.as_deref());
    if webhook.failing_since.is_some_and(|since| now.0 - since.0 >= PAUSE_AFTER) {
        return (DeliveryResult::GaveUp(why), Health::Paused(Pause::Failing));
    }
    let settled = match next_try(now, queued.attempts + 1, &RETRY_SECONDS) {
        Some(due) => DeliveryResult::Again(not_before(due, now, retry_after), why),
        None => DeliveryResult::GaveUp(why),
    };
    (settled, Health::Fails)
}

/// The request to send; none when its comment was deleted.
async fn prepare(
    app: &App,
    webhook: &Webhook,
    queued: &OutboxMessage,
) -> porch_storage::Result<Option<PreparedRequest>> {
    if webhook.shape == Shape::Standard {
        let headers = signing::headers(webhook, &queued.id, &queued.payload, app.clock.now());
        let body = Bytes::from(queued.payload.clone());
        return Ok(headers.map(|headers| PreparedRequest { url: webhook.url.clone(), headers, body }));
    }
    let Ok(event) = serde_json::from_str::<Body>(&queued.payload) else { return Ok(None) };
    let Some(comment) = app.storage.comment(&queued.site, event.data.comment).await? else { return Ok(None) };
    let thread = app.storage.thread_of_comment(&queued.site, &comment).await?;
    // The text of a comment that was withdrawn or removed since is not sent.
    let current = matches!(comment.status, Status::Published | Status::Held);
    let text = if current { plain_text(&comment.tree) } else { String::new() };
    let title = thread.and_then(|thread| thread.title);
    let message = Message {
        what: kind_of(&event.r#type).map_or(NEWS, what),
        name: &comment.name,
        text: &text,
        title: title.as_deref(),
        page: &event.data.page,
    };
    Ok(shapes::request(webhook.shape, &webhook.url, &message).map(|(url, body)| plain(url, &body)))
}

fn plain(url: String, body: &serde_json::Value) -> PreparedRequest {
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    PreparedRequest { url, headers, body: body.to_string().into() }
}

/// The first line in a chat for kinds of events without a text of their own.
const NEWS: &str = "News about a comment";

#[expect(clippy::unnested_or_patterns, reason = "the macro is a pattern of its own")]
fn what(kind: EventKind) -> &'static str {
    match kind {
        EventKind::CommentPublished => "New comment",
        EventKind::CommentHeld => "A comment is held for review",
        EventKind::CommentApproved => "A comment was approved",
        EventKind::CommentReported => "A comment was reported",
        EventKind::CommentEdited => "A comment was edited",
        EventKind::CommentRemoved => "A comment was removed",
        EventKind::CommentRestored => "A comment was restored",
        EventKind::CommentWithdrawn => "A comment was deleted by its author",
        EventKind::CommentErased => "A comment was erased",
        EventKind::CommentSentBack
        | EventKind::CommentDeclined
        | EventKind::CommentMarkedSpam
        | EventKind::CommentCleared
        | EventKind::CommentKept
        | EventKind::CommentImported
        | EventKind::SecondLookAsked
        | EventKind::DecisionUndone
        | EventKind::RemovalUndone
        | EventKind::NoAnswerNeeded
        | EventKind::AnswerNeededAgain
        | EventKind::WordsErased
        | about_no_comment!() => NEWS,
    }
}

/// Sends a test message and stores its result: the answer's HTTP status, or why it was not accepted. A receiver that
/// accepts it is not paused any more.
pub async fn test(app: &App, webhook: &Webhook) -> Result<Result<u16, Rejection>, WriteError> {
    let now = app.clock.now();
    let request = if webhook.shape == Shape::Standard {
        let timestamp = jiff::Timestamp::from_microsecond(now.0).unwrap_or_default().to_string();
        let data = serde_json::json!({ "site": webhook.site });
        let body = serde_json::json!({ "type": "webhook.test", "timestamp": timestamp, "data": data }).to_string();
        let id = uuid::Uuid::now_v7().to_string();
        signing::headers(webhook, &id, &body, now).map(|headers| PreparedRequest {
            url: webhook.url.clone(),
            headers,
            body: body.into(),
        })
    } else {
        let page = &app.config.public_url;
        let message = Message { what: "A test by Porch", name: &webhook.site, text: "", title: None, page };
        shapes::request(webhook.shape, &webhook.url, &message).map(|(url, body)| plain(url, &body))
    };
    let answer = match request {
        Some(request) => {
            // A team member waits for the answer: it must come before the time limit of their own request.
            let outbound = app.outbound.clone().with_timeout(app.config.bounds.request * 4 / 5);
            outbound.post(&request.url, request.headers, request.body).await
        }
        None => Err(BlockedAddress::Malformed.into()),
    };
    let result = accepted(&answer);
    app.storage.record_test(webhook.id.clone(), result.err().map(Rejection::code), now).await?;
    Ok(result)
}
