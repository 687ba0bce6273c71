//! The types of events that receivers hear of, derived from the log's kinds, and what a stretch of the log owes to whom.

use std::collections::HashMap;

use jiff::Timestamp as Moment;
use porch_protocol::{CommentId, ThreadId};
use serde::{Deserialize, Serialize};

use crate::storage::outbox::{Channel, CommentEvent, NewOwed};
use crate::storage::webhooks::{Shape, Webhook};

/// What can be asked for by name. Whoever asks for nothing in particular hears of kinds that come later, too.
pub const TYPES: [&str; 15] = [
    "comment.published",
    "comment.held",
    "comment.approved",
    "comment.edited",
    "comment.removed",
    "comment.restored",
    "comment.withdrawn",
    "comment.sent_back",
    "comment.declined",
    "comment.marked_spam",
    "comment.cleared",
    "comment.reported",
    "comment.second_look_asked",
    "comment.decision_undone",
    "comment.removal_undone",
];

/// What a person in a chat wants to hear of, unless something else was said.
const FOR_CHATS: [&str; 4] = ["comment.published", "comment.held", "comment.approved", "comment.reported"];

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

/// The type of a kind in the log; none for what is no comment's.
pub fn type_of(kind: &str) -> Option<String> {
    let about_one = kind == "second_look_asked" || kind.ends_with("_undone");
    let what = kind.strip_prefix("comment_").or_else(|| about_one.then_some(kind))?;
    Some(format!("comment.{what}"))
}

fn wants(webhook: &Webhook, kind: &str) -> bool {
    match (webhook.events.is_empty(), webhook.shape) {
        (true, Shape::Standard) => true,
        (true, _) => FOR_CHATS.contains(&kind),
        (false, _) => webhook.events.iter().any(|wanted| wanted == kind),
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
        let Some(r#type) = type_of(&event.kind) else { continue };
        let hearing = webhooks.iter().filter(|webhook| webhook.paused.is_none() && webhook.since_seq < event.seq);
        let hearing = hearing.filter(|webhook| wants(webhook, &r#type));
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
