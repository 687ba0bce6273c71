//! The types of events that receivers hear of, derived from the log's kinds, and what a stretch of the log owes to whom.

use std::collections::HashMap;

use jiff::Timestamp as Moment;
use porch_protocol::{CommentId, ThreadId};
use serde::{Deserialize, Serialize};

use crate::domain::event::{EventKind, about_no_comment};
use crate::storage::comment_events::CommentEvent;
use crate::storage::outbox::{Channel, NewOwed};
use crate::storage::webhooks::{Shape, Webhook};

/// Who hears of an event, and under which type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Audience {
    /// Whoever asks for it by name or for nothing in particular, people in chats among them.
    Chats(&'static str),
    /// The same without people in chats who ask for nothing in particular.
    Receivers(&'static str),
    /// Only receivers that ask for nothing in particular: it has no name to ask by.
    Unnamed(&'static str),
    /// Nobody.
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
        EventKind::CommentKept => Unnamed("comment.kept"),
        EventKind::CommentImported | EventKind::NoAnswerNeeded | EventKind::AnswerNeededAgain | about_no_comment!() => {
            Nobody
        }
    }
}

/// What can be asked for by name. Whoever asks for nothing in particular hears of kinds that come later, too.
pub fn types() -> impl Iterator<Item = &'static str> {
    EventKind::ALL.iter().filter_map(|kind| match audience(*kind) {
        Audience::Chats(name) | Audience::Receivers(name) => Some(name),
        Audience::Unnamed(_) | Audience::Nobody => None,
    })
}

/// Messages that wait for a chat at most. What comes on top is not told there: a chat is no log, and a flood would fill it.
const MOST_FOR_CHATS: u32 = 20;

/// The body of a standard webhook: ids, no words. It stays the same in every try.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Body {
    /// The type: `comment.published` and its kin.
    pub r#type: String,
    /// When it happened, as RFC 3339.
    pub timestamp: String,
    /// To what.
    pub data: Data,
}

/// What an event happened to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Data {
    /// The site.
    pub site: String,
    /// The place in the site's log: what happened later has a higher one.
    pub seq: i64,
    /// The comment.
    pub comment: CommentId,
    /// Its thread.
    pub thread: ThreadId,
    /// The comment's version after it.
    pub version: Option<u32>,
    /// The page's address.
    pub page: String,
}

/// The type of a kind in the log; none for what receivers hear nothing of.
fn type_of(kind: EventKind) -> Option<&'static str> {
    match audience(kind) {
        Audience::Chats(name) | Audience::Receivers(name) | Audience::Unnamed(name) => Some(name),
        Audience::Nobody => None,
    }
}

/// The kind of a type; none for one of a newer program.
pub(super) fn kind_of(name: &str) -> Option<EventKind> {
    EventKind::ALL.iter().copied().find(|kind| type_of(*kind) == Some(name))
}

fn wants(webhook: &Webhook, kind: EventKind) -> bool {
    match (webhook.events.is_empty(), webhook.shape) {
        (true, Shape::Standard) => true,
        (true, _) => matches!(audience(kind), Audience::Chats(_)),
        (false, _) => webhook.events.iter().any(|wanted| type_of(kind) == Some(wanted)),
    }
}

/// Whether one more message may wait for a receiver; counts it, if so.
fn has_room(webhook: &Webhook, waiting: &mut HashMap<String, u32>) -> bool {
    let count = waiting.entry(webhook.id.clone()).or_default();
    let room = webhook.shape == Shape::Standard || *count < MOST_FOR_CHATS;
    *count += u32::from(room);
    room
}

/// What the receivers of a site are owed for what happened there, given how much waits for each.
pub fn owed_for(
    site: &str,
    webhooks: &[Webhook],
    happened: &[CommentEvent],
    mut waiting: HashMap<String, u32>,
) -> Vec<NewOwed> {
    let mut owed = Vec::new();
    for event in happened {
        let Some(r#type) = type_of(event.kind).map(str::to_owned) else { continue };
        let hearing = webhooks.iter().filter(|webhook| webhook.paused.is_none() && webhook.since_seq < event.seq);
        let hearing = hearing.filter(|webhook| wants(webhook, event.kind));
        let hearing: Vec<_> = hearing.filter(|webhook| has_room(webhook, &mut waiting)).collect();
        if hearing.is_empty() {
            continue;
        }
        let timestamp = Moment::from_microsecond(event.at.0).unwrap_or_default().to_string();
        let (comment, thread, version, page) = (event.comment, event.thread, event.version, event.page.clone());
        let data = Data { site: site.to_owned(), seq: event.seq, comment, thread, version, page };
        let Ok(payload) = serde_json::to_string(&Body { r#type, timestamp, data }) else { continue };
        owed.extend(hearing.into_iter().map(|webhook| NewOwed {
            id: uuid::Uuid::now_v7(),
            way: Channel::Webhook,
            target: webhook.id.clone(),
            payload: payload.clone(),
        }));
    }
    owed
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
