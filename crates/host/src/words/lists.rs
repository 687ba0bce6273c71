//! The words of the filters and ends of lists.

use crate::entry::capital;

pub(crate) const SELECT_ALL_SHOWN: &str = "Select all shown";

/// The reasons for which a comment stands in a list, as the server names them and as a filter does: in the words of its row.
const REASONS: [(&str, &str); 19] = [
    ("trap", "Trap"),
    ("too_fast", "Too fast"),
    ("network", "Banned network"),
    ("words", "Word on your list"),
    ("repeated", "Repeated"),
    ("flood", "Very many"),
    ("links", "Links"),
    ("spam", "Reads like spam"),
    ("outside_judge", "Spam service"),
    ("no_proof", "No bot check"),
    ("attack", "Rush"),
    ("every_comment", "All are held"),
    ("first_comment", "First comment"),
    ("reported", "Readers reported it"),
    ("edited", "Edited"),
    ("not_reviewed", "Not reviewed yet"),
    ("reports", "Reported"),
    ("second_look", "Second look"),
    ("reply", "Reply to you"),
];

/// What a filter calls a reason.
pub(crate) fn reason(word: &str) -> String {
    let known = REASONS.iter().find(|(one, _)| *one == word);
    known.map_or_else(|| capital(&word.replace('_', " ")), |(_, label)| (*label).into())
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn a_reason_of_a_later_server_is_shown_all_the_same() {
        assert_eq!((reason("links"), reason("very_new")), ("Links".into(), "Very new".into()));
    }
}
