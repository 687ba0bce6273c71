//! What visitors read on a page while its comments are closed: what it may be, and what becomes of it at each change.

use porch_protocol::ClosedNote;
use porch_protocol::limits::CLOSED_NOTE_CHARS;

use super::text;

/// Why the words were not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ClosedNoteError {
    /// They are too long.
    #[error("what visitors read has at most {CLOSED_NOTE_CHARS} characters")]
    Long,
}

/// The words as they are kept: one line, without controls. None where nothing is left of them.
pub fn clean(words: &str) -> Result<Option<String>, ClosedNoteError> {
    let line = text::one_line(words).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > CLOSED_NOTE_CHARS {
        return Err(ClosedNoteError::Long);
    }
    Ok((!line.chars().all(text::is_blank)).then_some(line))
}

/// What visitors read after a change. `said` are the cleaned words of the change: none leaves them as they were, some none
/// takes them away. `by` is whoever changes it.
pub fn note_after(
    (was_closed, before): (bool, Option<ClosedNote>),
    closed: bool,
    said: Option<Option<String>>,
    by: Option<String>,
) -> Option<ClosedNote> {
    if !closed {
        return None;
    }
    let before = before.filter(|_| was_closed);
    match said {
        None => before,
        Some(None) => None,
        // Said again by somebody else, they are still the words of whoever said them first.
        Some(Some(words)) if before.as_ref().is_some_and(|before| before.words == words) => before,
        Some(Some(words)) => Some(ClosedNote { words, by }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_one_line_and_bounded() {
        assert_eq!(clean(" The trip is over.\n Thank\tyou!\u{202E} "), Ok(Some("The trip is over. Thank you!".into())));
        assert_eq!(clean(" \u{200B}\n"), Ok(None));
        assert_eq!(clean(&"é".repeat(300)), Ok(Some("é".repeat(300))));
        assert_eq!(clean(&"é".repeat(301)), Err(ClosedNoteError::Long));
    }

    #[test]
    fn the_words_live_as_long_as_the_page_is_closed() {
        let note = |words: &str, by: &str| Some(ClosedNote { words: words.into(), by: Some(by.into()) });
        let (marta, jan) = (|| Some("Marta".to_owned()), || Some("Jan".to_owned()));
        let said = |words: &str| Some(Some(words.to_owned()));
        assert_eq!(note_after((false, None), true, said("Over"), marta()), note("Over", "Marta"));
        assert_eq!(note_after((true, note("Over", "Marta")), true, None, jan()), note("Over", "Marta"));
        assert_eq!(note_after((true, note("Over", "Marta")), true, said("Over"), jan()), note("Over", "Marta"));
        assert_eq!(note_after((true, note("Over", "Marta")), true, said("See you"), jan()), note("See you", "Jan"));
        assert_eq!(note_after((true, note("Over", "Marta")), true, Some(None), jan()), None);
        assert_eq!(note_after((true, note("Over", "Marta")), false, None, jan()), None);
        assert_eq!(note_after((false, note("Over", "Marta")), true, None, jan()), None, "nothing comes back by itself");
    }
}
