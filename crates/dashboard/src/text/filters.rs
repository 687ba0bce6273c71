//! The texts of the filters and ends of lists.

use porch_protocol::held::HoldReason;

use super::{hold_reason, text};
use crate::review::list_entry::capitalize;

/// The label of a reason in the filter, from the server's name for it: the same as in the rows that it finds.
pub(crate) fn reason(word: &str) -> String {
    let of_filter = match word {
        "reports" => Some(hold_reason::short(HoldReason::Reported)),
        "none_published" => Some(text().frame_none_published()),
        "second_look" => Some(text().frame_second_look()),
        "reply" => Some(text().frame_reply_to_you()),
        _ => None,
    };
    let held_for =
        || serde_json::from_value(word.into()).ok().filter(|one| *one != HoldReason::Unknown).map(hold_reason::short);
    of_filter.or_else(held_for).map_or_else(|| capitalize(&word.replace('_', " ")), String::from)
}

#[cfg(test)]
mod tests {
    use porch_protocol::held::HoldReason;

    use super::{hold_reason, reason};

    #[test]
    fn a_reason_of_a_newer_server_is_shown_in_its_own_words() {
        assert_eq!((reason("links"), reason("very_new")), ("Links".into(), "Very new".into()));
    }

    #[test]
    fn a_filter_has_the_same_label_as_the_rows_that_it_finds() {
        for one in HoldReason::ALL {
            let word = serde_json::to_value(one).unwrap();
            assert_eq!(reason(word.as_str().unwrap()), hold_reason::short(one));
        }
        assert_eq!((reason("reports"), reason("none_published")), ("Reported".into(), "Nothing published yet".into()));
    }
}
