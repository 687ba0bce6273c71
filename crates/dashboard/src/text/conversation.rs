//! The texts about replies: a comment's conversation, one's own comment, and comments that need no reply.

use porch_protocol::Status;

use super::text;

/// What follows after an edit of one's own comment, by its status then.
pub(crate) fn edited(status: Status) -> &'static str {
    match status {
        Status::Published => text().conversation_changes_up(),
        _ => text().conversation_changes_wait(),
    }
}

/// Why an edit of one's own comment was not saved: its status by now, and what can be done.
pub(crate) fn meanwhile(status: Status, reason: Option<&str>) -> String {
    let text = text();
    let next = match status {
        Status::SentBack | Status::Declined => text.conversation_next_approval(),
        Status::Held | Status::Published => text.conversation_next_look(),
        Status::Removed | Status::Withdrawn | Status::Spam => text.conversation_next_copy(),
    };
    match status {
        Status::Published => text.conversation_meanwhile_published(reason, next),
        Status::Held => text.conversation_meanwhile_held(reason, next),
        Status::SentBack => text.conversation_meanwhile_sent_back(reason, next),
        Status::Declined => text.conversation_meanwhile_declined(reason, next),
        Status::Removed => text.conversation_meanwhile_removed(reason, next),
        Status::Withdrawn => text.conversation_meanwhile_deleted(reason, next),
        Status::Spam => text.conversation_meanwhile_spam(reason, next),
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
