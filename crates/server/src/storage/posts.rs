//! Posting: what goes into the one hot write, and what comes out of it.

use std::sync::Arc;

use porch_protocol::{CommentId, Role, SecondLook, Status, ThreadId, Timestamp};
use uuid::Uuid;

use crate::moderation::reasons::HoldReason;
use crate::proof_of_work::VerifiedProof;

/// A comment ready to be stored: all rules but those that only the transaction can decide have been asked.
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
    /// The page's title as the visitor's browser knows it. It counts where the page has none, once the words are seen.
    pub title: Option<String>,
    /// The thread, where it is there already.
    pub thread: Option<ThreadId>,
    /// The id of the thread, should it have to be made.
    pub new_thread: ThreadId,
    /// The comment's id.
    pub id: CommentId,
    /// What it answers.
    pub parent: Option<CommentId>,
    /// Who writes.
    pub person: String,
    /// The name to show.
    pub name: String,
    /// What they are in the team.
    pub role: Option<Role>,
    /// The words as typed.
    pub source: String,
    /// The words as a tree, serialised.
    pub tree: String,
    /// Published or held.
    pub status: Status,
    /// Why held.
    pub hold: Option<HoldReason>,
    /// How it came, which is kept where it waits.
    pub arrival: Arrival,
    /// What its author did about a second look.
    pub pause: Option<SecondLook>,
    /// The least time since its author's last one, which only the transaction can decide for many that come at once.
    pub pace: Option<Pace>,
    /// The work that lets it in: where it was spent before, the comment is held.
    pub spent: Option<VerifiedProof>,
    /// When it arrived.
    pub now: Timestamp,
}

/// How a comment came, beside the first reason why it waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Milliseconds after the page was opened, where the sender says.
    pub opened: Option<u64>,
    /// What else would have held it.
    pub also: Vec<HoldReason>,
}

impl Arrival {
    /// What is kept of it, as JSON, with the title that the page is to have from it; none where there is nothing to keep.
    pub(super) fn stored(&self, title: Option<&str>) -> Option<String> {
        let also: Vec<_> = self.also.iter().map(|reason| reason.word()).collect();
        let some = self.opened.is_some() || !also.is_empty() || title.is_some();
        some.then(|| serde_json::json!({ "opened": self.opened, "also": also, "title": title }).to_string())
    }

    /// The same, read.
    pub(super) fn read(stored: Option<&str>) -> Self {
        let kept: serde_json::Value = stored.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default();
        let also = kept["also"].as_array().into_iter().flatten();
        let also = also.filter_map(|word| HoldReason::from_word(word.as_str()?)).collect();
        Self { opened: kept["opened"].as_u64(), also }
    }
}

/// How slowly one person may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Seconds between two comments.
    pub seconds: u32,
    /// Whether what they wrote on other pages of the site counts.
    pub everywhere: bool,
}

/// What became of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostOutcome {
    /// It is stored.
    Stored(StoredPost),
    /// The same key and the same body came before: this is what was stored then.
    Repeated(StoredPost),
    /// The same key came before with another body.
    KeyReused,
    /// What it answers is not there for strangers, or lies in another thread.
    ParentNotFound,
    /// The thread or the site takes no comments.
    Closed,
    /// Its author may write again then, and not before.
    TooSoon(Timestamp),
}

/// A stored post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPost {
    /// The comment.
    pub id: CommentId,
    /// Its thread.
    pub thread: ThreadId,
    /// When, in the thread's own rising time.
    pub posted_at: Timestamp,
    /// The thread's rev after it, when strangers may notice.
    pub rev: Option<i64>,
    /// Where it stood.
    pub status: Status,
    /// Why it was held.
    pub hold: Option<HoldReason>,
}

/// A random id that rises with time, for comments and threads.
pub fn fresh_id() -> Uuid {
    Uuid::now_v7()
}
