//! The event types of webhooks, derived from the log's kinds, and the messages that a range of the log creates for each
//! receiver.

use std::collections::HashMap;

use jiff::Timestamp as Moment;
use porch_protocol::{CommentId, ThreadId};
use serde::{Deserialize, Serialize};

use porch_domain::event::{EventKind, about_no_comment};
use porch_storage::comment_events::CommentEvent;
use porch_storage::outbox::{Channel, NewMessage};
use porch_storage::webhooks::{Shape, Webhook};

/// Which receivers get an event, and under which type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Audience {
    /// Receivers that list the type or list no types, chats included.
    Chats(&'static str),
    /// The same, but no chats that list no types.
    Receivers(&'static str),
    /// Only receivers that list no types: this type cannot be listed.
    Unnamed(&'static str),
    /// No receiver.
    Nobody,
}

#[expect(clippy::unnested_or_patterns, reason = "the macro is a pattern of its own")]
fn audience(kind: EventKind) -> Audience {
    use Audience::{Chats, Nobody, Receivers, Unnamed};
    match kind {
        EventKind::CommentPublished => Chats("comment.published"),
        EventKind::CommentHeld => Chats("comment.held"),
        EventKind::CommentApproved => Chats("comment.approved"),
        EventKind::CommentEdited => Receivers("comment.edited"),
        EventKind::CommentRemoved => Receivers("comment.removed"),
        EventKind::CommentRestored => Receivers("comment.restored"),
        EventKind::CommentWithdrawn => Receivers("comment.withdrawn"),
        EventKind::CommentSentBack => Receivers("comment.sent_back"),
        EventKind::CommentDeclined => Receivers("comment.declined"),
        EventKind::CommentMarkedSpam => Receivers("comment.marked_spam"),
        EventKind::CommentCleared => Receivers("comment.cleared"),
        EventKind::CommentReported => Chats("comment.reported"),
        EventKind::SecondLookAsked => Receivers("comment.second_look_asked"),
        EventKind::DecisionUndone => Receivers("comment.decision_undone"),
        EventKind::RemovalUndone => Receivers("comment.removal_undone"),
        EventKind::CommentErased => Receivers("comment.erased"),
        EventKind::CommentKept => Unnamed("comment.kept"),
        EventKind::CommentImported
        | EventKind::NoAnswerNeeded
        | EventKind::AnswerNeededAgain
        | EventKind::WordsErased
        | about_no_comment!() => Nobody,
    }
}

/// The types that a receiver can list. A receiver that lists none also gets the types that later versions add.
pub fn types() -> impl Iterator<Item = &'static str> {
    EventKind::ALL.iter().filter_map(|kind| match audience(*kind) {
        Audience::Chats(name) | Audience::Receivers(name) => Some(name),
        Audience::Unnamed(_) | Audience::Nobody => None,
    })
}

/// Pending messages of a chat at most. Further events are not sent there: a flood of messages would make it unreadable.
const MAX_PENDING_FOR_CHATS: u32 = 20;

/// The body of a standard webhook: ids, no texts. It is the same in every attempt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Body {
    /// The type, like `comment.published`.
    pub r#type: String,
    /// The time of the event, as RFC 3339.
    pub timestamp: String,
    /// The subject of the event.
    pub data: Data,
}

/// The subject of an event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Data {
    /// The site.
    pub site: String,
    /// The position in the site's log: later events have higher numbers.
    pub seq: i64,
    /// The comment.
    pub comment: CommentId,
    /// Its thread.
    pub thread: ThreadId,
    /// The comment's version after the event.
    pub version: Option<u32>,
    /// The page's address.
    pub page: String,
}

/// The event type of a kind in the log; none for kinds that are not sent.
fn type_of(kind: EventKind) -> Option<&'static str> {
    match audience(kind) {
        Audience::Chats(name) | Audience::Receivers(name) | Audience::Unnamed(name) => Some(name),
        Audience::Nobody => None,
    }
}

/// The kind of an event type; none for a type of a newer version.
pub(super) fn kind_of(name: &str) -> Option<EventKind> {
    EventKind::ALL.iter().copied().find(|kind| type_of(*kind) == Some(name))
}

fn is_subscribed(webhook: &Webhook, kind: EventKind) -> bool {
    match (webhook.events.is_empty(), webhook.shape) {
        (true, Shape::Standard) => true,
        (true, _) => matches!(audience(kind), Audience::Chats(_)),
        (false, _) => webhook.events.iter().any(|wanted| type_of(kind) == Some(wanted)),
    }
}

/// Whether a receiver may have one more pending message; counts it, if so.
fn reserve_message(webhook: &Webhook, waiting: &mut HashMap<String, u32>) -> bool {
    let count = waiting.entry(webhook.id.clone()).or_default();
    let room = webhook.shape == Shape::Standard || *count < MAX_PENDING_FOR_CHATS;
    *count += u32::from(room);
    room
}

/// The messages to the receivers of a site for these events, given the number of pending messages of each receiver.
pub fn messages_for(
    site: &str,
    webhooks: &[Webhook],
    events: &[CommentEvent],
    mut waiting: HashMap<String, u32>,
) -> Vec<NewMessage> {
    let mut messages = Vec::new();
    for event in events {
        let Some(r#type) = type_of(event.kind).map(str::to_owned) else { continue };
        let receivers = webhooks.iter().filter(|webhook| webhook.paused.is_none() && webhook.since_seq < event.seq);
        let receivers = receivers.filter(|webhook| is_subscribed(webhook, event.kind));
        let receivers: Vec<_> = receivers.filter(|webhook| reserve_message(webhook, &mut waiting)).collect();
        if receivers.is_empty() {
            continue;
        }
        let timestamp = Moment::from_microsecond(event.at.0).unwrap_or_default().to_string();
        let (comment, thread, version, page) = (event.comment, event.thread, event.version, event.page.clone());
        let data = Data { site: site.to_owned(), seq: event.seq, comment, thread, version, page };
        let Ok(payload) = serde_json::to_string(&Body { r#type, timestamp, data }) else { continue };
        messages.extend(receivers.into_iter().map(|webhook| NewMessage {
            id: uuid::Uuid::now_v7(),
            channel: Channel::Webhook,
            target: webhook.id.clone(),
            payload: payload.clone(),
        }));
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::{Audience, EventKind, audience, kind_of, type_of, types};

    #[test]
    fn receivers_ask_for_events_by_the_names_that_they_always_had() {
        let named = [
            "published",
            "held",
            "approved",
            "edited",
            "removed",
            "restored",
            "withdrawn",
            "sent_back",
            "declined",
            "marked_spam",
            "cleared",
            "reported",
            "second_look_asked",
            "decision_undone",
            "removal_undone",
            "erased",
        ];
        assert_eq!(types().collect::<Vec<_>>(), named.map(|name| format!("comment.{name}")));
        let all = EventKind::ALL.iter().copied();
        let chats: Vec<_> = all.clone().filter(|kind| matches!(audience(*kind), Audience::Chats(_))).collect();
        let expected = ["published", "held", "approved", "reported"].map(|name| kind_of(&format!("comment.{name}")));
        assert_eq!(chats.into_iter().map(Some).collect::<Vec<_>>(), expected);
        for (kind, name) in all.filter_map(|kind| Some((kind, type_of(kind)?))) {
            assert_eq!(kind_of(name), Some(kind));
            assert_eq!(name, format!("comment.{}", kind.as_str().trim_start_matches("comment_")));
        }
    }
}
