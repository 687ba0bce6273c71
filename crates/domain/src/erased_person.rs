//! People who were erased: the id that stands for them, in the log and beside what is left of their comments; and when it is
//! looked once more for what is theirs.

use porch_protocol::Timestamp;

/// How long after a person was erased that is repeated, in microseconds: two minutes. It must be longer than a request may
/// take (10 seconds, `request` of `ServerLimits`) with what it may then wait for to be written, since it knows the person of when it
/// began.
pub const SECOND_PASS_AFTER: i64 = 2 * 60 * Timestamp::SECOND;

/// What every such id begins with. No id of a person who is known does.
const PREFIX: &str = "erased-";

/// An id for a person who is erased; `random` makes it lead nowhere.
pub fn pseudonym(random: &str) -> String {
    format!("{PREFIX}{random}")
}

/// Whether an id stands for a person who was erased.
pub fn is_erased(id: &str) -> bool {
    id.starts_with(PREFIX)
}

#[cfg(test)]
mod tests {
    use super::{is_erased, pseudonym};

    #[test]
    fn a_pseudonym_is_known_as_one() {
        assert!(is_erased(&pseudonym("7")));
        for id in ["", "ada", "operator", "reports", "not-erased-7"] {
            assert!(!is_erased(id), "{id:?}");
        }
    }
}
