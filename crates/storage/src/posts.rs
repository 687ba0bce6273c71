//! Posting: the input and the result of the one write that must be fast.

use std::sync::Arc;

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Role, SecondLook, Status, ThreadId, Timestamp};
use uuid::Uuid;

use porch_domain::verified_proof::VerifiedProof;

/// A comment ready to be stored: all rules were applied except those that need the transaction.
#[derive(Clone, Debug)]
pub struct PostJob {
    /// The site.
    pub site: Arc<str>,
    /// Hash of the idempotency key.
    pub key_hash: String,
    /// Hash of the request's body.
    pub request_hash: String,
    /// The cleaned address of the page.
    pub page_key: Arc<str>,
    /// The address to link to.
    pub url: String,
    /// The page's title from the visitor's browser. It is used when the page has none, once the comment is public.
    pub title: Option<String>,
    /// The thread, if it exists.
    pub thread: Option<ThreadId>,
    /// The id of the thread, if it must be created.
    pub new_thread: ThreadId,
    /// The comment's id.
    pub id: CommentId,
    /// The comment that it replies to.
    pub parent: Option<CommentId>,
    /// The author.
    pub person: String,
    /// The name to show.
    pub name: String,
    /// The author's role in the team.
    pub role: Option<Role>,
    /// The text as typed.
    pub source: String,
    /// The text as a serialised tree.
    pub tree: String,
    /// The status: published or held.
    pub status: Status,
    /// Why it is held.
    pub hold: Option<HoldReason>,
    /// How it arrived, which is stored while it is held.
    pub arrival: Arrival,
    /// What its author did when asked to reconsider the text.
    pub second_look: Option<SecondLook>,
    /// The least time since its author's last comment. Only the transaction can check it for simultaneous posts.
    pub slow_mode: Option<SlowMode>,
    /// Its proof of work: if that was used before, the comment is held.
    pub proof: Option<VerifiedProof>,
    /// When it arrived.
    pub now: Timestamp,
}

/// How a comment arrived, and its further hold reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Milliseconds between the first touch of the composer, or the opening of the page, and sending, where the client
    /// reports them.
    pub writing_time_ms: Option<u64>,
    /// The further hold reasons.
    pub other_hold_reasons: Vec<HoldReason>,
}

impl Arrival {
    /// The stored form, as JSON, with the title for the page; none when there is nothing to store.
    pub(super) fn stored(&self, title: Option<&str>) -> Option<String> {
        let also: Vec<_> = self.other_hold_reasons.iter().map(|reason| reason.word()).collect();
        let some = self.writing_time_ms.is_some() || !also.is_empty() || title.is_some();
        some.then(|| serde_json::json!({ "opened": self.writing_time_ms, "also": also, "title": title }).to_string())
    }

    /// Reads the stored form.
    pub(super) fn read(stored: Option<&str>) -> Self {
        let kept: serde_json::Value = stored.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default();
        let also = kept["also"].as_array().into_iter().flatten();
        let other_hold_reasons = also.filter_map(|word| HoldReason::from_word(word.as_str()?)).collect();
        Self { writing_time_ms: kept["opened"].as_u64(), other_hold_reasons }
    }
}

/// The slow mode for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlowMode {
    /// Seconds between two comments.
    pub seconds: u32,
    /// Whether the person's comments on other pages of the site count.
    pub everywhere: bool,
}

/// The result of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostOutcome {
    /// It is stored.
    Stored(StoredPost),
    /// The key and the body are those of an earlier request: this is what it stored.
    Repeated(StoredPost),
    /// The key is that of an earlier request with another body.
    KeyReused,
    /// The parent is not public, or is in another thread.
    ParentNotFound,
    /// The thread or the site takes no comments.
    Closed,
    /// Its author may write again at this time, and not before.
    TooSoon(Timestamp),
}

/// A stored post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPost {
    /// The comment.
    pub id: CommentId,
    /// Its thread.
    pub thread: ThreadId,
    /// The time, which increases within a thread.
    pub posted_at: Timestamp,
    /// The thread's rev after it, when it is public.
    pub rev: Option<i64>,
    /// The status.
    pub status: Status,
    /// Why it was held.
    pub hold: Option<HoldReason>,
}

/// A random id that increases with time, for comments and threads.
pub fn fresh_id() -> Uuid {
    Uuid::now_v7()
}
