//! The note that visitors read while a page is closed: its limits, and the note after each change.

use porch_protocol::limits::CLOSED_NOTE_CHARS;
use porch_protocol::{Cause, ClosedNote};

use super::text;

/// Why the note was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ClosedNoteError {
    /// It is too long.
    #[error("what visitors read has at most {CLOSED_NOTE_CHARS} characters")]
    Long,
}

impl ClosedNoteError {
    /// The same as a code with values.
    pub fn cause(self) -> Cause {
        match self {
            Self::Long => Cause::NoteTooLong { most: CLOSED_NOTE_CHARS },
        }
    }
}

/// The note as it is stored: one line, without control characters. None where nothing is left of it.
pub fn clean(words: &str) -> Result<Option<String>, ClosedNoteError> {
    let line = text::one_line(words).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > CLOSED_NOTE_CHARS {
        return Err(ClosedNoteError::Long);
    }
    Ok((!line.chars().all(text::is_blank)).then_some(line))
}

/// The note after a change. `change` is the cleaned text of the change: none keeps the present note, some none removes
/// it. `by` is the team member who makes the change.
pub fn note_after(
    (was_closed, before): (bool, Option<ClosedNote>),
    closed: bool,
    change: Option<Option<String>>,
    by: Option<String>,
) -> Option<ClosedNote> {
    if !closed {
        return None;
    }
    let before = before.filter(|_| was_closed);
    match change {
        None => before,
        Some(None) => None,
        // The same text from another team member: the first author stays.
        Some(Some(words)) if before.as_ref().is_some_and(|before| before.words == words) => before,
        Some(Some(words)) => Some(ClosedNote { words, by }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_is_one_line_and_bounded() {
        assert_eq!(clean(" The trip is over.\n Thank\tyou!\u{202E} "), Ok(Some("The trip is over. Thank you!".into())));
        assert_eq!(clean(" \u{200B}\n"), Ok(None));
        assert_eq!(clean(&"é".repeat(300)), Ok(Some("é".repeat(300))));
        assert_eq!(clean(&"é".repeat(301)), Err(ClosedNoteError::Long));
    }

    #[test]
    fn the_note_lasts_as_long_as_the_page_is_closed() {
        let note = |words: &str, by: &str| Some(ClosedNote { words: words.into(), by: Some(by.into()) });
        let (marta, jan) = (|| Some("Marta".to_owned()), || Some("Jan".to_owned()));
        let change = |words: &str| Some(Some(words.to_owned()));
        assert_eq!(note_after((false, None), true, change("Over"), marta()), note("Over", "Marta"));
        assert_eq!(note_after((true, note("Over", "Marta")), true, None, jan()), note("Over", "Marta"));
        assert_eq!(note_after((true, note("Over", "Marta")), true, change("Over"), jan()), note("Over", "Marta"));
        assert_eq!(note_after((true, note("Over", "Marta")), true, change("See you"), jan()), note("See you", "Jan"));
        assert_eq!(note_after((true, note("Over", "Marta")), true, Some(None), jan()), None);
        assert_eq!(note_after((true, note("Over", "Marta")), false, None, jan()), None);
        assert_eq!(note_after((false, note("Over", "Marta")), true, None, jan()), None, "an old note does not return");
    }
}
