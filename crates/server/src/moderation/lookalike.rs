//! Letters that look alike, made the same: for names that pass for another one, and words that hide from a rule.
//!
//! Unicode's table (UTS 39) says which letters are confused. It leaves out letters of smaller or framed shapes, which
//! people read all the same; those are here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

use crate::domain::text::is_blank;

/// What two names that look alike have in common. Two, since letters are confused before their case is folded (`AIice`)
/// and after (`ALICE`).
pub type Looks = [String; 2];

/// Spaces, points and marks are nothing to tell two names apart by.
pub fn looks(name: &str) -> Looks {
    let plain: String = name.nfkc().map(latin).filter(|c| !is_blank(*c)).collect();
    let lower: String = plain.to_lowercase();
    let kept = |text: String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let folded = kept(skeleton(&lower).collect());
    let shown = kept(skeleton(&plain).collect::<String>().to_lowercase());
    [folded, shown]
}

/// Whether two looks are those of one name.
pub fn is_alike(one: &Looks, other: &Looks) -> bool {
    one.iter().zip(other).any(|(one, other)| one == other && !one.is_empty())
}

/// A name as it is typed, and as else it is read: with letters of another alphabet as the Latin ones that they look like, and
/// with digits and signs as the letters that they stand for (`5upport`, `Adm1n`).
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

/// A name with its digits and signs as letters, where a letter follows in the same word: a number at the end of a name is one.
/// A one is read as `one`.
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

/// Small capitals, letters in frames and letters that are turned, as the letters that they are read as.
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

/// Alphabets whose letters are confused with each other's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    /// Armenian, Cherokee, Coptic, Lisu: one kind is enough to know that it is not Latin.
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

/// The ASCII letter that one of another alphabet, or with marks, is taken for.
fn ascii(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    let base = std::iter::once(c).nfd().next().filter(|_| script(c) == Some(Script::Latin)).unwrap_or(c);
    let alike = |text: &str| {
        let mut signs = skeleton(text).filter(|c| !is_combining_mark(*c));
        match (signs.next(), signs.next(), signs.next()) {
            (Some(sign), None, _) if sign.is_ascii_alphabetic() => Some(sign.to_ascii_lowercase()),
            // The table takes `m` apart.
            (Some('r'), Some('n'), None) => Some('m'),
            _ => None,
        }
    };
    if base.is_ascii() {
        return Some(base);
    }
    // Many a small letter looks like a capital of another alphabet.
    alike(&base.to_string()).or_else(|| alike(&base.to_uppercase().to_string()))
}

/// Whether a word has letters of an alphabet whose every letter could be Latin, too.
pub fn is_foreign(word: &str) -> bool {
    word.chars().any(|c| script(c).is_some_and(|script| script != Script::Latin))
}

/// A rule's word of another alphabet, with each of its letters as the Latin one that it looks like.
pub fn as_latin(word: &str) -> String {
    let other = |c: &char| script(*c).is_some_and(|script| script != Script::Latin);
    word.chars().map(|c| Some(c).filter(other).and_then(ascii).unwrap_or(c)).collect()
}

/// A text in small letters, unmasked: marks are gone, and words that mix alphabets are Latin, as they are read. A word of
/// one other alphabet is left alone where the text has more of it: `рот` is a mouth in a Russian sentence.
pub fn unmasked(text: &str) -> String {
    let written: Vec<Script> = words(text).filter_map(|word| own_script(&word)).collect();
    in_words(text, |word| match scripts(word)[..] {
        [] => word.to_owned(),
        [Script::Latin] => without_marks(word),
        [only] if written.contains(&only) => word.to_owned(),
        _ => word.chars().filter(|c| !is_combining_mark(*c)).map(|c| ascii(c).unwrap_or(c)).collect(),
    })
}

/// The same for rules of other alphabets: all their letters are as Latin, and words that are Latin throughout are gone,
/// since they are not what the rule means.
pub fn unmasked_foreign(text: &str) -> String {
    in_words(text, |word| if is_foreign(word) { as_latin(word) } else { "\u{1}".repeat(usize::from(!word.is_empty())) })
}

/// A Spanish ñ is a letter of its own: with it, some words are other words than without.
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

/// The alphabet that a word can only be of: not Latin, and with a letter that looks like no Latin one.
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

/// A text with something done to each of its words.
fn in_words(text: &str, with: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        out.push_str(&with(&rest[..end]));
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
    fn a_word_in_a_mask_is_read_as_it_looks() {
        for (masked, read) in [
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
            assert_eq!(unmasked(masked), read, "{masked}");
        }
        assert_eq!(unmasked_foreign("к\u{61}зино pot"), format!("{} \u{1}", as_latin("казино")));
    }
}
