//! The cost of a pattern, and what is wrong with an invalid one. Matching takes linear time, but a pattern with many repetitions is slow for each letter.

use porch_protocol::PatternFault;
use regex_syntax::ast::ErrorKind;
use regex_syntax::hir::{Hir, HirKind};
use regex_syntax::{Error, ParserBuilder};

/// Signs of one pattern, each counted as often as it is repeated.
pub const SIGNS: usize = 200;
/// The same for all patterns of a site. For each letter of a comment, each sign may have to be compared: with a
/// thousand, the longest comment takes some tenths of a second of a core; without a limit, it took ten seconds.
pub const ALL_SIGNS: usize = 1_000;

/// The number of signs of a pattern, each counted as often as it is repeated; none where the pattern is invalid.
pub fn signs(pattern: &str) -> Option<usize> {
    ParserBuilder::new().case_insensitive(true).build().parse(pattern).ok().map(|hir| count(&hir))
}

/// What is wrong with an invalid pattern, and where: its first character is 1. None where it is valid.
pub(super) fn fault(pattern: &str) -> Option<(PatternFault, usize)> {
    let error = ParserBuilder::new().case_insensitive(true).build().parse(pattern).err()?;
    let (fault, start) = match &error {
        Error::Parse(error) => (kind_of(error.kind()), error.span().start.offset),
        Error::Translate(error) => (PatternFault::Other, error.span().start.offset),
        _ => (PatternFault::Other, 0),
    };
    Some((fault, pattern.char_indices().take_while(|(offset, _)| *offset < start).count() + 1))
}

fn kind_of(kind: &ErrorKind) -> PatternFault {
    match kind {
        ErrorKind::GroupUnclosed | ErrorKind::GroupNameUnexpectedEof | ErrorKind::FlagUnexpectedEof => {
            PatternFault::GroupUnclosed
        }
        ErrorKind::GroupUnopened => PatternFault::GroupUnopened,
        ErrorKind::ClassUnclosed => PatternFault::ClassUnclosed,
        ErrorKind::RepetitionMissing => PatternFault::RepetitionMissing,
        ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::RepetitionCountUnclosed => PatternFault::RepetitionCount,
        ErrorKind::EscapeUnrecognized | ErrorKind::EscapeUnexpectedEof => PatternFault::Escape,
        ErrorKind::UnsupportedBackreference | ErrorKind::UnsupportedLookAround => PatternFault::NotSupported,
        _ => PatternFault::Other,
    }
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
    use porch_protocol::PatternFault;

    use super::{SIGNS, fault, signs};

    #[test]
    fn what_is_wrong_with_a_pattern_is_a_code_with_a_position() {
        for (pattern, kind, at) in [
            ("casino(", PatternFault::GroupUnclosed, 7),
            ("é)", PatternFault::GroupUnopened, 2),
            ("[a-z", PatternFault::ClassUnclosed, 1),
            ("*casino", PatternFault::RepetitionMissing, 1),
            ("a{", PatternFault::RepetitionCount, 2),
            ("a{3,1}", PatternFault::RepetitionCount, 2),
            (r"casino\", PatternFault::Escape, 7),
            (r"\i", PatternFault::Escape, 1),
            ("(?=a)", PatternFault::NotSupported, 1),
            (r"(a)\1", PatternFault::NotSupported, 4),
            (r"\p{Nothing}", PatternFault::Other, 1),
        ] {
            assert_eq!(fault(pattern), Some((kind, at)), "{pattern}");
        }
        assert_eq!(fault("casino"), None);
    }

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
