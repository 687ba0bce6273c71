//! Which characters a text may contain, and which of them are invisible.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Characters that no stored text has: controls other than newline and tab, characters that change the direction of all
/// that follows, and those that Unicode reserves for internal use. XML 1.0 forbids a part of them in any file.
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || is_no_character(c)
}

/// The 66 code points that Unicode calls noncharacters: they are for the internal use of programs, never for exchange.
fn is_no_character(c: char) -> bool {
    matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Characters that are pasted by accident, are invisible and change nothing: direction marks, byte order marks,
/// deprecated format characters, placeholders of objects and annotations.
pub fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{FEFF}' | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFC}')
}

/// Whether a character cannot be written in XML 1.0 (`Char`, section 2.2).
pub fn is_outside_xml(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// White space, and invisible characters that count as letters or marks.
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

/// Whether a character is visible by itself: neither blank nor a combining mark.
pub fn is_visible(c: char) -> bool {
    !is_blank(c) && !unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{is_blank, is_forbidden, is_outside_xml, is_visible};

    #[test]
    fn no_text_has_characters_that_xml_forbids() {
        let all = || (0..=0x0010_FFFF).filter_map(char::from_u32);
        let stray: Vec<_> = all().filter(|c| is_outside_xml(*c) && !is_forbidden(*c)).collect();
        assert!(stray.is_empty(), "{stray:?}");
        assert!(all().filter(|c| is_forbidden(*c)).all(is_blank), "what is removed is invisible");
    }

    #[test]
    fn visible_letters_are_distinguished_from_invisible_ones() {
        for c in ['a', 'é', '漢', 'א', 'ก', 'ᚠ', '🙂', '!', '\u{FFFD}', '\u{E000}'] {
            assert!(is_visible(c), "{c:?}");
        }
        for c in ['\u{AD}', '\u{34F}', '\u{3164}', '\u{1D173}', '\u{13430}', '\u{1BCA0}', '\u{FE0F}', '\u{301}'] {
            assert!(!is_visible(c), "{c:?}");
        }
    }
}
