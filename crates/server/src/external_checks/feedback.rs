//! Feedback about the team's decisions to an external spam service that learns from it: which decisions are sent, and
//! one delivery attempt.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Status, Timestamp};
use serde::{Deserialize, Serialize};

use super::{CheckRequest, akismet, text_of};
use crate::App;
use crate::backoff::{next_try, not_before};
use porch_domain::moderation::team_decision::{self, DecisionKind, UNDO};
use porch_storage::WriteError;
use porch_storage::comment_events::CommentEvent;
use porch_storage::external_checks::{ExternalCheck, ExternalCheckKind};
use porch_storage::outbox::{Channel, DeliveryResult, NewMessage, OutboxMessage};

/// Seconds before each attempt.
const RETRY_SECONDS: [i64; 7] = [0, 60, 600, 3_600, 14_400, 43_200, 86_400];
/// Delay before a decision is sent, in microseconds: until then it can be undone.
const DELAY: i64 = UNDO + 5 * Timestamp::SECOND;

/// The content of a pending message. The comment's text is read when it is sent.
#[derive(Serialize, Deserialize)]
struct FeedbackPayload {
    comment: CommentId,
    spam: bool,
}

/// When a decision that is made now is sent.
pub fn due(now: Timestamp) -> Timestamp {
    now.plus(DELAY)
}

/// The messages to the spam service of a site for a range of its log.
pub fn messages_for(site: &str, events: &[CommentEvent]) -> Vec<NewMessage> {
    let queued = events.iter().filter_map(|event| {
        let feedback = FeedbackPayload { comment: event.comment, spam: is_spam(event)? };
        let payload = serde_json::to_string(&feedback).ok()?;
        Some(NewMessage { id: uuid::Uuid::now_v7(), channel: Channel::ExternalCheck, target: site.to_owned(), payload })
    });
    queued.collect()
}

/// Whether a decision says that a comment is spam, or that it is not: by undoing a spam decision, or by approving a
/// comment that the service had warned of. None for a comment that was held for another reason and approved: its text
/// was never sent to the service, and is not sent now.
fn is_spam(event: &CommentEvent) -> Option<bool> {
    let before = event.before.as_ref();
    match team_decision::decision_of(event.kind)? {
        DecisionKind::Spam => Some(true),
        DecisionKind::NotSpam => Some(false),
        DecisionKind::Restore => (before?.from == Status::Spam).then_some(false),
        DecisionKind::Approve => (before?.hold == Some(HoldReason::ExternalCheck)).then_some(false),
        DecisionKind::SendBack | DecisionKind::Decline | DecisionKind::Remove | DecisionKind::Keep => None,
    }
}

/// Makes one attempt. Returns its result. A decision that was undone is not sent.
pub async fn deliver(app: &App, queued: &OutboxMessage) -> Result<DeliveryResult, WriteError> {
    Ok(match app.live.external_checks.find(&queued.site, ExternalCheckKind::Akismet) {
        None => DeliveryResult::GaveUp("its spam service was removed".into()),
        Some(service) => match prepare(app, &service, queued).await? {
            // The decision was undone, or the comment was withdrawn.
            None => DeliveryResult::Done,
            Some((action, request)) => send(app, &service, action, &request, queued).await,
        },
    })
}

async fn send(
    app: &App,
    service: &ExternalCheck,
    action: &str,
    request: &CheckRequest,
    queued: &OutboxMessage,
) -> DeliveryResult {
    let question = akismet::question(service, action, request);
    let (why, retry_after) = match app.outbound.post(&question.url, question.headers, question.body).await {
        Ok(answer) if answer.status.is_success() => return DeliveryResult::Done,
        Ok(answer) => (format!("the spam service answered {}", answer.status.as_u16()), answer.retry_after),
        Err(failure) => (failure.to_string(), None),
    };
    let now = app.clock.now();
    match next_try(now, queued.attempts + 1, &RETRY_SECONDS) {
        Some(due) => DeliveryResult::Again(not_before(due, now, retry_after.as_deref()), why),
        None => DeliveryResult::GaveUp(why),
    }
}

/// The action and the comment to send; none when the decision was undone or the comment withdrawn.
async fn prepare(
    app: &App,
    service: &ExternalCheck,
    queued: &OutboxMessage,
) -> porch_storage::Result<Option<(&'static str, CheckRequest)>> {
    let Ok(FeedbackPayload { comment, spam }) = serde_json::from_str(&queued.payload) else { return Ok(None) };
    let Some(comment) = app.storage.comment(&service.site, comment).await? else { return Ok(None) };
    let action = match (spam, comment.status) {
        (true, Status::Spam) => "submit-spam",
        (false, Status::Published) => "submit-ham",
        _ => return Ok(None),
    };
    let thread = app.storage.thread(&service.site, comment.thread).await?;
    let site = app.site(&service.site);
    let request = CheckRequest {
        name: comment.name,
        text: text_of(&comment.tree),
        page: thread.map(|thread| thread.url).unwrap_or_default(),
        reply: comment.parent.is_some(),
        home: site.and_then(|site| site.origins.first().cloned()).unwrap_or_default(),
    };
    Ok(Some((action, request)))
}
