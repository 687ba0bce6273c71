//! Similar letters normalised to the same one: to detect names that imitate another, and words that are disguised.
//!
//! Unicode's table (UTS 39) lists confusable letters. It omits letters of smaller or framed shapes, which people read
//! all the same; those are added here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

use crate::text::is_blank;

/// The normalised form of a name, equal for names that look alike. Two forms, since letters are confusable before their
/// case is folded (`AIice`) and after (`ALICE`).
pub type Looks = [String; 2];

/// Spaces, punctuation and marks do not distinguish two names.
pub fn looks(name: &str) -> Looks {
    let plain: String = name.nfkc().map(latin).filter(|c| !is_blank(*c)).collect();
    let lower: String = plain.to_lowercase();
    let alphanumeric = |text: String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let folded = alphanumeric(skeleton(&lower).collect());
    let shown = alphanumeric(skeleton(&plain).collect::<String>().to_lowercase());
    [folded, shown]
}

/// Whether two forms are those of look-alike names.
pub fn is_alike(one: &Looks, other: &Looks) -> bool {
    one.iter().zip(other).any(|(one, other)| one == other && !one.is_empty())
}

/// The spellings of a name: as typed, with letters of other alphabets as the Latin ones that they look like, and with
/// digits and signs as the letters that they replace (`5upport`, `Adm1n`).
pub fn spellings(name: &str) -> Vec<String> {
    let mut spellings = vec![name.to_owned()];
    let read: String = name.nfkc().map(latin).filter(|c| c.is_whitespace() || !is_blank(*c)).collect();
    for spelling in
        [as_latin(&read), letters_for_digits(&as_latin(&read), 'l'), letters_for_digits(&as_latin(&read), 'i')]
    {
        if !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }
    spellings
}

/// A name with its digits and signs as letters, where a letter follows in the same word: a number at the end of a name
/// stays one. The digit one becomes `one`.
fn letters_for_digits(name: &str, one: char) -> String {
    let letters: Vec<char> = name.chars().filter(|c| !is_combining_mark(*c)).collect();
    let letter_of = |c: char| {
        Some(match c {
            '0' => 'o',
            '1' | '!' | '|' => one,
            '3' | '€' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            '8' => 'b',
            _ => return None,
        })
    };
    let read = letters.iter().enumerate().map(|(at, c)| {
        let mut rest = letters[at + 1..].iter().skip_while(|next| letter_of(**next).is_some());
        let before_a_letter = rest.next().is_some_and(|next| next.is_alphabetic());
        letter_of(*c).filter(|_| before_a_letter).unwrap_or(*c)
    });
    read.collect()
}

/// Small capitals, framed letters and turned letters, as plain letters.
pub fn latin(c: char) -> char {
    const TURNED: [(char, char); 11] = [
        ('ɐ', 'a'),
        ('ǝ', 'e'),
        ('ɟ', 'f'),
        ('ɥ', 'h'),
        ('ʞ', 'k'),
        ('ɯ', 'm'),
        ('ʍ', 'm'),
        ('ɱ', 'm'),
        ('ɹ', 'r'),
        ('ʇ', 't'),
        ('ʎ', 'y'),
    ];
    const SMALL: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ";
    let letter = |first: u32| u8::try_from(u32::from(c) - first).map_or(c, |place| char::from(b'a' + place));
    match c {
        c if c.is_ascii() => c,
        '\u{1F150}'..='\u{1F169}' => letter(0x1F150),
        '\u{1F170}'..='\u{1F189}' => letter(0x1F170),
        c => SMALL.chars().zip('a'..='z').chain(TURNED).find(|(odd, _)| *odd == c).map_or(c, |(_, letter)| letter),
    }
}

/// Alphabets with letters that are confusable with another's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    /// Armenian, Cherokee, Coptic, Lisu: it suffices that they are not Latin.
    Other,
}

fn script(c: char) -> Option<Script> {
    if !c.is_alphabetic() || is_combining_mark(c) {
        return None;
    }
    match u32::from(c) {
        0..=0x2AF | 0x1D00..=0x1DBF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xAB30..=0xAB6F => {
            Some(Script::Latin)
        }
        0x370..=0x3FF | 0x1F00..=0x1FFF => Some(Script::Greek),
        0x400..=0x52F | 0x1C80..=0x1C8F | 0xA640..=0xA69F => Some(Script::Cyrillic),
        0x530..=0x58F | 0x13A0..=0x13FF | 0x2C80..=0x2CFF | 0xA4D0..=0xA4FF | 0xAB70..=0xABBF => Some(Script::Other),
        _ => None,
    }
}

