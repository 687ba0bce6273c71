//! What letters a body, a name and a title may have. What the words mean as Markdown lives in `markup`.

use porch_protocol::limits;
use unicode_normalization::UnicodeNormalization;

/// Why a body's letters were refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TextError {
    /// A control character, or one that turns the direction of what follows.
    #[error("the character U+{:04X} is not allowed", *.0 as u32)]
    NotAllowed(char),
}

/// Why a name was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NameError {
    /// Nothing that can be seen.
    #[error("the name is empty")]
    Empty,
    /// More than [`limits::NAME_CHARS`] characters.
    #[error("the name is too long")]
    TooLong,
    /// A control character, or one that turns the direction of what follows.
    #[error("the name has characters that no name needs")]
    NotAllowed,
}

/// Controls other than newline and tab, and the characters that turn the direction of all that follows.
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Direction marks: harmless, invisible, and left out without a word.
pub fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}')
}

/// White space, and what shows nothing although it counts as a letter or a mark.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}')
        || matches!(c, '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{2800}')
        || matches!(c, '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// A body's source as it is stored: line ends are `\n`, direction marks are gone, nothing else is changed.
///
/// Length is measured by `markup::markdown`, since it is the same rule for an edit and an import.
pub fn clean_body(source: &str) -> Result<String, TextError> {
    let mut clean = String::with_capacity(source.len());
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A form sends CRLF.
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            c if is_dropped(c) => {}
            c if is_forbidden(c) => return Err(TextError::NotAllowed(c)),
            c => clean.push(c),
        }
    }
    Ok(clean)
}

/// The source of an imported comment: what [`clean_body`] would refuse is left out.
pub fn rescue_body(source: &str) -> String {
    let kept: String = source.chars().filter(|c| *c == '\r' || !is_forbidden(*c)).collect();
    clean_body(&kept).unwrap_or_default()
}

/// A name as it is stored: NFC, trimmed, inner white space made single spaces, 1 to [`limits::NAME_CHARS`] characters.
pub fn clean_name(name: &str) -> Result<String, NameError> {
    // NFC may shorten a long name but never grows it much, so a huge one is refused before the work.
    if name.len() > limits::NAME_CHARS * 64 {
        return Err(NameError::TooLong);
    }
    // Line breaks too: a name goes into headers of mails.
    if name.trim().chars().any(|c| is_forbidden(c) || c == '\n') {
        return Err(NameError::NotAllowed);
    }
    let clean = collapse(name);
    if clean.chars().all(is_blank) {
        return Err(NameError::Empty);
    }
    if clean.chars().count() > limits::NAME_CHARS {
        return Err(NameError::TooLong);
    }
    Ok(clean)
}

/// The name of an imported comment: what [`clean_name`] would refuse is left out or cut. None when nothing is left.
pub fn rescue_name(name: &str) -> Option<String> {
    let kept: String = name.chars().filter(|c| !is_forbidden(*c) || c.is_whitespace()).take(1_024).collect();
    let cut: String = collapse(&kept).chars().take(limits::NAME_CHARS).collect();
    clean_name(&cut).ok()
}

/// A page's title as it is stored, cut at [`limits::TITLE_CHARS`] characters; none when nothing can be seen.
pub fn clean_title(title: &str) -> Option<String> {
    let kept: String = title.chars().filter(|c| !is_forbidden(*c) || c.is_whitespace()).take(4_096).collect();
    let cut: String = collapse(&kept).chars().take(limits::TITLE_CHARS).collect();
    let cut = cut.trim_end();
    (!cut.chars().all(is_blank)).then(|| cut.to_owned())
}

/// A text for one line of a message: white space of any kind is a space, controls and turned directions are gone.
pub fn one_line(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.filter(|c| !is_forbidden(*c)).collect()
}

/// NFC, without direction marks, white space collapsed.
fn collapse(text: &str) -> String {
    let text: String = text.nfc().filter(|c| !is_dropped(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_composed_and_bounded() {
        for (raw, clean) in [
            ("  Ada \t Lovelace\n", Ok("Ada Lovelace")),
            ("Zoe\u{308}", Ok("Zoë")),
            ("\u{200F}عمر\u{200E}", Ok("عمر")),
            ("👩\u{200D}🔬", Ok("👩\u{200D}🔬")),
            ("", Err(NameError::Empty)),
            (" \u{200B}\u{3164}\u{2800} ", Err(NameError::Empty)),
            ("a\u{202E}b", Err(NameError::NotAllowed)),
            ("a\u{7}b", Err(NameError::NotAllowed)),
        ] {
            assert_eq!(clean_name(raw), clean.map(str::to_owned), "{raw:?}");
        }
        assert!(clean_name(&"é".repeat(64)).is_ok());
        assert_eq!(clean_name(&"é".repeat(65)), Err(NameError::TooLong));
        assert_eq!(clean_name(&"e\u{301}".repeat(5_000)), Err(NameError::TooLong));
    }

    #[test]
    fn bodies_keep_their_words_and_lose_only_marks_and_carriage_returns() {
        assert_eq!(clean_body("a\r\nb\rc\u{200E}\td").as_deref(), Ok("a\nb\nc\td"));
        assert_eq!(clean_body("Zoe\u{308}").as_deref(), Ok("Zoe\u{308}"));
        for bad in ['\0', '\u{1B}', '\u{7F}', '\u{85}', '\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}'] {
            assert_eq!(clean_body(&format!("a{bad}b")), Err(TextError::NotAllowed(bad)));
        }
    }

    #[test]
    fn titles_are_cut_and_never_refused() {
        assert_eq!(clean_title(" Our\n bread\u{202E} ").as_deref(), Some("Our bread"));
        assert_eq!(clean_title("\u{200B}"), None);
        assert_eq!(clean_title(&"x".repeat(1_000)).map(|title| title.len()), Some(limits::TITLE_CHARS));
    }

    #[test]
    fn imported_names_are_rescued() {
        assert_eq!(rescue_name("a\u{202E}b\0").as_deref(), Some("ab"));
        assert_eq!(rescue_name(&"x".repeat(90)).map(|name| name.len()), Some(64));
        assert_eq!(rescue_name("\u{200B} "), None);
    }
}
