//! The line that somebody writes about themselves: its limits.

use unicode_normalization::UnicodeNormalization;

use porch_protocol::ErrorCode;
use porch_protocol::limits::ABOUT_CHARS;

use super::text;

/// Why such a line is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AboutError {
    /// It has more than [`ABOUT_CHARS`] characters.
    #[error("a line about oneself has at most {ABOUT_CHARS} characters")]
    TooLong,
    /// It has an address. Whoever only wants to be found by search engines and readers writes nothing else.
    #[error("a line about oneself has no links")]
    Link,
}

impl AboutError {
    /// The error code of the protocol.
    pub fn code(self) -> ErrorCode {
        match self {
            Self::TooLong => ErrorCode::BodyTooLong,
            Self::Link => ErrorCode::TooManyLinks,
        }
    }
}

/// The line as it is stored: on one line, without invisible characters and without signs that look like the mark of
/// confirmed people. None where nothing is left of it.
///
/// # Errors
/// When it is too long or has a link.
pub fn clean(typed: &str) -> Result<Option<String>, AboutError> {
    // Cleaning hardly lengthens a text, so a huge one is refused first.
    if typed.len() > ABOUT_CHARS * 64 {
        return Err(AboutError::TooLong);
    }
    let line = text::without_confirmed_marks(&text::one_clean_line(typed));
    if line.chars().count() > ABOUT_CHARS || line.nfkc().take(2 * ABOUT_CHARS + 1).count() > 2 * ABOUT_CHARS {
        return Err(AboutError::TooLong);
    }
    if has_address(&line) {
        return Err(AboutError::Link);
    }
    Ok(line.chars().any(text::is_visible).then_some(line))
}

/// Whether a program or a person would find an address in a text.
fn has_address(line: &str) -> bool {
    let plain: String = line.nfkc().flat_map(char::to_lowercase).collect();
    plain.contains("://") || plain.contains('@') || plain.split_whitespace().any(is_host)
}

/// Whether a word is, or begins with, a host's name: `evil.example`, `t.me/x`. What is shortened (`e.g.`, `z.B.`) and
/// numbers (`2.5`) are none.
fn is_host(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let host = word.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    let is_end = end.chars().count() >= 2 && end.chars().all(char::is_alphabetic);
    is_end && name.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{AboutError, clean};

    #[test]
    fn it_is_one_line_and_bounded() {
        let kept = |line: &str| Ok(Some(line.to_owned()));
        assert_eq!(clean(" Bakes on Sundays,\n works with Dana.\u{202E} "), kept("Bakes on Sundays, works with Dana."));
        assert_eq!(clean("عمر يخبز \u{200F}كل يوم"), kept("عمر يخبز كل يوم"));
        assert_eq!(clean(" \u{200B}\n"), Ok(None));
        assert_eq!(clean("Baker ✓"), kept("Baker"));
        assert_eq!(clean("✅"), Ok(None));
        assert_eq!(clean(&"é".repeat(160)), kept(&"é".repeat(160)));
        assert_eq!(clean(&"é".repeat(161)), Err(AboutError::TooLong));
        assert_eq!(clean(&"\u{FDFA}".repeat(160)), Err(AboutError::TooLong), "it is as long as it is shown");
        assert_eq!(clean(&"x".repeat(1 << 20)), Err(AboutError::TooLong));
    }

    #[test]
    fn addresses_are_refused_and_sentences_are_not() {
        for link in [
            "https://evil.example",
            "more at evil.example",
            "(evil.example)",
            "evil.example/x?y",
            "EVIL.EXAMPLE",
            "ｅｖｉｌ．ｅｘａｍｐｌｅ",
            "ada@lovelace",
            "t.me/pills",
            "www.evil.example:80",
            "ftp://x",
        ] {
            assert_eq!(clean(link), Err(AboutError::Link), "{link}");
        }
        for line in ["Bakes, e.g. rye.", "z.B. Roggen", "2.5 kg a day", "Rye. Then wheat.", "Ada: a baker", "1/2 rye…"]
        {
            assert_eq!(clean(line), Ok(Some(line.to_owned())), "{line}");
        }
    }
}
