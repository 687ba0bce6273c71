//! Searches of visitors that found nothing, as the team hears of them: which words are noted, and from how many times on they are
//! shown. The rule, pure.

use porch_protocol::Timestamp;

/// So often the same has to be looked for before the team sees it, where each network counts once a day: what somebody looks for
/// alone on one day is nobody's business.
pub const LEAST_TIMES: u32 = 3;
/// How long it is stored, in microseconds: 90 days.
pub const LIFE: i64 = 90 * DAY;
/// What is looked for on one site in a day is stored up to so many different words.
pub const MOST_IN_A_DAY: u32 = 1_000;
/// Characters at most: whoever types more does not look for a word.
const LONGEST: usize = 80;
/// Letters at least.
const SHORTEST: usize = 3;
/// Digits at most: more may be a telephone number, an order, or a card.
const MOST_DIGITS: usize = 4;
const DAY: i64 = 24 * 3_600 * Timestamp::SECOND;

/// The day of a moment, counted from 1970 in UTC.
pub fn day(now: Timestamp) -> i64 {
    now.0.div_euclid(DAY)
}

/// The beginning of a day.
pub fn beginning(day: i64) -> Timestamp {
    Timestamp(day * DAY)
}

/// What is noted of a search: its words in small letters, with one space between them. None for what may be private, as an
/// address or a number, and for what is no search for words.
pub fn term(query: &str) -> Option<String> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let term = words.join(" ");
    let count = |is: fn(char) -> bool| term.chars().filter(|c| is(*c)).count();
    let is_short = term.chars().count() <= LONGEST && count(char::is_alphabetic) >= SHORTEST;
    // Operators have a colon; addresses have one of the others.
    let is_plain = !term.contains(['@', ':', '/', '\\', '<', '>']) && !term.starts_with("www.");
    (is_short && is_plain && count(char::is_numeric) <= MOST_DIGITS && !term.chars().any(char::is_control))
        .then_some(term)
}

#[cfg(test)]
mod tests {
    use super::{DAY, beginning, day, term};
    use porch_protocol::Timestamp;

    #[test]
    fn words_are_noted_in_one_form() {
        for (query, noted) in [
            ("  Rye   BREAD ", "rye bread"),
            ("\"gluten free\"", "\"gluten free\""),
            ("roggenbrot für 4", "roggenbrot für 4"),
            ("酸種麵包", "酸種麵包"),
            ("year 2026", "year 2026"),
        ] {
            assert_eq!(term(query).as_deref(), Some(noted));
        }
    }

    #[test]
    fn what_may_be_private_is_not_noted() {
        for query in [
            "",
            "ab",
            "ada@lovelace.example",
            "ada lovelace (at) 0664 1234567",
            "+43 664 123",
            "order 12345",
            "4111 1111 1111 1111",
            "१२३४५ bread",
            "https://bakery.example/rye",
            "www.bakery.example",
            "from:ada bread",
            "a\u{0}bc",
            &"bread ".repeat(20),
        ] {
            assert_eq!(term(query), None, "{query:?}");
        }
    }

    #[test]
    fn days_are_counted_in_utc() {
        assert_eq!([0, DAY - 1, DAY, -1].map(|at| day(Timestamp(at))), [0, 0, 1, -1]);
        assert_eq!(beginning(day(Timestamp(3 * DAY + 5))), Timestamp(3 * DAY));
    }
}
