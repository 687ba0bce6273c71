//! Folding of characters: lower case, no accents where a language's readers write without them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded form of a character.
pub(crate) fn fold(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    match c {
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'ı' => folded.push('i'),
        'ё' | 'Ё' => folded.push('е'),
        _ if loses_marks(c) => {
            for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
                folded.extend(part.to_lowercase().filter(|part| !is_combining_mark(*part)));
            }
        }
        _ => folded.extend(c.to_lowercase()),
    }
}

/// Latin, Greek, Hebrew and Arabic are often written without their marks. The marks of й, が and of Indic vowels make other
/// letters, and stay.
fn loses_marks(c: char) -> bool {
    matches!(c, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1fff}' | '\u{300}'..='\u{3ff}' | '\u{590}'..='\u{6ff}'
        | '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{ff00}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}'
        | '\u{2100}'..='\u{214f}')
}

/// Whether the script is written without spaces between words, so that pairs of characters are indexed.
pub(crate) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3041}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Invisible characters that may stand inside of a word and are no part of it: the soft hyphen and joiners.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut folded = String::new();
        text.chars().for_each(|c| fold(c, &mut folded));
        folded
    }

    #[test]
    fn accents_are_dropped_where_readers_drop_them() {
        for (text, expected) in [
            ("Łódź", "lodz"),
            ("naïve CAFÉ", "naive cafe"),
            ("ẞtraße", "sstrasse"),
            ("Ελληνικά Ά", "ελληνικα α"),
            ("İstanbul ısı", "istanbul isi"),
            ("Ｆｕｌｌ", "full"),
            ("ﬁne", "fine"),
            ("مُدَرِّس", "مدرس"),
            ("שָׁלוֹם", "שלום"),
            ("nguyễn", "nguyen"),
        ] {
            assert_eq!(folded(text), expected);
        }
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        assert_eq!(folded("йод ёлка"), "йод елка");
        assert_eq!(folded("が"), "が");
        assert_eq!(folded("सिन्धी"), "सिन्धी");
    }
}