/// The ASCII letter that a letter of another alphabet, or with marks, looks like.
fn ascii(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    let base = std::iter::once(c).nfd().next().filter(|_| script(c) == Some(Script::Latin)).unwrap_or(c);
    let alike = |text: &str| {
        let mut signs = skeleton(text).filter(|c| !is_combining_mark(*c));
        match (signs.next(), signs.next(), signs.next()) {
            (Some(sign), None, _) if sign.is_ascii_alphabetic() => Some(sign.to_ascii_lowercase()),
            // The table decomposes `m`.
            (Some('r'), Some('n'), None) => Some('m'),
            _ => None,
        }
    };
    if base.is_ascii() {
        return Some(base);
    }
    // Many small letters look like a capital of another alphabet.
    alike(&base.to_string()).or_else(|| alike(&base.to_uppercase().to_string()))
}

/// Whether a word has letters of an alphabet other than Latin.
pub fn is_foreign(word: &str) -> bool {
    word.chars().any(|c| script(c).is_some_and(|script| script != Script::Latin))
}

/// A word with each letter of another alphabet as the Latin one that it looks like.
pub fn as_latin(word: &str) -> String {
    let other = |c: &char| script(*c).is_some_and(|script| script != Script::Latin);
    word.chars().map(|c| Some(c).filter(other).and_then(ascii).unwrap_or(c)).collect()
}

/// A text in small letters, without disguises: marks are removed, and words that mix alphabets become Latin, as they
/// are read. A word of one other alphabet is unchanged where the text has more of that alphabet: `рот` means mouth in a
/// Russian sentence.
pub fn unmasked(text: &str) -> String {
    let written: Vec<Script> = words(text).filter_map(|word| own_script(&word)).collect();
    in_words(text, |word| match scripts(word)[..] {
        [] => word.to_owned(),
        [Script::Latin] => without_marks(word),
        [only] if written.contains(&only) => word.to_owned(),
        _ => word.chars().filter(|c| !is_combining_mark(*c)).map(|c| ascii(c).unwrap_or(c)).collect(),
    })
}

/// The same for rules of other alphabets: all their letters become Latin, and words that are entirely Latin are
/// removed, since the rule does not mean them.
pub fn unmasked_foreign(text: &str) -> String {
    in_words(text, |word| if is_foreign(word) { as_latin(word) } else { "\u{1}".repeat(usize::from(!word.is_empty())) })
}

/// A Spanish ñ is a letter of its own: without the mark, some words would become others.
fn without_marks(word: &str) -> String {
    let mut marked = word.chars().filter(|c| !c.is_ascii());
    if marked.next() == Some('ñ') && marked.next().is_none() {
        return word.to_owned();
    }
    word.chars().filter(|c| !is_combining_mark(*c)).map(|c| ascii(c).unwrap_or(c)).collect()
}

/// The alphabets of a word, each once.
fn scripts(word: &str) -> Vec<Script> {
    let mut found = Vec::new();
    for script in word.chars().filter_map(script) {
        if !found.contains(&script) {
            found.push(script);
        }
    }
    found
}

/// The only possible alphabet of a word: not Latin, and with a letter that looks like no Latin one.
fn own_script(word: &str) -> Option<Script> {
    match scripts(word)[..] {
        [only] if only != Script::Latin => word.chars().any(|c| ascii(c).is_none()).then_some(only),
        _ => None,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !is_of_word(c)).map(str::to_owned)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// A text with each of its words replaced.
fn in_words(text: &str, replacement: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        out.push_str(&replacement(&rest[..end]));
        let next = rest[end..].find(is_of_word).map_or(rest.len(), |next| end + next);
        out.push_str(&rest[end..next]);
        rest = &rest[next..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{as_latin, unmasked, unmasked_foreign};

    #[test]
    fn a_disguised_word_is_read_as_it_looks() {
        for (disguised, read) in [
            ("c\u{430}sino", "casino"),
            ("cas\u{456}no", "casino"),
            ("ca\u{455}\u{456}n\u{43E}", "casino"),
            ("\u{3BA}asino", "kasino"),
            ("cásínó", "casino"),
            ("c\u{332}a\u{332}s\u{332}ino", "casino"),
            ("buy ѕех now", "buy sex now"),
            ("mixеd моrе", "mixed more"),
            ("rein", "rein"),
            ("com corn pom", "com corn pom"),
            ("el año", "el año"),
            ("рот болит", "рот болит"),
            ("нет, казино", "нет, казино"),
            ("日本語 한국어 עברית", "日本語 한국어 עברית"),
        ] {
            assert_eq!(unmasked(disguised), read, "{disguised}");
        }
        assert_eq!(unmasked_foreign("к\u{61}зино pot"), format!("{} \u{1}", as_latin("казино")));
    }
}
