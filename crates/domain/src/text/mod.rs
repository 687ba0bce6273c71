//! Which characters a comment's text, a name and a title may have. `markup` parses the text as Markdown.
//!
//! Invisible characters are no reason for a refusal: they were pasted by accident, and are removed.

mod letters;
mod lines;
mod marks;
mod tag_characters;

use porch_protocol::{Cause, limits};
use unicode_normalization::UnicodeNormalization;

pub use letters::{is_blank, is_dropped, is_forbidden, is_outside_xml, is_visible};
pub use lines::{inert, one_line, quoted};
pub use marks::MarkCounter;

/// The mark beside the names of confirmed people, and signs that look like it.
const CONFIRMED_MARKS: [char; 9] = ['✓', '✔', '☑', '✅', '🗸', '🗹', '⍻', '√', '\u{1FBB1}'];

/// Why a name was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NameError {
    /// No visible character.
    #[error("the name is empty")]
    Empty,
    /// More than [`limits::NAME_CHARS`] characters.
    #[error("the name is too long")]
    TooLong,
}

impl NameError {
    /// The same as a code with values.
    pub fn cause(self) -> Cause {
        match self {
            Self::Empty => Cause::NameBlank,
            Self::TooLong => Cause::NameTooLong { most: limits::NAME_CHARS },
        }
    }
}

/// A comment's source as it is stored: every line end is `\n`, invisible characters are removed, and no letter has more
/// marks than writing needs. Nothing else is changed.
///
/// `markup::markdown` checks the length, since the rule is the same for an edit and an import.
pub fn clean_body(source: &str) -> String {
    let mut clean = String::with_capacity(source.len());
    let mut marks = MarkCounter::default();
    let untagged = tag_characters::without_stray_tags(source);
    let mut chars = untagged.chars().peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            // A form sends CRLF.
            '\r' => {
                chars.next_if_eq(&'\n');
                '\n'
            }
            // Line ends of slides, of printers, of old systems and of Unicode.
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c => c,
        };
        if !is_dropped(c) && !is_forbidden(c) && marks.allows(c) {
            clean.push(c);
        }
    }
    clean
}

/// A name as it is stored: NFC, trimmed, inner white space made single spaces, 1 to [`limits::NAME_CHARS`] characters.
pub fn clean_name(name: &str) -> Result<String, NameError> {
    // NFC may shorten a long name but hardly lengthens it, so a huge one is refused first.
    if name.len() > limits::NAME_CHARS * 64 {
        return Err(NameError::TooLong);
    }
    let clean = collapse(name);
    if !clean.chars().any(is_visible) {
        return Err(NameError::Empty);
    }
    if clean.chars().count() > limits::NAME_CHARS {
        return Err(NameError::TooLong);
    }
    Ok(clean)
}

/// A text on one line: NFC, without invisible characters, white space collapsed.
pub fn one_clean_line(text: &str) -> String {
    collapse(text)
}

