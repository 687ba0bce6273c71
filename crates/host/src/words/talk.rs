//! The words about answering: a comment's conversation, one's own words, and what needs no answer.

use porch_protocol::Status;

pub(crate) const ANSWER: &str = "Answer";
pub(crate) const APPROVE_AND_ANSWER: &str = "Approve and answer";
pub(crate) const BOTH_DONE: &str = "Approved, and your answer is published.";
pub(crate) const NOT_NOW: &str = "This can't be answered as it stands now: it was taken down or withdrawn meanwhile.";
pub(crate) const NEEDS_NONE: &str = "No answer needed";
pub(crate) const NEEDS_NONE_DONE: &str = "It waits no more: no answer needed.";
pub(crate) const NEEDS_AGAIN_DONE: &str = "It waits for an answer again.";
/// Between the name of whoever decided and the reason that they gave.
pub(crate) const WROTE: &str = "wrote to its author:";
pub(crate) const AROUND: &str = "Conversation";
pub(crate) const ABOVE: &str = "Before it";
pub(crate) const BELOW: &str = "Replies to it";
pub(crate) const ALONE: &str = "Nothing before it, and no reply yet.";
pub(crate) const EDIT: &str = "Edit";
pub(crate) const SAVE: &str = "Save";
pub(crate) const EDITED: &str = "Your words are changed.";
pub(crate) const YOUR_WORDS: &str = "Your words";
pub(crate) const DELETE: &str = "Delete";
pub(crate) const DELETE_WHAT: &str =
    "Delete your words? Where others have replied, readers see that something was withdrawn.";
pub(crate) const DELETED: &str = "Your words are withdrawn.";
pub(crate) const NOT_YOURS: &str = "These are not your words: somebody of the same name wrote them.";
pub(crate) const NO_PAGE: &str = "Nobody has written on that page yet.";

/// How many more replies there are than are shown.
pub(crate) fn more(count: u32) -> String {
    if count == 1 { "1 more reply is on the page.".into() } else { format!("{count} more replies are on the page.") }
}

/// Where a comment stands that not everybody reads.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Held => "held",
        Status::Published => "published",
        Status::SentBack => "sent back",
        Status::Declined => "declined",
        Status::Removed => "removed",
        Status::Withdrawn => "withdrawn",
        Status::Spam => "spam",
    }
}
