//! Text as a reader sees it: styled letters, look-alikes, hidden characters and leetspeak become plain words.

use unicode_normalization::UnicodeNormalization;

use crate::letters::{
    drawn_letter, emoji_letter, is_frame, is_invisible, is_living_script, is_mark, is_styled, look_alike,
};

/// Characters of a comment that are read; the rest is ignored.
pub const MAX_CHARS: usize = 10_000;

/// The fewest single letters with the same character between them that are read as one word.
const SPACED_LETTERS: usize = 4;

/// The shown text, in lower case, without accents, with single spaces: "𝐓 𝐈 𝐊 𝐄 𝐓 𝟑 𝟑" is "tiket33". At most
/// [`MAX_CHARS`] characters are read. Normalising again changes nothing.
pub fn normalise(text: &str) -> String {
    read(text).text
}

/// A normalised text, and how much of it was disguised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NormalisedText {
    pub(crate) text: String,
    /// Styled characters, and characters hidden between letters.
    pub(crate) disguised: usize,
}

/// Normalises and counts. Each step is linear, and its result is not changed by an earlier step.
pub(crate) fn read(text: &str) -> NormalisedText {
    let text: String = text.chars().take(MAX_CHARS).collect();
    let mut disguised = count_disguised(&text);
    if text.is_ascii() {
        return NormalisedText { text: leet(&join_spaced(&fold_spaces(&text.to_ascii_lowercase()))), disguised };
    }
    let plain: String = text
        .nfkd()
        .filter(|c| !is_invisible(*c) && !is_mark(*c) && !is_frame(*c))
        .map(|c| emoji_letter(c).unwrap_or(c))
        .flat_map(char::to_lowercase)
        // Lower-casing and decomposition can produce marks.
        .filter(|c| !is_mark(*c))
        .map(|c| drawn_letter(c).unwrap_or(c))
        .map(|c| if is_living_script(c) { c } else { look_alike(c).unwrap_or(c) })
        .nfc()
        .collect();
    let joined = join_spaced(&fold_spaces(&unframe(&plain)));
    let unmixed = unmix(&joined, &mut disguised);
    let mut shown: String = leet(&unmixed).chars().take(MAX_CHARS).collect();
    shown.truncate(shown.trim_end().len());
    NormalisedText { text: shown, disguised }
}

/// Removes the brackets around single characters: 【a】【b】 is ab.
fn unframe(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if matches!(c, '【' | '『') {
            let mut ahead = rest.clone();
            if let (Some(inner), Some('】' | '』')) = (ahead.next(), ahead.next())
                && inner.is_alphanumeric()
            {
                plain.push(inner);
                rest = ahead;
                continue;
            }
        }
        plain.push(if matches!(c, '【' | '』' | '『' | '】') { ' ' } else { c });
    }
    plain
}

fn fold_spaces(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let blank = c.is_whitespace() || c.is_control();
        if !blank {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Reads "v i a g r a" and "v-i-a-g-r-a" as one word.
fn join_spaced(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut joined = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = spaced_run(&chars, at);
        if end > at {
            joined.extend(chars[at..end].iter().step_by(2));
            at = end;
        } else {
            joined.push(chars[at]);
            at += 1;
        }
    }
    joined
}

/// The end of a run of single letters that starts at `at`, or `at` when there is none.
fn spaced_run(chars: &[char], at: usize) -> usize {
    let single = |place: usize| {
        let letter = |c: &char| c.is_alphanumeric();
        chars.get(place).is_some_and(letter) && !chars.get(place + 1).is_some_and(letter)
    };
    let starts = at == 0 || !chars[at - 1].is_alphanumeric();
    let Some(between) = chars.get(at + 1).copied() else { return at };
    if !starts || !single(at) || !matches!(between, ' ' | '.' | '-' | '_' | '*' | '|' | '/' | '~' | '•' | '·') {
        return at;
    }
    let mut last = at;
    while chars.get(last + 1) == Some(&between) && single(last + 2) {
        last += 2;
    }
    let letters = (last - at) / 2 + 1;
    // A list of numbers, or a date, is not a word.
    let worded = (at..=last).step_by(2).any(|place| chars[place].is_alphabetic());
    if letters >= SPACED_LETTERS && worded { last + 1 } else { at }
}

/// Replaces the look-alikes in words that mix Latin letters with another script's.
fn unmix(text: &str, disguised: &mut usize) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_ascii() || !word.contains(|c: char| c.is_ascii_alphabetic()) {
            plain.push_str(word);
        } else {
            for c in word.chars() {
                let shown = look_alike(c);
                *disguised += usize::from(shown.is_some());
                plain.push(shown.unwrap_or(c));
            }
        }
        let gap = after.find(char::is_alphanumeric).unwrap_or(after.len());
        plain.push_str(&after[..gap]);
        rest = &after[gap..];
    }
    plain
}

