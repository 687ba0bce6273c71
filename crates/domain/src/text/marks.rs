//! The most combining marks of a letter: stacked without limit, they cover the page around a comment.
//!
//! The limits are the most that living and historical writing needs. Pointed Hebrew with cantillation has five marks on
//! a letter, Quranic Arabic four, Lanna five, Vietnamese and Thai two; Greek with length, breathing and accent stacks
//! three above each other. Tibetan stacks six at most outside of monograms.

use unicode_normalization::char::canonical_combining_class as class;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::letters::is_blank;

/// Nonspacing marks of one letter.
const MARKS: usize = 6;
/// The same, of those that are stacked in one direction.
const STACKED: usize = 3;
/// How often the same mark may occur on one letter.
const ALIKE: usize = 2;
/// Spacing marks of one letter: vowels of Indic scripts.
const WIDE: usize = 8;
/// Letters joined into one sign: the longest Sanskrit conjuncts have five.
const JOINED: usize = 6;
/// From this class on, marks are placed around a letter, each farther out than the one before.
const OUTER: u8 = 200;
/// The class of marks that join a letter with the next one.
const VIRAMA: u8 = 9;

/// Reads a text letter by letter and decides which marks are too many.
#[derive(Clone, Debug, Default)]
pub struct MarkCounter {
    on_letter: Vec<char>,
    wide: usize,
    joined: usize,
    joins: bool,
}

impl MarkCounter {
    /// Whether the next character is allowed. Only marks are ever too many.
    pub fn allows(&mut self, c: char) -> bool {
        if c.is_ascii() {
            *self = Self::default();
            return true;
        }
        match c.general_category() {
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark => self.mark(c),
            GeneralCategory::SpacingMark => {
                self.wide += 1;
                self.wide <= WIDE
            }
            // An invisible letter does not start a new count.
            _ if is_blank(c) && !c.is_whitespace() => true,
            _ => {
                self.joined = if self.joins { self.joined } else { 0 };
                self.joins = false;
                self.wide = 0;
                self.on_letter.clear();
                true
            }
        }
    }

    fn mark(&mut self, c: char) -> bool {
        let alike = self.on_letter.iter().filter(|mark| **mark == c).count();
        let beside = self.on_letter.iter().filter(|mark| class(**mark) == class(c)).count();
        let stacks = class(c) >= OUTER || c.general_category() == GeneralCategory::EnclosingMark;
        let joins = class(c) == VIRAMA;
        let fits = self.on_letter.len() < MARKS && alike < ALIKE && (!stacks || beside < STACKED);
        if !fits || (joins && self.joined >= JOINED) {
            return false;
        }
        self.joined += usize::from(joins);
        self.joins |= joins;
        self.on_letter.push(c);
        true
    }
}

/// A text without the excess marks.
pub(super) fn without_excess_marks(text: &str) -> String {
    let mut marks = MarkCounter::default();
    text.chars().filter(|c| marks.allows(*c)).collect()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::without_excess_marks;

    #[test]
    fn the_marks_of_all_scripts_are_kept() {
        for text in [
            "Tiếng Việt: những người ấy đã đến",
            "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ",
            "שּׁ\u{05B7}\u{05BD}\u{0596}",
            "بِسْمِ ٱللَّهِ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ وَٱلضَّآلِّينَ",
            "क्षत्रिय कार्त्स्न्य हिन्दी अ॑ग्निमी॑ळे",
            "ที่นี่ปู่พันธุ์น้ำผู้ใหญ่",
            "བསྒྲུབས་ རྒྱལ་ ཨོཾ་ ཧཱུྃ",
            "ကျွန်ုပ် မြွှာ ကြွှောင့်",
            "ភាសាខ្មែរ ស្ត្រី",
            "ᾱ\u{314}\u{301} ɔ\u{303}\u{301} i\u{307}\u{301}",
            "👩\u{200D}🔬 👨‍👩‍👧‍👦 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} ❤️‍🔥 1\u{FE0F}\u{20E3} 👍🏽 🇩🇪",
            "각 \u{1112}\u{1161}\u{11AB}",
        ] {
            assert_eq!(without_excess_marks(text), text);
            let (apart, together): (String, String) = (text.nfd().collect(), text.nfc().collect());
            assert_eq!(without_excess_marks(&apart), apart);
            assert_eq!(without_excess_marks(&together), together);
        }
    }

    #[test]
    fn excess_marks_are_removed() {
        let tower = |mark: &str| without_excess_marks(&format!("a{}b", mark.repeat(500))).chars().count() - 2;
        assert_eq!(tower("\u{301}"), 2);
        assert_eq!(tower("\u{301}\u{300}\u{302}\u{303}"), 3, "above");
        assert_eq!(tower("\u{316}\u{317}\u{318}\u{301}\u{300}\u{302}"), 6, "above and below");
        assert_eq!(tower("\u{20DD}\u{20DE}\u{20DF}\u{20E0}"), 3, "around");
        assert_eq!(tower("\u{E34}\u{E35}\u{E36}\u{E37}\u{E47}\u{E48}\u{E4C}\u{E4D}"), 6, "of Thai");
        assert_eq!(tower("\u{F90}\u{F91}\u{F92}\u{F93}\u{F94}\u{F95}\u{F96}\u{F97}"), 6, "of Tibetan");
        assert_eq!(tower("\u{93E}"), 8, "wide ones");
        assert!(!without_excess_marks(&"क\u{94D}".repeat(50)).contains(&"क\u{94D}".repeat(7)), "joined letters");
        let hidden = without_excess_marks(&format!("a{}", "\u{301}\u{300}\u{302}\u{200B}".repeat(50)));
        assert_eq!(hidden.matches('\u{301}').count(), 1, "an invisible letter carries no second stack");
        let twice = without_excess_marks(&format!("a{}", "\u{316}\u{301}\u{300}\u{302}".repeat(9)));
        assert_eq!(without_excess_marks(&twice), twice);
    }
}
