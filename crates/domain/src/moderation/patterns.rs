//! The cost of a pattern: matching takes linear time, but a pattern with many repetitions is slow for each letter.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

/// Signs of one pattern, each counted as often as it is repeated.
pub const SIGNS: usize = 200;
/// The same for all patterns of a site. For each letter of a comment, each sign may have to be compared: with a
/// thousand, the longest comment takes some tenths of a second of a core; without a limit, it took ten seconds.
pub const ALL_SIGNS: usize = 1_000;

/// The number of signs of a pattern, each counted as often as it is repeated; none where the pattern is invalid.
pub fn signs(pattern: &str) -> Option<usize> {
    ParserBuilder::new().case_insensitive(true).build().parse(pattern).ok().map(|hir| count(&hir))
}

/// The parser limits the nesting to 250.
fn count(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(_) => 1,
        HirKind::Repetition(many) => {
            let times = many.max.unwrap_or(many.min).max(many.min).max(1);
            count(&many.sub).saturating_mul(usize::try_from(times).unwrap_or(usize::MAX))
        }
        HirKind::Capture(capture) => count(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().map(count).fold(0, usize::saturating_add),
    }
}

#[cfg(test)]
mod tests {
    use super::{SIGNS, signs};

    #[test]
    fn a_sign_counts_as_often_as_it_is_repeated() {
        for (pattern, count) in [
            ("", 0),
            ("a.c", 3),
            (r"\bcasino\b", 6),
            ("a*", 1),
            ("a{3,}", 3),
            ("a{3,7}", 7),
            ("(ab){5}|c", 11),
            ("(?:(?:a{10}){10}){10}", 1_000),
            (r"\+?\d[\d ]{8,}", 10),
        ] {
            assert_eq!(signs(pattern), Some(count), "{pattern}");
        }
        assert_eq!(signs("("), None);
        assert!(signs("((a{1000}){1000}){1000}").is_none_or(|count| count > SIGNS));
    }
}
