//! The messages about actions on several comments.

use porch_protocol::{DecisionKind, Status};

use super::names::isolated;
use super::{NOT_UNDONE, TOO_LATE, UNDONE, done, people};

/// What was decided about how many comments, and how many were skipped because another team member was faster: with the
/// author's name where it is about one comment whose author is known, and with the current status of that one.
pub(crate) fn decided(
    (verb, count, name): (DecisionKind, usize, &str),
    (left, left_name, state): (usize, &str, Option<Status>),
) -> String {
    match (count, left) {
        (0, _) => TOO_LATE.into(),
        (_, 0) => done(verb, name, count),
        (_, 1) => {
            let whose =
                if left_name.is_empty() { "1 comment".into() } else { format!("{}’s comment", isolated(left_name)) };
            format!("{} {whose} was left: {}.", done(verb, name, count), current_state(state))
        }
        _ => format!(
            "{} {left} comments were left: somebody else decided about them first, or they were edited.",
            done(verb, name, count)
        ),
    }
}

/// The status of a comment for which another team member was faster.
pub(crate) fn current_state(state: Option<Status>) -> String {
    match state {
        // Where the status is the same, its text was edited.
        None | Some(Status::Held) => "somebody else decided about it first, or it was edited".into(),
        Some(status) => format!("it is {} by now", people::status(status)),
    }
}

/// How many were not done because of a failure.
pub(crate) fn not_done(count: usize, reason: &str) -> String {
    if count == 1 {
        format!("1 comment was not done: {reason}")
    } else {
        format!("{count} comments were not done: {reason}")
    }
}

/// How many were undone, and how many could not be.
pub(crate) fn undone(count: usize, left: usize) -> String {
    let of = |count: usize| if count == 1 { "1 comment".to_owned() } else { format!("{count} comments") };
    match (count, left) {
        (0, _) => NOT_UNDONE.into(),
        (_, 0) => UNDONE.into(),
        _ => format!("Undone: {}. {} can’t be undone any more.", of(count), of(left)),
    }
}

/// The label of a button: with the number where it fits only some of the selected comments.
pub(crate) fn button(verb: DecisionKind, fits: usize, all: usize) -> String {
    let verb = super::verb(verb);
    if fits == all { verb.into() } else { format!("{verb} {fits} of {all}") }
}

/// The title of the form for a decision about several comments.
pub(crate) fn reason_title(verb: DecisionKind, count: usize) -> String {
    match verb {
        DecisionKind::SendBack => format!("Ask for changes of {count} comments"),
        DecisionKind::Remove => format!("Remove {count} comments"),
        _ => format!("Decline {count} comments"),
    }
}

/// The label of its field.
pub(crate) fn ask_reason(verb: DecisionKind) -> &'static str {
    match verb {
        DecisionKind::SendBack => "What should their authors change? They read this.",
        DecisionKind::Remove => "Why? Their authors read this, and so does everybody else where a comment has replies.",
        _ => "Why? Their authors read this, and can edit and send again.",
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
        assert_eq!(plain_text(&declined), "Approved: Dan’s comment. P11’s comment was left: it is declined by now.");
        let edited = decided((DecisionKind::Spam, 2, ""), (1, "", Some(Status::Held)));
        assert!(edited.ends_with("1 comment was left: somebody else decided about it first, or it was edited."));
        assert_eq!(undone(200, 30), "Undone: 200 comments. 30 comments can’t be undone any more.");
        assert_eq!(undone(1, 0), "Undone.");
        assert_eq!(not_done(1, "Why."), "1 comment was not done: Why.");
    }
}
