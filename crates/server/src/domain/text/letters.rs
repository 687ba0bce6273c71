//! Which characters may stand in what people write, and which of them show nothing.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// What no stored text has: controls other than newline and tab, the characters that turn the direction of all that
/// follows, and those that Unicode keeps for no text at all. XML 1.0 forbids a part of them in any file.
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || is_no_character(c)
}

/// The 66 code points that Unicode calls noncharacters: they are for the inside of programs, never for exchange.
fn is_no_character(c: char) -> bool {
    matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// What comes along when people paste, shows nothing and changes nothing: direction marks, byte order marks,
/// deprecated format characters, places of pictures and notes.
pub fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{FEFF}' | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFC}')
}

/// Whether XML 1.0 has no way at all to write a character (`Char`, section 2.2).
pub fn is_outside_xml(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// White space, and what shows nothing although it counts as a letter or a mark.
pub fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c.is_whitespace() || c.is_control();
    }
    c.is_whitespace()
        || matches!(c, '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}')
        || matches!(c, '\u{FFF0}'..='\u{FFFC}' | '\u{16FE4}' | '\u{1D159}' | '\u{E0000}'..='\u{E0FFF}')
        || is_no_character(c)
        || matches!(c.general_category(), GeneralCategory::Control | GeneralCategory::Format)
}

/// Whether a character can be seen by itself: neither blank nor a mark, which needs a letter to stand on.
pub fn stands_alone(c: char) -> bool {
    !is_blank(c) && !unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{is_blank, is_forbidden, is_outside_xml, stands_alone};

    #[test]
    fn whatever_xml_forbids_no_text_has() {
        let all = || (0..=0x0010_FFFF).filter_map(char::from_u32);
        let stray: Vec<_> = all().filter(|c| is_outside_xml(*c) && !is_forbidden(*c)).collect();
        assert!(stray.is_empty(), "{stray:?}");
        assert!(all().filter(|c| is_forbidden(*c)).all(is_blank), "what is left out shows nothing");
    }

    #[test]
    fn letters_are_seen_and_what_only_counts_as_one_is_not() {
        for c in ['a', 'é', '漢', 'א', 'ก', 'ᚠ', '🙂', '!', '\u{FFFD}', '\u{E000}'] {
            assert!(stands_alone(c), "{c:?}");
        }
        for c in ['\u{AD}', '\u{34F}', '\u{3164}', '\u{1D173}', '\u{13430}', '\u{1BCA0}', '\u{FE0F}', '\u{301}'] {
            assert!(!stands_alone(c), "{c:?}");
        }
    }
}
