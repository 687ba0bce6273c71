//! The messages about actions on several comments.

use porch_protocol::{DecisionKind, Status};

use super::{done, one_comment, people, text};

/// What was decided about how many comments, and how many were skipped because another team member was faster: with the
/// author's name where it is about one comment whose author is known, and with the current status of that one.
pub(crate) fn decided(
    (decision, count, name): (DecisionKind, usize, &str),
    (left, left_name, state): (usize, &str, Option<Status>),
) -> String {
    match (count, left) {
        (0, _) => text().too_late().into(),
        (_, 0) => done(decision, name, count),
        (_, 1) => text().bulk_left_one(&done(decision, name, count), &one_comment(left_name), &current_state(state)),
        _ => text().bulk_left_many(&done(decision, name, count), left),
    }
}

/// The status of a comment for which another team member was faster.
pub(crate) fn current_state(state: Option<Status>) -> String {
    match state {
        // Where the status is the same, its text was edited.
        None | Some(Status::Held) => text().bulk_somebody_else().into(),
        Some(status) => text().bulk_by_now(people::status(status)),
    }
}

/// How many were not done because of a failure.
pub(crate) fn not_done(count: usize, reason: &str) -> String {
    text().bulk_not_done(count, reason)
}

/// How many were undone, and how many could not be.
pub(crate) fn undone(count: usize, left: usize) -> String {
    match (count, left) {
        (0, _) => text().not_undone().into(),
        (_, 0) => text().undone().into(),
        _ => text().bulk_undone(&text().comment_count(count), &text().comment_count(left)),
    }
}

/// The label of a button: with the number where it fits only some of the selected comments.
pub(crate) fn button(decision: DecisionKind, fits: usize, all: usize) -> String {
    let decision = super::decision_label(decision);
    if fits == all { decision.into() } else { text().bulk_button(decision, fits, all) }
}

/// The title of the form for a decision about several comments.
pub(crate) fn reason_title(decision: DecisionKind, count: usize) -> String {
    match decision {
        DecisionKind::SendBack => text().bulk_title_changes(count),
        DecisionKind::Remove => text().bulk_title_remove(count),
        _ => text().bulk_title_decline(count),
    }
}

/// The label of its field.
pub(crate) fn reason_label(decision: DecisionKind) -> &'static str {
    match decision {
        DecisionKind::SendBack => text().bulk_ask_changes(),
        DecisionKind::Remove => text().bulk_ask_remove(),
        _ => text().bulk_ask_decline(),
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::{DecisionKind, Status};

    use super::super::names::plain_text;
    use super::{decided, not_done, undone};

    #[test]
    fn a_skipped_comment_is_named_with_its_author_and_its_status() {
        let declined = decided((DecisionKind::Approve, 1, "Dan"), (1, "P11", Some(Status::Declined)));
        assert_eq!(
            plain_text(&declined),
            "Approved: Dan’s comment. P11’s comment was not changed, because it is now declined."
        );
        let edited = decided((DecisionKind::Spam, 2, ""), (1, "", Some(Status::Held)));
        assert!(
            edited.ends_with(
                "1 comment was not changed, because somebody else decided about it first, or it was edited."
            )
        );
        assert_eq!(undone(200, 30), "Undone: 200 comments. 30 comments can’t be undone any more.");
        assert_eq!(undone(1, 0), "Undone.");
        assert_eq!(not_done(1, "Why."), "1 comment was not done: Why.");
    }
}
