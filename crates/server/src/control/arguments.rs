//! What the operator types: the values of arguments that are more than a text.

use porch_protocol::CommentId;

/// A comment's id, as commands list it.
///
/// # Errors
/// A sentence about a text that is none.
pub fn comment_id(text: &str) -> Result<CommentId, String> {
    let why = || {
        format!(
            "{text:?} is not a comment's id. porch waiting and porch log list ids; a comment's link ends with its id"
        )
    };
    text.parse().map_err(|_| why())
}

/// The seconds of `30m`, `12h`, `7d`, or of a number of seconds.
///
/// # Errors
/// A sentence about a text that is no time.
pub fn seconds(text: &str) -> Result<i64, String> {
    let (number, unit) = match text.char_indices().last() {
        Some((last, 's')) => (&text[..last], 1),
        Some((last, 'm')) => (&text[..last], 60),
        Some((last, 'h')) => (&text[..last], 3_600),
        Some((last, 'd')) => (&text[..last], 86_400),
        _ => (text, 1),
    };
    let number: u32 = number.parse().map_err(|_| format!("{text:?} is not a time like 30m, 12h or 7d"))?;
    Ok(i64::from(number) * unit)
}

#[cfg(test)]
mod tests {
    use super::{comment_id, seconds};

    #[test]
    fn the_error_for_an_invalid_id_names_the_commands_that_list_ids() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        assert_eq!(comment_id(id).map(|id| id.to_string()), Ok(id.into()));
        let why = comment_id("xyz").unwrap_err();
        assert!(why.contains("\"xyz\" is not a comment's id") && why.contains("porch waiting"), "{why}");
    }

    #[test]
    fn durations_have_a_number_and_a_unit() {
        for (text, read) in [("30m", 1_800), ("12h", 43_200), ("7d", 604_800), ("20s", 20), ("20", 20), ("0m", 0)] {
            assert_eq!(seconds(text), Ok(read), "{text}");
        }
        for wrong in ["", "m", "-1d", "1w", "7é"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
