//! The outbox: comments that the server has not acknowledged. They are saved in the browser, and retried for a day.

use porch_protocol::{Author, Block, Comment, CommentId, Inline, NewComment, Status, Timestamp, Tree};

/// How long a comment is retried, in milliseconds: 24 hours.
pub const GIVE_UP_AFTER: f64 = 86_400_000.0;

/// A comment that the server has not acknowledged.
#[derive(Clone, PartialEq, Debug)]
pub struct Outgoing {
    /// The idempotency key: the same for each attempt, so that the comment counts once.
    pub key: String,
    /// The id it is shown under until the server gives it one.
    pub id: CommentId,
    /// When it was submitted, in milliseconds since 1970, by this browser's clock.
    pub at: f64,
    /// Whether the server refused it with the advice to reload the page.
    pub refused: bool,
    /// The comment that is sent.
    pub comment: NewComment,
}

impl Outgoing {
    /// The comment as it is shown meanwhile. The text is shown as it was typed: only the server parses Markdown.
    pub fn as_comment(&self) -> Comment {
        let mut paragraphs = Vec::new();
        let mut inlines: Vec<Inline> = Vec::new();
        // The empty line at the end closes the last paragraph.
        for line in self.comment.body.lines().chain([""]) {
            if !line.trim().is_empty() {
                if !inlines.is_empty() {
                    inlines.push(Inline::Br);
                }
                inlines.push(Inline::Text(line.into()));
            } else if !inlines.is_empty() {
                paragraphs.push(Block::P(std::mem::take(&mut inlines)));
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "a clock's milliseconds fit for ages")]
        let posted_at = Timestamp(self.at as i64 * 1_000);
        Comment {
            id: self.id,
            parent: self.comment.parent,
            author: Some(Author::visitor(&*self.comment.name)),
            body: Some(Tree(paragraphs)),
            posted_at,
            undated: false,
            edited_at: None,
            version: 0,
            status: Status::Published,
            reason: None,
        }
    }

    /// Whether it is retried at `now`.
    pub fn is_retryable(&self, now: f64) -> bool {
        now - self.at < GIVE_UP_AFTER
    }
}

/// How long to wait before the next attempt, in milliseconds: a second, then twice as long each time, up to a minute;
/// 25 % more or less by `chance` (0 to 1), so that not all browsers retry at once.
pub fn retry_delay(failures: u32, retry_after: Option<u32>, chance: f64) -> u32 {
    let base = 1_000_u32.saturating_mul(1 << failures.saturating_sub(1).min(6)).min(60_000);
    let required = retry_after.unwrap_or(0).saturating_mul(1_000).min(3_600_000);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0.75 and 1.25 of a minute")]
    let jittered = (f64::from(base) * (0.75 + chance / 2.0)) as u32;
    jittered.max(required)
}

#[cfg(test)]
mod tests {
    use super::retry_delay;

    #[test]
    fn waits_grow_to_a_minute_and_obey_the_server() {
        let waits: Vec<u32> = (1..=9).map(|failures| retry_delay(failures, None, 0.5)).collect();
        assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
        assert_eq!(retry_delay(1, Some(20), 0.5), 20_000);
        assert!(
            (750..=1_250).contains(&retry_delay(1, None, 0.0)) && (750..=1_250).contains(&retry_delay(1, None, 1.0))
        );
    }
}