/// Reads at most two digits or signs inside a word as the letters that they replace: "v1agra", "c4$ino".
fn leet(text: &str) -> String {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|b| leet_letter(*b).is_some()) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    for (place, c) in text.char_indices() {
        if place < at {
            continue;
        }
        at = place + c.len_utf8();
        let run = bytes[place..].iter().take_while(|b| b.is_ascii_digit() || leet_letter(**b).is_some()).count();
        if run == 0 {
            plain.push(c);
            continue;
        }
        at = place + run;
        let before = place.checked_sub(1).and_then(|one| bytes.get(one));
        let inside = before.is_some_and(u8::is_ascii_alphabetic) && bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let read: Option<String> = bytes[place..at].iter().map(|b| leet_letter(*b)).collect();
        match read {
            Some(letters) if inside && run <= 2 => plain.push_str(&letters),
            _ => plain.push_str(&text[place..at]),
        }
    }
    plain
}

fn leet_letter(sign: u8) -> Option<char> {
    Some(match sign {
        b'0' => 'o',
        b'1' | b'!' => 'i',
        b'3' => 'e',
        b'4' | b'@' => 'a',
        b'5' | b'$' => 's',
        b'7' => 't',
        _ => return None,
    })
}

/// Counts disguised characters: styled letters, regional indicators, invisible characters between letters, stacked
/// marks.
fn count_disguised(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    let chars: Vec<char> = text.chars().collect();
    let wide_is_normal = chars.iter().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    let is_letter = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || is_styled(*c));
    let hides = |place: usize| {
        let c = chars[place];
        let before = place.checked_sub(1).and_then(|one| chars.get(one));
        let after = chars.get(place + 1);
        match c {
            '\u{ff10}'..='\u{ff5a}' => !wide_is_normal && c.is_alphanumeric(),
            '\u{1f1e6}'..='\u{1f1ff}' => half_flag(&chars, place),
            _ if is_invisible(c) => is_letter(before) && is_letter(after),
            _ if is_mark(c) && c != '\u{20e3}' => before.is_some_and(|b| is_mark(*b) || b.is_ascii_digit()),
            _ => is_styled(c),
        }
    };
    (0..chars.len()).filter(|place| hides(*place)).count()
}

/// Whether a regional indicator is alone or separated by spaces, as when it is meant as a letter.
fn half_flag(chars: &[char], place: usize) -> bool {
    let is_half = |c: &char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let before = chars[..place].iter().rev().take(16).take_while(|c| is_half(c)).count();
    let after = chars[place + 1..].iter().take(16).take_while(|c| is_half(c)).count();
    (before + after) % 2 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_disguise_are_read_as_what_they_show() {
        for (hidden, shown) in [
            ("𝐓 𝐈 𝐊 𝐄 𝐓 𝟑 𝟑", "tiket33"),
            ("Ｐｕｌａｕ７７７", "pulau777"),
            ("ⓅⓊⓁⒶⓊ⑦⑦⑦", "pulau777"),
            ("🅲🅰🆂🅸🅽🅾", "casino"),
            ("🇨 🇦 🇸 🇮 🇳 🇴", "casino"),
            ("ᴄᴀꜱɪɴᴏ", "casino"),
            ("【c】【a】【s】【i】【n】【o】", "casino"),
            ("c\u{200b}a\u{2060}s\u{ad}ino", "casino"),
            ("сasinо", "casino"),
            ("c4s1n0s and v1@gra", "casinos and viagra"),
            ("v-i-a-g-r-a", "viagra"),
            ("P\u{332}u\u{332}l\u{335}a\u{335}u", "pulau"),
            ("PSTOTO9️⃣9️⃣", "pstoto99"),
            ("Café  Été", "cafe ete"),
        ] {
            assert_eq!(normalise(hidden), shown, "{hidden}");
        }
    }

    #[test]
    fn honest_letters_stay() {
        for honest in [
            "привет, как дела",
            "看起来不错",
            "नमस्ते दुनिया",
            "한국어 댓글",
            "iphone 15 and h264",
            "1. 2. 3. 4.",
            "2026-11-23",
        ] {
            assert_eq!(normalise(honest), honest.nfc().collect::<String>().replace('й', "и"), "{honest}");
            assert_eq!(read(honest).disguised, 0, "{honest}");
        }
    }

    #[test]
    fn flags_and_family_emoji_are_not_a_disguise() {
        for honest in ["vive la 🇫🇷 et la 🇩🇪", "👨‍👩‍👧 at the lake ❤️", "मैं क्‍या", "¿Qué tal? naïve façade"]
        {
            assert_eq!(read(honest).disguised, 0, "{honest}");
        }
        assert_eq!(read("𝐁𝐮𝐲 now").disguised, 3);
    }

    #[test]
    fn text_is_cut() {
        assert_eq!(normalise(&"ab ".repeat(20_000)).chars().count(), MAX_CHARS);
        assert!(normalise(&"ﷺ".repeat(20_000)).chars().count() <= MAX_CHARS);
    }
}
