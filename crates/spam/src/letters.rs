//! Single characters: which plain letter a styled one shows, and which characters are invisible.

use unicode_security::skeleton;

/// Small, turned or crossed letters that Unicode does not decompose. Lower case, since the analysis ignores case.
const DRAWN: &str = "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpꞯqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzǫqɐaɔcǝeɟfɥhᴉiɾjʞkɯmɹrʇtʌvʍwʎyɑaɡgıi\
                     øołlđdħhŧtƀbɇeɨiɉjꝁkꝑpɍrƶz";

/// Whether the script is written without spaces between words.
pub(crate) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Invisible characters: zero-width, direction, variation, tags and other default-ignorable ones.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || (c.is_control() && !c.is_whitespace())
}

/// Combining marks of Latin, Greek and Cyrillic letters. Vowel signs of other scripts are letters, and stay.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Blocks with which spammers frame or underlay letters.
pub(crate) fn is_frame(c: char) -> bool {
    matches!(c, '≋' | '░' | '▒' | '▓' | '꧁' | '꧂')
}

/// The letter of an emoji letter: regional indicators, negative circled and negative squared letters, dingbat digits.
pub(crate) fn emoji_letter(c: char) -> Option<char> {
    let (first, shown) = match c {
        '\u{1f1e6}'..='\u{1f1ff}' => ('\u{1f1e6}', b'a'),
        '\u{1f150}'..='\u{1f169}' => ('\u{1f150}', b'a'),
        '\u{1f170}'..='\u{1f189}' => ('\u{1f170}', b'a'),
        '\u{1f130}'..='\u{1f149}' => ('\u{1f130}', b'a'),
        '\u{2776}'..='\u{277e}' => ('\u{2776}', b'1'),
        '\u{2780}'..='\u{2788}' => ('\u{2780}', b'1'),
        '\u{278a}'..='\u{2792}' => ('\u{278a}', b'1'),
        '\u{24f5}'..='\u{24fd}' => ('\u{24f5}', b'1'),
        '\u{24ff}' => ('\u{24ff}', b'0'),
        _ => return None,
    };
    let step = u8::try_from(u32::from(c) - u32::from(first)).ok()?;
    Some(char::from(shown + step))
}

/// The plain letter of a small, turned or crossed one.
pub(crate) fn drawn_letter(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let mut pairs = DRAWN.chars();
    while let (Some(drawn), Some(plain)) = (pairs.next(), pairs.next()) {
        if drawn == c {
            return Some(plain);
        }
    }
    None
}

/// Whether a character is a styled letter: mathematical, circled, squared, keycap.
pub(crate) fn is_styled(c: char) -> bool {
    matches!(c, '\u{1d400}'..='\u{1d7ff}' | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}'
        | '\u{1f110}'..='\u{1f189}' | '\u{20e3}' | '≋' | '░' | '꧁')
        || matches!(
            c,
            'ᴀ' | 'ʙ'
                | 'ᴄ'
                | 'ᴅ'
                | 'ᴇ'
                | 'ꜰ'
                | 'ɢ'
                | 'ʜ'
                | 'ᴊ'
                | 'ᴋ'
                | 'ʟ'
                | 'ᴍ'
                | 'ɴ'
                | 'ᴏ'
                | 'ᴘ'
                | 'ʀ'
                | 'ꜱ'
                | 'ᴛ'
                | 'ᴜ'
                | 'ᴠ'
                | 'ᴡ'
                | 'ʏ'
                | 'ᴢ'
        )
}

/// The Latin letter or the digit that a lower-case letter of another script looks like, by Unicode's confusables (UTS
/// #39), including its capital form.
pub(crate) fn look_alike(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let mut capital = c.to_uppercase();
    let capital = match (capital.next(), capital.next()) {
        (Some(one), None) => one,
        _ => c,
    };
    [c, capital].into_iter().find_map(|form| {
        let mut buffer = [0; 4];
        let mut shown = skeleton(form.encode_utf8(&mut buffer));
        match (shown.next(), shown.next()) {
            // The tables map the capital I to l.
            (Some('l'), None) if form != c => Some('i'),
            (Some(one), None) if one.is_ascii_alphanumeric() => Some(one.to_ascii_lowercase()),
            _ => None,
        }
    })
}

/// Whether this script is used for a language that people comment in, so that a look-alike is only recognised where a
/// word mixes it with Latin.
pub(crate) fn is_living_script(c: char) -> bool {
    // Cherokee, Canadian syllabics, Lisu, Old Italic, Deseret and the like are excluded and read as what they look
    // like.
    matches!(c, '\u{0}'..='\u{139f}' | '\u{1700}'..='\u{2dff}' | '\u{2e80}'..='\u{a4cf}' | '\u{a500}'..='\u{ab2f}'
        | '\u{abc0}'..='\u{fdff}' | '\u{fe30}'..='\u{fffd}' | '\u{20000}'..='\u{3ffff}')
        && !matches!(c, '\u{13a0}'..='\u{13ff}' | '\u{1400}'..='\u{167f}' | '\u{1e900}'..='\u{1e95f}')
}
