//! What the host decided, told to the judge that learns from it: which decisions, and one try.

use porch_protocol::{CommentId, Status, Timestamp};
use serde::{Deserialize, Serialize};

use super::{CheckRequest, akismet, text_of};
use crate::App;
use crate::backoff::{next_try, not_before};
use crate::moderation::decide::{self, DecisionKind, UNDO};
use crate::moderation::reasons::HoldReason;
use crate::storage::comment_events::CommentEvent;
use crate::storage::external_checks::{Judge, JudgeKind};
use crate::storage::outbox::{Channel, DeliveryResult, NewOwed, OutboxMessage};
use crate::storage::{self, WriteError};

/// Seconds before each try.
const WAITS: [i64; 7] = [0, 60, 600, 3_600, 14_400, 43_200, 86_400];
/// A decision that may still be taken back is not told yet: microseconds.
const SETTLES: i64 = UNDO + 5 * Timestamp::SECOND;

/// What is owed: words are read when it is sent.
#[derive(Serialize, Deserialize)]
struct FeedbackPayload {
    comment: CommentId,
    spam: bool,
}

/// When what is decided now is to be told.
pub fn due(now: Timestamp) -> Timestamp {
    now.plus(SETTLES)
}

/// What the judge of a site is owed for a stretch of its log.
pub fn owed_for(site: &str, happened: &[CommentEvent]) -> Vec<NewOwed> {
    let owed = happened.iter().filter_map(|event| {
        let about = FeedbackPayload { comment: event.comment, spam: called_spam(event)? };
        let payload = serde_json::to_string(&about).ok()?;
        Some(NewOwed { id: uuid::Uuid::now_v7(), way: Channel::Judge, target: site.to_owned(), payload })
    });
    owed.collect()
}

/// Whether the host has called it spam, or has called it none: by taking that back, or by letting in what the judge had
/// warned of. Words that were held for another reason and let in were never shown to it, and are not now.
fn called_spam(event: &CommentEvent) -> Option<bool> {
    let before = event.before.as_ref();
    match decide::verb(event.kind)? {
        DecisionKind::Spam => Some(true),
        DecisionKind::NotSpam => Some(false),
        DecisionKind::Restore => (before?.from == Status::Spam).then_some(false),
        DecisionKind::Approve => (before?.hold == Some(HoldReason::OutsideJudge)).then_some(false),
        DecisionKind::SendBack | DecisionKind::Decline | DecisionKind::Remove | DecisionKind::Keep => None,
    }
}

/// Tries once, and notes what came of it. A decision that does not stand any more is not told.
pub async fn deliver(app: &App, owed: &OutboxMessage) -> Result<(), WriteError> {
    let settled = match app.external_checks.find(&owed.site, JudgeKind::Akismet) {
        None => DeliveryResult::GaveUp("its judge was removed".into()),
        Some(judge) => match word(app, &judge, owed).await? {
            // The decision was taken back, or the words were.
            None => DeliveryResult::Done,
            Some((verb, shown)) => told(app, &judge, verb, &shown, owed).await,
        },
    };
    app.storage.settle(owed.id.clone(), settled, app.clock.now()).await
}

async fn told(app: &App, judge: &Judge, verb: &str, shown: &CheckRequest, owed: &OutboxMessage) -> DeliveryResult {
    let question = akismet::question(judge, verb, shown);
    let (why, asked) = match app.outbound.post(&question.url, question.headers, question.body).await {
        Ok(answer) if answer.status.is_success() => return DeliveryResult::Done,
        Ok(answer) => (format!("the judge answered {}", answer.status.as_u16()), answer.retry_after),
        Err(failure) => (failure.to_string(), None),
    };
    let now = app.clock.now();
    match next_try(now, owed.attempts + 1, &WAITS) {
        Some(due) => DeliveryResult::Again(not_before(due, now, asked.as_deref()), why),
        None => DeliveryResult::GaveUp(why),
    }
}

/// What is to be said of which words; none when there is nothing to say any more.
async fn word(app: &App, judge: &Judge, owed: &OutboxMessage) -> storage::Result<Option<(&'static str, CheckRequest)>> {
    let Ok(FeedbackPayload { comment, spam }) = serde_json::from_str(&owed.payload) else { return Ok(None) };
    let Some(comment) = app.storage.comment(&judge.site, comment).await? else { return Ok(None) };
    let verb = match (spam, comment.status) {
        (true, Status::Spam) => "submit-spam",
        (false, Status::Published) => "submit-ham",
        _ => return Ok(None),
    };
    let thread = app.storage.thread(&judge.site, comment.thread).await?;
    let site = app.site(&judge.site);
    let shown = CheckRequest {
        name: comment.name,
        text: text_of(&comment.tree),
        page: thread.map(|thread| thread.url).unwrap_or_default(),
        reply: comment.parent.is_some(),
        home: site.and_then(|site| site.origins.first().cloned()).unwrap_or_default(),
    };
    Ok(Some((verb, shown)))
}