/// A cleaned line without signs that look like the mark beside the names of confirmed people: nobody gives themselves one.
pub fn without_confirmed_marks(line: &str) -> String {
    if !line.contains(CONFIRMED_MARKS) {
        return line.to_owned();
    }
    // The sign that makes an emoji of the one before goes with it.
    let mut kept = String::with_capacity(line.len());
    let mut after_mark = false;
    for c in line.chars() {
        let is_mark = CONFIRMED_MARKS.contains(&c) || (after_mark && matches!(c, '\u{FE0E}' | '\u{FE0F}'));
        if !is_mark {
            kept.push(c);
        }
        after_mark = is_mark;
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of an imported comment: a long one is cut. None when it has no visible character.
pub fn rescue_name(name: &str) -> Option<String> {
    clean_name(&cut(name, limits::NAME_CHARS)).ok()
}

/// A page's title as it is stored, cut at [`limits::TITLE_CHARS`] characters; none when it has no visible character.
pub fn clean_title(title: &str) -> Option<String> {
    let title = cut(title, limits::TITLE_CHARS);
    title.chars().any(is_visible).then_some(title)
}

/// The first characters of a text, on one line.
fn cut(text: &str, most: usize) -> String {
    let read: String = text.chars().take(most * 16).collect();
    let cut: String = collapse(&read).chars().take(most).collect();
    cut.trim_end().to_owned()
}

/// NFC, without invisible characters, on one line, white space collapsed.
fn collapse(text: &str) -> String {
    // White space first: some of it is a control character, and separates words all the same.
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let allowed: String = tag_characters::without_stray_tags(&line)
        .chars()
        .filter(|c| !is_dropped(*c) && !is_forbidden(*c))
        .nfc()
        .collect();
    // A removed character may have been between two spaces.
    marks::without_excess_marks(&allowed).split_whitespace().collect::<Vec<_>>().join(" ")
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
            ("a\u{202E}b", Ok("ab")),
            ("a\u{7}b", Ok("ab")),
            ("A\u{E0061}da", Ok("Ada")),
            ("a\r\nBcc: x", Ok("a Bcc: x")),
            ("a \u{202A} b", Ok("a b")),
            ("\u{FFFE}\u{1D173}\u{301}", Err(NameError::Empty)),
        ] {
            assert_eq!(clean_name(raw), clean.map(str::to_owned), "{raw:?}");
        }
        assert!(clean_name(&"é".repeat(64)).is_ok());
        assert_eq!(clean_name(&"é".repeat(65)), Err(NameError::TooLong));
        assert_eq!(clean_name(&"e\u{301}".repeat(5_000)), Err(NameError::TooLong));
        let tower = clean_name(&format!("Ada{}", "\u{302}\u{30D}\u{316}".repeat(20)));
        assert_eq!(
            tower.map(|name| name.chars().count()),
            Ok(3 + 5),
            "as many marks as writing needs, and one in the letter"
        );
    }

    #[test]
    fn nobody_gives_themselves_the_mark_of_confirmed_people() {
        for (line, kept) in [
            ("Ben ✓", "Ben"),
            ("✔\u{FE0F} Ben ✅", "Ben"),
            ("B✓en", "Ben"),
            ("✓", ""),
            ("Ben \u{2764}\u{FE0F}", "Ben \u{2764}\u{FE0F}"),
        ] {
            assert_eq!(without_confirmed_marks(line), kept, "{line}");
        }
    }

    #[test]
    fn no_name_consists_of_invisible_characters() {
        for c in (0..=0x0010_FFFF).filter_map(char::from_u32).filter(|c| !is_visible(*c)) {
            assert_eq!(clean_name(&c.to_string().repeat(3)), Err(NameError::Empty), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn texts_lose_only_invisible_characters() {
        assert_eq!(clean_body("a\r\nb\rc\u{200E}\td"), "a\nb\nc\td");
        assert_eq!(clean_body("Zoe\u{308}"), "Zoe\u{308}");
        assert_eq!(clean_body("rye\u{E0068}\u{E0069}"), "rye");
        let flag = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";
        assert_eq!(clean_body(flag), flag);
        assert_eq!(clean_body("soft\u{B}break\u{2028}and\u{85}more"), "soft\nbreak\nand\nmore");
        assert_eq!(clean_body("call \u{202A}+49 170\u{202C} \u{2067}please\u{2069}"), "call +49 170 please");
        assert_eq!(
            clean_body("می\u{200C}خواهم 👩\u{200D}🔬"),
            "می\u{200C}خواهم 👩\u{200D}🔬",
            "joiners have a meaning"
        );
        for removed in ['\0', '\u{1B}', '\u{7F}', '\u{9F}', '\u{202E}', '\u{2066}', '\u{FFFE}', '\u{FDD0}', '\u{FEFF}']
        {
            assert_eq!(clean_body(&format!("a{removed}b")), "ab", "{removed:?}");
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
