//! The texts about replies: a comment's conversation, one's own comment, and comments that need no reply.

use porch_protocol::Status;

pub(crate) const REPLY: &str = "Reply";
pub(crate) const APPROVE_AND_REPLY: &str = "Approve and reply";
pub(crate) const APPROVED_AND_REPLIED: &str = "Approved, and your reply is published.";
pub(crate) const NOT_NOW: &str = "You can’t reply to this comment any more: it was removed or deleted meanwhile.";
pub(crate) const NO_REPLY_NEEDED: &str = "No reply needed";
pub(crate) const NO_REPLY_NEEDED_DONE: &str = "Marked: no reply needed.";
pub(crate) const REPLY_NEEDED_DONE: &str = "It is unanswered again.";
/// Between the name of the member who decided and their reason.
pub(crate) const WROTE_TO_AUTHOR: &str = "wrote to its author:";
pub(crate) const CONVERSATION: &str = "Conversation";
pub(crate) const ABOVE: &str = "Before it";
pub(crate) const BELOW: &str = "Replies to it";
pub(crate) const NO_CONVERSATION: &str = "No comment before it, and no reply yet.";
pub(crate) const EDIT: &str = "Edit";
pub(crate) const SAVE: &str = "Save";
pub(crate) const YOUR_COMMENT: &str = "Your comment";
pub(crate) const DELETE: &str = "Delete";
pub(crate) const DELETE_WHAT: &str = "Delete your comment? The replies stay.";
pub(crate) const DELETED: &str = "Deleted.";
pub(crate) const NOT_YOURS: &str = "This is not your comment: somebody of the same name wrote it.";
pub(crate) const NO_PAGE: &str = "There are no comments on that page yet.";

/// The label of the field for a reply.
pub(crate) fn reply_to(name: &str) -> String {
    format!("Reply to {name}")
}

/// How many more replies there are than are shown.
pub(crate) fn more(count: u32) -> String {
    if count == 1 { "1 more reply is on the page.".into() } else { format!("{count} more replies are on the page.") }
}

/// What follows after an edit of one's own comment, by its status then.
pub(crate) fn edited(status: Status) -> &'static str {
    match status {
        Status::Published => "Your changes are up.",
        _ => "Your changes are saved, and wait for approval.",
    }
}

/// Why an edit of one's own comment was not saved: its status by now, and what can be done.
pub(crate) fn meanwhile(status: Status, reason: Option<&str>) -> String {
    let why = reason.map(|reason| format!(" Reason: {reason}")).unwrap_or_default();
    let next = match status {
        Status::SentBack | Status::Declined => "Save once more, and it waits for approval.",
        Status::Held | Status::Published => "Look at it, and save once more.",
        Status::Removed | Status::Withdrawn | Status::Spam => {
            "It can’t be edited any more; copy your words if you need them."
        }
    };
    let stands = match status {
        Status::Published => "was published",
        Status::Held => "was held for review",
        Status::SentBack => "was sent back for changes",
        Status::Declined => "was declined",
        Status::Removed => "was removed",
        Status::Withdrawn => "was deleted",
        Status::Spam => "was marked as spam",
    };
    format!("Not saved: your comment {stands} meanwhile.{why} What you typed is still here. {next}")
}

/// The status of a comment that visitors do not see.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Held => "held",
        Status::Published => "published",
        Status::SentBack => "sent back for changes",
        Status::Declined => "declined",
        Status::Removed => "removed",
        Status::Withdrawn => "deleted by its author",
        Status::Spam => "spam",
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::Status;

    use super::{edited, meanwhile};

    #[test]
    fn an_edit_that_waits_for_approval_is_not_called_published() {
        for status in Status::ALL {
            assert_eq!(edited(status).contains("are up"), status == Status::Published, "{status:?}");
        }
    }

    #[test]
    fn an_edit_of_a_comment_that_was_declined_meanwhile_says_so_and_what_to_do() {
        let message = meanwhile(Status::Declined, Some("Rule 2."));
        assert!(message.starts_with("Not saved: your comment was declined meanwhile. Reason: Rule 2. "), "{message}");
        assert!(message.ends_with("Save once more, and it waits for approval."));
        assert!(meanwhile(Status::Removed, None).contains("can’t be edited any more"));
    }
}
