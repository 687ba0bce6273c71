//! Signs of the form of a comment.

use std::collections::HashSet;

use crate::fractions::{float, saturating, share};
use crate::links::Parts;

/// Many capitals and exclamation marks.
pub(super) fn shouting(prose: &str) -> f32 {
    let letters = prose.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = prose.chars().filter(|c| c.is_uppercase()).count();
    let marks = prose.chars().filter(|c| matches!(c, '!' | '！')).count();
    let loud = if letters >= 16 { ((share(capitals, letters) - 0.4) / 0.4).clamp(0.0, 1.0) } else { 0.0 };
    loud.max(if marks >= 4 { saturating(marks - 3, 5) } else { 0.0 })
}

/// Repeated words, in texts of a dozen words or more.
pub(super) fn repetition(comment_words: &[String]) -> f32 {
    if comment_words.len() < 12 {
        return 0.0;
    }
    let pairs: HashSet<&[String]> = comment_words.windows(2).collect();
    let unique = share(pairs.len(), comment_words.len() - 1);
    ((0.85 - unique) / 0.5).clamp(0.0, 1.0)
}

const MESSENGERS: [&str; 12] = [
    "whatsapp",
    "whats app",
    "telegram",
    "t.me/",
    "wechat",
    "weixin",
    "微信",
    "viber",
    "kik ",
    "icq",
    "line id",
    "skype",
];

/// Other words beside which a name after `@` is a contact.
const WRITE_TO: [&str; 10] =
    ["instagram", "insta", " ig", "tiktok", "twitter", "contact", "write to", "text me", "message me", "dm "];

/// Telephone numbers, mail addresses, messengers' handles, domains spelled out.
pub(super) fn contact(parts: &Parts, prose: &str) -> f32 {
    let messenger = MESSENGERS.iter().filter(|name| prose.contains(**name)).count();
    let spelt =
        ["dot com", "(dot)", "[dot]", " . com", "(at)", "[at]", "dot net", "gmail", "@mail", "hotmail", "protonmail"]
            .iter()
            .filter(|form| prose.contains(**form))
            .count();
    let handle = handles(prose).count();
    let found = 2 * parts.mails.min(1) + 2 * messenger.min(1) + spelt.min(1) + 2 * phones(prose).min(1) + handle.min(1);
    (float(found) / 3.0).min(1.0)
}

/// Names after `@` that are contacts: otherwise they address another author. `prose` is in small letters.
pub(crate) fn handles(prose: &str) -> impl Iterator<Item = &str> {
    let has_contact_word = MESSENGERS.iter().chain(&WRITE_TO).any(|word| prose.contains(word));
    prose.split_whitespace().filter(move |word| has_contact_word && word.len() > 4 && word.starts_with('@'))
}

/// Numbers of ten digits or more, eight after a plus, in the groups of telephone numbers.
fn phones(prose: &str) -> usize {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.');
    prose.split(|c: char| !is_part(c) && c != '+').filter(|number| is_phone(number.trim())).count()
}

fn is_phone(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let zeros = number.chars().filter(|c| *c == '0').count();
    let fewest = if number.contains('+') { 8 } else { 10 };
    // 2.126.521.750 is a count, and so is a round number.
    let counted = number.split('.').skip(1).all(|group| group.len() == 3) && number.contains('.');
    (fewest..=20).contains(&digits) && zeros < 6 && !counted
}

/// Words that no language has: long runs of consonants, no vowel, mixed capitals.
pub(super) fn gibberish(prose: &str) -> f32 {
    let latin: Vec<&str> = prose
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 2 && word.bytes().all(|b| b.is_ascii_alphabetic()))
        .collect();
    let odd = latin.iter().filter(|word| is_gibberish(word)).count();
    if odd == 0 { 0.0 } else { (share(odd, latin.len()) * 2.0).min(1.0) }
}

fn is_gibberish(word: &str) -> bool {
    if word.len() < 6 {
        return false;
    }
    let vowel = |b: u8| matches!(b.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let vowels = word.bytes().filter(|b| vowel(*b)).count();
    let mut run = 0;
    let longest = word.bytes().map(|b| {
        run = if vowel(b) { 0 } else { run + 1 };
        run
    });
    let longest = longest.max().unwrap_or(0);
    let switches =
        word.as_bytes().windows(2).filter(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase()).count();
    let shouted = word.bytes().all(|b| b.is_ascii_uppercase());
    (!shouted && (vowels == 0 || longest >= 6))
        || (switches >= 2 && longest >= 4)
        || (longest >= 5 && vowels * 10 < word.len())
}

/// How far a comment contains code, an error or a quotation, which spam never does.
pub(super) fn technical(prose: &str) -> f32 {
    const MARKS: &[&str] = &[
        "()",
        "();",
        "```",
        "exception",
        "error:",
        "traceback",
        "::",
        "->",
        "=>",
        "==",
        "<-",
        "{",
        "}",
        "0x",
        "undefined",
        "stack trace",
        "\n> ",
        "sudo ",
        "npm ",
        "localhost",
    ];
    let lower = prose.to_lowercase();
    let named = prose
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| {
            let inner =
                word.as_bytes().windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
            let snake = word.as_bytes().windows(3).any(|three| three[1] == b'_' && three[0].is_ascii_alphanumeric());
            word.len() >= 7 && (inner || snake)
        })
        .count();
    saturating(MARKS.iter().filter(|mark| lower.contains(**mark)).count() + named.min(3), 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_distinguished_from_dates_and_counts() {
        assert_eq!(phones("call +1 (555) 010-9999 now"), 1);
        assert_eq!(phones("on 2026-11-23 at 12.30, 1234567 people"), 0);
    }

    #[test]
    fn gibberish_is_distinguished_from_words() {
        assert!(gibberish("fgkjdhsk qwrtpsdf") > 0.9);
        for honest in ["the rhythm strengths of witchcraft", "schwarzweiß Angstschweiß", "getElementById is slow"] {
            assert!(gibberish(honest) < 0.1, "{honest}");
        }
    }
}
